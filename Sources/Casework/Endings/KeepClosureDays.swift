import Storage
import Vocabulary

/// Sets the days on which a hub is closed: on them no clock runs that waits for an answer.
public struct KeepClosureDays: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// Puts these days in place of those that were kept, for a hub that is there.
    public func callAsFunction(_ closures: ClosureDays, by actor: Actor) async throws {
        let clock = desk.clock
        try await desk.database.write(actor.hub) { hub in
            try hub.closureDays.replace(with: closures)
            try hub.record(
                "closure-days-set", of: .hub(hub.hub), by: actor, clock: clock,
                detail: ["days": String(closures.days.count)])
        }
    }
}
