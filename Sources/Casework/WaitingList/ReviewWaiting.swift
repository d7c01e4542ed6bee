import People
import Storage
import Vocabulary

/// Writes down that a worker looked at a place on a waiting list, and when they look again.
public struct ReviewWaiting: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``Referral/Refusal``, ``Access/Refusal``.
    public func callAsFunction(
        _ referral: Referral.ID, next day: Day, submission: String, by actor: Actor
    ) async throws {
        try Access.require(.walkWithPeople, of: actor)
        let desk = desk
        _ = try await desk.database.write(actor.hub) { hub in
            var (found, person) = try hub.referral(referral, for: actor)
            return try hub.once(submission, for: "review-waiting \(referral)", clock: desk.clock) {
                try found.review(on: day, today: desk.clock.today)
                try hub.referrals.save(found)
                try hub.record(
                    "waiting-list-reviewed", of: .referral(referral), by: actor, clock: desk.clock, person: person.id,
                    detail: ["until": day.description])
                return referral.rawValue
            }
        }
    }
}
