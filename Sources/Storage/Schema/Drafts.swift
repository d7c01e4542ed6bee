extension Migration {
    static let drafts = Migration(
        number: 8, name: "drafts of forms",
        statements: [
            """
            CREATE TABLE drafts (
                hub_id TEXT NOT NULL REFERENCES hubs (hub_id),
                worker_id TEXT NOT NULL,
                form TEXT NOT NULL,
                fields TEXT NOT NULL,
                saved_at BIGINT NOT NULL,
                PRIMARY KEY (hub_id, worker_id, form)
            )
            """,
            "CREATE INDEX drafts_by_time ON drafts (hub_id, saved_at)",
        ])
}
