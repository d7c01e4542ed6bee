import People
import Vocabulary

/// What a person's yes still stands for, as they read it themselves.
extension ConsentStore {
    /// A page of what was not taken back, newest first.
    public func standing(of person: Person.ID, limit: Int, offset: Int) throws -> [Consent] {
        try hub.rows(
            """
            SELECT * FROM consents
            WHERE hub_id = \(hub.hub) AND person_id = \(person) AND withdrawn_at IS NULL
            ORDER BY given_at DESC, id LIMIT \(limit) OFFSET \(offset)
            """
        ).map(Self.consent)
    }

    /// Those of these that were not taken back.
    public func standing(ids: [Consent.ID]) throws -> [Consent] {
        try hub.rows(
            "SELECT * FROM consents WHERE hub_id = \(hub.hub) AND id IN \(list: ids) AND withdrawn_at IS NULL"
        ).map(Self.consent)
    }

    public func countStanding(of person: Person.ID) throws -> Int {
        try hub.row(
            """
            SELECT COUNT(*) AS n FROM consents
            WHERE hub_id = \(hub.hub) AND person_id = \(person) AND withdrawn_at IS NULL
            """)?.integer("n") ?? 0
    }
}
