import People
import Storage
import Vocabulary

/// The one place where it is decided who may do what.
///
/// A person's record follows the relationship: their own worker, the team lead, and any link worker
/// while nobody has taken the person on. An unknown id and somebody else's are refused alike, so that
/// a refusal never tells that a person exists.
public enum Access {
    /// What an actor wants to do, apart from looking at one person.
    public enum Purpose: Hashable, Sendable {
        /// Meet people, find groups for them, refer them.
        case walkWithPeople
        /// See the directory and the register.
        case seeDirectory
        /// Change the directory, the register and agreements.
        case keepDirectory
        /// Add and end staff accounts; no person is seen.
        case keepAccounts
        /// See what mail waits and what failed: recipients and subjects, no letter.
        case seeOutbox
        /// See what runs by the clock, on which server, and ask for it now: counts, nothing about anybody.
        case keepJobs
        /// See what the rules of retention would remove, and let them: counts, nothing about anybody.
        case keepRetention
        /// Read what the hub holds about oneself, and decide about it: the person on their own page.
        case seeOwnRecord
    }

    public enum Refusal: Error, Equatable, Sendable {
        /// The role does not include this.
        case notInRole
        /// There is no such record, or it is not this actor's: nobody can tell which.
        case notFound
    }

    public static func allows(_ actor: Actor, _ purpose: Purpose) -> Bool {
        switch actor.identity {
        case .worker(_, _, let role):
            switch purpose {
            case .walkWithPeople: role == .linkWorker || role == .teamLead
            case .seeDirectory:
                [.linkWorker, .teamLead, .safeguardingLead, .coordinator].contains(role)
            case .keepDirectory: role == .coordinator || role == .safeguardingLead
            case .keepAccounts, .keepJobs: role == .administrator
            case .keepRetention: role == .administrator || role == .teamLead
            case .seeOutbox: role == .coordinator || role == .administrator
            case .seeOwnRecord: false
            }
        case .group: false
        case .person: purpose == .seeOwnRecord
        case .job, .command: purpose != .walkWithPeople && purpose != .seeOwnRecord
        }
    }

    /// - Throws: ``Refusal/notInRole``.
    public static func require(_ purpose: Purpose, of actor: Actor) throws(Refusal) {
        guard allows(actor, purpose) else { throw .notInRole }
    }

    /// Whether the actor may see and change this person's record.
    public static func allows(_ actor: Actor, toWalkWith person: Person) -> Bool {
        if case .person(let id) = actor.identity { return person.id == id }
        guard case .worker(let id, _, let role) = actor.identity else { return false }
        switch role {
        case .teamLead: return true
        case .linkWorker: return person.worker == nil || person.worker == id
        case .safeguardingLead, .coordinator, .commissioner, .researcher, .administrator: return false
        }
    }
}

extension HubTransaction {
    /// The person, when the actor may see them.
    ///
    /// - Throws: ``Access/Refusal/notFound`` both when there is no such person and when they are not the actor's.
    func person(_ id: Person.ID, for actor: Actor) throws -> Person {
        guard let person = try people.find(id), person.erasedAt == nil, Access.allows(actor, toWalkWith: person) else {
            throw Access.Refusal.notFound
        }
        return person
    }

    /// Writes down that the actor looked at this person.
    func recordLook(at person: Person, by actor: Actor, clock: Clock, part: String) throws {
        try record(
            "person-looked-at", of: .person(person.id), by: actor, clock: clock, person: person.id,
            detail: ["part": part])
    }

    /// Records what the actor did, in this transaction.
    func record(
        _ verb: String, of subject: EventSubject, by actor: Actor, clock: Clock, person: Person.ID? = nil,
        detail: [String: String] = [:]
    ) throws {
        try events.append(verb, of: subject, by: actor.inTrail, at: clock.now, person: person, detail: detail)
    }
}
