import People
import Storage
import Vocabulary

/// Pauses, resumes, closes or reopens the journey of a person with the hub.
public struct MoveCase: Sendable {
    public enum Move: Hashable, Sendable {
        case pause, resume, reopen
        case close(Case.ClosingReason)

        public var verb: Case.Verb {
            switch self {
            case .pause: .pause
            case .resume: .resume
            case .reopen: .reopen
            case .close: .close
            }
        }
    }

    public enum Refusal: Error, Equatable, Sendable {
        /// The journey is in a state in which this cannot be done.
        case notNow(Case.State, Case.Verb)
        /// Groups still wait for the person, or hold a place for them: those referrals end first.
        case referralsOpen(Int)
    }

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter submission: the id of the form: sent twice, it is one move.
    public func callAsFunction(_ move: Move, of id: Person.ID, submission: String, by actor: Actor) async throws {
        try Access.require(.walkWithPeople, of: actor)
        _ = try await desk.database.write(actor.hub) { [desk] hub in
            var person = try hub.person(id, for: actor)
            return try hub.once(submission, for: "move-journey \(id)", clock: desk.clock) {
                let step = try Self.make(move, of: &person, in: hub)
                try hub.people.save(person)
                try hub.record(
                    "journey-moved", of: .person(id), by: actor, clock: desk.clock, person: id,
                    detail: step.detail)
                return person.care.state.rawValue
            }
        }
    }

    /// Makes the move, and gives what the trail is to say of it.
    private static func make(
        _ move: Move, of person: inout Person, in hub: HubTransaction
    ) throws -> JourneyStep {
        guard person.care.can(move.verb) else { throw Refusal.notNow(person.care.state, move.verb) }
        guard case .close(let reason) = move else {
            try person.care.move(move.verb)
            return JourneyStep(move.verb)
        }
        let open = try hub.referrals.open(of: person.id).filter { $0.state != .draft }.count
        guard open == 0 else { throw Refusal.referralsOpen(open) }
        try person.care.close(because: reason)
        return JourneyStep(move.verb, because: reason)
    }
}
