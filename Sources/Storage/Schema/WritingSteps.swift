extension Migration {
    /// What is being written, and by whom. The table `drafts` of before is read by the program of the version before
    /// only: nobody can tell which of its rows were saved since, so that none of them is offered, and they go by age
    /// (docs/adr/0050).
    static let writing = Migration(
        number: 26, name: "each filling-in of a form has drafts of its own, and a form outlives its session",
        statements: [
            // One filling-in of one form. Once it was saved or thrown away it stays as `closed_at`, empty, so that what
            // is still on the wire finds it closed. `number` grows with each draft that a page sends.
            """
            CREATE TABLE filling_ins (
                hub_id TEXT NOT NULL REFERENCES hubs (hub_id),
                worker_id TEXT NOT NULL,
                id TEXT NOT NULL,
                form TEXT NOT NULL,
                person_id TEXT,
                number BIGINT NOT NULL,
                fields TEXT NOT NULL,
                saved_at BIGINT NOT NULL,
                closed_at BIGINT,
                PRIMARY KEY (hub_id, worker_id, id)
            )
            """,
            "CREATE INDEX filling_ins_of_form ON filling_ins (hub_id, worker_id, form, saved_at)",
            "CREATE INDEX filling_ins_of_person ON filling_ins (hub_id, person_id)",
            "CREATE INDEX filling_ins_by_time ON filling_ins (hub_id, saved_at)",
            // What somebody sent after they had been signed out, shut by a key that only their browser has.
            """
            CREATE TABLE held_forms (
                hub_id TEXT NOT NULL,
                id TEXT NOT NULL,
                account_id TEXT NOT NULL,
                sealed TEXT NOT NULL,
                ends_at BIGINT NOT NULL,
                PRIMARY KEY (hub_id, id),
                FOREIGN KEY (hub_id, account_id) REFERENCES accounts (hub_id, id)
            )
            """,
            "CREATE INDEX held_forms_of_account ON held_forms (hub_id, account_id, ends_at)",
            "CREATE INDEX held_forms_by_end ON held_forms (hub_id, ends_at)",
        ])
}
