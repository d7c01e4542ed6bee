import People
import Vocabulary

/// Who stands in for whom, and when.
public struct CoverStore {
    let hub: HubTransaction

    public func add(_ cover: Cover) throws {
        try hub.execute(
            """
            INSERT INTO covers (hub_id, id, worker_id, by_id, first_day, last_day, arranged_by, arranged_at, ended_at)
            VALUES (\(hub.hub), \(cover.id), \(cover.worker), \(cover.by), \(cover.firstDay), \(cover.lastDay),
                    \(cover.arrangedBy), \(cover.arrangedAt), \(cover.endedAt))
            """)
    }

    public func find(_ id: Cover.ID) throws -> Cover? {
        try hub.row("SELECT * FROM covers WHERE hub_id = \(hub.hub) AND id = \(id)").map(Self.cover)
    }

    public func saveEnd(of cover: Cover) throws {
        try hub.execute("UPDATE covers SET ended_at = \(cover.endedAt) WHERE hub_id = \(hub.hub) AND id = \(cover.id)")
    }

    /// For whom this colleague stands in on this day, the longest first.
    public func inForce(by colleague: Identifier<Worker>, on day: Day) throws -> [Cover] {
        try hub.rows(
            """
            SELECT * FROM covers WHERE hub_id = \(hub.hub) AND by_id = \(colleague)
              AND last_day >= \(day) AND first_day <= \(day) AND ended_at IS NULL
            ORDER BY last_day DESC, id
            """
        ).map(Self.cover)
    }

    /// Who stands in for this worker on this day, whoever has been asked last before the others.
    public func inForce(of worker: Identifier<Worker>, on day: Day) throws -> [Cover] {
        try hub.rows(
            """
            SELECT * FROM covers WHERE hub_id = \(hub.hub) AND worker_id = \(worker)
              AND last_day >= \(day) AND first_day <= \(day) AND ended_at IS NULL
            ORDER BY arranged_at DESC, id
            """
        ).map(Self.cover)
    }

    /// What is arranged and not over on this day, what ends first before the others.
    ///
    /// - Parameter worker: who is away or stands in; nil for everybody.
    public func standing(of worker: Identifier<Worker>?, on day: Day, limit: Int) throws -> [Cover] {
        let whose: SQL = worker.map { "AND (worker_id = \($0) OR by_id = \($0))" } ?? ""
        return try hub.rows(
            """
            SELECT * FROM covers WHERE hub_id = \(hub.hub) AND last_day >= \(day) AND ended_at IS NULL \(whose)
            ORDER BY last_day, id LIMIT \(limit)
            """
        ).map(Self.cover)
    }

    /// What is arranged, and what was over lately: not before `first` by its last day, nor before `moment` where it was ended.
    /// What ends last before the others.
    ///
    /// - Parameter worker: who is or was away or stands in; nil for everybody.
    public func lately(
        of worker: Identifier<Worker>?, from first: Day, since moment: Moment, limit: Int
    ) throws -> [Cover] {
        let whose: SQL = worker.map { "AND (worker_id = \($0) OR by_id = \($0))" } ?? ""
        return try hub.rows(
            """
            SELECT * FROM covers WHERE hub_id = \(hub.hub) AND last_day >= \(first)
              AND (ended_at IS NULL OR ended_at >= \(moment)) \(whose)
            ORDER BY last_day DESC, id LIMIT \(limit)
            """
        ).map(Self.cover)
    }

    private static func cover(_ row: Row) throws -> Cover {
        Cover(
            id: try row.id("id"), worker: try row.id("worker_id"), by: try row.id("by_id"),
            firstDay: try row.day("first_day"), lastDay: try row.day("last_day"),
            arrangedBy: try row.id("arranged_by"), arrangedAt: try row.moment("arranged_at"),
            endedAt: try row.optionalMoment("ended_at"))
    }
}

extension HubTransaction {
    public var covers: CoverStore { CoverStore(hub: self) }
}
