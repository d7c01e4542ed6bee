import Storage
import Vocabulary

/// Takes the clock as it is, though the trail of a hub has later events: for a clock that had run ahead and was set
/// right. The trail notes it.
public struct AcceptClock: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public func callAsFunction(_ hub: Identifier<Hub>) async throws {
        let now = desk.clock.now
        try await desk.database.write(hub) { hub in
            try hub.events.acceptClock(at: now, by: EventActor(kind: .command, id: "trail-accept-clock"))
        }
        desk.database.settleClock(of: hub)
    }
}
