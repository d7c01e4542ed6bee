extension Migration {
    static let refer = Migration(
        number: 10, name: "solved barriers and the short codes of referrals",
        statements: [
            """
            CREATE TABLE solved_barriers (
                hub_id TEXT NOT NULL,
                person_id TEXT NOT NULL,
                group_id TEXT NOT NULL,
                code TEXT NOT NULL,
                how TEXT NOT NULL,
                solved_at BIGINT NOT NULL,
                by_id TEXT NOT NULL,
                PRIMARY KEY (hub_id, person_id, group_id, code),
                FOREIGN KEY (hub_id, person_id) REFERENCES people (hub_id, id),
                FOREIGN KEY (hub_id, group_id) REFERENCES groups (hub_id, id)
            )
            """,
            """
            CREATE TABLE referral_codes (
                hub_id TEXT NOT NULL,
                referral_id TEXT NOT NULL,
                code_hash TEXT NOT NULL,
                PRIMARY KEY (hub_id, referral_id),
                FOREIGN KEY (hub_id, referral_id) REFERENCES referrals (hub_id, id)
            )
            """,
            "CREATE UNIQUE INDEX referral_codes_by_hash ON referral_codes (hub_id, code_hash)",
        ])
}
