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
    public var fundingStrain: Told<FundingStrain>
    public var agreedOn: Day
    /// Who said yes for the group, as they signed.
    public var agreedBy: String

    public init(
        monthlyLimit: Int, places: Int, cohort: Int? = nil, until: Day?, paused: Bool = false, canCopeWith: String = "",
        fundingStrain: Told<FundingStrain> = .notAsked, agreedOn: Day, agreedBy: String
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
    case fine
    case tight
    /// Taking more people would need money.
    case needsFunding = "needs-funding"
}

extension Agreement {
    private enum CodingKeys: String, CodingKey {
        case monthlyLimit, places, cohort, until, paused, canCopeWith, fundingStrain, moneyUnsaid, agreedOn, agreedBy
    }

    /// What the version before wrote where nothing was chosen, and where a group would rather not say.
    private static let unsaid = "unsaid"

    public init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        let strain = try stored.decodeIfPresent(String.self, forKey: .fundingStrain).flatMap(FundingStrain.init)
        // Of what the version before wrote nobody can tell any more whether it was an answer: not asked.
        let wouldNotSay = try stored.decodeIfPresent(Bool.self, forKey: .moneyUnsaid) ?? false
        self.init(
            monthlyLimit: try stored.decode(Int.self, forKey: .monthlyLimit),
            places: try stored.decode(Int.self, forKey: .places),
            cohort: try stored.decodeIfPresent(Int.self, forKey: .cohort),
            until: try stored.decodeIfPresent(Day.self, forKey: .until),
            paused: try stored.decode(Bool.self, forKey: .paused),
            canCopeWith: try stored.decode(String.self, forKey: .canCopeWith),
            fundingStrain: wouldNotSay ? .wouldNotSay : Told(known: strain),
            agreedOn: try stored.decode(Day.self, forKey: .agreedOn),
            agreedBy: try stored.decode(String.self, forKey: .agreedBy))
    }

    /// A server of the version before, which reads the same store for a while, looks for a `fundingStrain` that it knows.
    public func encode(to encoder: any Encoder) throws {
        var stored = encoder.container(keyedBy: CodingKeys.self)
        try stored.encode(monthlyLimit, forKey: .monthlyLimit)
        try stored.encode(places, forKey: .places)
        try stored.encodeIfPresent(cohort, forKey: .cohort)
        try stored.encodeIfPresent(until, forKey: .until)
        try stored.encode(paused, forKey: .paused)
        try stored.encode(canCopeWith, forKey: .canCopeWith)
        try stored.encode(fundingStrain.answer?.rawValue ?? Self.unsaid, forKey: .fundingStrain)
        if fundingStrain == .wouldNotSay { try stored.encode(true, forKey: .moneyUnsaid) }
        try stored.encode(agreedOn, forKey: .agreedOn)
        try stored.encode(agreedBy, forKey: .agreedBy)
    }
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
