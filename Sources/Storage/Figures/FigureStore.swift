import People
import Vocabulary

/// Counts over a whole hub. They are for the page of figures only, which asks for each once.
public struct FigureStore {
    let hub: HubTransaction

    /// How many people are in each state.
    public func people() throws -> [String: Int] {
        let rows = try hub.rows("SELECT state, COUNT(*) AS n FROM people WHERE hub_id = \(hub.hub) GROUP BY state")
        return Dictionary(try rows.map { (try $0.text("state"), try $0.integer("n")) }, uniquingKeysWith: { $1 })
    }

    /// How many people of these states came to us since the later moment, between the two, and before both.
    public func waiting(
        in states: [String], since later: Moment, _ earlier: Moment
    ) throws -> (short: Int, longer: Int, longest: Int) {
        let row = try hub.row(
            """
            SELECT SUM(CASE WHEN created_at >= \(later) THEN 1 ELSE 0 END) AS short,
                SUM(CASE WHEN created_at < \(later) AND created_at >= \(earlier) THEN 1 ELSE 0 END) AS longer,
                SUM(CASE WHEN created_at < \(earlier) THEN 1 ELSE 0 END) AS longest
            FROM people WHERE hub_id = \(hub.hub) AND state IN \(list: states)
            """)
        return (
            try row?.optionalInteger("short") ?? 0, try row?.optionalInteger("longer") ?? 0,
            try row?.optionalInteger("longest") ?? 0
        )
    }

    /// How many people of these states named which need.
    public func needs(in states: [String]) throws -> [(need: String, count: Int)] {
        try hub.rows(
            """
            SELECT named.value AS need, COUNT(*) AS n FROM people p, \(hub.listInDocument("p.about", "needs")) named
            WHERE p.hub_id = \(hub.hub) AND p.state IN \(list: states) GROUP BY named.value
            """
        ).map { (try $0.text("need"), try $0.integer("n")) }
    }

    /// How many referrals stand where, and how those that are over ended.
    public func referrals() throws -> [ReferralCount] {
        try hub.rows(
            """
            SELECT state, declined_because, ended_because, COUNT(*) AS n FROM referrals WHERE hub_id = \(hub.hub)
            GROUP BY state, declined_because, ended_because
            """
        ).map { row in
            guard let state = Referral.State(rawValue: try row.text("state")) else {
                throw StorageFault.unreadable(column: "state")
            }
            return ReferralCount(
                state: state,
                declinedBecause: try row.optionalText("declined_because").flatMap(
                    Referral.DeclineReason.init(rawValue:)),
                endedBecause: try row.optionalText("ended_because").flatMap(Referral.EndReason.init(rawValue:)),
                count: try row.integer("n"))
        }
    }

    /// So many referrals stand like this.
    public struct ReferralCount: Hashable, Sendable {
        public let state: Referral.State
        public let declinedBecause: Referral.DeclineReason?
        public let endedBecause: Referral.EndReason?
        public let count: Int
    }

    /// How many answers of groups since `moment` came within each of three lengths in milliseconds, each longer than
    /// the one before, and how many later.
    public func answers(since moment: Moment, within lengths: [Int]) throws -> [Int] {
        guard lengths.count == 3 else { return [] }
        let row = try hub.row(
            """
            SELECT SUM(CASE WHEN took <= \(lengths[0]) THEN 1 ELSE 0 END) AS first,
                SUM(CASE WHEN took > \(lengths[0]) AND took <= \(lengths[1]) THEN 1 ELSE 0 END) AS second,
                SUM(CASE WHEN took > \(lengths[1]) AND took <= \(lengths[2]) THEN 1 ELSE 0 END) AS third,
                SUM(CASE WHEN took > \(lengths[2]) THEN 1 ELSE 0 END) AS later
            FROM (
                SELECT answered_at - sent_at AS took FROM referrals
                WHERE hub_id = \(hub.hub) AND answered_at >= \(moment) AND sent_at IS NOT NULL
            ) AS answered
            """)
        return try ["first", "second", "third", "later"].map { try row?.optionalInteger($0) ?? 0 }
    }
}

extension HubTransaction {
    public var figures: FigureStore { FigureStore(hub: self) }
}
