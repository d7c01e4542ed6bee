extension Migration {
    static let searching = Migration(
        number: 12, name: "folded names, and indexes for what pages ask",
        statements: [
            // What names sort and are searched by: see ``FoldedName``. Until a record is saved again, this is as near as
            // an engine comes by itself.
            "ALTER TABLE people ADD COLUMN name_folded TEXT NOT NULL DEFAULT ''",
            "UPDATE people SET name_folded = LOWER(call_name)",
            "ALTER TABLE groups ADD COLUMN name_folded TEXT NOT NULL DEFAULT ''",
            "UPDATE groups SET name_folded = LOWER(name)",
            "DROP INDEX people_by_name",
            "CREATE INDEX people_by_name ON people (hub_id, name_folded, id)",
            "CREATE INDEX people_of_worker_by_name ON people (hub_id, worker_id, name_folded, id)",
            "DROP INDEX groups_by_name",
            "CREATE INDEX groups_by_name ON groups (hub_id, name_folded, id)",
            // The few that need somebody, among thousands that do not.
            "CREATE INDEX groups_differing ON groups (hub_id, differing, name_folded, id)",
            "CREATE INDEX groups_unmapped ON groups (hub_id, unmapped, name_folded, id)",
            "CREATE INDEX groups_by_status ON groups (hub_id, status, name_folded, id)",
            "CREATE INDEX agreement_requests_by_time ON agreement_requests (hub_id, asked_at)",
            "CREATE INDEX agreement_requests_by_answer ON agreement_requests (hub_id, answered_at)",
            // How full a group is, read from the index alone.
            "DROP INDEX referrals_of_group",
            "CREATE INDEX referrals_of_group ON referrals (hub_id, group_id, state, accepted_at)",
            "CREATE INDEX referrals_felt_welcome ON referrals (hub_id, group_id, welcome) WHERE welcome IS NOT NULL",
            // A person's open referrals are few; the ended ones of years are read a page at a time.
            "CREATE INDEX referrals_of_person_by_state ON referrals (hub_id, person_id, state)",
            "CREATE INDEX referrals_by_consent ON referrals (hub_id, consent_id)",
            "CREATE INDEX referrals_by_reply ON referrals (hub_id, (COALESCE(answered_at, ended_at)))",
            "CREATE INDEX attendances_by_outcome ON attendances (hub_id, outcome, said_at)",
            "CREATE INDEX accounts_by_role ON accounts (hub_id, role, name)",
        ])
}
