import Foundation

/// A value kept whole in one column as JSON with sorted keys: what is only ever read together with its
/// record needs no columns of its own (docs/adr/0003).
enum Document {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<Value: Decodable>(_: Value.Type = Value.self, in row: Row, _ column: String) throws -> Value {
        do { return try JSONDecoder().decode(Value.self, from: Data(try row.text(column).utf8)) } catch is DecodingError
        {
            throw StorageFault.unreadable(column: column)
        }
    }

    static func optional<Value: Decodable>(_: Value.Type = Value.self, in row: Row, _ column: String) throws -> Value? {
        try row.optionalText(column) == nil ? nil : try value(Value.self, in: row, column)
    }
}
