extension Migration {
    static let servers = Migration(
        number: 13, name: "what servers share, and whom a step leaves behind",
        statements: [
            // No hub's data: what the servers of one database must agree on.
            """
            CREATE TABLE server_settings (
                name TEXT PRIMARY KEY,
                value TEXT NOT NULL
            )
            """,
            // Nothing where the program that ran the step did not say.
            "ALTER TABLE schema_steps ADD COLUMN serves_from BIGINT",
        ])
}
