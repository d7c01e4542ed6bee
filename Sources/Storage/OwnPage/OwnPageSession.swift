import People
import Vocabulary

/// A person at their own page, for a few minutes.
public struct OwnPageSession: Identifiable, Hashable, Sendable {
    /// The hash of the secret that the browser holds.
    public let id: String
    public let person: Person.ID
    public let startedAt: Moment
    /// When it was last used, to the minute or so.
    public let seenAt: Moment
    public let endsAt: Moment
    /// Until when what could do harm is open, since the code was typed once more; nil where it was not.
    public let openUntil: Moment?

    public init(
        id: String, person: Person.ID, startedAt: Moment, seenAt: Moment, endsAt: Moment, openUntil: Moment? = nil
    ) {
        self.id = id
        self.person = person
        self.startedAt = startedAt
        self.seenAt = seenAt
        self.endsAt = endsAt
        self.openUntil = openUntil
    }
}

/// The open pages of a hub's people.
public struct OwnPageSessionStore {
    let hub: HubTransaction

    public func add(_ session: OwnPageSession) throws {
        try hub.execute(
            """
            INSERT INTO own_page_sessions (hub_id, id, person_id, started_at, seen_at, ends_at, open_until)
            VALUES (\(hub.hub), \(session.id), \(session.person), \(session.startedAt), \(session.seenAt),
                    \(session.endsAt), \(session.openUntil))
            """)
    }

    public func find(_ id: String) throws -> OwnPageSession? {
        try hub.row("SELECT * FROM own_page_sessions WHERE hub_id = \(hub.hub) AND id = \(id)").map { row in
            OwnPageSession(
                id: try row.text("id"), person: try row.id("person_id"), startedAt: try row.moment("started_at"),
                seenAt: try row.moment("seen_at"), endsAt: try row.moment("ends_at"),
                openUntil: try row.optionalMoment("open_until"))
        }
    }

    /// Opens what could do harm until a moment, or shuts it again.
    public func open(_ id: String, until moment: Moment?) throws {
        try hub.execute(
            "UPDATE own_page_sessions SET open_until = \(moment) WHERE hub_id = \(hub.hub) AND id = \(id)")
    }

    public func note(_ id: String, seenAt moment: Moment) throws {
        try hub.execute("UPDATE own_page_sessions SET seen_at = \(moment) WHERE hub_id = \(hub.hub) AND id = \(id)")
    }

    public func remove(_ id: String) throws {
        try hub.execute("DELETE FROM own_page_sessions WHERE hub_id = \(hub.hub) AND id = \(id)")
    }

    /// Ends every session of the person but the one that is kept.
    public func removeAll(of person: Person.ID, but kept: String? = nil) throws {
        try hub.execute(
            """
            DELETE FROM own_page_sessions
            WHERE hub_id = \(hub.hub) AND person_id = \(person) AND id <> \(kept ?? "")
            """)
    }

    /// Forgets what ended or was last used before these moments.
    public func forget(endedBefore end: Moment, unusedSince idle: Moment) throws {
        try hub.execute(
            "DELETE FROM own_page_sessions WHERE hub_id = \(hub.hub) AND (ends_at < \(end) OR seen_at < \(idle))")
    }
}

extension HubTransaction {
    public var ownPageSessions: OwnPageSessionStore { OwnPageSessionStore(hub: self) }
}
