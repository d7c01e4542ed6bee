import Community
import People
import Storage
import Vocabulary

/// On whose behalf something is done. Every use case takes one and asks it for permission.
public struct Actor: Hashable, Sendable {
    public let hub: Identifier<Hub>
    public let identity: Identity
    /// Whether a second step was passed at sign-in. What is sealed opens to nobody without it.
    public let hasSecondStep: Bool
    /// The colleagues for whom they stand in today. Whoever is let in by one is asked again in the transaction.
    public let covering: [Cover]

    public enum Identity: Hashable, Sendable {
        /// Somebody who signed in.
        case worker(Identifier<Worker>, name: String, Role)
        /// A group that came by a link or a code, for what that link is for and nothing else.
        case group(Group.ID)
        /// The person themselves, on their own page: what is theirs, and nothing of anybody else.
        case person(Person.ID)
        /// A job that runs by the clock, such as the one that sends reminders.
        case job(String)
        /// A command of the program, run by whoever may read the data folder.
        case command(String)
    }

    public init(hub: Identifier<Hub>, identity: Identity, hasSecondStep: Bool = false, covering: [Cover] = []) {
        self.hub = hub
        self.identity = identity
        self.hasSecondStep = hasSecondStep
        self.covering = covering
    }

    /// By which they stand in for this worker today; nil where they do not.
    func cover(of worker: Identifier<Worker>?) -> Cover? {
        covering.first { $0.worker == worker && $0.by == self.worker }
    }

    public var role: Role? {
        if case .worker(_, _, let role) = identity { role } else { nil }
    }

    public var worker: Identifier<Worker>? {
        if case .worker(let id, _, _) = identity { id } else { nil }
    }

    /// The person, where it is they who act on their own page.
    public var person: Person.ID? {
        if case .person(let id) = identity { id } else { nil }
    }

    /// The name to write beside what this actor saw or did.
    public var name: String {
        switch identity {
        case .worker(_, let name, _): name
        case .group: "the group"
        case .person: "the person"
        case .job(let name), .command(let name): name
        }
    }

    /// How the trail names this actor.
    var inTrail: EventActor {
        switch identity {
        case .worker(let id, _, _): EventActor(kind: .worker, id: id.rawValue)
        case .group(let id): EventActor(kind: .group, id: id.rawValue)
        case .person(let id): EventActor(kind: .person, id: id.rawValue)
        case .job(let name): EventActor(kind: .job, id: name)
        case .command(let name): EventActor(kind: .command, id: name)
        }
    }
}

/// What a member of staff is there for (`interfaces.md`, Roles).
public enum Role: String, CaseIterable, Codable, Sendable {
    case linkWorker = "link-worker"
    case teamLead = "team-lead"
    case safeguardingLead = "safeguarding-lead"
    case coordinator
    case commissioner
    case researcher
    case administrator
}
