import People
import Vocabulary

/// Which records are believed to be of one person. It touches no person's row.
public struct PersonLinkStore {
    let hub: HubTransaction

    /// - Returns: false where the two are linked already.
    @discardableResult
    public func add(_ link: PersonLink) throws -> Bool {
        try hub.execute(
            """
            INSERT INTO person_links (hub_id, first_id, second_id, reason, linked_by, linked_at)
            VALUES (\(hub.hub), \(link.first), \(link.second), \(link.reason), \(link.by), \(link.at))
            ON CONFLICT (hub_id, first_id, second_id) DO NOTHING
            """) > 0
    }

    /// The links of one person, the oldest first.
    public func of(_ person: Person.ID, limit: Int) throws -> [PersonLink] {
        // Each half by an index of its own.
        let first = try hub.rows(
            """
            SELECT * FROM person_links WHERE hub_id = \(hub.hub) AND first_id = \(person)
            ORDER BY second_id LIMIT \(limit)
            """)
        let second = try hub.rows(
            """
            SELECT * FROM person_links WHERE hub_id = \(hub.hub) AND second_id = \(person)
            ORDER BY first_id LIMIT \(limit)
            """)
        return try (first + second).compactMap(Self.link)
            .sorted { ($0.at, $0.first, $0.second) < ($1.at, $1.first, $1.second) }.prefix(limit).map(\.self)
    }

    /// The link of these two, whichever is named first.
    public func between(_ one: Person.ID, _ other: Person.ID) throws -> PersonLink? {
        try hub.row(
            """
            SELECT * FROM person_links
            WHERE hub_id = \(hub.hub) AND first_id = \(min(one, other)) AND second_id = \(max(one, other))
            """
        ).flatMap(Self.link)
    }

    /// - Returns: whether there was one.
    @discardableResult
    public func remove(_ one: Person.ID, _ other: Person.ID) throws -> Bool {
        try hub.execute(
            """
            DELETE FROM person_links
            WHERE hub_id = \(hub.hub) AND first_id = \(min(one, other)) AND second_id = \(max(one, other))
            """) > 0
    }

    private static func link(_ row: Row) throws -> PersonLink? {
        PersonLink(
            try row.id("first_id"), try row.id("second_id"), because: try row.text("reason"),
            by: try row.id("linked_by"), at: try row.moment("linked_at"))
    }
}

extension HubTransaction {
    public var personLinks: PersonLinkStore { PersonLinkStore(hub: self) }
}
