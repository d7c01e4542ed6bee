extension Migration {
    static let worries = Migration(
        number: 28, name: "worries of groups, levels of risk, and who looked at broken glass",
        statements: [
            """
            CREATE TABLE worries (
                hub_id TEXT NOT NULL,
                id TEXT NOT NULL,
                person_id TEXT NOT NULL,
                referral_id TEXT NOT NULL,
                group_id TEXT NOT NULL,
                raised_at BIGINT NOT NULL,
                state TEXT NOT NULL,
                story TEXT NOT NULL,
                version BIGINT NOT NULL,
                PRIMARY KEY (hub_id, id),
                FOREIGN KEY (hub_id, person_id) REFERENCES people (hub_id, id),
                FOREIGN KEY (hub_id, referral_id) REFERENCES referrals (hub_id, id)
            )
            """,
            "CREATE INDEX worries_by_state ON worries (hub_id, state, raised_at)",
            "CREATE INDEX worries_of_person ON worries (hub_id, person_id, state)",
            "CREATE INDEX worries_of_referral ON worries (hub_id, referral_id, raised_at)",
            // A worry that nobody was in touch about stands on Today before this step, and after it.
            """
            INSERT INTO worries (hub_id, id, person_id, referral_id, group_id, raised_at, state, story, version)
            SELECT a.hub_id, a.id, r.person_id, a.referral_id, r.group_id, a.said_at, 'open', '{}', 1
            FROM attendances a
            JOIN referrals r ON r.hub_id = a.hub_id AND r.id = a.referral_id
            JOIN people p ON p.hub_id = r.hub_id AND p.id = r.person_id
            WHERE a.outcome = 'worried' AND p.erased_at IS NULL
              AND (p.last_contact_at IS NULL OR p.last_contact_at < a.said_at)
            """,
            // The level stands in the person's document too: here it can be asked for. Quotes in an answer are escaped,
            // so that no answer can hold this text. R0 may have been a preset: nobody is said to have judged it.
            "ALTER TABLE people ADD COLUMN risk TEXT NOT NULL DEFAULT ''",
            "UPDATE people SET risk = 'R4' WHERE about LIKE '%\"risk\":\"R4\"%'",
            "UPDATE people SET risk = 'R3' WHERE about LIKE '%\"risk\":\"R3\"%'",
            "UPDATE people SET risk = 'R2' WHERE about LIKE '%\"risk\":\"R2\"%'",
            "UPDATE people SET risk = 'R1' WHERE about LIKE '%\"risk\":\"R1\"%'",
            "CREATE INDEX people_by_risk ON people (hub_id, risk, created_at)",
            // Who looked at the reason of broken glass. What was broken before nobody is said to have looked at.
            "ALTER TABLE broken_glass ADD COLUMN looked_by TEXT",
            "ALTER TABLE broken_glass ADD COLUMN looked_at BIGINT",
            "CREATE INDEX broken_glass_unlooked ON broken_glass (hub_id, begun_at) WHERE looked_at IS NULL",
        ])

    static let likenesses = Migration(
        number: 29, name: "who may be known twice, and short numbers",
        statements: [
            // What is compared across a hub, as `PersonSigns` makes it; nothing where it was not made yet.
            "ALTER TABLE people ADD COLUMN phone_sign TEXT",
            "ALTER TABLE people ADD COLUMN email_sign TEXT",
            "ALTER TABLE people ADD COLUMN short_number TEXT",
            "CREATE INDEX people_by_phone_sign ON people (hub_id, phone_sign)",
            "CREATE INDEX people_by_email_sign ON people (hub_id, email_sign)",
            "CREATE INDEX people_by_short_number ON people (hub_id, short_number)",
            // Neither of the two is the owner of such a row: it goes with either.
            """
            CREATE TABLE likenesses (
                hub_id TEXT NOT NULL,
                id TEXT NOT NULL,
                newer_id TEXT NOT NULL,
                earlier_id TEXT NOT NULL,
                signs TEXT NOT NULL,
                found_at BIGINT NOT NULL,
                told_again_at BIGINT,
                decision TEXT,
                decided_by TEXT,
                decided_at BIGINT,
                PRIMARY KEY (hub_id, id),
                FOREIGN KEY (hub_id, newer_id) REFERENCES people (hub_id, id),
                FOREIGN KEY (hub_id, earlier_id) REFERENCES people (hub_id, id)
            )
            """,
            "CREATE UNIQUE INDEX likenesses_of_two ON likenesses (hub_id, newer_id, earlier_id)",
            "CREATE INDEX likenesses_of_earlier ON likenesses (hub_id, earlier_id)",
            "CREATE INDEX likenesses_by_decision ON likenesses (hub_id, decided_at)",
            "CREATE INDEX likenesses_undecided ON likenesses (hub_id, found_at) WHERE decided_at IS NULL",
        ])
}
