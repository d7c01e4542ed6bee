import People
import Vocabulary

extension TodayStore {
    /// Somebody with whom nobody walks, and who did so before.
    public struct LeftLine: Hashable, Sendable {
        public let person: Person.ID
        public let name: String
        /// Nil where nobody has walked with them since they were left to the team.
        public let leaverName: String?
        public let since: Moment
    }

    /// People whose worker has left, and people beyond a first contact who have none: longest known first. Those who wait
    /// for a first contact are in ``waiting(for:limit:)``.
    public func withoutWorker(limit: Int) throws -> [LeftLine] {
        let open = Case.State.allCases.filter { $0 != .closed && $0 != .transferred }.map(\.rawValue)
        let begun = open.filter { !["received", "triage", "contacting"].contains($0) }
        // Each half by the index of workers.
        let ofLeavers = try hub.rows(
            """
            SELECT p.id, p.call_name, a.name AS leaver, p.created_at FROM accounts a
            JOIN people p ON p.hub_id = a.hub_id AND p.worker_id = a.id
            WHERE a.hub_id = \(hub.hub) AND a.is_open = 0 AND p.state IN \(list: open)
            ORDER BY p.created_at, p.id LIMIT \(limit)
            """)
        let ofNobody = try hub.rows(
            """
            SELECT id, call_name, NULL AS leaver, created_at FROM people
            WHERE hub_id = \(hub.hub) AND worker_id IS NULL AND state IN \(list: begun)
            ORDER BY created_at, id LIMIT \(limit)
            """)
        return try (ofLeavers + ofNobody).map {
            LeftLine(
                person: try $0.id("id"), name: try $0.text("call_name"), leaverName: try $0.optionalText("leaver"),
                since: try $0.moment("created_at"))
        }.prefix(limit).map(\.self)
    }
}
