import People
import Vocabulary

/// Somebody signed in on one device, until they sign out or it ends by itself.
public struct StaffSession: Identifiable, Hashable, Sendable {
    /// The hash of the secret that the browser holds.
    public let id: String
    public let account: Identifier<Worker>
    public let startedAt: Moment
    /// When it was last used, to the minute or so.
    public let seenAt: Moment
    /// When it ends however busy it is.
    public let endsAt: Moment
    /// What kind of browser on what kind of device, in a few words; nil where it was not written down.
    public let device: String?
    /// By what it was opened, as the room above names it; nil where it was not written down.
    public let way: String?
    /// Whether a second step was passed.
    public let hasSecondStep: Bool

    public init(
        id: String, account: Identifier<Worker>, startedAt: Moment, seenAt: Moment, endsAt: Moment,
        device: String? = nil, way: String? = nil, hasSecondStep: Bool = false
    ) {
        self.id = id
        self.account = account
        self.startedAt = startedAt
        self.seenAt = seenAt
        self.endsAt = endsAt
        self.device = device
        self.way = way
        self.hasSecondStep = hasSecondStep
    }
}

/// The sessions of a hub's staff.
public struct StaffSessionStore {
    let hub: HubTransaction

    public func add(_ session: StaffSession) throws {
        try hub.execute(
            """
            INSERT INTO staff_sessions
                (hub_id, id, account_id, started_at, seen_at, ends_at, device, way, has_second_step)
            VALUES (\(hub.hub), \(session.id), \(session.account), \(session.startedAt), \(session.seenAt),
                    \(session.endsAt), \(session.device), \(session.way), \(session.hasSecondStep))
            """)
    }

    public func find(_ id: String) throws -> StaffSession? {
        try hub.row("SELECT * FROM staff_sessions WHERE hub_id = \(hub.hub) AND id = \(id)").map(Self.session)
    }

    /// The sessions of an account, the one used last first.
    public func all(of account: Identifier<Worker>, limit: Int = 50) throws -> [StaffSession] {
        try hub.rows(
            """
            SELECT * FROM staff_sessions WHERE hub_id = \(hub.hub) AND account_id = \(account)
            ORDER BY seen_at DESC, id LIMIT \(limit)
            """
        ).map(Self.session)
    }

    public func note(_ id: String, seenAt moment: Moment) throws {
        try hub.execute("UPDATE staff_sessions SET seen_at = \(moment) WHERE hub_id = \(hub.hub) AND id = \(id)")
    }

    public func remove(_ id: String) throws {
        try hub.execute("DELETE FROM staff_sessions WHERE hub_id = \(hub.hub) AND id = \(id)")
    }

    /// Ends a session, if it is this account's; false where it is not, or is over already.
    public func remove(_ id: String, of account: Identifier<Worker>) throws -> Bool {
        try hub.execute(
            "DELETE FROM staff_sessions WHERE hub_id = \(hub.hub) AND id = \(id) AND account_id = \(account)") == 1
    }

    /// Writes down that the session passed a second step.
    public func passSecondStep(_ id: String) throws {
        try hub.execute("UPDATE staff_sessions SET has_second_step = 1 WHERE hub_id = \(hub.hub) AND id = \(id)")
    }

    /// Ends every session of the account but the one that is kept.
    public func removeAll(of account: Identifier<Worker>, but kept: String?) throws {
        try hub.execute(
            """
            DELETE FROM staff_sessions
            WHERE hub_id = \(hub.hub) AND account_id = \(account) AND id <> \(kept ?? "")
            """)
    }

    /// Forgets what ended or was last used before these moments.
    public func forget(endedBefore end: Moment, unusedSince idle: Moment) throws {
        try hub.execute(
            "DELETE FROM staff_sessions WHERE hub_id = \(hub.hub) AND (ends_at < \(end) OR seen_at < \(idle))")
    }

    private static func session(_ row: Row) throws -> StaffSession {
        StaffSession(
            id: try row.text("id"), account: try row.id("account_id"), startedAt: try row.moment("started_at"),
            seenAt: try row.moment("seen_at"), endsAt: try row.moment("ends_at"),
            device: try row.optionalText("device"), way: try row.optionalText("way"),
            hasSecondStep: try row.optionalInteger("has_second_step") == 1)
    }
}

extension HubTransaction {
    public var staffSessions: StaffSessionStore { StaffSessionStore(hub: self) }
}
