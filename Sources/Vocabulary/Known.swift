/// A fact that somebody has said, or that nobody has: not known is neither yes nor no, nor free, nor none.
public enum Known<Value> {
    case said(Value)
    case notKnown

    /// What was said; nil is not known.
    public init(_ value: Value?) { self = value.map(Known.said) ?? .notKnown }

    /// Nil where it is not known.
    public var value: Value? { if case .said(let value) = self { value } else { nil } }

    public var isKnown: Bool { value != nil }

    /// What is not known stays so.
    public func map<Other>(_ transform: (Value) throws -> Other) rethrows -> Known<Other> {
        switch self {
        case .said(let value): .said(try transform(value))
        case .notKnown: .notKnown
        }
    }
}

extension Known: Sendable where Value: Sendable {}
extension Known: Equatable where Value: Equatable {}
extension Known: Hashable where Value: Hashable {}
