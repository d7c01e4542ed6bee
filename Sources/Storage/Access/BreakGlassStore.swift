import People
import Vocabulary

/// Who opened whose record because it could not wait. The reason is kept here and nowhere else: the trail names only
/// that it happened.
public struct BreakGlassStore {
    let hub: HubTransaction

    public func add(_ glass: BreakGlass) throws {
        try hub.execute(
            """
            INSERT INTO broken_glass (hub_id, id, person_id, worker_id, reason, begun_at, ends_at, ended_at)
            VALUES (\(hub.hub), \(glass.id), \(glass.person), \(glass.worker), \(glass.reason), \(glass.begunAt),
                    \(glass.endsAt), \(glass.endedAt))
            """)
    }

    public func find(_ id: BreakGlass.ID) throws -> BreakGlass? {
        try hub.row("SELECT * FROM broken_glass WHERE hub_id = \(hub.hub) AND id = \(id)").map(Self.glass)
    }

    /// The last one of this worker for this person that they did not end themselves; it may be over by the clock.
    public func latest(of worker: Identifier<Worker>, to person: Person.ID) throws -> BreakGlass? {
        try hub.row(
            """
            SELECT * FROM broken_glass
            WHERE hub_id = \(hub.hub) AND worker_id = \(worker) AND person_id = \(person) AND ended_at IS NULL
            ORDER BY begun_at DESC, id LIMIT 1
            """
        ).map(Self.glass)
    }

    public func saveEnd(of glass: BreakGlass) throws {
        try hub.execute(
            "UPDATE broken_glass SET ended_at = \(glass.endedAt) WHERE hub_id = \(hub.hub) AND id = \(glass.id)")
    }

    /// Saves who looked at it.
    public func saveLook(at glass: BreakGlass) throws {
        try hub.execute(
            """
            UPDATE broken_glass SET looked_by = \(glass.lookedBy), looked_at = \(glass.lookedAt)
            WHERE hub_id = \(hub.hub) AND id = \(glass.id)
            """)
    }

    /// Those of the whole hub that no lead has looked at yet, the oldest first.
    public func unlooked(limit: Int) throws -> [Line] {
        try lines("AND b.looked_at IS NULL", order: "b.begun_at, b.id", limit: limit)
    }

    /// Those of this worker that are not over by the clock, newest first, with the name of the person.
    public func lasting(of worker: Identifier<Worker>, at moment: Moment, limit: Int) throws -> [Line] {
        try lines("AND b.worker_id = \(worker) AND b.ends_at > \(moment) AND b.ended_at IS NULL", limit: limit)
    }

    /// Those since `moment`, newest first: of the people of one worker, or of everybody's.
    public func recent(since moment: Moment, worker: Identifier<Worker>?, limit: Int) throws -> [Line] {
        let whose: SQL = worker.map { "AND p.worker_id = \($0)" } ?? ""
        return try lines("AND b.begun_at >= \(moment) \(whose)", limit: limit)
    }

    /// All of the hub, newest first.
    public func page(limit: Int, offset: Int) throws -> [Line] { try lines("", limit: limit, offset: offset) }

    public func count() throws -> Int {
        try hub.row("SELECT COUNT(*) AS n FROM broken_glass WHERE hub_id = \(hub.hub)")?.integer("n") ?? 0
    }

    /// Those of one person, newest first: what they may read themselves.
    public func of(_ person: Person.ID, limit: Int) throws -> [BreakGlass] {
        try hub.rows(
            """
            SELECT * FROM broken_glass WHERE hub_id = \(hub.hub) AND person_id = \(person)
            ORDER BY begun_at DESC, id LIMIT \(limit)
            """
        ).map(Self.glass)
    }

    /// One with the names that a list shows.
    public struct Line: Hashable, Sendable {
        public let glass: BreakGlass
        public let personName: String
        /// Nil where the account is gone.
        public let workerName: String?
        /// Who looked at it; nil where nobody did, and where the account is gone.
        public var lookerName: String?
    }

    private func lines(
        _ condition: SQL, order: SQL = "b.begun_at DESC, b.id", limit: Int, offset: Int = 0
    ) throws -> [Line] {
        try hub.rows(
            """
            SELECT b.*, p.call_name, a.name AS worker_name, l.name AS looker_name FROM broken_glass b
            JOIN people p ON p.hub_id = b.hub_id AND p.id = b.person_id
            LEFT JOIN accounts a ON a.hub_id = b.hub_id AND a.id = b.worker_id
            LEFT JOIN accounts l ON l.hub_id = b.hub_id AND l.id = b.looked_by
            WHERE b.hub_id = \(hub.hub) \(condition)
            ORDER BY \(order) LIMIT \(limit) OFFSET \(offset)
            """
        ).map { row in
            Line(
                glass: try Self.glass(row), personName: try row.text("call_name"),
                workerName: try row.optionalText("worker_name"), lookerName: try row.optionalText("looker_name"))
        }
    }

    private static func glass(_ row: Row) throws -> BreakGlass {
        BreakGlass(
            id: try row.id("id"), person: try row.id("person_id"), worker: try row.id("worker_id"),
            reason: try row.text("reason"), begunAt: try row.moment("begun_at"), endsAt: try row.moment("ends_at"),
            endedAt: try row.optionalMoment("ended_at"), lookedBy: try row.optionalID("looked_by"),
            lookedAt: try row.optionalMoment("looked_at"))
    }
}

extension HubTransaction {
    public var breakGlass: BreakGlassStore { BreakGlassStore(hub: self) }
}
