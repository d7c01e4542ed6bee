import Vocabulary

/// Someone whom the hub walks alongside. There is no immigration question here, and no field for it.
public struct Person: Identifiable, Hashable, Sendable {
    public typealias ID = Identifier<Person>

    public let id: ID
    public var about: AboutPerson
    public var care: Case
    /// The worker who walks with them; nil while nobody has taken them on.
    public var worker: Identifier<Worker>?
    public let createdAt: Moment
    /// The last time somebody of the hub was in touch with them.
    public var lastContactAt: Moment?
    /// The explanation of social prescribing (D1) and that it was understood.
    public var understanding: Understanding?
    /// The person asked to be referred to more groups at once than ``Referral/usualOpenLimit``.
    public var wantsMoreAtOnce: Bool
    /// When everything that was known of them was taken out; nil while they are somebody.
    public let erasedAt: Moment?
    public var version: Int

    public init(
        id: ID, about: AboutPerson = AboutPerson(), care: Case = Case(), worker: Identifier<Worker>? = nil,
        createdAt: Moment, lastContactAt: Moment? = nil, understanding: Understanding? = nil,
        wantsMoreAtOnce: Bool = false, erasedAt: Moment? = nil, version: Int = 0
    ) {
        self.id = id
        self.about = about
        self.care = care
        self.worker = worker
        self.createdAt = createdAt
        self.lastContactAt = lastContactAt
        self.understanding = understanding
        self.wantsMoreAtOnce = wantsMoreAtOnce
        self.erasedAt = erasedAt
        self.version = version
    }
}

/// Whoever works for the hub. Only an id here: the account is the sign-in's business.
public enum Worker {}

/// What a person chose to tell. Everything may be left empty but one way to find them again.
public struct AboutPerson: Hashable, Sendable, Codable {
    /// The name they want to be called by; an alias is as good as any.
    public var callName: String
    public var reach: SafeReach
    public var languages: [SpokenLanguage]
    public var interpreter: InterpreterWishes
    /// In their own order, what matters most first.
    public var needs: [NeedCode]
    /// What they hope for, in their own words; shown to a group only with consent.
    public var hopes: String
    public var interests: [InterestCode]
    public var limits: Limits
    public var gender: Gender
    public var audience: AudienceWish
    public var format: FormatWish
    public var age: Int?
    public var communities: [CommunityCode]
    public var background: BackgroundWish
    public var avoid: Avoid
    /// They would rather not show papers.
    public var avoidPapers: Bool
    public var wantsToVolunteer: Bool
    /// Set by the worker, never asked.
    public var risk: Risk
    /// Standards beyond those of the risk.
    public var requires: [StandardCode]
    /// What helps them to feel at ease, for the group.
    public var whatHelps: String

    public init() {
        callName = ""
        reach = SafeReach()
        languages = []
        interpreter = InterpreterWishes()
        needs = []
        hopes = ""
        interests = []
        limits = Limits()
        gender = .unsaid
        audience = .any
        format = .any
        age = nil
        communities = []
        background = .noPreference
        avoid = Avoid()
        avoidPapers = true
        wantsToVolunteer = false
        risk = .r0
        requires = []
        whatHelps = ""
    }
}

/// How to be in touch without putting them in danger: phones are shared, letters are opened.
public struct SafeReach: Hashable, Sendable, Codable {
    public var phone: String
    public var email: String
    /// Another way to find them: "at the library on Tuesdays".
    public var otherWay: String
    public var mayLeaveMessage: Bool
    public var phoneIsShared: Bool
    /// Who else uses the phone, in their words.
    public var sharedWith: String
    /// When it is safe to call, in their words.
    public var safeTimes: String

    public init(
        phone: String = "", email: String = "", otherWay: String = "", mayLeaveMessage: Bool = false,
        phoneIsShared: Bool = false, sharedWith: String = "", safeTimes: String = ""
    ) {
        self.phone = phone
        self.email = email
        self.otherWay = otherWay
        self.mayLeaveMessage = mayLeaveMessage
        self.phoneIsShared = phoneIsShared
        self.sharedWith = sharedWith
        self.safeTimes = safeTimes
    }

    /// Whether there is at least one way to find the person again.
    public var isReachable: Bool { [phone, email, otherWay].contains { !$0.allSatisfy(\.isWhitespace) } }
}

/// Interpreters: never a child, family only by the person's choice, some communities perhaps not (A5, D3).
public struct InterpreterWishes: Hashable, Sendable, Codable {
    public var accepts: Bool
    public var genderWish: Gender
    public var mode: InterpreterMode
    /// Private: the reason is never asked and the group never sees it.
    public var excludedCommunities: [CommunityCode]

    public init(
        accepts: Bool = false, genderWish: Gender = .unsaid, mode: InterpreterMode = .either,
        excludedCommunities: [CommunityCode] = []
    ) {
        self.accepts = accepts
        self.genderWish = genderWish
        self.mode = mode
        self.excludedCommunities = excludedCommunities
    }
}

/// How an interpreter takes part.
public enum InterpreterMode: String, CaseIterable, Codable, Sendable {
    case either, telephone
    case inPerson = "in-person"
}

/// What the person's week, purse and family allow (A6, A7, S4).
public struct Limits: Hashable, Sendable, Codable {
    public var home: Coordinate?
    public var horizonKilometres: Double
    public var maxWalkMinutes: Int
    public var canTravel: Bool
    public var canJoinOnline: Bool
    /// What they can spend on one session, fare not included.
    public var maxFee: Pence
    /// Nil means any time.
    public var free: [WeeklyWindow]?
    public var canBookAhead: Bool
    public var childcareNeeded: Bool
    public var access: [AccessCode]

    public init() {
        home = nil
        horizonKilometres = 10
        maxWalkMinutes = 30
        canTravel = false
        canJoinOnline = false
        maxFee = .zero
        free = nil
        canBookAhead = true
        childcareNeeded = false
        access = []
    }
}

/// Groups and communities to keep away from. Only the person's own worker ever sees this.
public struct Avoid: Hashable, Sendable, Codable {
    /// Ids of groups.
    public var groups: [String]
    public var communities: [CommunityCode]

    public init(groups: [String] = [], communities: [CommunityCode] = []) {
        self.groups = groups
        self.communities = communities
    }
}

/// That social prescribing was explained, in which language, and understood (D1). Asked before the
/// first referral.
public struct Understanding: Hashable, Sendable, Codable {
    public let language: Language
    public let withInterpreter: Bool
    public let confirmedOn: Day

    public init(language: Language, withInterpreter: Bool, confirmedOn: Day) {
        self.language = language
        self.withInterpreter = withInterpreter
        self.confirmedOn = confirmedOn
    }
}
