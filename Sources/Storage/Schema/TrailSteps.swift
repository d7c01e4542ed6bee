extension Migration {
    static let trail = Migration(
        number: 16, name: "signed checkpoints of the trail, and people who may be one",
        statements: [
            // The trail up to `number`, signed: a cut or a trail written anew does not fit it.
            """
            CREATE TABLE trail_checkpoints (
                hub_id TEXT NOT NULL REFERENCES hubs (hub_id),
                number BIGINT NOT NULL,
                hash TEXT NOT NULL,
                at BIGINT NOT NULL,
                key_id TEXT NOT NULL,
                signature TEXT NOT NULL,
                PRIMARY KEY (hub_id, number)
            )
            """,
            // Two records that a worker believes to be one person: kept beside both, changing neither. The one whose
            // id comes first is `first_id`, so that there is one row a pair.
            """
            CREATE TABLE person_links (
                hub_id TEXT NOT NULL,
                first_id TEXT NOT NULL,
                second_id TEXT NOT NULL,
                reason TEXT NOT NULL,
                linked_by TEXT NOT NULL,
                linked_at BIGINT NOT NULL,
                PRIMARY KEY (hub_id, first_id, second_id),
                FOREIGN KEY (hub_id, first_id) REFERENCES people (hub_id, id),
                FOREIGN KEY (hub_id, second_id) REFERENCES people (hub_id, id)
            )
            """,
            "CREATE INDEX person_links_by_second ON person_links (hub_id, second_id, first_id)",
        ])
}
