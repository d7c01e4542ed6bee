import People
import Vocabulary

/// Who looked for whose record because it could not wait: for the leads. Never for whom.
public struct GlassSearchStore {
    let hub: HubTransaction

    public func add(_ search: GlassSearch) throws {
        try hub.execute(
            """
            INSERT INTO glass_searches (hub_id, id, worker_id, at, found)
            VALUES (\(hub.hub), \(search.id), \(search.worker), \(search.at), \(search.found.rawValue))
            """)
    }

    /// The last one of this worker; nil where they never looked.
    public func latest(of worker: Identifier<Worker>) throws -> GlassSearch? {
        try hub.row(
            """
            SELECT * FROM glass_searches WHERE hub_id = \(hub.hub) AND worker_id = \(worker)
            ORDER BY at DESC LIMIT 1
            """
        ).map(Self.search)
    }

    /// One with the name that a list shows.
    public struct Line: Hashable, Sendable {
        public let search: GlassSearch
        /// Nil where the account is gone.
        public let workerName: String?
    }

    /// All of the hub, newest first.
    public func page(limit: Int, offset: Int) throws -> [Line] {
        try hub.rows(
            """
            SELECT s.*, a.name AS worker_name FROM glass_searches s
            LEFT JOIN accounts a ON a.hub_id = s.hub_id AND a.id = s.worker_id
            WHERE s.hub_id = \(hub.hub)
            ORDER BY s.at DESC, s.id DESC LIMIT \(limit) OFFSET \(offset)
            """
        ).map { row in Line(search: try Self.search(row), workerName: try row.optionalText("worker_name")) }
    }

    public func count() throws -> Int {
        try hub.row("SELECT COUNT(*) AS n FROM glass_searches WHERE hub_id = \(hub.hub)")?.integer("n") ?? 0
    }

    /// One worker's searches since a moment, counted.
    public struct Count: Hashable, Sendable {
        public let worker: Identifier<Worker>
        /// Nil where the account is gone.
        public let workerName: String?
        public let searches: Int
        /// Those that found nobody, or were refused.
        public let inVain: Int
        public let last: Moment
    }

    /// Who searched more than `most` times since `moment`, the latest first.
    public func frequent(since moment: Moment, moreThan most: Int, limit: Int) throws -> [Count] {
        let inVain = [GlassSearch.Found.nobody, .refused].map(\.rawValue)
        return try hub.rows(
            """
            SELECT s.worker_id, a.name AS worker_name, COUNT(*) AS n, MAX(s.at) AS last,
                SUM(CASE WHEN s.found IN \(list: inVain) THEN 1 ELSE 0 END) AS in_vain
            FROM glass_searches s LEFT JOIN accounts a ON a.hub_id = s.hub_id AND a.id = s.worker_id
            WHERE s.hub_id = \(hub.hub) AND s.at >= \(moment)
            GROUP BY s.worker_id, a.name HAVING COUNT(*) > \(most)
            ORDER BY last DESC, s.worker_id LIMIT \(limit)
            """
        ).map { row in
            Count(
                worker: try row.id("worker_id"), workerName: try row.optionalText("worker_name"),
                searches: try row.integer("n"), inVain: try row.integer("in_vain"), last: try row.moment("last"))
        }
    }

    private static func search(_ row: Row) throws -> GlassSearch {
        guard let found = GlassSearch.Found(rawValue: try row.text("found")) else {
            throw StorageFault.unreadable(column: "found")
        }
        return GlassSearch(id: try row.id("id"), by: try row.id("worker_id"), at: try row.moment("at"), found: found)
    }
}

extension HubTransaction {
    public var glassSearches: GlassSearchStore { GlassSearchStore(hub: self) }
}
