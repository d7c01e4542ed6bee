import Vocabulary

/// Something a hub does by the clock: when it is due, who does it now, and how it went last time.
public struct Job: Hashable, Sendable {
    public let kind: String
    public let nextAt: Moment
    /// Who has taken it; a lease that is over holds nothing.
    public let lease: JobLease?
    public let beganAt: Moment?
    public let endedAt: Moment?
    /// The server that ended it last, well or not.
    public let endedBy: String?
    /// What it did when it last ended well, by name: counts only, never whom it concerned.
    public let counts: [String: Int]
    /// How often in a row it broke off.
    public let failures: Int
    /// The kind of error it last broke off with, without the error's own text.
    public let problem: String?

    /// Whether a server has it at `moment`.
    public func isHeld(at moment: Moment) -> Bool { lease.map { $0.until > moment } ?? false }
    /// Whether a server may take it at `moment`.
    public func isFree(at moment: Moment) -> Bool { nextAt <= moment && !isHeld(at: moment) }
}

/// A server's hold on one job. It ends by itself, so that a server that dies holds up nobody for long.
public struct JobLease: Hashable, Sendable {
    public let kind: String
    /// Grows each time the job is taken: what is written under an older number is not taken.
    public let number: Int
    public let server: String
    public var until: Moment
}

/// A hub's jobs, one row a kind, shared by all servers on this database.
public struct JobStore {
    let hub: HubTransaction

    /// Adds the kinds that are missing, due at `moment`. Two servers may do so at once.
    public func add(_ kinds: [String], at moment: Moment) throws {
        for kind in kinds {
            try hub.execute(
                """
                INSERT INTO jobs (hub_id, kind, next_at, lease, counts, failures)
                VALUES (\(hub.hub), \(kind), \(moment), 0, '{}', 0)
                ON CONFLICT (hub_id, kind) DO NOTHING
                """)
        }
    }

    public func all() throws -> [Job] {
        try hub.rows("SELECT * FROM jobs WHERE hub_id = \(hub.hub) ORDER BY kind").map(Self.job)
    }

    /// Takes the job if it is due and free, for `server` alone until `end`.
    ///
    /// One statement chooses the row and locks it, so that of two servers that ask at once one gets it, and the other
    /// goes on without waiting.
    public func take(_ kind: String, by server: String, at moment: Moment, until end: Moment) throws -> JobLease? {
        let found = try hub.row(
            """
            SELECT lease FROM jobs
            WHERE hub_id = \(hub.hub) AND kind = \(kind) AND next_at <= \(moment)
                AND (held_until IS NULL OR held_until <= \(moment))
            LIMIT 1 \(hub.takingFreeRows)
            """)
        guard let number = try found?.integer("lease") else { return nil }
        let lease = JobLease(kind: kind, number: number + 1, server: server, until: end)
        try hub.execute(
            """
            UPDATE jobs SET lease = \(lease.number), held_by = \(server), held_until = \(end), began_at = \(moment)
            WHERE hub_id = \(hub.hub) AND kind = \(kind)
            """)
        return lease
    }

    /// Holds the job for longer.
    ///
    /// - Returns: false when another server has taken it meanwhile: this one must stop.
    public func extend(_ lease: JobLease, until end: Moment) throws -> Bool {
        try hub.execute(
            """
            UPDATE jobs SET held_until = \(end)
            WHERE hub_id = \(hub.hub) AND kind = \(lease.kind) AND lease = \(lease.number) AND held_by IS NOT NULL
            """) == 1
    }

    /// Gives the job back with what it did.
    ///
    /// - Returns: false when another server has taken it meanwhile: nothing was written.
    public func finish(_ lease: JobLease, counts: [String: Int], at moment: Moment, nextAt: Moment) throws -> Bool {
        try hub.execute(
            """
            UPDATE jobs SET ended_by = held_by, held_by = NULL, held_until = NULL, ended_at = \(moment), next_at = \(nextAt),
                counts = \(try Document.text(counts)), failures = 0, problem = NULL
            WHERE hub_id = \(hub.hub) AND kind = \(lease.kind) AND lease = \(lease.number) AND held_by IS NOT NULL
            """) == 1
    }

    /// Gives back a job that broke off. What it did when it last ended well stays to be read.
    ///
    /// - Parameters:
    ///   - problem: the kind of error, never its text.
    ///   - pauses: seconds until the next try, after the first failure in a row, the second… The last is for all after.
    /// - Returns: false when another server has taken it meanwhile: nothing was written.
    public func breakOff(_ lease: JobLease, problem: String, at moment: Moment, pauses: [Int]) throws -> Bool {
        let failures =
            try hub.row("SELECT failures FROM jobs WHERE hub_id = \(hub.hub) AND kind = \(lease.kind)")?
            .integer("failures") ?? 0
        let pause = pauses.isEmpty ? 0 : pauses[min(failures, pauses.count - 1)]
        return try hub.execute(
            """
            UPDATE jobs SET ended_by = held_by, held_by = NULL, held_until = NULL, ended_at = \(moment),
                next_at = \(moment.adding(seconds: pause)), failures = \(failures + 1), problem = \(problem)
            WHERE hub_id = \(hub.hub) AND kind = \(lease.kind) AND lease = \(lease.number) AND held_by IS NOT NULL
            """) == 1
    }

    /// Makes a job due at once.
    ///
    /// - Returns: false when a server is at it, or there is no such job.
    public func bringForward(_ kind: String, to moment: Moment) throws -> Bool {
        try hub.execute(
            """
            UPDATE jobs SET next_at = \(moment)
            WHERE hub_id = \(hub.hub) AND kind = \(kind) AND (held_until IS NULL OR held_until <= \(moment))
            """) == 1
    }

    private static func job(_ row: Row) throws -> Job {
        let kind = try row.text("kind")
        var lease: JobLease?
        if let server = try row.optionalText("held_by") {
            lease = JobLease(
                kind: kind, number: try row.integer("lease"), server: server, until: try row.moment("held_until"))
        }
        return Job(
            kind: kind, nextAt: try row.moment("next_at"), lease: lease, beganAt: try row.optionalMoment("began_at"),
            endedAt: try row.optionalMoment("ended_at"), endedBy: try row.optionalText("ended_by"),
            counts: try Document.value(in: row, "counts"), failures: try row.integer("failures"),
            problem: try row.optionalText("problem"))
    }
}

extension HubTransaction {
    public var jobs: JobStore { JobStore(hub: self) }
}
