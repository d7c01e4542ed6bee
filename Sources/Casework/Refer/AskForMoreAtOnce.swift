import People
import Storage
import Vocabulary

/// Records that the person asks to be referred to more groups at once than is usual.
public struct AskForMoreAtOnce: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``Access/Refusal``.
    public func callAsFunction(for person: Person.ID, submission: String, by actor: Actor) async throws {
        try Access.require(.walkWithPeople, of: actor)
        let desk = desk
        _ = try await desk.database.write(actor.hub) { hub in
            var found = try hub.person(person, for: actor)
            return try hub.once(submission, for: "more-at-once \(person)", clock: desk.clock) {
                found.wantsMoreAtOnce = true
                try hub.people.save(found)
                try hub.record(
                    "more-at-once-asked", of: .person(person), by: actor, clock: desk.clock, person: person)
                return person.rawValue
            }
        }
    }
}
