import People
import Storage
import Vocabulary

/// Takes on a person whom nobody walks with yet.
public struct TakeOn: Sendable {
    public enum Refusal: Error, Equatable, Sendable {
        /// A colleague was quicker.
        case alreadyTaken
    }

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public func callAsFunction(_ id: Person.ID, by actor: Actor) async throws {
        try Access.require(.walkWithPeople, of: actor)
        guard let worker = actor.worker else { throw Access.Refusal.notInRole }
        try await desk.database.write(actor.hub) { [desk] hub in
            var person = try hub.person(id, for: actor)
            guard person.worker != worker else { return }
            guard person.worker == nil else { throw Refusal.alreadyTaken }
            person.worker = worker
            try hub.people.save(person)
            try hub.record("person-taken-on", of: .person(id), by: actor, clock: desk.clock, person: id)
        }
    }
}
