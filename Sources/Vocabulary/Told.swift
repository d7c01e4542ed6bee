/// What somebody said to a question, if they were asked at all.
///
/// An answer that nobody gave is never stored as one: "not asked yet", "would rather not say" and "no" are three values,
/// and a page, a copy and matching can tell them apart.
public enum Told<Value> {
    /// Nobody asked, or nobody wrote down what was said.
    case notAsked
    /// They were asked, and would rather not say.
    case wouldNotSay
    case said(Value)

    /// What they said; nil where they said nothing.
    public var answer: Value? {
        if case .said(let value) = self { value } else { nil }
    }

    /// What is known, or not asked where that is nil.
    public init(known value: Value?) { self = value.map { .said($0) } ?? .notAsked }

    public var isAsked: Bool {
        if case .notAsked = self { false } else { true }
    }

    /// The same with what they said changed; what was not said stays unsaid.
    public func map<Other>(_ change: (Value) throws -> Other) rethrows -> Told<Other> {
        switch self {
        case .notAsked: .notAsked
        case .wouldNotSay: .wouldNotSay
        case .said(let value): .said(try change(value))
        }
    }
}

extension Told: Sendable where Value: Sendable {}
extension Told: Equatable where Value: Equatable {}
extension Told: Hashable where Value: Hashable {}

extension Told<Bool> {
    /// They said yes. Nothing that was not said counts.
    public var isYes: Bool { answer == true }
    /// They said no. Nothing that was not said counts.
    public var isNo: Bool { answer == false }
}

// A literal is an answer: whoever writes `childcareNeeded = true` says so.
extension Told: ExpressibleByBooleanLiteral where Value == Bool {
    public init(booleanLiteral value: Bool) { self = .said(value) }
}

extension Told: ExpressibleByIntegerLiteral where Value == Int {
    public init(integerLiteral value: Int) { self = .said(value) }
}

extension Told: ExpressibleByArrayLiteral where Value: RangeReplaceableCollection {
    public init(arrayLiteral elements: Value.Element...) { self = .said(Value(elements)) }
}

// MARK: As JSON

/// `"not-asked"`, `"would-not-say"`, or `{"said": …}`.
extension Told: Encodable where Value: Encodable {
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .notAsked: try "not-asked".encode(to: encoder)
        case .wouldNotSay: try "would-not-say".encode(to: encoder)
        case .said(let value):
            var container = encoder.container(keyedBy: SaidKey.self)
            try container.encode(value, forKey: .said)
        }
    }
}

private enum SaidKey: String, CodingKey { case said }
