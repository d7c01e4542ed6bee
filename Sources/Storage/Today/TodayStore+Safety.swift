import Community
import People
import Vocabulary

extension TodayStore {
    /// Somebody whose risk is high, as a line.
    public struct RiskLine: Hashable, Sendable {
        public let person: Person.ID
        public let name: String
        /// Nil while nobody has taken them on, and where the account is gone.
        public let workerName: String?
        /// They came to us, or somebody was last in touch with them, then.
        public let since: Moment
    }

    private static let ended = [Case.State.closed.rawValue, Case.State.transferred.rawValue]

    /// People in immediate danger: a worker's, or all of the hub's; the longest known first.
    public func inDanger(worker: Identifier<Worker>?, limit: Int) throws -> [RiskLine] {
        let whose: SQL = worker.map { "AND p.worker_id = \($0)" } ?? ""
        return try hub.rows(
            """
            SELECT p.id, p.call_name, a.name AS worker_name, COALESCE(p.last_contact_at, p.created_at) AS since
            FROM people p LEFT JOIN accounts a ON a.hub_id = p.hub_id AND a.id = p.worker_id
            WHERE p.hub_id = \(hub.hub) AND p.risk = 'R4' AND p.state NOT IN \(list: Self.ended) \(whose)
            ORDER BY p.created_at, p.id LIMIT \(limit)
            """
        ).map(Self.riskLine)
    }

    /// People at a high risk for whom nothing is under way: no referral that is open, and nobody in touch with them
    /// since `moment`. The longest waiting first.
    public func atRiskWithoutPlan(since moment: Moment, limit: Int) throws -> [RiskLine] {
        try hub.rows(
            """
            SELECT p.id, p.call_name, a.name AS worker_name, COALESCE(p.last_contact_at, p.created_at) AS since
            FROM people p LEFT JOIN accounts a ON a.hub_id = p.hub_id AND a.id = p.worker_id
            WHERE p.hub_id = \(hub.hub) AND \(withoutPlan(since: moment))
            ORDER BY p.created_at, p.id LIMIT \(limit)
            """
        ).map(Self.riskLine)
    }

    /// Whether this person is one of them.
    public func isAtRiskWithoutPlan(_ person: Person.ID, since moment: Moment) throws -> Bool {
        try hub.row(
            """
            SELECT p.id FROM people p
            WHERE p.hub_id = \(hub.hub) AND p.id = \(person) AND \(withoutPlan(since: moment))
            """) != nil
    }

    private func withoutPlan(since moment: Moment) -> SQL {
        """
        p.risk = 'R3' AND p.state NOT IN \(list: Self.ended)
          AND COALESCE(p.last_contact_at, p.created_at) < \(moment)
          AND NOT EXISTS (
            SELECT 1 FROM referrals r
            WHERE r.hub_id = p.hub_id AND r.person_id = p.id AND r.state IN \(list: Self.live))
        """
    }

    private static func riskLine(_ row: Row) throws -> RiskLine {
        RiskLine(
            person: try row.id("id"), name: try row.text("call_name"),
            workerName: try row.optionalText("worker_name"), since: try row.moment("since"))
    }

    // MARK: Evidence that has ended

    /// A group that people go to, and something that it has to hold for them and holds no more.
    public struct EndedEvidence: Hashable, Sendable {
        public let group: Group.ID
        public let name: String
        public let standard: StandardCode
        /// The last day on which it counted.
        public let until: Day
        /// How many people with a live referral to the group it is asked for.
        public let people: Int
    }

    /// Evidence that has ended before `today` and for which the group holds nothing that counts today, where somebody
    /// has a live referral to the group and asks for it by their risk or by their own wish; the longest ago first.
    public func endedWithPeopleInside(today: Day, limit: Int) throws -> [EndedEvidence] {
        try hub.rows(
            """
            SELECT e.group_id, g.name, e.standard, MAX(e.valid_until) AS until, COUNT(DISTINCT r.person_id) AS people
            FROM evidence e
            JOIN groups g ON g.hub_id = e.hub_id AND g.id = e.group_id
            JOIN referrals r ON r.hub_id = e.hub_id AND r.group_id = e.group_id
            JOIN people p ON p.hub_id = r.hub_id AND p.id = r.person_id
            WHERE e.hub_id = \(hub.hub) AND e.valid_until < \(today) AND r.state IN \(list: Self.live)
              AND NOT EXISTS (
                SELECT 1 FROM evidence later
                WHERE later.hub_id = e.hub_id AND later.group_id = e.group_id AND later.standard = e.standard
                  AND later.valid_from <= \(today) AND (later.valid_until IS NULL OR later.valid_until >= \(today)))
              AND (\(askedByRisk) OR EXISTS (
                SELECT 1 FROM \(hub.listInDocument("p.about", "requires")) named WHERE named.value = e.standard))
            GROUP BY e.group_id, g.name, e.standard
            ORDER BY until, g.name, e.standard LIMIT \(limit)
            """
        ).map { row in
            EndedEvidence(
                group: try row.id("group_id"), name: try row.text("name"),
                standard: StandardCode(try row.text("standard")), until: try row.day("until"),
                people: try row.integer("people"))
        }
    }

    /// What the risk of `p` asks of the standard of `e`. Where nobody judged, it is what R2 asks.
    private var askedByRisk: SQL {
        Risk.allCases.filter { !$0.addedStandards.isEmpty }.reduce("1 = 0") { condition, level in
            let levels = Risk.allCases.filter { $0 >= level }.map(\.rawValue) + (level <= .r2 ? [""] : [])
            return condition
                + " OR (p.risk IN \(list: levels) AND e.standard IN \(list: level.addedStandards.map(\.rawValue)))"
        }
    }

    /// Asked and not over: what was not sent yet is with nobody.
    private static let live = Referral.State.allCases.filter { $0.isOpen && $0 != .draft }.map(\.rawValue)
}
