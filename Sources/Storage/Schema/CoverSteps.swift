extension Migration {
    static let covers = Migration(
        number: 33, name: "who stands in for whom, and codes by their last use",
        statements: [
            """
            CREATE TABLE covers (
                hub_id TEXT NOT NULL,
                id TEXT NOT NULL,
                worker_id TEXT NOT NULL,
                by_id TEXT NOT NULL,
                first_day TEXT NOT NULL,
                last_day TEXT NOT NULL,
                arranged_by TEXT NOT NULL,
                arranged_at BIGINT NOT NULL,
                ended_at BIGINT,
                PRIMARY KEY (hub_id, id),
                FOREIGN KEY (hub_id, worker_id) REFERENCES accounts (hub_id, id),
                FOREIGN KEY (hub_id, by_id) REFERENCES accounts (hub_id, id)
            )
            """,
            // Asked with every request of a link worker, and with every page that names one.
            "CREATE INDEX covers_by_colleague ON covers (hub_id, by_id, last_day)",
            "CREATE INDEX covers_of_worker ON covers (hub_id, worker_id, last_day)",
            "CREATE INDEX covers_by_end ON covers (hub_id, last_day)",
            // Each night the rules of retention looked at every code of a hub.
            "CREATE INDEX own_page_codes_by_use ON own_page_codes (hub_id, used_at, given_at)",
        ])
}
