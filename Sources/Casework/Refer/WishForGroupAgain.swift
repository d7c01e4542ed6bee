import Community
import People
import Storage
import Vocabulary

/// Writes down that the person would like a group all the same that they took back their yes to. From then on it is
/// offered as any other. Only their own word does that: nothing offers it again by itself.
public struct WishForGroupAgain: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// Done twice, it is done.
    ///
    /// - Throws: ``Access/Refusal``.
    public func callAsFunction(
        for group: Group.ID, of person: Person.ID, submission: String, by actor: Actor
    ) async throws {
        try Access.require(.walkWithPeople, of: actor)
        let clock = desk.clock
        _ = try await desk.database.write(actor.hub) { hub in
            let found = try hub.person(person, for: actor)
            guard try hub.groups.find(group) != nil else { throw Access.Refusal.notFound }
            // Where nothing is taken back, there is nothing to wish again, and nothing to record.
            guard try hub.groupsTakenBack(by: found).contains(group) else { return group.rawValue }
            return try hub.once(submission, for: "wish-again \(person) \(group)", clock: clock) {
                _ = try hub.consents.wishAgain(for: group, of: found.id, at: clock.now)
                try hub.record(
                    "group-wished-again", of: .person(found.id), by: actor, clock: clock, person: found.id)
                return group.rawValue
            }
        }
    }
}
