extension Migration {
    static let hubsAndTrail = Migration(
        number: 1, name: "hubs and the trail",
        statements: [
            """
            CREATE TABLE hubs (
                hub_id TEXT PRIMARY KEY,
                name TEXT NOT NULL,
                area TEXT NOT NULL,
                settings TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                directory_version BIGINT NOT NULL DEFAULT 0
            )
            """,
            """
            CREATE TABLE events (
                hub_id TEXT NOT NULL REFERENCES hubs (hub_id),
                number BIGINT NOT NULL,
                at BIGINT NOT NULL,
                actor_kind TEXT NOT NULL,
                actor_id TEXT NOT NULL,
                verb TEXT NOT NULL,
                subject_kind TEXT NOT NULL,
                subject_id TEXT NOT NULL,
                person_id TEXT,
                detail TEXT NOT NULL,
                previous_hash TEXT NOT NULL,
                hash TEXT NOT NULL,
                PRIMARY KEY (hub_id, number)
            )
            """,
            "CREATE INDEX events_of_person ON events (hub_id, person_id, number)",
            "CREATE INDEX events_of_subject ON events (hub_id, subject_kind, subject_id, number)",
        ])

    static let directory = Migration(
        number: 2, name: "directory, register, agreements",
        statements: [
            """
            CREATE TABLE groups (
                hub_id TEXT NOT NULL REFERENCES hubs (hub_id),
                id TEXT NOT NULL,
                name TEXT NOT NULL,
                status TEXT NOT NULL,
                details TEXT NOT NULL,
                agreement TEXT,
                agreement_until TEXT,
                source TEXT,
                foreign_id TEXT,
                provenance TEXT,
                differing BIGINT NOT NULL,
                unmapped BIGINT NOT NULL,
                directory_version BIGINT NOT NULL,
                version BIGINT NOT NULL,
                PRIMARY KEY (hub_id, id)
            )
            """,
            "CREATE INDEX groups_by_name ON groups (hub_id, name)",
            "CREATE INDEX groups_by_change ON groups (hub_id, directory_version)",
            "CREATE INDEX groups_by_source ON groups (hub_id, source, foreign_id)",
            "CREATE INDEX groups_by_agreement ON groups (hub_id, agreement_until)",
            """
            CREATE TABLE evidence (
                hub_id TEXT NOT NULL,
                id TEXT NOT NULL,
                group_id TEXT NOT NULL,
                standard TEXT NOT NULL,
                valid_from TEXT NOT NULL,
                valid_until TEXT,
                note TEXT NOT NULL,
                seen_by TEXT NOT NULL,
                seen_on TEXT NOT NULL,
                PRIMARY KEY (hub_id, id),
                FOREIGN KEY (hub_id, group_id) REFERENCES groups (hub_id, id)
            )
            """,
            "CREATE INDEX evidence_of_group ON evidence (hub_id, group_id)",
            "CREATE INDEX evidence_by_end ON evidence (hub_id, valid_until)",
            """
            CREATE TABLE agreement_requests (
                hub_id TEXT NOT NULL,
                id TEXT NOT NULL,
                group_id TEXT NOT NULL,
                token_hash TEXT NOT NULL,
                code_hash TEXT NOT NULL,
                asked_at BIGINT NOT NULL,
                ends_at BIGINT NOT NULL,
                answered_at BIGINT,
                PRIMARY KEY (hub_id, id),
                FOREIGN KEY (hub_id, group_id) REFERENCES groups (hub_id, id)
            )
            """,
            "CREATE UNIQUE INDEX agreement_requests_by_token ON agreement_requests (hub_id, token_hash)",
            "CREATE UNIQUE INDEX agreement_requests_by_code ON agreement_requests (hub_id, code_hash)",
            "CREATE INDEX agreement_requests_of_group ON agreement_requests (hub_id, group_id, asked_at)",
        ])

