import Vocabulary

/// Whether a group takes people from us, in one word: its own status in the directory and what it agreed, together.
/// Whatever narrows it is told to those whom it concerns (docs/adr/0055).
public enum GroupOpening: String, CaseIterable, Codable, Sendable {
    case open
    /// The group asked for nobody new for a while. Those who come already go on coming.
    case pausedReferrals = "paused-referrals"
    /// Nobody asked it yet, or it said no.
    case notAgreed = "not-agreed"
    /// It does not meet for now.
    case paused
    case closed

    /// No answer can come while it lasts: the days of a wait do not count.
    public var stopsTheClock: Bool { self == .pausedReferrals || self == .paused }

    /// Whether it concerns those who come already, and not only those who wait for an answer.
    public var concernsMembers: Bool { self == .paused || self == .closed }

    /// Whether less is open after it than before.
    public func isNarrower(than before: GroupOpening) -> Bool { rank > before.rank }

    private var rank: Int { GroupOpening.allCases.firstIndex(of: self) ?? 0 }
}

extension Group {
    public var opening: GroupOpening {
        switch details.status {
        case .closed: return .closed
        case .paused: return .paused
        case .active: break
        }
        guard let agreement else { return .notAgreed }
        return agreement.paused ? .pausedReferrals : .open
    }
}

/// That a group began to take fewer people, or more, and when.
public struct GroupChange: Identifiable, Hashable, Sendable {
    public typealias ID = Identifier<GroupChange>

    public let id: ID
    public let group: Group.ID
    public let was: GroupOpening
    public let became: GroupOpening
    public let at: Moment
    /// Who changed it.
    public let by: Source

    public enum Source: String, CaseIterable, Sendable {
        case group
        /// A coordinator, or somebody else of the hub.
        case hub
        /// The directory that it comes from.
        case directory
    }

    public init(id: ID, group: Group.ID, was: GroupOpening, became: GroupOpening, at: Moment, by: Source) {
        self.id = id
        self.group = group
        self.was = was
        self.became = became
        self.at = at
        self.by = by
    }
}
