/// How a group meets.
public enum MeetingFormat: String, CaseIterable, Codable, Sendable {
    case group
    case oneToOne = "one-to-one"
}

/// How a person would like to meet others.
public enum FormatWish: String, CaseIterable, Codable, Sendable {
    case any
    case group
    case oneToOne = "one-to-one"
}

/// Whom a group is for.
public enum Audience: String, CaseIterable, Codable, Sendable {
    case everyone, women, men
}

/// Whether a person asks to be only among people of their own gender.
public enum AudienceWish: String, CaseIterable, Codable, Sendable {
    case any, same
}

/// As the person says it; `unsaid` is an answer too.
public enum Gender: String, CaseIterable, Codable, Sendable {
    case woman, man, other, unsaid
}

/// What happens with children while their parent takes part.
public enum Childcare: String, CaseIterable, Codable, Sendable {
    /// Somebody looks after them.
    case provided
    /// They may come along.
    case welcome
    case none
}

/// Whether a person wants to meet people of their own background: some long for it, some fear it.
public enum BackgroundWish: String, CaseIterable, Codable, Sendable {
    case wanted
    case notWanted = "not-wanted"
    case noPreference = "no-preference"
}

/// Whether a group takes place now, rests, or is over.
public enum GroupStatus: String, CaseIterable, Codable, Sendable {
    case active, paused, closed
}

/// The years for which a group is open, both ends included; nil is no limit.
public struct AgeRange: Hashable, Sendable, Codable {
    public let from: Int?
    public let to: Int?

    public init(from: Int?, to: Int?) {
        self.from = from
        self.to = to
    }

    public static let open = AgeRange(from: nil, to: nil)

    public func contains(_ age: Int) -> Bool { age >= (from ?? Int.min) && age <= (to ?? Int.max) }
}

/// A language that a group interprets into, and the community of the one who interprets.
public struct InterpretingOffer: Hashable, Sendable, Codable {
    public let language: Language
    /// Nil where the interpreter's community is not known.
    public let community: CommunityCode?

    public init(language: Language, community: CommunityCode?) {
        self.language = language
        self.community = community
    }
}
