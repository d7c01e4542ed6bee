extension Migration {
    static let endings = Migration(
        number: 30, name: "what ends or changes is told: consents, groups, letters, late yeses, waiting lists",
        statements: [
            // When the group heard that the yes had ended; nothing while it has not.
            "ALTER TABLE consents ADD COLUMN end_told_at BIGINT",
            "CREATE INDEX consents_by_end ON consents (hub_id, until_day)",
            // When the letter came back, when the wait began anew, when a group said yes too late, and when a place
            // on a waiting list is looked at again.
            "ALTER TABLE referrals ADD COLUMN letter_back_at BIGINT",
            "ALTER TABLE referrals ADD COLUMN waits_from BIGINT",
            "ALTER TABLE referrals ADD COLUMN late_yes_at BIGINT",
            "ALTER TABLE referrals ADD COLUMN review_on TEXT",
            "CREATE INDEX referrals_by_letter_back ON referrals (hub_id, letter_back_at)",
            "CREATE INDEX referrals_by_late_yes ON referrals (hub_id, late_yes_at)",
            """
            CREATE TABLE group_changes (
                hub_id TEXT NOT NULL,
                id TEXT NOT NULL,
                group_id TEXT NOT NULL,
                was TEXT NOT NULL,
                became TEXT NOT NULL,
                changed_at BIGINT NOT NULL,
                changed_by TEXT NOT NULL,
                PRIMARY KEY (hub_id, id),
                FOREIGN KEY (hub_id, group_id) REFERENCES groups (hub_id, id)
            )
            """,
            "CREATE INDEX group_changes_by_time ON group_changes (hub_id, changed_at)",
            "CREATE INDEX group_changes_of_group ON group_changes (hub_id, group_id, changed_at)",
        ])

    static let closures = Migration(
        number: 31, name: "days on which a hub is closed",
        statements: [
            """
            CREATE TABLE closure_days (
                hub_id TEXT NOT NULL REFERENCES hubs (hub_id),
                day TEXT NOT NULL,
                PRIMARY KEY (hub_id, day)
            )
            """
        ])
}
