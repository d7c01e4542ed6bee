extension Migration {
    static let ownPage = Migration(
        number: 17, name: "a person's own page, requests, erasure, retention",
        statements: [
            // Asked before the hub is known, as addresses of accounts are: all hubs share one page.
            """
            CREATE TABLE own_page_codes (
                code_hash TEXT PRIMARY KEY,
                hub_id TEXT NOT NULL,
                person_id TEXT NOT NULL,
                given_at BIGINT NOT NULL,
                used_at BIGINT,
                FOREIGN KEY (hub_id, person_id) REFERENCES people (hub_id, id)
            )
            """,
            "CREATE UNIQUE INDEX own_page_codes_of_person ON own_page_codes (hub_id, person_id)",
            """
            CREATE TABLE own_page_sessions (
                hub_id TEXT NOT NULL,
                id TEXT NOT NULL,
                person_id TEXT NOT NULL,
                started_at BIGINT NOT NULL,
                seen_at BIGINT NOT NULL,
                ends_at BIGINT NOT NULL,
                PRIMARY KEY (hub_id, id),
                FOREIGN KEY (hub_id, person_id) REFERENCES people (hub_id, id)
            )
            """,
            "CREATE INDEX own_page_sessions_of_person ON own_page_sessions (hub_id, person_id)",
            // What a person asked for: acts_at is when an erasure is carried out, unless it is taken back before.
            """
            CREATE TABLE person_requests (
                hub_id TEXT NOT NULL,
                id TEXT NOT NULL,
                person_id TEXT NOT NULL,
                kind TEXT NOT NULL,
                part TEXT NOT NULL,
                words TEXT NOT NULL,
                state TEXT NOT NULL,
                made_at BIGINT NOT NULL,
                acts_at BIGINT,
                answered_at BIGINT,
                answer TEXT NOT NULL,
                answered_by TEXT,
                PRIMARY KEY (hub_id, id),
                FOREIGN KEY (hub_id, person_id) REFERENCES people (hub_id, id)
            )
            """,
            "CREATE INDEX person_requests_of_person ON person_requests (hub_id, person_id, made_at)",
            "CREATE INDEX person_requests_by_state ON person_requests (hub_id, state, made_at)",
            // What the law asks us to keep of somebody who is erased: a part, and the ground it is kept on.
            """
            CREATE TABLE kept_parts (
                hub_id TEXT NOT NULL,
                person_id TEXT NOT NULL,
                part TEXT NOT NULL,
                ground TEXT NOT NULL,
                words TEXT NOT NULL,
                kept_at BIGINT NOT NULL,
                by_id TEXT NOT NULL,
                PRIMARY KEY (hub_id, person_id, part),
                FOREIGN KEY (hub_id, person_id) REFERENCES people (hub_id, id)
            )
            """,
            // What an erasure removed and what it kept: names of tables and numbers.
            """
            CREATE TABLE erasures (
                hub_id TEXT NOT NULL,
                id TEXT NOT NULL,
                person_id TEXT NOT NULL,
                because TEXT NOT NULL,
                done_at BIGINT NOT NULL,
                receipt TEXT NOT NULL,
                PRIMARY KEY (hub_id, id),
                FOREIGN KEY (hub_id, person_id) REFERENCES people (hub_id, id)
            )
            """,
            "CREATE INDEX erasures_by_time ON erasures (hub_id, done_at)",
            "CREATE INDEX erasures_of_person ON erasures (hub_id, person_id)",
            // What the rules would remove, and since when they may.
            """
            CREATE TABLE retention (
                hub_id TEXT NOT NULL REFERENCES hubs (hub_id),
                counted_at BIGINT,
                counts TEXT NOT NULL,
                on_since BIGINT,
                on_by TEXT,
                PRIMARY KEY (hub_id)
            )
            """,
            "ALTER TABLE people ADD COLUMN erased_at BIGINT",
            // Whose letter it is, where it goes to a person themselves.
            "ALTER TABLE outbox ADD COLUMN person_id TEXT",
            "CREATE INDEX outbox_of_person ON outbox (hub_id, person_id)",
        ])

    /// A person types a code and nothing else: whose hub it is stands in the row that the code leads to. Behind the
    /// wall of PostgreSQL no code was ever found. What can be read is a hash and two ids.
    static let ownPageDoors = Migration(
        number: 23, name: "a code is looked up before the hub is known", doors: ["own_page_codes"], statements: [])
}
