/// A word of a controlled list, such as the need `english` or the standard `dbs`.
///
/// The lists themselves are reference data (see `Reference`); a code is only typed, so that a need
/// can never be compared with an interest.
@frozen public struct Code<List>: Spelled, Sendable {
    public let rawValue: String

    @inlinable public init(rawValue: String) { self.rawValue = rawValue }
    @inlinable public init(_ text: String) { self.rawValue = text }
}

extension Code: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension Code: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(rawValue: value) }
}

extension Code: CustomStringConvertible {
    public var description: String { rawValue }
}

// The names of the controlled lists. They have no values: they only tell codes apart.

/// The list of needs.
public enum NeedList {}
/// The list of interests.
public enum InterestList {}
/// The list of standards of the register.
public enum StandardList {}
/// The list of communities.
public enum CommunityList {}
/// The list of access needs.
public enum AccessList {}

/// What a person needs and a group meets: `belonging`, `english`, `food`…
public typealias NeedCode = Code<NeedList>
/// What a person likes to do and a group does: `cooking`, `football`…
public typealias InterestCode = Code<InterestList>
/// What a group must hold before people at risk are referred to it: `dbs`, `trauma-training`…
public typealias StandardCode = Code<StandardList>
/// A community that a person, an interpreter or a group belongs to.
public typealias CommunityCode = Code<CommunityList>
/// What a person needs to take part in the room: `step-free`, `hearing-loop`…
public typealias AccessCode = Code<AccessList>
