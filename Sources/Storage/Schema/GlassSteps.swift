extension Migration {
    static let glassSearches = Migration(
        number: 35, name: "searches for records that are not one's own, and who saw the code of an own page",
        statements: [
            // About staff: who looked in an emergency and what came of it, never for whom. What stood in the trail alone
            // until now is carried over, so that a list does not begin with the step.
            """
            CREATE TABLE glass_searches (
                hub_id TEXT NOT NULL,
                id TEXT NOT NULL,
                worker_id TEXT NOT NULL,
                at BIGINT NOT NULL,
                found TEXT NOT NULL,
                PRIMARY KEY (hub_id, id)
            )
            """,
            """
            INSERT INTO glass_searches (hub_id, id, worker_id, at, found)
            SELECT hub_id, CAST(number AS TEXT), actor_id, at,
                CASE WHEN verb = 'break-glass-missed' THEN 'nobody' WHEN detail LIKE '%many%' THEN 'many' ELSE 'some' END
            FROM events
            WHERE subject_kind = 'account' AND verb IN ('break-glass-missed', 'break-glass-searched')
            """,
            "CREATE INDEX glass_searches_by_time ON glass_searches (hub_id, at, id)",
            "CREATE INDEX glass_searches_of_worker ON glass_searches (hub_id, worker_id, at)",
            // Whoever printed a code has seen it. Nothing where it went by mail, or the person took it themselves.
            "ALTER TABLE own_page_codes ADD COLUMN seen_by TEXT",
            """
            UPDATE own_page_codes SET seen_by = (
                SELECT CASE WHEN e.detail LIKE '%paper%' THEN e.actor_id END FROM events e
                WHERE e.hub_id = own_page_codes.hub_id AND e.person_id = own_page_codes.person_id
                  AND e.verb = 'own-page-code-given'
                ORDER BY e.number DESC LIMIT 1)
            """,
        ])
}
