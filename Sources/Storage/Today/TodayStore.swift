import Community
import People
import Vocabulary

/// What a worker's day is made of, each question one statement with the names it needs: however many
/// people a hub walks with, Today asks the same number of times.
public struct TodayStore {
    let hub: HubTransaction

    /// A person as one line.
    public struct PersonLine: Hashable, Sendable {
        public let person: Person.ID
        public let name: String
        public let state: Case.State
        public let isTaken: Bool
        /// Since when: they came to us, or somebody was last in touch.
        public let since: Moment
    }

    /// A referral as one line.
    public struct ReferralLine: Hashable, Sendable {
        public let referral: Referral.ID
        public let person: Person.ID
        public let name: String
        public let group: Group.ID
        public let groupName: String
        public let state: Referral.State
        public let declinedBecause: Referral.DeclineReason?
        /// When what the line tells of happened.
        public let at: Moment
    }

    // MARK: People

    /// People with whom a first contact has not come to its end, longest waiting first: the worker's own and
    /// those nobody has taken on; everybody's where no worker is named.
    public func waiting(for worker: Identifier<Worker>?, limit: Int) throws -> [PersonLine] {
        let whose: SQL = worker.map { "AND (worker_id = \($0) OR worker_id IS NULL)" } ?? ""
        return try hub.rows(
            """
            SELECT id, call_name, state, worker_id, created_at AS since FROM people
            WHERE hub_id = \(hub.hub) AND state IN ('received', 'triage', 'contacting') \(whose)
            ORDER BY created_at, id LIMIT \(limit)
            """
        ).map(Self.personLine)
    }

    /// People who were handed to whoever walks with them, and with whom nobody was in touch since; those who wait longest
    /// before the others.
    public func handedOn(to worker: Identifier<Worker>?, limit: Int) throws -> [PersonLine] {
        let whose: SQL = worker.map { "AND worker_id = \($0)" } ?? ""
        return try hub.rows(
            """
            SELECT id, call_name, state, worker_id, handed_on_at AS since FROM people
            WHERE hub_id = \(hub.hub) AND handed_on_at IS NOT NULL AND worker_id IS NOT NULL
              AND state NOT IN ('closed', 'transferred') \(whose)
            ORDER BY handed_on_at, id LIMIT \(limit)
            """
        ).map(Self.personLine)
    }

    /// People with whom nobody was in touch since `moment`, longest ago first.
    public func silent(since moment: Moment, worker: Identifier<Worker>?, limit: Int) throws -> [PersonLine] {
        let whose: SQL = worker.map { "AND worker_id = \($0)" } ?? ""
        return try hub.rows(
            """
            SELECT id, call_name, state, worker_id, COALESCE(last_contact_at, created_at) AS since FROM people
            WHERE hub_id = \(hub.hub) AND state IN ('assessed', 'active') \(whose)
              AND COALESCE(last_contact_at, created_at) < \(moment)
            ORDER BY COALESCE(last_contact_at, created_at), id LIMIT \(limit)
            """
        ).map(Self.personLine)
    }

    /// People whose first contact is done and for whom no group was ever asked, longest waiting first.
    public func withoutGroup(worker: Identifier<Worker>?, limit: Int) throws -> [PersonLine] {
        let whose: SQL = worker.map { "AND worker_id = \($0)" } ?? ""
        return try hub.rows(
            """
            SELECT id, call_name, state, worker_id, COALESCE(last_contact_at, created_at) AS since FROM people
            WHERE hub_id = \(hub.hub) AND state = 'assessed' \(whose)
              AND NOT EXISTS (
                SELECT 1 FROM referrals r
                WHERE r.hub_id = people.hub_id AND r.person_id = people.id AND r.state <> 'draft')
            ORDER BY COALESCE(last_contact_at, created_at), id LIMIT \(limit)
            """
        ).map(Self.personLine)
    }

    // MARK: Referrals

