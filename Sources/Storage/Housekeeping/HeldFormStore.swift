import People
import Vocabulary

/// A form that somebody sent after they had been signed out, shut, until they are back.
public struct ShutForm: Hashable, Sendable {
    /// The hash of what the browser holds.
    public let id: String
    public let account: Identifier<Worker>
    /// Ciphertext; the key is nowhere in the store.
    public let sealed: String
    public let endsAt: Moment

    public init(id: String, account: Identifier<Worker>, sealed: String, endsAt: Moment) {
        self.id = id
        self.account = account
        self.sealed = sealed
        self.endsAt = endsAt
    }
}

/// The forms of a hub's staff that wait for their senders.
public struct HeldFormStore {
    let hub: HubTransaction

    public func add(_ form: ShutForm) throws {
        try hub.execute(
            """
            INSERT INTO held_forms (hub_id, id, account_id, sealed, ends_at)
            VALUES (\(hub.hub), \(form.id), \(form.account), \(form.sealed), \(form.endsAt))
            """)
    }

    public func find(_ id: String) throws -> ShutForm? {
        try hub.row("SELECT * FROM held_forms WHERE hub_id = \(hub.hub) AND id = \(id)").map {
            ShutForm(
                id: try $0.text("id"), account: try $0.id("account_id"), sealed: try $0.text("sealed"),
                endsAt: try $0.moment("ends_at"))
        }
    }

    public func remove(_ id: String, of account: Identifier<Worker>) throws {
        try hub.execute(
            "DELETE FROM held_forms WHERE hub_id = \(hub.hub) AND id = \(id) AND account_id = \(account)")
    }

    /// Leaves the newest of an account: nobody fills the store by being signed out.
    public func removeAll(of account: Identifier<Worker>, butNewest kept: Int) throws {
        try hub.execute(
            """
            DELETE FROM held_forms WHERE hub_id = \(hub.hub) AND account_id = \(account) AND id NOT IN (
                SELECT id FROM held_forms WHERE hub_id = \(hub.hub) AND account_id = \(account)
                ORDER BY ends_at DESC, id LIMIT \(kept))
            """)
    }

    public func forget(endedBefore end: Moment) throws {
        try hub.execute("DELETE FROM held_forms WHERE hub_id = \(hub.hub) AND ends_at < \(end)")
    }
}

extension HubTransaction {
    public var heldForms: HeldFormStore { HeldFormStore(hub: self) }
}
