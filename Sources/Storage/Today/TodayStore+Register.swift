import Community
import Vocabulary

extension TodayStore {
    /// A group's answer to the question whether it takes people from us.
    public struct AgreementAnswer: Hashable, Sendable {
        public let group: Group.ID
        public let name: String
        /// False where it said no, or paused since.
        public let holds: Bool
        public let at: Moment
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
}
