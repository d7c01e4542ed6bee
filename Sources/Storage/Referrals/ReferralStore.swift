import Community
import People
import Vocabulary

/// The referrals of a hub and how full they make its groups.
public struct ReferralStore {
    let hub: HubTransaction

    // MARK: Reading

    public func find(_ id: Referral.ID) throws -> Referral? {
        try hub.row("SELECT * FROM referrals WHERE hub_id = \(hub.hub) AND id = \(id)").map(Self.referral)
    }

    /// The referral that a link's token opens, and until when it does.
    public func find(tokenHash: String) throws -> (referral: Referral, linkEndsAt: Moment)? {
        try hub.row("SELECT * FROM referrals WHERE hub_id = \(hub.hub) AND token_hash = \(tokenHash)").map {
            (try Self.referral($0), try $0.moment("link_ends_at"))
        }
    }

    /// A person's referrals of which something is still to come, newest first.
    public func open(of person: Person.ID, limit: Int = 100) throws -> [Referral] {
        try hub.rows(
            """
            SELECT * FROM referrals WHERE hub_id = \(hub.hub) AND person_id = \(person)
              AND state IN \(list: Self.openStates)
            ORDER BY created_at DESC, id LIMIT \(limit)
            """
        ).map(Self.referral)
    }

    /// A person's referrals that are over, newest first.
    public func past(of person: Person.ID, limit: Int, offset: Int = 0) throws -> [Referral] {
        try hub.rows(
            """
            SELECT * FROM referrals WHERE hub_id = \(hub.hub) AND person_id = \(person)
              AND state NOT IN \(list: Self.openStates)
            ORDER BY created_at DESC, id LIMIT \(limit) OFFSET \(offset)
            """
        ).map(Self.referral)
    }

    /// How many of a person's referrals are over.
    public func countPast(of person: Person.ID) throws -> Int {
        try hub.row(
            """
            SELECT COUNT(*) AS n FROM referrals WHERE hub_id = \(hub.hub) AND person_id = \(person)
              AND state NOT IN \(list: Self.openStates)
            """)?.integer("n") ?? 0
    }

    private static let openStates = Referral.State.allCases.filter(\.isOpen).map(\.rawValue)

    /// All of them, newest first: for checking and for tests. A page asks for some.
    public func of(_ person: Person.ID) throws -> [Referral] {
        try hub.rows(
            """
            SELECT * FROM referrals WHERE hub_id = \(hub.hub) AND person_id = \(person) ORDER BY created_at DESC, id
            """
        ).map(Self.referral)
    }

    public func of(_ people: [Person.ID]) throws -> [Referral] {
        try hub.rows(
            """
            SELECT * FROM referrals WHERE hub_id = \(hub.hub) AND person_id IN \(list: people)
            ORDER BY created_at DESC, id
            """
        ).map(Self.referral)
    }

    /// Newest first.
    public func of(_ group: Group.ID, states: [Referral.State], limit: Int) throws -> [Referral] {
        try hub.rows(
            """
            SELECT * FROM referrals WHERE hub_id = \(hub.hub) AND group_id = \(group)
              AND state IN \(list: states.map(\.rawValue))
            ORDER BY created_at DESC, id LIMIT \(limit)
            """
        ).map(Self.referral)
    }

    /// Referrals in these states of people in a worker's hands, longest sent first.
    public func inHands(of worker: Identifier<Worker>, states: [Referral.State], limit: Int) throws -> [Referral] {
        try hub.rows(
            """
            SELECT r.* FROM referrals r JOIN people p ON p.hub_id = r.hub_id AND p.id = r.person_id
            WHERE r.hub_id = \(hub.hub) AND r.state IN \(list: states.map(\.rawValue)) AND p.worker_id = \(worker)
            ORDER BY r.sent_at, r.id LIMIT \(limit)
            """
        ).map(Self.referral)
    }

