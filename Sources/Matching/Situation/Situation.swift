import Vocabulary

/// One person's needs and limits on one day: all that matching may know of a person.
///
/// A new situation has the values that `matching.md` gives to fields that are left out. There is no
/// field for a name, an address in words or an immigration status, so none can be passed.
public struct Situation: Sendable, Equatable {
    public var today: Day
    /// In the person's own order. A need that is written twice counts once, at its first place.
    public var needs: [NeedCode]
    public var interests: [InterestCode] = []
    public var format = FormatWish.any
    public var home: Coordinate?
    /// How many metres the true home may be from ``home``: some thousands where only a part of the postcode is known.
    public var homeAccuracyM = 0
    /// How far away a group may be to be considered, in kilometres as the crow flies.
    public var horizonKm = 10.0
    public var reach = Reach()
    /// The most that a session may cost.
    public var maxFee = Pence.zero
    /// When the person is free; nil is any time, empty is never.
    public var free: [WeeklyWindow]?
    public var canBookAhead = true
    public var gender = Gender.unsaid
    public var audience = AudienceWish.any
    public var age: Int?
    /// A language that is written twice counts at its higher level.
    public var languages: [SpokenLanguage] = []
    public var interpreter = InterpreterWish()
    public var childcareNeeded = false
    public var access: [AccessCode] = []
    /// Whether to keep away from groups that ask for status or identity papers.
    public var avoidPapers = true
    /// Nil until somebody has judged it, which opens nothing: see ``Swift/Optional/requiredStandards``.
    public var risk: Risk?
    /// Standards beyond those of the risk.
    public var requires: [StandardCode] = []
    public var avoid = Avoidance()
    public var communities: [CommunityCode] = []
    public var background = BackgroundWish.noPreference
    public var wantsToVolunteer = false
    /// How long the person has waited; read by the allocation of a cohort only.
    public var waitingDays = 0

    public init(today: Day, needs: [NeedCode]) {
        self.today = today
        self.needs = needs
    }

    /// How the person gets to a group.
    public struct Reach: Sendable, Equatable {
        public var maxWalkMinutes = 30
        /// By bus, car or lift, and able to pay for it.
        public var canTravel = false
        public var online = false
        /// Whether the person has a telephone by which to take part.
        public var phone = true

        public init() {}
    }

    public struct InterpreterWish: Sendable, Equatable {
        public var accepts = false
        /// The languages for which the hub can send an interpreter.
        public var hubLanguages: [Language] = []
        /// Communities whose interpreters the person will not have.
        public var excludedCommunities: [CommunityCode] = []

        public init() {}
    }

    /// Where the person must not be sent. Only their link worker ever sees that this was the reason.
    public struct Avoidance: Sendable, Equatable {
        public var groups: [GroupProfile.ID] = []
        public var communities: [CommunityCode] = []

        public init() {}
    }
}

extension Situation {
    /// Refuses a situation without a need, and negative limits.
    public func check() throws(SituationFault) {
        guard !needs.isEmpty else { throw SituationFault(field: "needs", problem: "must name at least one need") }
        guard horizonKm >= 0, horizonKm.isFinite else {
            throw SituationFault(field: "horizonKm", problem: "must not be negative")
        }
        let counts = [
            ("maxFee", maxFee.amount), ("reach.maxWalkMinutes", reach.maxWalkMinutes), ("age", age ?? 0),
            ("homeAccuracyM", homeAccuracyM), ("waitingDays", waitingDays),
        ]
        for (field, count) in counts where count < 0 {
            throw SituationFault(field: field, problem: "must not be negative")
        }
        if homeAccuracyM > GroupProfile.largestCount {
            throw SituationFault(field: "homeAccuracyM", problem: "is too large")
        }
    }
}