    static let people = Migration(
        number: 3, name: "people, contacts, consents",
        statements: [
            """
            CREATE TABLE people (
                hub_id TEXT NOT NULL REFERENCES hubs (hub_id),
                id TEXT NOT NULL,
                call_name TEXT NOT NULL,
                about TEXT NOT NULL,
                state TEXT NOT NULL,
                care TEXT NOT NULL,
                worker_id TEXT,
                created_at BIGINT NOT NULL,
                last_contact_at BIGINT,
                understanding TEXT,
                wants_more_at_once BIGINT NOT NULL,
                version BIGINT NOT NULL,
                PRIMARY KEY (hub_id, id)
            )
            """,
            "CREATE INDEX people_of_worker ON people (hub_id, worker_id, state)",
            "CREATE INDEX people_by_state ON people (hub_id, state, created_at)",
            "CREATE INDEX people_by_contact ON people (hub_id, last_contact_at)",
            "CREATE INDEX people_by_name ON people (hub_id, call_name)",
            """
            CREATE TABLE contacts (
                hub_id TEXT NOT NULL,
                id TEXT NOT NULL,
                person_id TEXT NOT NULL,
                at BIGINT NOT NULL,
                kind TEXT NOT NULL,
                reached BIGINT NOT NULL,
                note TEXT NOT NULL,
                by_id TEXT NOT NULL,
                PRIMARY KEY (hub_id, id),
                FOREIGN KEY (hub_id, person_id) REFERENCES people (hub_id, id)
            )
            """,
            "CREATE INDEX contacts_of_person ON contacts (hub_id, person_id, at)",
            """
            CREATE TABLE consents (
                hub_id TEXT NOT NULL,
                id TEXT NOT NULL,
                person_id TEXT NOT NULL,
                group_id TEXT NOT NULL,
                scope TEXT NOT NULL,
                given_at BIGINT NOT NULL,
                until_day TEXT NOT NULL,
                manner TEXT NOT NULL,
                withdrawn_at BIGINT,
                PRIMARY KEY (hub_id, id),
                FOREIGN KEY (hub_id, person_id) REFERENCES people (hub_id, id),
                FOREIGN KEY (hub_id, group_id) REFERENCES groups (hub_id, id)
            )
            """,
            "CREATE INDEX consents_of_person ON consents (hub_id, person_id, given_at)",
        ])

    static let referrals = Migration(
        number: 4, name: "referrals and how they went",
        statements: [
            """
            CREATE TABLE referrals (
                hub_id TEXT NOT NULL,
                id TEXT NOT NULL,
                person_id TEXT NOT NULL,
                group_id TEXT NOT NULL,
                consent_id TEXT NOT NULL,
                message TEXT NOT NULL,
                state TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                sent_at BIGINT,
                answered_at BIGINT,
                accepted_at BIGINT,
                ended_at BIGINT,
                declined_because TEXT,
                ended_because TEXT,
                nudged_at BIGINT,
                welcome BIGINT,
                token_hash TEXT,
                link_ends_at BIGINT,
                version BIGINT NOT NULL,
                PRIMARY KEY (hub_id, id),
                FOREIGN KEY (hub_id, person_id) REFERENCES people (hub_id, id),
                FOREIGN KEY (hub_id, group_id) REFERENCES groups (hub_id, id),
                FOREIGN KEY (hub_id, consent_id) REFERENCES consents (hub_id, id)
            )
            """,
            "CREATE UNIQUE INDEX referrals_by_token ON referrals (hub_id, token_hash)",
            "CREATE INDEX referrals_of_person ON referrals (hub_id, person_id, created_at)",
            "CREATE INDEX referrals_of_group ON referrals (hub_id, group_id, state)",
            "CREATE INDEX referrals_accepted ON referrals (hub_id, accepted_at)",
            "CREATE INDEX referrals_by_state ON referrals (hub_id, state, sent_at)",
            """
            CREATE TABLE attendances (
                hub_id TEXT NOT NULL,
                id TEXT NOT NULL,
                referral_id TEXT NOT NULL,
                on_day TEXT NOT NULL,
                outcome TEXT NOT NULL,
                said_at BIGINT NOT NULL,
                by_group BIGINT NOT NULL,
                PRIMARY KEY (hub_id, id),
                FOREIGN KEY (hub_id, referral_id) REFERENCES referrals (hub_id, id)
            )
            """,
            "CREATE INDEX attendances_of_referral ON attendances (hub_id, referral_id, said_at)",
        ])

    static let housekeeping = Migration(
        number: 5, name: "outbox and submissions",
        statements: [
            """
            CREATE TABLE outbox (
                hub_id TEXT NOT NULL REFERENCES hubs (hub_id),
                id TEXT NOT NULL,
                kind TEXT NOT NULL,
                recipient TEXT NOT NULL,
                subject TEXT NOT NULL,
                body TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                next_at BIGINT NOT NULL,
                attempts BIGINT NOT NULL,
                state TEXT NOT NULL,
                sent_at BIGINT,
                problem TEXT,
                PRIMARY KEY (hub_id, id)
            )
            """,
            "CREATE INDEX outbox_due ON outbox (hub_id, state, next_at)",
            "CREATE INDEX outbox_by_time ON outbox (hub_id, created_at)",
            """
            CREATE TABLE submissions (
                hub_id TEXT NOT NULL REFERENCES hubs (hub_id),
                id TEXT NOT NULL,
                at BIGINT NOT NULL,
                result TEXT NOT NULL,
                PRIMARY KEY (hub_id, id)
            )
            """,
            "CREATE INDEX submissions_by_time ON submissions (hub_id, at)",
        ])
}
