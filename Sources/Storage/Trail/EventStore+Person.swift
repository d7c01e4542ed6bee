import People
import Vocabulary

/// The trail as the person reads it whom it concerns.
extension EventStore {
    /// A page of what concerns one person, newest first, but for what these verbs tell.
    public func page(of person: Person.ID, but left: [String], limit: Int, offset: Int) throws -> [Event] {
        try hub.rows(
            """
            SELECT * FROM events WHERE hub_id = \(hub.hub) AND person_id = \(person) AND verb NOT IN \(list: left)
            ORDER BY number DESC LIMIT \(limit) OFFSET \(offset)
            """
        ).map(Self.event)
    }

    public func count(of person: Person.ID, but left: [String]) throws -> Int {
        try hub.row(
            """
            SELECT COUNT(*) AS n FROM events
            WHERE hub_id = \(hub.hub) AND person_id = \(person) AND verb NOT IN \(list: left)
            """)?.integer("n") ?? 0
    }
}
