extension Migration {
    static let jobs = Migration(
        number: 11, name: "jobs that several servers share",
        statements: [
            // One row a hub and kind:
            //
            //     due ─────────────── next_at has come, and held_until is empty or over
            //     being done ──────── held_by and held_until say by whom, and for how long at most
            //     who may write ───── whoever knows the number in `lease`, which grows each time the job is taken
            """
            CREATE TABLE jobs (
                hub_id TEXT NOT NULL REFERENCES hubs (hub_id),
                kind TEXT NOT NULL,
                next_at BIGINT NOT NULL,
                lease BIGINT NOT NULL,
                held_by TEXT,
                held_until BIGINT,
                began_at BIGINT,
                ended_at BIGINT,
                ended_by TEXT,
                counts TEXT NOT NULL,
                failures BIGINT NOT NULL,
                problem TEXT,
                PRIMARY KEY (hub_id, kind)
            )
            """
        ])
}
