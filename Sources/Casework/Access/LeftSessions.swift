import Storage
import Synchronization
import Vocabulary

/// Sessions that somebody left. Here they are over at once, whatever the store is doing; in the store as soon as it can.
///
/// Whoever leaves in a hurry must not wait for a full disk, a lock or a database that is away: leaving writes nothing,
/// and ``settle(in:)`` does afterwards, until it succeeds. Another server of the same store goes by the store.
public final class LeftSessions: Sendable {
    /// More than this many are not kept in mind: a store that is away for long, and somebody who sends made-up ones.
    static let most = 50_000

    private struct Left: Hashable {
        let hub: Identifier<Hub>
        let hash: String
        let isStaff: Bool
    }

    private let waiting = Mutex<Set<Left>>([])
    private let told: AsyncStream<Void>.Continuation
    /// That somebody left: for whoever settles. There is one such.
    public let news: AsyncStream<Void>

    init() { (news, told) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    /// From now on the secret opens nothing here.
    func leave(_ secret: Secret, isStaff: Bool) {
        let isNew = waiting.withLock { waiting in
            guard waiting.count < Self.most else { return false }
            return waiting.insert(Left(hub: secret.hub, hash: secret.hash, isStaff: isStaff)).inserted
        }
        if isNew { told.yield() }
    }

    /// Whether somebody left by this secret, and the store does not know yet.
    func holds(_ secret: Secret, isStaff: Bool) -> Bool { holds(secret.hash, of: secret.hub, isStaff: isStaff) }

    /// - Parameter hash: by which the store knows the session.
    func holds(_ hash: String, of hub: Identifier<Hub>, isStaff: Bool) -> Bool {
        waiting.withLock { $0.contains(Left(hub: hub, hash: hash, isStaff: isStaff)) }
    }

    /// How many of them the store does not know yet.
    public var count: Int { waiting.withLock(\.count) }

    /// Takes them out of the store, those of a hub together.
    ///
    /// - Throws: what the store says. What it took is settled; the rest waits for the next time.
    public func settle(in database: Database) async throws {
        let all = waiting.withLock { $0 }
        var failure: (any Error)?
        for (hub, left) in Dictionary(grouping: all, by: \.hub) {
            // A hub that cannot must not keep the others waiting.
            do { try await Self.end(left, of: hub, in: database) } catch {
                failure = error
                continue
            }
            waiting.withLock { $0.subtract(left) }
        }
        if let failure { throw failure }
    }

    private static func end(_ left: [Left], of hub: Identifier<Hub>, in database: Database) async throws {
        try await database.keepHouse(hub) { hub in
            for one in left {
                if one.isStaff {
                    try hub.staffSessions.remove(one.hash)
                } else {
                    try hub.ownPageSessions.remove(one.hash)
                }
            }
        }
    }
}
