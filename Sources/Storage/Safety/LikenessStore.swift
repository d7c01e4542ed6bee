import People
import Vocabulary

/// Records that may be of one person, and what was decided about them.
public struct LikenessStore {
    let hub: HubTransaction

    /// - Returns: false where these two were found before: what was decided then stays.
    @discardableResult
    public func add(_ likeness: Likeness) throws -> Bool {
        try hub.execute(
            """
            INSERT INTO likenesses (hub_id, id, newer_id, earlier_id, signs, found_at)
            VALUES (\(hub.hub), \(likeness.id), \(likeness.newer), \(likeness.earlier),
                    \(likeness.signs.joined(separator: " ")), \(likeness.foundAt))
            ON CONFLICT (hub_id, newer_id, earlier_id) DO NOTHING
            """) > 0
    }

    public func find(_ id: Likeness.ID) throws -> Likeness? {
        try hub.row("SELECT * FROM likenesses WHERE hub_id = \(hub.hub) AND id = \(id)").map(Self.likeness)
    }

    /// Those of one person, whichever of the two they are: what is asked before somebody is referred, and what they may
    /// read of it.
    public func of(_ person: Person.ID, limit: Int) throws -> [Likeness] {
        // Each half by an index of its own.
        let newer = try hub.rows(
            """
            SELECT * FROM likenesses WHERE hub_id = \(hub.hub) AND newer_id = \(person)
            ORDER BY earlier_id LIMIT \(limit)
            """)
        let earlier = try hub.rows(
            """
            SELECT * FROM likenesses WHERE hub_id = \(hub.hub) AND earlier_id = \(person)
            ORDER BY newer_id LIMIT \(limit)
            """)
        return try (newer + earlier).map(Self.likeness)
    }

    /// That of these two, whichever is the newer.
    public func between(_ one: Person.ID, _ other: Person.ID) throws -> Likeness? {
        for (newer, earlier) in [(one, other), (other, one)] {
            let row = try hub.row(
                """
                SELECT * FROM likenesses
                WHERE hub_id = \(hub.hub) AND newer_id = \(newer) AND earlier_id = \(earlier)
                """)
            if let row { return try Self.likeness(row) }
        }
        return nil
    }

    /// Those in which the person is the newer record.
    public func ofNewer(_ person: Person.ID, limit: Int) throws -> [Likeness] {
        try hub.rows(
            """
            SELECT * FROM likenesses WHERE hub_id = \(hub.hub) AND newer_id = \(person)
            ORDER BY earlier_id LIMIT \(limit)
            """
        ).map(Self.likeness)
    }

    /// One that waits, with what a list shows.
    public struct Line: Hashable, Sendable {
        public let likeness: Likeness
        /// As the newer record calls them.
        public let name: String
    }

    /// Those that wait for a look, longest waiting first: whose earlier record is a worker's, or all of the hub.
    public func waiting(earlierOf worker: Identifier<Worker>?, limit: Int) throws -> [Line] {
        let whose: SQL = worker.map { "AND e.worker_id = \($0)" } ?? ""
        return try hub.rows(
            """
            SELECT l.*, n.call_name FROM likenesses l
            JOIN people n ON n.hub_id = l.hub_id AND n.id = l.newer_id
            JOIN people e ON e.hub_id = l.hub_id AND e.id = l.earlier_id
            WHERE l.hub_id = \(hub.hub) AND l.decided_at IS NULL \(whose)
            ORDER BY l.found_at, l.id LIMIT \(limit)
            """
        ).map { Line(likeness: try Self.likeness($0), name: try $0.text("call_name")) }
    }

    /// One that was decided, with what the newer record's worker reads of it.
    public struct Decided: Hashable, Sendable {
        public let likeness: Likeness
        /// As the newer record calls them.
        public let name: String
        /// Whoever walks with the earlier record; nil where nobody does, and where the account is gone.
        public let earlierWorkerName: String?
    }

    /// What was decided since `moment` about the people of one worker, newest first.
    public func decided(newerOf worker: Identifier<Worker>, since moment: Moment, limit: Int) throws -> [Decided] {
        try hub.rows(
            """
            SELECT l.*, n.call_name, a.name AS worker_name FROM likenesses l
            JOIN people n ON n.hub_id = l.hub_id AND n.id = l.newer_id
            JOIN people e ON e.hub_id = l.hub_id AND e.id = l.earlier_id
            LEFT JOIN accounts a ON a.hub_id = e.hub_id AND a.id = e.worker_id
            WHERE l.hub_id = \(hub.hub) AND l.decided_at >= \(moment) AND n.worker_id = \(worker)
            ORDER BY l.decided_at DESC, l.id LIMIT \(limit)
            """
        ).map {
            Decided(
                likeness: try Self.likeness($0), name: try $0.text("call_name"),
                earlierWorkerName: try $0.optionalText("worker_name"))
        }
    }

    /// Those found before `moment` that nobody looked at, and of which the leads were not told again.
    public func forgotten(foundBefore moment: Moment, limit: Int) throws -> [Likeness] {
        try hub.rows(
            """
            SELECT * FROM likenesses
            WHERE hub_id = \(hub.hub) AND decided_at IS NULL AND found_at < \(moment) AND told_again_at IS NULL
            ORDER BY found_at, id LIMIT \(limit)
            """
        ).map(Self.likeness)
    }

    /// Saves what was decided, and when the leads were told again.
    public func save(_ likeness: Likeness) throws {
        try hub.execute(
            """
            UPDATE likenesses SET told_again_at = \(likeness.toldAgainAt), decision = \(likeness.decision?.rawValue),
                decided_by = \(likeness.decidedBy), decided_at = \(likeness.decidedAt)
            WHERE hub_id = \(hub.hub) AND id = \(likeness.id)
            """)
    }

    private static func likeness(_ row: Row) throws -> Likeness {
        Likeness(
            id: try row.id("id"), newer: try row.id("newer_id"), earlier: try row.id("earlier_id"),
            signs: try row.text("signs").split(separator: " ").map(String.init), foundAt: try row.moment("found_at"),
            toldAgainAt: try row.optionalMoment("told_again_at"),
            decision: try row.optionalText("decision").flatMap(Likeness.Decision.init(rawValue:)),
            decidedBy: try row.optionalID("decided_by"), decidedAt: try row.optionalMoment("decided_at"))
    }
}

extension HubTransaction {
    public var likenesses: LikenessStore { LikenessStore(hub: self) }
}
