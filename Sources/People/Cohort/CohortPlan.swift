import Vocabulary

/// How a team means to share the places of its groups out among the people who wait.
///
/// It is a proposal until the team confirms it, and then a suggestion to each person's worker: nothing is sent by it.
public struct CohortPlan: Identifiable, Hashable, Sendable {
    public typealias ID = Identifier<CohortPlan>

    public let id: ID
    public let proposedBy: Identifier<Worker>
    public let proposedAt: Moment
    public private(set) var confirmedBy: Identifier<Worker>?
    public private(set) var confirmedAt: Moment?
    /// Counts up with every change, so that nobody confirms what they did not see.
    public var version: Int

    /// How long a suggestion stands: groups fill up, people change their minds.
    public static let suggestedForDays = 30
    /// How long a group that was set aside for somebody, or that said no to them, is not proposed for them again. Their
    /// worker can refer them to it at any time.
    public static let setAsideForDays = 90
    /// How many people one plan is for at most, those who have been here longest.
    public static let most = 200

    public init(
        id: ID, proposedBy: Identifier<Worker>, proposedAt: Moment, confirmedBy: Identifier<Worker>? = nil,
        confirmedAt: Moment? = nil, version: Int = 0
    ) {
        self.id = id
        self.proposedBy = proposedBy
        self.proposedAt = proposedAt
        self.confirmedBy = confirmedBy
        self.confirmedAt = confirmedAt
        self.version = version
    }

    public enum Refusal: Error, Equatable, Sendable {
        /// It was confirmed before: what it suggests is with the workers.
        case alreadyConfirmed
        /// Somebody changed it since it was shown.
        case changedSince
    }

    public var isConfirmed: Bool { confirmedAt != nil }

    /// - Parameter version: the plan as whoever acts saw it.
    public func requireOpen(asSeen version: Int) throws(Refusal) {
        guard !isConfirmed else { throw .alreadyConfirmed }
        guard version == self.version else { throw .changedSince }
    }

    public mutating func confirm(
        by worker: Identifier<Worker>, at moment: Moment, asSeen version: Int
    ) throws(Refusal) {
        try requireOpen(asSeen: version)
        confirmedBy = worker
        confirmedAt = moment
    }

    /// What the plan means for one person.
    public struct Line: Hashable, Sendable {
        public let person: Person.ID
        /// The place in the plan, from 0.
        public let place: Int
        /// The id of the group; nil where they get nothing.
        public var group: String?
        public var mark: Mark
        /// Why the sharing had nothing for them; nil where it had.
        public var shortage: Shortage?

        public init(person: Person.ID, place: Int, group: String?, mark: Mark, shortage: Shortage? = nil) {
            self.person = person
            self.place = place
            self.group = group
            self.mark = mark
            self.shortage = shortage
        }

        /// Whether a place of the group is kept for the person in this plan.
        public var takesPlace: Bool { group != nil && mark != .leftOut }
        /// Whether the person's worker is told of it when the plan is confirmed.
        public var isSuggested: Bool { group != nil && (mark == .proposed || mark == .chosen) }
    }

    public enum Mark: String, CaseIterable, Codable, Sendable {
        /// As the sharing proposed it.
        case proposed
        /// The team chose it.
        case chosen
        /// The place is kept for them in this plan, and nobody is told yet.
        case held
        /// The team took them out: they get nothing from this plan.
        case leftOut = "left-out"
    }

    public enum Shortage: String, CaseIterable, Codable, Sendable {
        /// No group fits them, whoever else waits.
        case noGroupFits = "no-group-fits"
        /// Groups fit, and those who came first have their places.
        case placesAreTaken = "places-are-taken"
        /// Groups fit, and each was set aside for them or said no to them not long ago.
        case setAside = "set-aside"
    }
}
