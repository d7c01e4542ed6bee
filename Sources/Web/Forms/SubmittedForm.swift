/// The fields of a form as they were sent, in their order: `application/x-www-form-urlencoded`, flat.
public struct SubmittedForm: Sendable {
    /// Why something that was sent is not a form.
    public enum Refusal: Error, Sendable {
        case notText, tooManyFields
    }

    static let mostFields = 500

    private let fields: [(name: String, value: String)]

    public static let empty = SubmittedForm([])

    public init(_ fields: [(name: String, value: String)]) { self.fields = fields }

    /// Decodes the body of a form, or what follows the question mark in an address.
    ///
    /// Refuses bytes that are not UTF-8, and NUL, which no field of ours can hold.
    init(decoding bytes: some Collection<UInt8>) throws(Refusal) {
        var fields: [(name: String, value: String)] = []
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            guard fields.count < SubmittedForm.mostFields else { throw .tooManyFields }
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = parts.first else { continue }
            let value = parts.count > 1 ? parts[1] : pair[pair.endIndex...]
            fields.append((try SubmittedForm.text(name), try SubmittedForm.text(value)))
        }
        self.fields = fields
    }

    /// The first value under this name.
    public subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// Every value under this name, in the order in which they were sent.
    public func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    public var names: [String] { fields.map(\.name) }

    /// Every field with its value, in the order in which they were sent.
    public var pairs: [(name: String, value: String)] { fields }

    private static func text(_ bytes: some Collection<UInt8>) throws(Refusal) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index != bytes.endIndex {
            let byte = bytes[index]
            bytes.formIndex(after: &index)
            switch byte {
            case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard index != bytes.endIndex, let high = hexadecimal(bytes[index]) else { throw .notText }
                bytes.formIndex(after: &index)
                guard index != bytes.endIndex, let low = hexadecimal(bytes[index]) else { throw .notText }
                bytes.formIndex(after: &index)
                decoded.append(high << 4 | low)
            default: decoded.append(byte)
            }
        }
        guard !decoded.contains(0), let text = String(validating: decoded, as: UTF8.self) else { throw .notText }
        return text
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
