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
    /// How many metres the true place may be from ``location``.
    public var accuracyM = 0
    public var online = false
    /// Whether one takes part by telephone.
    public var byPhone = false
    /// Whether the group pays for the way there.
    public var travelPaid = false
    /// What a session costs.
    public var fee = Pence.zero
    /// When it meets; empty where it publishes no times.
    public var sessions: [GroupSession] = []
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
    /// What nobody has said of it. What is not known is neither yes nor no, whatever stands in its field.
    public var unknown: Set<Unknown> = []

    public init(id: ID, name: String) {
        self.id = id
        self.name = name
    }

    /// What may be known of a group or not.
    public enum Unknown: String, CaseIterable, Sendable {
        case access, childcare, cost, papers
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
    func check() throws(DirectoryFault) {
        if let fault = withUnsafePointer(to: self, { GroupProfile.fault(of: $0) }) { throw fault }
    }

    /// What ``check()`` refuses of a group, which is read where it lies and not copied.
    static func fault(of group: UnsafePointer<GroupProfile>) -> DirectoryFault? {
        func fault(_ field: String, _ problem: String) -> DirectoryFault {
            DirectoryFault(group: group.pointee.id, field: field, problem: problem)
        }
        func fault(_ field: StaticString, count: Int) -> DirectoryFault? {
            if count < 0 { return fault("\(field)", "must not be negative") }
            return count > largestCount ? fault("\(field)", "is too large") : nil
        }
        func fault(_ field: StaticString, age: Int?) -> DirectoryFault? {
            guard let age, age.magnitude > largestCount else { return nil }
            return fault("\(field)", "is not an age")
        }
        if group.pointee.id.rawValue.isEmpty { return fault("id", "must not be empty") }
        if let welcome = group.pointee.welcome, !(welcome.magnitude <= 1_000_000) {
            return fault("welcome", "is not a number that makes sense here")
        }
        return fault("fee", count: group.pointee.fee.amount)
            ?? fault("accuracyM", count: group.pointee.accuracyM)
            ?? fault("agreement.monthlyLimit", count: group.pointee.agreement.monthlyLimit)
            ?? fault("agreement.acceptedThisMonth", count: group.pointee.agreement.acceptedThisMonth)
            ?? fault("agreement.places", count: group.pointee.agreement.places)
            ?? fault("agreement.cohort", count: group.pointee.agreement.cohort ?? 0)
            ?? fault("age.from", age: group.pointee.age.from) ?? fault("age.to", age: group.pointee.age.to)
    }
}