    /// Referrals in a worker's hands that a group answered since `moment`, newest first.
    public func answered(since moment: Moment, worker: Identifier<Worker>, limit: Int) throws -> [Referral] {
        try hub.rows(
            """
            SELECT r.* FROM referrals r JOIN people p ON p.hub_id = r.hub_id AND p.id = r.person_id
            WHERE r.hub_id = \(hub.hub) AND r.state IN ('accepted', 'waitlisted', 'declined', 'expired')
              AND COALESCE(r.answered_at, r.ended_at) >= \(moment) AND p.worker_id = \(worker)
            ORDER BY COALESCE(r.answered_at, r.ended_at) DESC, r.id LIMIT \(limit)
            """
        ).map(Self.referral)
    }

    /// Referrals without an answer that were sent before `moment`, longest ago first. Where the letter came back, or has
    /// not gone out yet, nobody was asked: those are left out.
    public func unanswered(sentBefore moment: Moment, limit: Int) throws -> [Referral] {
        try hub.rows(
            """
            SELECT * FROM referrals WHERE hub_id = \(hub.hub) AND state = 'sent' AND sent_at < \(moment)
              \(Self.letterIsOut)
            ORDER BY sent_at, id LIMIT \(limit)
            """
        ).map(Self.referral)
    }

    /// The letter has gone, as far as anybody knows.
    static let letterIsOut: SQL = """
        AND letter_back_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM outbox o
            WHERE o.hub_id = referrals.hub_id AND o.referral_id = referrals.id AND o.state = 'waiting'
              AND o.kind = 'referral')
        """

    /// The referrals that rest on this consent, newest first: one, unless its person said yes to several at once.
    public func restingOn(_ consent: Consent.ID, of person: Person.ID) throws -> [Referral] {
        try hub.rows(
            """
            SELECT * FROM referrals
            WHERE hub_id = \(hub.hub) AND consent_id = \(consent) AND person_id = \(person)
            ORDER BY created_at DESC, id
            """
        ).map(Self.referral)
    }

    /// How full one group is.
    ///
    /// - Parameter monthStart: the moment the current month began.
    public func load(of group: Group.ID, monthStart: Moment) throws -> Load {
        try loads(monthStart: monthStart, where: "AND group_id = \(group)")[group] ?? Load()
    }

    /// How full these groups are; a group without referrals is left out.
    public func loads(of groups: [Group.ID], monthStart: Moment) throws -> [Group.ID: Load] {
        try loads(monthStart: monthStart, where: "AND group_id IN \(list: groups)")
    }

    /// How full every group of the hub is; a group without referrals is left out.
    public func loads(monthStart: Moment) throws -> [Group.ID: Load] { try loads(monthStart: monthStart, where: "") }

    /// How welcome people felt in each group, the mean of 1…5; nil below three answers, so that nobody can
    /// tell who said what.
    public func welcome(of groups: [Group.ID]?) throws -> [Group.ID: Double] {
        let which: SQL = groups.map { "AND group_id IN \(list: $0)" } ?? ""
        let rows = try hub.rows(
            """
            SELECT group_id, SUM(welcome) AS total, COUNT(welcome) AS answers FROM referrals
            WHERE hub_id = \(hub.hub) AND welcome IS NOT NULL \(which) GROUP BY group_id HAVING COUNT(welcome) >= 3
            """)
        return Dictionary(
            try rows.map { row in
                (try row.id("group_id"), Double(try row.integer("total")) / Double(try row.integer("answers")))
            }, uniquingKeysWith: { $1 })
    }

    private func loads(monthStart: Moment, where condition: SQL) throws -> [Group.ID: Load] {
        let rows = try hub.rows(
            """
            SELECT group_id,
                SUM(CASE WHEN accepted_at >= \(monthStart) THEN 1 ELSE 0 END) AS accepted,
                SUM(CASE WHEN state IN ('accepted', 'introduced', 'attending') THEN 1 ELSE 0 END) AS held,
                SUM(CASE WHEN state IN ('sent', 'waitlisted') THEN 1 ELSE 0 END) AS waiting,
                SUM(CASE WHEN state = 'waitlisted' THEN 1 ELSE 0 END) AS waitlisted
            FROM referrals WHERE hub_id = \(hub.hub) \(condition) GROUP BY group_id
            """)
        return Dictionary(
            try rows.map { row in
                let load = Load(
                    acceptedThisMonth: try row.integer("accepted"), held: try row.integer("held"),
                    waiting: try row.integer("waiting"), waitlisted: try row.integer("waitlisted"))
                return (try row.id("group_id"), load)
            }, uniquingKeysWith: { $1 })
    }

