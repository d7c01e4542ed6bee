import People
import Vocabulary

/// One change, or one look at a person: who did what to what, and when. It names fields and states,
/// never their values.
public struct Event: Hashable, Sendable {
    /// Counts up from 1 in each hub, without gaps.
    public let number: Int
    public let at: Moment
    public let actor: EventActor
    /// In the past: `referral-sent`, `person-looked-at`.
    public let verb: String
    public let subject: EventSubject
    /// The person whom it concerns, so that they can read it.
    public let person: Person.ID?
    public let detail: [String: String]
    /// SHA-256 of this event and of the hash before it, in hex.
    public let hash: String
}

/// Who acted.
public struct EventActor: Hashable, Sendable {
    public let kind: Kind
    /// The worker's id, the group's id, or the name of the job or command.
    public let id: String

    public enum Kind: String, Sendable {
        case worker, group, person, job, command
    }

    public init(kind: Kind, id: String) {
        self.kind = kind
        self.id = id
    }
}

/// What was acted on: a kind such as `referral`, and its id.
public struct EventSubject: Hashable, Sendable {
    public let kind: String
    public let id: String

    public init(kind: String, id: String) {
        self.kind = kind
        self.id = id
    }
}
