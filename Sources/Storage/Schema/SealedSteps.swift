extension Migration {
    static let sealed = Migration(
        number: 14, name: "sealed facts and the keys of people",
        statements: [
            // Who can open what:
            //
            //     the hub's key ──unwraps──▶ person_keys.wrapped ──opens──▶ sealed_facts.sealed
            //     (a file, never here)       (one a person)                (one a field)
            //
            // A fact whose person has no row in person_keys, or one of another generation, is shut for good.
            """
            CREATE TABLE person_keys (
                hub_id TEXT NOT NULL,
                person_id TEXT NOT NULL,
                generation TEXT NOT NULL,
                key_id TEXT NOT NULL,
                wrapped TEXT NOT NULL,
                PRIMARY KEY (hub_id, person_id),
                FOREIGN KEY (hub_id, person_id) REFERENCES people (hub_id, id)
            )
            """,
            "CREATE INDEX person_keys_by_key ON person_keys (hub_id, key_id, person_id)",
            """
            CREATE TABLE sealed_facts (
                hub_id TEXT NOT NULL,
                person_id TEXT NOT NULL,
                field TEXT NOT NULL,
                version BIGINT NOT NULL,
                generation TEXT NOT NULL,
                sealed TEXT NOT NULL,
                changed_at BIGINT NOT NULL,
                PRIMARY KEY (hub_id, person_id, field),
                FOREIGN KEY (hub_id, person_id) REFERENCES people (hub_id, id)
            )
            """,
            // Which of the hub's keys wraps what is new: every server of the database goes by this row, so that a key
            // can be dropped when nothing refers to it any more.
            """
            CREATE TABLE sealing_keys (
                hub_id TEXT NOT NULL REFERENCES hubs (hub_id),
                key_id TEXT NOT NULL,
                PRIMARY KEY (hub_id)
            )
            """,
            "ALTER TABLE contacts ADD COLUMN note_sealed BIGINT NOT NULL DEFAULT 0",
        ])
}
