extension Migration {
    static let servers = Migration(
        number: 13, name: "what servers share, whom a step leaves behind, and which transactions stood",
        statements: [
            // No hub's data: what the servers of one database must agree on.
            """
            CREATE TABLE server_settings (
                name TEXT PRIMARY KEY,
                value TEXT NOT NULL
            )
            """,
            // On PostgreSQL: one row for each change of the last hours, so that a commit whose answer was lost can be
            // asked after. The hub is `*` for what belongs to none.
            """
            CREATE TABLE commits (
                hub_id TEXT NOT NULL,
                id TEXT NOT NULL,
                at BIGINT NOT NULL,
                PRIMARY KEY (hub_id, id)
            )
            """,
            "CREATE INDEX commits_by_time ON commits (hub_id, at)",
            // Nothing where the program that ran the step did not say.
            "ALTER TABLE schema_steps ADD COLUMN serves_from BIGINT",
        ])
}
