import Vocabulary

/// A value as both engines store it.
public enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
}

/// A type that can stand in an SQL statement as an argument.
public protocol SQLConvertible {
    var sqlValue: SQLValue { get }
}

extension SQLValue: SQLConvertible {
    public var sqlValue: SQLValue { self }
}
extension String: SQLConvertible {
    public var sqlValue: SQLValue { .text(self) }
}
extension Int: SQLConvertible {
    public var sqlValue: SQLValue { .integer(Int64(self)) }
}
extension Int64: SQLConvertible {
    public var sqlValue: SQLValue { .integer(self) }
}
extension Bool: SQLConvertible {
    /// Both engines store truth as 0 or 1.
    public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}
extension Double: SQLConvertible {
    public var sqlValue: SQLValue { .real(self) }
}
extension Identifier: SQLConvertible {
    public var sqlValue: SQLValue { .text(rawValue) }
}
extension Code: SQLConvertible {
    public var sqlValue: SQLValue { .text(rawValue) }
}
extension Moment: SQLConvertible {
    public var sqlValue: SQLValue { .integer(milliseconds) }
}
extension Day: SQLConvertible {
    /// Days are stored as `2026-11-23`, which sorts as the calendar does.
    public var sqlValue: SQLValue { .text(description) }
}

/// One SQL statement with its arguments, in the SQL that both engines understand.
///
/// Written as a string literal whose interpolations become bound arguments, never text:
/// `"SELECT name FROM groups WHERE hub_id = \(hub) AND id = \(group)"`. There is no way to put a
/// run-time string into the statement itself.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// The statement cut at its arguments: always one piece more than there are arguments.
    private(set) var pieces: [String]
    private(set) var arguments: [SQLValue]

    public init(stringLiteral value: StaticString) {
        pieces = [value.description]
        arguments = []
    }

    /// Only for text that was put together from our own literals.
    init(literal: String) {
        pieces = [literal]
        arguments = []
    }

    public init(stringInterpolation: StringInterpolation) {
        pieces = stringInterpolation.pieces
        arguments = stringInterpolation.arguments
    }

    /// This statement followed by another: for conditions that are added one by one.
    public static func + (left: SQL, right: SQL) -> SQL {
        var joined = left
        joined.pieces[joined.pieces.count - 1] += right.pieces[0]
        joined.pieces += right.pieces.dropFirst()
        joined.arguments += right.arguments
        return joined
    }

    public static func += (left: inout SQL, right: SQL) { left = left + right }

    /// The text with a placeholder for every argument, numbered from 1.
    func text(placeholder: (Int) -> String) -> String {
        var text = pieces[0]
        for (index, piece) in pieces.dropFirst().enumerated() {
            text += placeholder(index + 1)
            text += piece
        }
        return text
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        var pieces: [String] = [""]
        var arguments: [SQLValue] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            arguments.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            pieces[pieces.count - 1] += literal.description
        }

        public mutating func appendInterpolation(_ value: some SQLConvertible) {
            arguments.append(value.sqlValue)
            pieces.append("")
        }

        public mutating func appendInterpolation(_ value: (some SQLConvertible)?) {
            appendInterpolation(value?.sqlValue ?? .null)
        }

        /// The values of a list in brackets, for `IN`. An empty list matches nothing.
        public mutating func appendInterpolation(list values: some Collection<some SQLConvertible>) {
            pieces[pieces.count - 1] += "("
            for (index, value) in values.enumerated() {
                if index > 0 { pieces[pieces.count - 1] += ", " }
                appendInterpolation(value)
            }
            if values.isEmpty { pieces[pieces.count - 1] += "NULL" }
            pieces[pieces.count - 1] += ")"
        }

        /// Names out of the schema's own literals, with commas between them.
        mutating func appendInterpolation(names: [String]) {
            pieces[pieces.count - 1] += names.joined(separator: ", ")
        }

        /// Another statement in the middle of this one, its arguments with it.
        public mutating func appendInterpolation(_ other: SQL) {
            pieces[pieces.count - 1] += other.pieces[0]
            pieces += other.pieces.dropFirst()
            arguments += other.arguments
        }
    }
}
