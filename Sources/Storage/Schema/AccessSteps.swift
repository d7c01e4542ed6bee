extension Migration {
    static let access = Migration(
        number: 15, name: "records that were opened because it could not wait, and addresses that stay here",
        statements: [
            """
            CREATE TABLE broken_glass (
                hub_id TEXT NOT NULL,
                id TEXT NOT NULL,
                person_id TEXT NOT NULL,
                worker_id TEXT NOT NULL,
                reason TEXT NOT NULL,
                begun_at BIGINT NOT NULL,
                ends_at BIGINT NOT NULL,
                ended_at BIGINT,
                PRIMARY KEY (hub_id, id),
                FOREIGN KEY (hub_id, person_id) REFERENCES people (hub_id, id)
            )
            """,
            "CREATE INDEX broken_glass_of_worker ON broken_glass (hub_id, worker_id, person_id, begun_at)",
            "CREATE INDEX broken_glass_of_person ON broken_glass (hub_id, person_id, begun_at)",
            "CREATE INDEX broken_glass_by_time ON broken_glass (hub_id, begun_at)",
            // Nothing where the group's address is as open as any other's.
            "ALTER TABLE groups ADD COLUMN discretion TEXT",
        ])
}
