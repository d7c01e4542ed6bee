import Community
import Vocabulary

extension TodayStore {
    /// A group as one line.
    public struct GroupLine: Hashable, Sendable {
        public let group: Group.ID
        public let name: String
    }

    /// A group's answer to the question whether it takes people from us.
    public struct AgreementAnswer: Hashable, Sendable {
        public let group: Group.ID
        public let name: String
        /// False where it said no, or paused since.
        public let holds: Bool
        public let at: Moment
    }

    /// Active groups that nobody has asked yet, by name.
    public func neverAsked(limit: Int) throws -> [GroupLine] {
        try hub.rows("SELECT g.id, g.name \(neverAskedGroups) ORDER BY g.name, g.id LIMIT \(limit)").map(Self.groupLine)
    }

    public func countNeverAsked() throws -> Int {
        try hub.row("SELECT COUNT(*) AS n \(neverAskedGroups)")?.integer("n") ?? 0
    }

    private var neverAskedGroups: SQL {
        """
        FROM groups g WHERE g.hub_id = \(hub.hub) AND g.status = 'active' AND g.agreement IS NULL
          AND NOT EXISTS (
            SELECT 1 FROM agreement_requests a WHERE a.hub_id = g.hub_id AND a.group_id = g.id)
        """
    }

    /// Groups whose directory says something else than what a coordinator corrected, by name.
    public func differing(limit: Int) throws -> [GroupLine] {
        // The document has sorted keys and no spaces: nothing corrected is always `"corrected":[]`.
        let corrected = try hub.rows(
            """
            SELECT id FROM groups WHERE hub_id = \(hub.hub) AND provenance LIKE '%"corrected":["%'
            ORDER BY name, id
            """
        ).map { try $0.id("id", of: Group.self) }
        return try hub.groups.find(corrected).filter { !$0.differences.isEmpty }
            .sorted { ($0.details.name, $0.id) < ($1.details.name, $1.id) }.prefix(limit)
            .map { GroupLine(group: $0.id, name: $0.details.name) }
    }

    /// What groups answered to our question since `moment`, newest first.
    public func agreementAnswers(since moment: Moment, limit: Int) throws -> [AgreementAnswer] {
        try hub.rows(
            """
            SELECT g.id, g.name, g.agreement, a.answered_at FROM agreement_requests a
            JOIN groups g ON g.hub_id = a.hub_id AND g.id = a.group_id
            WHERE a.hub_id = \(hub.hub) AND a.answered_at >= \(moment)
            ORDER BY a.answered_at DESC, g.id LIMIT \(limit)
            """
        ).map { row in
            let agreement: Agreement? = try Document.optional(in: row, "agreement")
            return AgreementAnswer(
                group: try row.id("id"), name: try row.text("name"), holds: agreement.map { !$0.paused } ?? false,
                at: try row.moment("answered_at"))
        }
    }

    /// How much mail waits and how much failed for good, and since when.
    public func mail() throws -> (waiting: Int, waitingSince: Moment?, failed: Int) {
        let rows = try hub.rows(
            """
            SELECT state, COUNT(*) AS n, MIN(created_at) AS since FROM outbox
            WHERE hub_id = \(hub.hub) AND state IN ('waiting', 'failed') GROUP BY state
            """)
        let waiting = try rows.first { try $0.text("state") == "waiting" }
        let failed = try rows.first { try $0.text("state") == "failed" }
        return (
            try waiting?.integer("n") ?? 0, try waiting?.optionalMoment("since"), try failed?.integer("n") ?? 0
        )
    }

    private static func groupLine(_ row: Row) throws -> GroupLine {
        GroupLine(group: try row.id("id"), name: try row.text("name"))
    }
}
