extension Migration {
    static let accounts = Migration(
        number: 6, name: "accounts, sessions, failed tries",
        statements: [
            """
            CREATE TABLE accounts (
                hub_id TEXT NOT NULL REFERENCES hubs (hub_id),
                id TEXT NOT NULL,
                name TEXT NOT NULL,
                email TEXT NOT NULL,
                role TEXT NOT NULL,
                password TEXT,
                is_open BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                PRIMARY KEY (hub_id, id)
            )
            """,
            // Not a hub's data: it is asked before the hub is known.
            """
            CREATE TABLE account_addresses (
                email TEXT PRIMARY KEY,
                hub_id TEXT NOT NULL,
                account_id TEXT NOT NULL
            )
            """,
            """
            CREATE TABLE setup_links (
                hub_id TEXT NOT NULL,
                token_hash TEXT NOT NULL,
                account_id TEXT NOT NULL,
                ends_at BIGINT NOT NULL,
                used_at BIGINT,
                PRIMARY KEY (hub_id, token_hash),
                FOREIGN KEY (hub_id, account_id) REFERENCES accounts (hub_id, id)
            )
            """,
            "CREATE INDEX setup_links_of_account ON setup_links (hub_id, account_id)",
            """
            CREATE TABLE staff_sessions (
                hub_id TEXT NOT NULL,
                id TEXT NOT NULL,
                account_id TEXT NOT NULL,
                started_at BIGINT NOT NULL,
                seen_at BIGINT NOT NULL,
                ends_at BIGINT NOT NULL,
                PRIMARY KEY (hub_id, id),
                FOREIGN KEY (hub_id, account_id) REFERENCES accounts (hub_id, id)
            )
            """,
            "CREATE INDEX staff_sessions_of_account ON staff_sessions (hub_id, account_id, seen_at)",
            // Not a hub's data either: an address in the network tries its luck with all hubs.
            """
            CREATE TABLE failed_tries (
                subject TEXT PRIMARY KEY,
                failures BIGINT NOT NULL,
                first_at BIGINT NOT NULL
            )
            """,
        ])
}
