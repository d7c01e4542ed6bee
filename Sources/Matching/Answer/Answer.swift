import Vocabulary

/// What matching says: whom to offer, whom to tell of, what stands in the way, what would open more.
public struct Answer: Sendable, Equatable {
    /// How many groups were near and meet a need.
    public let considered: Int
    /// Best first, cut to the limit that was asked for.
    public let offers: [Offer]
    /// How many offers there are without a limit.
    public let offersInAll: Int
    /// Groups to tell the person of without a referral, by id.
    public let signposts: Findings
    /// All other considered groups, by id.
    public let blocked: Findings
    /// What would open a group, and how many; most first, then by code.
    public let unlocks: [Unlock]

    /// How many groups wait for one thing only.
    public struct Unlock: Sendable, Equatable {
        public let code: ReasonCode
        public let groups: Int

        public init(code: ReasonCode, groups: Int) {
            self.code = code
            self.groups = groups
        }
    }
}

/// A group that a person can be referred to.
public struct Offer: Sendable, Equatable {
    public let id: GroupProfile.ID
    /// Minutes on foot from home; nil unless both places are known.
    public let walkMinutes: Int?
    public let cautions: [Caution]
    let parts: ScoreParts

    init(id: GroupProfile.ID, walkMinutes: Int?, cautions: [Caution], parts: ScoreParts) {
        self.id = id
        self.walkMinutes = walkMinutes
        self.cautions = cautions
        self.parts = parts
    }

    public init(id: GroupProfile.ID, walkMinutes: Int?, cautions: [Caution], why: [ScorePart: Int]) {
        self.init(id: id, walkMinutes: walkMinutes, cautions: cautions, parts: ScoreParts(why))
    }

    /// The sum of ``why``.
    public var score: Int { Int(parts.sum) }

    /// The parts of the score that are not zero, by name.
    public var why: [ScorePart: Int] {
        ScorePart.allCases.reduce(into: [:]) { why, part in if parts[part] != 0 { why[part] = Int(parts[part]) } }
    }
}

/// What to ask before somebody goes there, in the order in which it stands in an answer.
public enum Caution: String, CaseIterable, Sendable {
    /// The person is free at certain times only, and the group does not publish its own.
    case timesUnknown = "times-unknown"
    /// The person needs something to get in or take part, and nobody has said what the group has.
    case accessUnknown = "access-unknown"
    /// Children come too, and nobody has said whether they may.
    case childcareUnknown = "childcare-unknown"
    /// Nobody has said what it costs.
    case costUnknown = "cost-unknown"
    /// The person keeps away from papers, and nobody has said whether the group asks for them.
    case papersUnknown = "papers-unknown"
    /// The walk is measured from or to a place that is known about, and may be much shorter.
    case placeAbout = "place-about"
    /// Nobody has judged the person's risk yet.
    case riskUnjudged = "risk-unjudged"
}

/// What speaks for an offer; in the order of their names, as they stand in an answer.
public enum ScorePart: String, CaseIterable, Sendable, Comparable {
    case background, interest, near, need, room, tongue, volunteer, welcome

    public static func < (left: ScorePart, right: ScorePart) -> Bool { left.rawValue < right.rawValue }
}

/// A group that is not offered, and why.
public struct Finding: Sendable, Equatable {
    public let id: GroupProfile.ID
    public let walkMinutes: Int?
    /// In the order of ``ReasonCode``; never empty.
    public let reasons: [Reason]
    /// The one thing that would open the group.
    public let unlock: ReasonCode?

    public init(id: GroupProfile.ID, walkMinutes: Int?, reasons: [Reason]) {
        self.id = id
        self.walkMinutes = walkMinutes
        self.reasons = reasons
        self.unlock =
            if reasons.count == 1, let only = reasons.first?.code, only.canBeUnlocked { only } else { nil }
    }
}