    /// What groups answered since `moment`, newest first. A no stays until the person is referred again.
    ///
    /// The states are named by what they are not, so that the index by time is the one to choose: by state, an engine
    /// would read every no of all the years.
    public func replies(since moment: Moment, worker: Identifier<Worker>?, limit: Int) throws -> [ReferralLine] {
        try hub.rows(
            """
            SELECT r.id, r.person_id, p.call_name, r.group_id, g.name, r.state, r.declined_because,
                   COALESCE(r.answered_at, r.ended_at) AS at
            FROM referrals r
            JOIN people p ON p.hub_id = r.hub_id AND p.id = r.person_id
            JOIN groups g ON g.hub_id = r.hub_id AND g.id = r.group_id
            WHERE r.hub_id = \(hub.hub) AND r.state NOT IN ('draft', 'sent', 'introduced', 'attending', 'ended')
              AND COALESCE(r.answered_at, r.ended_at) >= \(moment) \(Self.whose(worker))
              AND p.state NOT IN ('closed', 'transferred')
              AND NOT EXISTS (
                SELECT 1 FROM referrals later
                WHERE later.hub_id = r.hub_id AND later.person_id = r.person_id
                  AND r.state IN ('declined', 'expired')
                  AND later.created_at > COALESCE(r.answered_at, r.ended_at))
            ORDER BY COALESCE(r.answered_at, r.ended_at) DESC, r.id LIMIT \(limit)
            """
        ).map(Self.referralLine)
    }

    /// Referrals without an answer that were sent before `moment`, longest ago first.
    public func unanswered(sentBefore moment: Moment, worker: Identifier<Worker>?, limit: Int) throws -> [ReferralLine]
    {
        try hub.rows(
            """
            SELECT r.id, r.person_id, p.call_name, r.group_id, g.name, r.state, r.declined_because,
                   COALESCE(r.waits_from, r.sent_at) AS at
            FROM referrals r
            JOIN people p ON p.hub_id = r.hub_id AND p.id = r.person_id
            JOIN groups g ON g.hub_id = r.hub_id AND g.id = r.group_id
            WHERE r.hub_id = \(hub.hub) AND r.state = 'sent' AND r.sent_at < \(moment) AND r.letter_back_at IS NULL
              \(Self.whose(worker))
            ORDER BY r.sent_at, r.id LIMIT \(limit)
            """
        ).map(Self.referralLine)
    }

    /// Accepted people of whom nothing was heard since `moment`: did they come? Longest ago first.
    public func attendanceUnknown(
        since moment: Moment, worker: Identifier<Worker>?, limit: Int
    ) throws -> [ReferralLine] {
        try hub.rows(
            """
            SELECT * FROM (
                SELECT r.id, r.person_id, p.call_name, r.group_id, g.name, r.state, r.declined_because,
                       COALESCE(
                           (SELECT MAX(a.said_at) FROM attendances a
                            WHERE a.hub_id = r.hub_id AND a.referral_id = r.id AND a.outcome <> 'worried'),
                           r.accepted_at) AS at
                FROM referrals r
                JOIN people p ON p.hub_id = r.hub_id AND p.id = r.person_id
                JOIN groups g ON g.hub_id = r.hub_id AND g.id = r.group_id
                WHERE r.hub_id = \(hub.hub) AND r.state IN ('accepted', 'introduced') \(Self.whose(worker))
            ) AS heard
            WHERE at < \(moment) ORDER BY at, id LIMIT \(limit)
            """
        ).map(Self.referralLine)
    }

    /// How many people are in a worker's hands and walked with now; all of the hub's where none is named.
    public func walkedWith(by worker: Identifier<Worker>?) throws -> Int {
        let whose: SQL = worker.map { "AND worker_id = \($0)" } ?? ""
        return try hub.row(
            """
            SELECT COUNT(*) AS n FROM people
            WHERE hub_id = \(hub.hub) AND state IN \(list: Self.openStates) \(whose)
            """)?.integer("n") ?? 0
    }

    private static let openStates = Case.State.allCases.filter { $0 != .closed && $0 != .transferred }.map(\.rawValue)

    // MARK: Rows

    static func whose(_ worker: Identifier<Worker>?) -> SQL {
        worker.map { "AND p.worker_id = \($0)" } ?? ""
    }

    private static func personLine(_ row: Row) throws -> PersonLine {
        guard let state = Case.State(rawValue: try row.text("state")) else {
            throw StorageFault.unreadable(column: "state")
        }
        return PersonLine(
            person: try row.id("id"), name: try row.text("call_name"), state: state,
            isTaken: try row.optionalText("worker_id") != nil, since: try row.moment("since"))
    }

    static func referralLine(_ row: Row) throws -> ReferralLine {
        guard let state = Referral.State(rawValue: try row.text("state")) else {
            throw StorageFault.unreadable(column: "state")
        }
        return ReferralLine(
            referral: try row.id("id"), person: try row.id("person_id"), name: try row.text("call_name"),
            group: try row.id("group_id"), groupName: try row.text("name"), state: state,
            declinedBecause: try row.optionalText("declined_because").flatMap(Referral.DeclineReason.init(rawValue:)),
            at: try row.moment("at"))
    }
}

extension HubTransaction {
    public var today: TodayStore { TodayStore(hub: self) }
}
