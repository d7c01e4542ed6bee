import Storage
import Vocabulary

/// Signs how far the trail of a hub has come, where it has grown since the last time. Without keys it does nothing.
public struct SignCheckpoints: Sendable {
    public enum Refusal: Error, Equatable, Sendable {
        /// The trail is not what was written: our signature would vouch for what somebody else did to it.
        case trailIsBroken
    }

    let desk: Desk
    let file: CheckpointFile?

    /// - Parameter file: where signed checkpoints are kept too, away from the data.
    public init(desk: Desk, file: CheckpointFile? = nil) {
        self.desk = desk
        self.file = file
    }

    /// Looks at the trail behind the last checkpoint first, so that the cost is that of what is new.
    ///
    /// - Returns: how many checkpoints are new: one or none.
    /// - Throws: ``Refusal``, ``CheckpointFile/Fault``.
    @discardableResult
    public func callAsFunction(_ hub: Identifier<Hub>) async throws -> Int {
        guard let keys = try desk.keys.ring() else { return 0 }
        let end = try await desk.database.read(hub, Self.newEnd)
        var count = 0
        if let end {
            let signed = try SignedCheckpoint(of: end, in: hub, at: desk.clock.now, with: keys)
            count = try await desk.database.keepHouse(hub) { try $0.checkpoints.add(signed.checkpoint) } ? 1 : 0
        }
        if let file {
            let all = try await desk.database.read(hub) { try $0.checkpoints.all() }
            try file.add(all.map { SignedCheckpoint(hub: hub, checkpoint: $0) })
        }
        return count
    }

    /// The same for every hub of the database.
    public func all() async throws -> Int {
        var count = 0
        for hub in try await desk.database.readAll({ try $0.hubs.all().map(\.id) }) { count += try await self(hub) }
        return count
    }

    /// The last event, where it has no checkpoint yet and everything before it is as it was written.
    private static func newEnd(_ hub: HubTransaction) throws -> (number: Int, hash: String)? {
        let last = try hub.events.last()
        let before = try hub.checkpoints.latest()
        if let before, try hub.events.hash(of: before.number) != before.hash { throw Refusal.trailIsBroken }
        guard let last, last.number > before?.number ?? 0 else { return nil }
        guard try hub.events.faults(after: before).isEmpty else { throw Refusal.trailIsBroken }
        return (last.number, last.hash)
    }
}
