import Vocabulary

/// What a person chose to tell. Everything may be left empty but one way to find them again.
///
/// Where a question has answers to choose from, what is kept is ``Told``: nobody's silence is an answer.
public struct AboutPerson: Hashable, Sendable, Encodable {
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
    public var gender: Told<DescribedGender>
    public var audience: Told<AudienceWish>
    public var format: Told<FormatWish>
    public var age: Told<NotedAge>
    public var communities: [CommunityCode]
    public var background: Told<BackgroundWish>
    public var avoid: Avoid
    /// They would rather not show papers.
    public var avoidPapers: Told<Bool>
    public var wantsToVolunteer: Told<Bool>
    /// Set by the worker, never asked; nil until the worker judged it.
    public var judgement: RiskJudgement?
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
        gender = .notAsked
        audience = .notAsked
        format = .notAsked
        age = .notAsked
        communities = []
        background = .notAsked
        avoid = Avoid()
        avoidPapers = .notAsked
        wantsToVolunteer = .notAsked
        judgement = nil
        requires = []
        whatHelps = ""
    }

    /// The level that was judged; nil while nobody has. Nothing may take the one for the other: see ``Risk``.
    public var risk: Risk? {
        get { judgement?.risk }
        set { judgement = newValue.map { RiskJudgement($0) } }
    }
}

/// The level of risk that a worker chose, and the day on which they did. Who it was stands in the trail.
public struct RiskJudgement: Hashable, Sendable, Codable {
    public let risk: Risk
    /// Nil where it was judged before the day was kept.
    public let on: Day?

    public init(_ risk: Risk, on day: Day? = nil) {
        self.risk = risk
        self.on = day
    }
}

/// How somebody describes themselves. That they would rather not say is not a gender: see ``Told``.
public enum DescribedGender: String, CaseIterable, Codable, Sendable {
    case woman, man, other
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
