import Foundation

/// A JSON value of any shape: other people's files keep to no schema.
enum JSONValue: Hashable, Sendable {
    case null
    case text(String)
    /// The number, and its digits as they would be written.
    case number(Double, String)
    case truth(Bool)
    case list([JSONValue])
    case object([String: JSONValue])

    /// Nil where the bytes are not one JSON value.
    init?(bytes: Data) {
        guard let parsed = try? JSONSerialization.jsonObject(with: bytes, options: .fragmentsAllowed) else {
            return nil
        }
        self.init(foundation: parsed)
    }

    private init(foundation value: Any) {
        switch value {
        case let text as String: self = .text(text)
        case let list as [Any]: self = .list(list.map(JSONValue.init(foundation:)))
        case let object as [String: Any]: self = .object(object.mapValues(JSONValue.init(foundation:)))
        case let number as NSNumber:
            // `true` is a number to Foundation; only its Objective-C type tells it apart.
            let isTruth = String(cString: number.objCType) == "c"
            self = isTruth ? .truth(number.boolValue) : .number(number.doubleValue, number.stringValue)
        default: self = .null
        }
    }

    var object: [String: JSONValue]? {
        if case .object(let members) = self { members } else { nil }
    }

    var list: [JSONValue]? {
        if case .list(let elements) = self { elements } else { nil }
    }

    /// Text and numbers as text; nothing else has one.
    var text: String? {
        switch self {
        case .text(let text): text
        case .number(_, let digits): digits
        case .truth(let truth): truth ? "true" : "false"
        default: nil
        }
    }
}