    // MARK: Changing

    public func add(_ referral: Referral) throws {
        try hub.execute(
            """
            INSERT INTO referrals (hub_id, id, person_id, group_id, consent_id, message, state, created_at, version)
            VALUES (\(hub.hub), \(referral.id), \(referral.person), \(referral.group), \(referral.consent),
                    \(try Document.text(referral.message)), \(referral.state.rawValue), \(referral.createdAt), 1)
            """)
        if referral.state != .draft {
            var stored = referral
            stored.version = 1
            try save(stored)
        }
    }

    /// Saves the state and its dates. The message never changes.
    ///
    /// - Throws: ``StorageFault/stale(expected:found:)`` when the referral changed since this value was read.
    public func save(_ referral: Referral) throws {
        let changed = try hub.execute(
            """
            UPDATE referrals SET state = \(referral.state.rawValue), sent_at = \(referral.sentAt),
                answered_at = \(referral.answeredAt), accepted_at = \(referral.acceptedAt),
                ended_at = \(referral.endedAt), declined_because = \(referral.declinedBecause?.rawValue),
                ended_because = \(referral.endedBecause?.rawValue),
                withdrawn_from = \(referral.withdrawnFrom?.rawValue), nudged_at = \(referral.nudgedAt),
                welcome = \(referral.welcome), letter_back_at = \(referral.letterBackAt),
                waits_from = \(referral.waitsFrom), late_yes_at = \(referral.lateYesAt),
                review_on = \(referral.reviewOn), version = version + 1
            WHERE hub_id = \(hub.hub) AND id = \(referral.id) AND version = \(referral.version)
            """)
        guard changed == 1 else {
            let found = try hub.row("SELECT version FROM referrals WHERE hub_id = \(hub.hub) AND id = \(referral.id)")
            throw StorageFault.stale(expected: referral.version, found: try found?.integer("version") ?? 0)
        }
    }

    /// Gives the referral's link a token, in place of any it had. Whatever troubled the old one is over.
    public func setLink(of referral: Referral.ID, tokenHash: String, endsAt: Moment) throws {
        try hub.execute(
            """
            UPDATE referrals SET token_hash = \(tokenHash), link_ends_at = \(endsAt), link_trouble = NULL
            WHERE hub_id = \(hub.hub) AND id = \(referral)
            """)
    }

    /// Ends the referral's link at once.
    public func closeLink(of referral: Referral.ID, at moment: Moment) throws {
        try hub.execute(
            """
            UPDATE referrals SET link_ends_at = \(moment)
            WHERE hub_id = \(hub.hub) AND id = \(referral) AND token_hash IS NOT NULL
            """)
    }

    // MARK: Rows

    static func referral(_ row: Row) throws -> Referral {
        guard let state = Referral.State(rawValue: try row.text("state")) else {
            throw StorageFault.unreadable(column: "state")
        }
        return Referral(
            id: try row.id("id"), person: try row.id("person_id"), group: try row.text("group_id"),
            consent: try row.id("consent_id"), message: try Document.value(in: row, "message"),
            createdAt: try row.moment("created_at"), state: state, sentAt: try row.optionalMoment("sent_at"),
            answeredAt: try row.optionalMoment("answered_at"), acceptedAt: try row.optionalMoment("accepted_at"),
            endedAt: try row.optionalMoment("ended_at"),
            declinedBecause: try row.optionalText("declined_because").flatMap(Referral.DeclineReason.init(rawValue:)),
            endedBecause: try row.optionalText("ended_because").flatMap(Referral.EndReason.init(rawValue:)),
            withdrawnFrom: try row.optionalText("withdrawn_from").flatMap(Referral.State.init(rawValue:)),
            nudgedAt: try row.optionalMoment("nudged_at"), welcome: try row.optionalInteger("welcome"),
            letterBackAt: try row.optionalMoment("letter_back_at"), waitsFrom: try row.optionalMoment("waits_from"),
            lateYesAt: try row.optionalMoment("late_yes_at"), reviewOn: try row.optionalDay("review_on"),
            version: try row.integer("version"))
    }
}

extension HubTransaction {
    public var referrals: ReferralStore { ReferralStore(hub: self) }
}
