import People
import Storage
import Vocabulary

/// Hands a person to a colleague, who walks with them from then on. The colleague is told by mail, and finds them on Today
/// until somebody was in touch.
public struct HandTo: Sendable {
    public enum Refusal: Error, Equatable, Sendable {
        /// There is no such colleague, or they do not walk with people, or they left.
        case notAColleague
    }

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter submission: the id of the form: sent twice, it is one handing over.
    public func callAsFunction(
        _ id: Person.ID, to colleague: Identifier<Worker>, submission: String, by actor: Actor
    ) async throws {
        try Access.require(.walkWithPeople, of: actor)
        try await desk.database.write(actor.hub) { [desk] hub in
            // Sent twice, the person is a colleague's already, and no longer to be seen.
            let key = "hand-to \(id)"
            if try hub.submissions.result(of: "\(key) \(submission)") != nil { return }
            var person = try hub.person(id, for: actor, to: .handOn)
            guard try Colleague.all(in: hub).contains(where: { $0.id == colleague }),
                let reader = try hub.accounts.find(colleague)
            else { throw Refusal.notAColleague }
            _ = try hub.once(submission, for: key, clock: desk.clock) {
                person.worker = colleague
                try hub.people.save(person)
                try hub.people.noteHandedOn(id, at: desk.clock.now)
                try hub.record(
                    "person-handed-on", of: .person(id), by: actor, clock: desk.clock, person: id,
                    detail: ["to": colleague.rawValue])
                // Whoever hands somebody to themselves knows it.
                if colleague != actor.worker {
                    try hub.post(
                        .personHanded(
                            by: try actor.worker.flatMap(hub.accounts.find), to: reader, from: try hub.ownHub(),
                            link: desk.linkToToday),
                        to: reader.email, desk: desk)
                }
                return colleague.rawValue
            }
        }
    }

    /// Whom the person can be handed to, by name; the actor is not among them.
    public func colleagues(of actor: Actor) async throws -> [Colleague] {
        try Access.require(.walkWithPeople, of: actor)
        return try await desk.database.read(actor.hub) { hub in
            try Colleague.all(in: hub).filter { $0.id != actor.worker }
        }
    }
}
