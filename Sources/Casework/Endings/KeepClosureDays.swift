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
            try hub.keep(closures, by: actor, clock: clock)
        }
    }
}

extension HubTransaction {
    /// Puts these days in place of those that were kept, in this transaction.
    func keep(_ closures: ClosureDays, by actor: Actor, clock: Clock) throws {
        try closureDays.replace(with: closures)
        try record(
            "closure-days-set", of: .hub(hub), by: actor, clock: clock, detail: ["days": String(closures.days.count)])
    }
}
