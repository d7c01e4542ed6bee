/// The answer to "why not this group?", for any group of the directory.
public struct Explanation: Sendable, Equatable {
    /// Why the group was not even considered; empty where it was.
    public let omissions: [Omission]
    /// What the rules say of it, whether it was considered or not.
    public let verdict: Verdict

    public var wasConsidered: Bool { omissions.isEmpty }

    init(omissions: [Omission], verdict: Verdict) {
        self.omissions = omissions
        self.verdict = verdict
    }

    /// What keeps a group out of the search.
    public enum Omission: Sendable, Equatable {
        case closed
        /// It meets none of the person's needs.
        case meetsNoNeed
        /// It is neither online nor by telephone, and nobody knows where it meets.
        case hasNoPlace
        /// It is neither online nor by telephone, and further away than the search goes, wherever the two places may be
        /// that are only known about.
        case beyondHorizon(metres: Double)
    }

    public enum Verdict: Sendable, Equatable {
        case offer(Offer)
        case signpost(Finding)
        case blocked(Finding)
    }
}
