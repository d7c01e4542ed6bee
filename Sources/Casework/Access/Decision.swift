import People
import Storage
import Vocabulary

/// Whether somebody may, and why: the answer of ``Access``.
public enum Decision: Hashable, Sendable {
    case allowed(because: Relationship)
    case refused(because: Obstacle)

    public var isAllowed: Bool { if case .allowed = self { true } else { false } }

    /// What ties the actor to the person; nil where it was refused.
    public var relationship: Relationship? { if case .allowed(let tie) = self { tie } else { nil } }
}

/// What can tie an actor to a person. The raw value stands in the trail, as the reason of a look.
public enum Relationship: String, CaseIterable, Hashable, Sendable {
    /// The worker who walks with them.
    case ownWorker = "own-worker"
    /// Nobody has taken them on yet: any link worker of the hub may look, and take them on.
    case nobodysYet = "nobodys-yet"
    /// The lead of the team that walks with them.
    case teamLead = "team-lead"
    /// The hub that receives them, during a handover under an agreement in force.
    case receivingHub = "receiving-hub"
    /// The worker who walks with them is away, and they stand in on this day.
    case cover
    /// It could not wait: with a reason, for three hours, and everybody concerned was told.
    case breakGlass = "break-glass"
    /// A group is worried about them, or they are in immediate danger, and it is the safeguarding lead who looks.
    case safeguarding
    /// They walk, or walked, with somebody whose record looks the same: only whether it is the same person is for them to say.
    case earlierRecord = "earlier-record"
    /// It is they, on their own page.
    case themself

    /// Whether it is enough to change the record.
    public var mayChange: Bool {
        switch self {
        case .ownWorker, .nobodysYet, .teamLead, .cover, .themself: true
        case .receivingHub, .breakGlass, .safeguarding, .earlierRecord: false
        }
    }
}

/// Why somebody is refused. Only the code and its tests tell these apart; whoever is refused is told the same.
public enum Obstacle: String, CaseIterable, Hashable, Sendable {
    /// The role meets no people: coordinators, commissioners, researchers, administrators.
    case roleMeetsNobody = "role-meets-nobody"
    /// A colleague walks with them.
    case colleaguesPerson = "colleagues-person"
    case anotherHub = "another-hub"
    /// The glass is broken, which is enough to look and to write down a contact, and for nothing else.
    case onlyToLook = "only-to-look"
    /// Whoever stands in does all that the worker does, but for giving the person away.
    case onlyStandsIn = "only-stands-in"
    /// What has to stay by law is for a team lead or a safeguarding lead to say.
    case onlyForLeads = "only-for-leads"
    /// One's own page shows nobody else.
    case anotherPerson = "another-person"
    /// A group knows what it was sent, and no record.
    case groupKnowsItsReferral = "group-knows-its-referral"
    /// Jobs and commands act on all of a hub, and on nobody's record.
    case noSomebody = "no-somebody"
}

/// What is wanted with a record, from the least to the most.
public enum Deed: Comparable, Sendable {
    case look
    /// What whoever is there must be able to do: write down that they were in touch, take back a yes.
    case contact
    /// Write down what has to stay by law: for leads alone, also for one who may only look.
    case keepByLaw
    /// Everything else: changing what is written, referring.
    case change
    /// Saying who walks with them from now on.
    case handOn
}

/// What the store knows beside the record itself that can tie somebody to a person.
public struct Ties: Sendable {
    public let now: Moment
    public let today: Day
    /// The last glass that this actor broke for this person, which may be over.
    public let glass: BreakGlass?
    /// The handover to another hub that is under way.
    public let handover: Handover?
    /// A group is worried about the person, and nobody has closed it.
    public let hasOpenWorry: Bool

    public init(
        now: Moment, today: Day, glass: BreakGlass? = nil, handover: Handover? = nil, hasOpenWorry: Bool = false
    ) {
        self.now = now
        self.today = today
        self.glass = glass
        self.handover = handover
        self.hasOpenWorry = hasOpenWorry
    }
}
