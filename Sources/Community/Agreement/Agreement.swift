import Vocabulary

/// What a group agreed to take on (D7): nobody is referred to a group that was not asked.
public struct Agreement: Hashable, Sendable, Codable {
    /// Newcomers a month.
    public var monthlyLimit: Int
    /// How many people the group can hold at one time by referral from us.
    public var places: Int
    /// How many newcomers it welcomes in a month out of places that a team shares out at once; nil for no limit beside
    /// the month's. Zero is nobody in that way: people are still referred one by one.
    public var cohort: Int?
    /// The last day of the agreement; nil for no end.
    public var until: Day?
    /// The group may pause at any time, with a reason or without.
    public var paused: Bool
    /// What the group can cope with, in its own words.
    public var canCopeWith: String
    public var fundingStrain: FundingStrain
    public var agreedOn: Day
    /// Who said yes for the group, as they signed.
    public var agreedBy: String

    public init(
        monthlyLimit: Int, places: Int, cohort: Int? = nil, until: Day?, paused: Bool = false, canCopeWith: String = "",
        fundingStrain: FundingStrain = .unsaid, agreedOn: Day, agreedBy: String
    ) {
        self.monthlyLimit = monthlyLimit
        self.places = places
        self.cohort = cohort
        self.until = until
        self.paused = paused
        self.canCopeWith = canCopeWith
        self.fundingStrain = fundingStrain
        self.agreedOn = agreedOn
        self.agreedBy = agreedBy
    }

    public func holds(on day: Day) -> Bool { !paused && (until.map { $0 >= day } ?? true) }
}

/// How a group's money is: groups fail quietly when they are sent people without funding.
public enum FundingStrain: String, CaseIterable, Codable, Sendable {
    case unsaid
    case fine
    case tight
    /// Taking more people would need money.
    case needsFunding = "needs-funding"
}

/// A question to a group, answered without an account by a link or by the short code on a letter.
public struct AgreementRequest: Identifiable, Hashable, Sendable {
    public typealias ID = Identifier<AgreementRequest>

    public let id: ID
    public let group: Group.ID
    public let askedAt: Moment
    /// The link stops working at this moment.
    public let endsAt: Moment
    public var answeredAt: Moment?

    public init(id: ID, group: Group.ID, askedAt: Moment, endsAt: Moment, answeredAt: Moment? = nil) {
        self.id = id
        self.group = group
        self.askedAt = askedAt
        self.endsAt = endsAt
        self.answeredAt = answeredAt
    }
}
