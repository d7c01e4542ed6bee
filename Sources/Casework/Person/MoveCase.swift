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
        try await desk.database.write(actor.hub) { [desk] hub in
            var person = try hub.person(id, for: actor)
            guard try hub.submissions.result(of: submission) == nil else { return }
            var detail = ["verb": move.verb.rawValue]
            do {
                if case .close(let reason) = move {
                    let open = try hub.referrals.of(id).filter { $0.state.isOpen && $0.state != .draft }.count
                    if person.care.can(.close), open > 0 { throw Refusal.referralsOpen(open) }
                    try person.care.close(because: reason)
                    detail["reason"] = reason.rawValue
                } else {
                    try person.care.move(move.verb)
                }
            } catch Case.Refusal.notFrom(let state, let verb) {
                throw Refusal.notNow(state, verb)
            }
            try hub.people.save(person)
            try hub.submissions.remember(submission, result: person.care.state.rawValue, at: desk.clock.now)
            try hub.record("journey-moved", of: .person(id), by: actor, clock: desk.clock, person: id, detail: detail)
        }
    }
}
