extension Migration {
    static let cohort = Migration(
        number: 21, name: "needs for which no group was found, and places that are shared out",
        statements: [
            // One row for each person and need, of the newest search: a person is counted once. Nothing is kept of a
            // need for which there was a group.
            """
            CREATE TABLE unmet_needs (
                hub_id TEXT NOT NULL,
                person_id TEXT NOT NULL,
                need TEXT NOT NULL,
                district TEXT NOT NULL,
                obstacle TEXT NOT NULL,
                searched_on TEXT NOT NULL,
                PRIMARY KEY (hub_id, person_id, need),
                FOREIGN KEY (hub_id, person_id) REFERENCES people (hub_id, id)
            )
            """,
            "CREATE INDEX unmet_needs_by_day ON unmet_needs (hub_id, searched_on)",
            """
            CREATE TABLE cohort_plans (
                hub_id TEXT NOT NULL,
                id TEXT NOT NULL,
                proposed_by TEXT NOT NULL,
                proposed_at BIGINT NOT NULL,
                confirmed_by TEXT,
                confirmed_at BIGINT,
                version BIGINT NOT NULL,
                PRIMARY KEY (hub_id, id)
            )
            """,
            "CREATE INDEX cohort_plans_by_proposal ON cohort_plans (hub_id, proposed_at)",
            "CREATE INDEX cohort_plans_by_confirmation ON cohort_plans (hub_id, confirmed_at)",
            """
            CREATE TABLE cohort_lines (
                hub_id TEXT NOT NULL,
                plan_id TEXT NOT NULL,
                person_id TEXT NOT NULL,
                place BIGINT NOT NULL,
                group_id TEXT,
                mark TEXT NOT NULL,
                shortage TEXT,
                set_aside_at BIGINT,
                PRIMARY KEY (hub_id, plan_id, person_id),
                FOREIGN KEY (hub_id, plan_id) REFERENCES cohort_plans (hub_id, id),
                FOREIGN KEY (hub_id, person_id) REFERENCES people (hub_id, id),
                FOREIGN KEY (hub_id, group_id) REFERENCES groups (hub_id, id)
            )
            """,
            "CREATE INDEX cohort_lines_of_person ON cohort_lines (hub_id, person_id)",
            "CREATE INDEX cohort_lines_of_group ON cohort_lines (hub_id, group_id)",
        ])
}
