extension Migration {
    static let signIn = Migration(
        number: 18, name: "second steps, sign-in links, known devices",
        statements: [
            // What a phone makes its codes from, sealed with the hubs' key `key_id`; `last_step` is the number of the
            // newest half minute whose code was used, so that no code counts twice.
            """
            CREATE TABLE second_steps (
                hub_id TEXT NOT NULL,
                account_id TEXT NOT NULL,
                key_id TEXT NOT NULL,
                sealed TEXT NOT NULL,
                last_step BIGINT NOT NULL,
                set_up_at BIGINT NOT NULL,
                PRIMARY KEY (hub_id, account_id),
                FOREIGN KEY (hub_id, account_id) REFERENCES accounts (hub_id, id)
            )
            """,
            """
            CREATE TABLE recovery_codes (
                hub_id TEXT NOT NULL,
                account_id TEXT NOT NULL,
                code_hash TEXT NOT NULL,
                PRIMARY KEY (hub_id, account_id, code_hash),
                FOREIGN KEY (hub_id, account_id) REFERENCES accounts (hub_id, id)
            )
            """,
            // The password was right, and the code is still to come.
            """
            CREATE TABLE half_sign_ins (
                hub_id TEXT NOT NULL,
                id TEXT NOT NULL,
                account_id TEXT NOT NULL,
                way TEXT NOT NULL,
                ends_at BIGINT NOT NULL,
                PRIMARY KEY (hub_id, id),
                FOREIGN KEY (hub_id, account_id) REFERENCES accounts (hub_id, id)
            )
            """,
            "CREATE INDEX half_sign_ins_of_account ON half_sign_ins (hub_id, account_id)",
            """
            CREATE TABLE sign_in_links (
                hub_id TEXT NOT NULL,
                token_hash TEXT NOT NULL,
                account_id TEXT NOT NULL,
                ends_at BIGINT NOT NULL,
                PRIMARY KEY (hub_id, token_hash),
                FOREIGN KEY (hub_id, account_id) REFERENCES accounts (hub_id, id)
            )
            """,
            "CREATE INDEX sign_in_links_of_account ON sign_in_links (hub_id, account_id)",
            // Whom an identity provider means by a subject, from the first time it said so.
            """
            CREATE TABLE provider_links (
                hub_id TEXT NOT NULL,
                account_id TEXT NOT NULL,
                subject_hash TEXT NOT NULL,
                linked_at BIGINT NOT NULL,
                PRIMARY KEY (hub_id, account_id),
                FOREIGN KEY (hub_id, account_id) REFERENCES accounts (hub_id, id)
            )
            """,
            // Not a hub's data: the hash of a browser's secret together with the address that signed in there, and
            // nothing else.
            """
            CREATE TABLE known_devices (
                subject TEXT PRIMARY KEY,
                seen_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX known_devices_by_age ON known_devices (seen_at)",
            // Nothing where the program of the version before opened the session.
            "ALTER TABLE staff_sessions ADD COLUMN device TEXT",
            "ALTER TABLE staff_sessions ADD COLUMN way TEXT",
            "ALTER TABLE staff_sessions ADD COLUMN has_second_step BIGINT",
        ])
}
