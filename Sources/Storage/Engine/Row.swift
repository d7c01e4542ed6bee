import Vocabulary

/// One row of an answer. Columns are read by name; a column that is missing, null or of another
/// type where a value is asked for is a ``StorageFault/unreadable(column:)``.
public struct Row: Sendable {
    /// The column names, shared by all rows of one answer.
    let columns: Columns
    let values: [SQLValue]

    final class Columns: Sendable {
        let positions: [String: Int]
        init(_ names: [String]) {
            positions = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        }
    }

    private func value(_ column: String) throws -> SQLValue {
        guard let position = columns.positions[column] else { throw StorageFault.unreadable(column: column) }
        return values[position]
    }

    public func text(_ column: String) throws -> String {
        guard case .text(let text) = try value(column) else { throw StorageFault.unreadable(column: column) }
        return text
    }

    public func optionalText(_ column: String) throws -> String? {
        if case .null = try value(column) { return nil }
        return try text(column)
    }

    public func integer(_ column: String) throws -> Int {
        guard case .integer(let number) = try value(column) else { throw StorageFault.unreadable(column: column) }
        return Int(number)
    }

    public func optionalInteger(_ column: String) throws -> Int? {
        if case .null = try value(column) { return nil }
        return try integer(column)
    }

    public func optionalReal(_ column: String) throws -> Double? {
        switch try value(column) {
        case .null: return nil
        case .real(let number): return number
        case .integer(let number): return Double(number)
        case .text: throw StorageFault.unreadable(column: column)
        }
    }

    public func truth(_ column: String) throws -> Bool { try integer(column) != 0 }

    public func id<Owner>(_ column: String, of _: Owner.Type = Owner.self) throws -> Identifier<Owner> {
        Identifier(rawValue: try text(column))
    }

    public func optionalID<Owner>(_ column: String, of _: Owner.Type = Owner.self) throws -> Identifier<Owner>? {
        try optionalText(column).map(Identifier.init(rawValue:))
    }

    public func moment(_ column: String) throws -> Moment { Moment(milliseconds: Int64(try integer(column))) }

    public func optionalMoment(_ column: String) throws -> Moment? {
        try optionalInteger(column).map { Moment(milliseconds: Int64($0)) }
    }

    public func day(_ column: String) throws -> Day {
        guard let day = Day(try text(column)) else { throw StorageFault.unreadable(column: column) }
        return day
    }

    public func optionalDay(_ column: String) throws -> Day? {
        if case .null = try value(column) { return nil }
        return try day(column)
    }
}
