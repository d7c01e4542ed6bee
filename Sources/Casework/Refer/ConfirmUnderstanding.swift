import People
import Storage
import Vocabulary

/// Records that social prescribing was explained to the person and understood (D1), before the first referral.
public struct ConfirmUnderstanding: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``Access/Refusal``.
    public func callAsFunction(
        of person: Person.ID, in language: Language, withInterpreter: Bool, submission: String, by actor: Actor
    ) async throws {
        try Access.require(.walkWithPeople, of: actor)
        let desk = desk
        _ = try await desk.database.write(actor.hub) { hub in
            var found = try hub.person(person, for: actor)
            return try hub.once(submission, for: "confirm-understanding \(person)", clock: desk.clock) {
                found.understanding = Understanding(
                    language: language, withInterpreter: withInterpreter, confirmedOn: desk.clock.today)
                try hub.people.save(found)
                try hub.record(
                    "explanation-understood", of: .person(person), by: actor, clock: desk.clock, person: person)
                return person.rawValue
            }
        }
    }
}
