import Vocabulary

/// What matching knows of a group: its offer, its limits, its register and its agreement.
///
/// A new profile has the values that `matching.md` gives to fields that are left out; set the ones that
/// are known. Matching never learns an address in words, a contact or a phone number.
public struct GroupProfile: Sendable, Equatable {
    public typealias ID = Identifier<GroupProfile>

    public internal(set) var id: ID
    /// Only to show: no rule reads it.
    public var name: String
    public var status = GroupStatus.active
    public var needs: [NeedCode] = []
    public var interests: [InterestCode] = []
    public var format = MeetingFormat.group
    /// Where it meets; nil where it has no place or the place is not known.
    public var location: Coordinate?
    public var online = false
    /// Whether the group pays for the way there.
    public var travelPaid = false
    /// What a session costs.
    public var fee = Pence.zero
    /// When it meets; empty where it publishes no times.
    public var sessions: [WeeklyWindow] = []
    public var dropIn = false
    public var bookAhead = false
    public var audience = Audience.everyone
    public var age = AgeRange.open
    /// The languages it is run in.
    public var languages: [Language] = []
    /// How much English is needed to take part, where it is run in English.
    public var english = LanguageLevel.conversational
    public var interpreting: [InterpretingOffer] = []
    public var childcare = Childcare.none
    public var access: [AccessCode] = []
    /// Whether it asks for immigration status or identity papers.
    public var asksStatus = false
    public var communities: [CommunityCode] = []
    public var register: [Evidence] = []
    public var agreement = Agreement()
    /// How welcome people felt, from 0 to 5; nil until somebody said so.
    public var welcome: Double?
    /// Whether it has roles for volunteers.
    public var volunteering = false

    public init(id: ID, name: String) {
        self.id = id
        self.name = name
    }

    /// One standard on the register and the last day on which it holds; nil is no end.
    public struct Evidence: Sendable, Equatable {
        public var standard: StandardCode
        public var until: Day?

        public init(_ standard: StandardCode, until: Day?) {
            self.standard = standard
            self.until = until
        }
    }

    /// What the group agreed to take on.
    public struct Agreement: Sendable, Equatable {
        public var agreed = false
        /// The last day of the agreement; nil is no end.
        public var until: Day?
        public var paused = false
        /// How many people it takes in a month.
        public var monthlyLimit = 0
        public var acceptedThisMonth = 0
        /// How many places are free now.
        public var places = 0
        /// How many newcomers it takes in a month out of one allocation; nil is no limit.
        public var cohort: Int?

        public init() {}
    }
}

extension GroupProfile {
    /// The largest amount, limit or count that a group may give. It keeps every sum of the score exact.
    static let largestCount = 1_000_000_000

    /// Refuses what the types still allow: an empty id, a negative number, a welcome that is not a number.
    // Inlined, as a call would copy the fourteen lists of a group that lies behind a pointer.
    @inline(__always)
    func check() throws(DirectoryFault) {
        guard !id.rawValue.isEmpty else { throw fault("id", "must not be empty") }
        try check("fee", fee.amount)
        try check("agreement.monthlyLimit", agreement.monthlyLimit)
        try check("agreement.acceptedThisMonth", agreement.acceptedThisMonth)
        try check("agreement.places", agreement.places)
        if let cohort = agreement.cohort { try check("agreement.cohort", cohort) }
        if let age = age.from, age.magnitude > GroupProfile.largestCount { throw fault("age.from", "is not an age") }
        if let age = age.to, age.magnitude > GroupProfile.largestCount { throw fault("age.to", "is not an age") }
        if let welcome, !(welcome.magnitude <= 1_000_000) {
            throw fault("welcome", "is not a number that makes sense here")
        }
    }

    @inline(__always)
    private func check(_ field: StaticString, _ count: Int) throws(DirectoryFault) {
        guard count >= 0, count <= GroupProfile.largestCount else {
            throw fault("\(field)", count < 0 ? "must not be negative" : "is too large")
        }
    }

    private func fault(_ field: String, _ problem: String) -> DirectoryFault {
        DirectoryFault(group: id, field: field, problem: problem)
    }
}
