import Community
import People
import Vocabulary

/// How places are shared out among people who wait: the newest plan, and what was suggested by those before.
public struct CohortPlanStore {
    let hub: HubTransaction

    // MARK: Plans

    /// The plan that was proposed last and is not over: proposed after this moment, or confirmed then or later. Of a
    /// plan that is over, only what was set aside is kept.
    public func latest(since moment: Moment) throws -> CohortPlan? {
        try hub.row(
            """
            SELECT * FROM cohort_plans WHERE hub_id = \(hub.hub)
              AND (confirmed_at IS NULL AND proposed_at > \(moment) OR confirmed_at >= \(moment))
            ORDER BY proposed_at DESC, id DESC LIMIT 1
            """
        ).map(Self.plan)
    }

    public func add(_ plan: CohortPlan, _ lines: [CohortPlan.Line]) throws {
        try hub.execute(
            """
            INSERT INTO cohort_plans (hub_id, id, proposed_by, proposed_at, confirmed_by, confirmed_at, version)
            VALUES (\(hub.hub), \(plan.id), \(plan.proposedBy), \(plan.proposedAt), \(plan.confirmedBy),
                    \(plan.confirmedAt), 1)
            """)
        guard !lines.isEmpty else { return }
        var rows: SQL = ""
        for (index, line) in lines.enumerated() {
            if index > 0 { rows += ", " }
            rows += """
                (\(hub.hub), \(plan.id), \(line.person), \(line.place), \(line.group), \(line.mark.rawValue),
                 \(line.shortage?.rawValue))
                """
        }
        try hub.execute(
            "INSERT INTO cohort_lines (hub_id, plan_id, person_id, place, group_id, mark, shortage) VALUES \(rows)")
    }

    /// Saves that the plan changed or was confirmed.
    ///
    /// - Throws: ``StorageFault/stale(expected:found:)`` when it changed since this value was read.
    public func save(_ plan: CohortPlan) throws {
        let changed = try hub.execute(
            """
            UPDATE cohort_plans SET confirmed_by = \(plan.confirmedBy), confirmed_at = \(plan.confirmedAt),
                version = version + 1
            WHERE hub_id = \(hub.hub) AND id = \(plan.id) AND version = \(plan.version)
            """)
        guard changed == 1 else { throw StorageFault.stale(expected: plan.version, found: plan.version + 1) }
    }

    /// Lets go of proposals that nobody confirmed, of suggestions that no longer stand, and of what was set aside so
    /// long ago that it may be proposed again.
    ///
    /// - Parameter proposed: of proposals that nobody confirmed, those made until then.
    public func forget(proposedUntil proposed: Moment, confirmedBefore confirmed: Moment, setAsideBefore aside: Moment)
        throws
    {
        let isOver: SQL = """
            (confirmed_at IS NULL AND proposed_at <= \(proposed) OR confirmed_at < \(confirmed))
            """
        try hub.execute(
            """
            DELETE FROM cohort_lines WHERE hub_id = \(hub.hub) AND (set_aside_at IS NULL OR set_aside_at < \(aside))
              AND plan_id IN (SELECT id FROM cohort_plans WHERE hub_id = \(hub.hub) AND \(isOver))
            """)
        try hub.execute(
            """
            DELETE FROM cohort_plans WHERE hub_id = \(hub.hub) AND \(isOver) AND NOT EXISTS (
                SELECT 1 FROM cohort_lines l WHERE l.hub_id = cohort_plans.hub_id AND l.plan_id = cohort_plans.id)
            """)
    }

    // MARK: Lines

    /// All lines of a plan, in its order: at most ``CohortPlan/most``.
    public func lines(of plan: CohortPlan.ID) throws -> [CohortPlan.Line] {
        try hub.rows(
            """
            SELECT * FROM cohort_lines WHERE hub_id = \(hub.hub) AND plan_id = \(plan) ORDER BY place, person_id
            """
        ).map(Self.line)
    }

    public func save(_ line: CohortPlan.Line, of plan: CohortPlan.ID) throws {
        try hub.execute(
            """
            UPDATE cohort_lines SET group_id = \(line.group), mark = \(line.mark.rawValue),
                shortage = \(line.shortage?.rawValue)
            WHERE hub_id = \(hub.hub) AND plan_id = \(plan) AND person_id = \(line.person)
            """)
    }

    // MARK: Those who wait

    /// Whose first contact is done and for whom nothing is open and nothing worked out yet: no group was asked, or every
    /// group said no or nothing; and no plan suggests one to their worker. Longest here first.
    public func waiting(since moment: Moment, limit: Int) throws -> [Person.ID] {
        try hub.rows(
            """
            SELECT p.id FROM people p WHERE p.hub_id = \(hub.hub) AND p.state IN ('assessed', 'active')
              AND p.erased_at IS NULL AND \(Self.hasNoGroup)
              AND NOT EXISTS (
                SELECT 1 FROM cohort_lines l JOIN cohort_plans c ON c.hub_id = l.hub_id AND c.id = l.plan_id
                WHERE l.hub_id = p.hub_id AND l.person_id = p.id AND c.confirmed_at >= \(moment) \(Self.stillOpen))
            ORDER BY p.created_at, p.id LIMIT \(limit)
            """
        ).map { try $0.id("id") }
    }

    /// Which of these people still wait.
    public func waiting(among people: [Person.ID]) throws -> Set<Person.ID> {
        Set(
            try hub.rows(
                """
                SELECT p.id FROM people p WHERE p.hub_id = \(hub.hub) AND p.id IN \(list: people)
                  AND p.state IN ('assessed', 'active') AND p.erased_at IS NULL AND \(Self.hasNoGroup)
                """
            ).map { try $0.id("id") })
    }

    private static let hasNoGroup: SQL = """
        (NOT EXISTS (
            SELECT 1 FROM referrals r WHERE r.hub_id = p.hub_id AND r.person_id = p.id
              AND r.state NOT IN ('draft', 'declined', 'expired'))
        AND \(staysHere) AND \(waitsForNoLook))
        """

    /// They did not ask to be erased: whoever did waits for no group.
    private static let staysHere: SQL = """
        NOT EXISTS (
            SELECT 1 FROM person_requests q WHERE q.hub_id = p.hub_id AND q.person_id = p.id
              AND q.kind = 'erasure' AND q.state = 'open')
        """

    /// Nobody has to say first whether the record is a second one of somebody: nothing could be sent for them.
    private static let waitsForNoLook: SQL = """
        NOT EXISTS (
            SELECT 1 FROM likenesses k WHERE k.hub_id = p.hub_id AND k.newer_id = p.id AND k.decided_at IS NULL)
        """

    // MARK: Suggestions

    /// What a confirmed plan suggests to a worker, newest first, until the group was asked or somebody set it aside.
    ///
    /// - Parameter worker: whose people, and those whom nobody has taken on; everybody's where it is nil.
    public func suggestions(
        since moment: Moment, worker: Identifier<Worker>?, limit: Int
    ) throws -> [Suggestion] {
        let whose: SQL = worker.map { "AND (p.worker_id = \($0) OR p.worker_id IS NULL)" } ?? ""
        return try suggestions("AND c.confirmed_at >= \(moment) \(whose) \(Self.stillOpen)", limit: limit)
    }

    /// What is suggested for one person.
    public func suggestion(for person: Person.ID, since moment: Moment) throws -> Suggestion? {
        try suggestions(
            "AND l.person_id = \(person) AND c.confirmed_at >= \(moment) \(Self.stillOpen)", limit: 1
        ).first
    }

    /// What plans say about one person, newest first: for their own copy.
    public func shares(of person: Person.ID) throws -> [Share] {
        try hub.rows(
            """
            SELECT l.mark, l.shortage, c.proposed_at, c.confirmed_at, l.set_aside_at, g.name FROM cohort_lines l
            JOIN cohort_plans c ON c.hub_id = l.hub_id AND c.id = l.plan_id
            LEFT JOIN groups g ON g.hub_id = l.hub_id AND g.id = l.group_id
            WHERE l.hub_id = \(hub.hub) AND l.person_id = \(person) ORDER BY c.proposed_at DESC, l.plan_id
            """
        ).map {
            Share(
                groupName: try $0.optionalText("name"), mark: try $0.text("mark"),
                shortage: try $0.optionalText("shortage"), proposedAt: try $0.moment("proposed_at"),
                confirmedAt: try $0.optionalMoment("confirmed_at"),
                setAsideAt: try $0.optionalMoment("set_aside_at"))
        }
    }

    /// What a plan says about one person.
    public struct Share: Hashable, Sendable {
        /// Nil where they get nothing.
        public let groupName: String?
        public let mark: String
        /// Why they get nothing.
        public let shortage: String?
        public let proposedAt: Moment
        public let confirmedAt: Moment?
        public let setAsideAt: Moment?
    }

    /// How many places of each group are spoken for: suggested to somebody, or asked for and not answered.
    public func spokenFor(since moment: Moment) throws -> [Group.ID: Int] {
        var counts: [Group.ID: Int] = [:]
        let suggested = try hub.rows(
            """
            SELECT l.group_id, COUNT(*) AS n FROM cohort_plans c
            JOIN cohort_lines l ON l.hub_id = c.hub_id AND l.plan_id = c.id
            JOIN people p ON p.hub_id = l.hub_id AND p.id = l.person_id
            WHERE c.hub_id = \(hub.hub) AND c.confirmed_at >= \(moment) \(Self.stillOpen)
            GROUP BY l.group_id
            """)
        let asked = try hub.rows(
            "SELECT group_id, COUNT(*) AS n FROM referrals WHERE hub_id = \(hub.hub) AND state = 'sent' GROUP BY group_id"
        )
        for row in suggested + asked { counts[try row.id("group_id"), default: 0] += try row.integer("n") }
        return counts
    }

    /// How many people each group got out of what was shared out: it is suggested and still stands, or they were
    /// asked for and came, or may yet come.
    public func sharedOut(since moment: Moment) throws -> [Group.ID: Int] {
        let rows = try hub.rows(
            """
            SELECT l.group_id, COUNT(*) AS n FROM cohort_plans c
            JOIN cohort_lines l ON l.hub_id = c.hub_id AND l.plan_id = c.id
            JOIN people p ON p.hub_id = l.hub_id AND p.id = l.person_id
            WHERE c.hub_id = \(hub.hub) AND c.confirmed_at >= \(moment) AND \(Self.wasSuggested)
              AND (\(Self.isUnanswered) OR EXISTS (
                SELECT 1 FROM referrals r WHERE r.hub_id = l.hub_id AND r.person_id = l.person_id
                  AND r.group_id = l.group_id AND r.sent_at >= c.confirmed_at
                  AND (r.accepted_at IS NOT NULL OR r.state IN ('sent', 'waitlisted'))))
            GROUP BY l.group_id
            """)
        return Dictionary(
            try rows.map { (try $0.id("group_id"), try $0.integer("n")) }, uniquingKeysWith: { $1 })
    }

    /// Nobody is told of it any more. Done twice, it is done.
    public func setAside(_ group: Group.ID, for person: Person.ID, at moment: Moment) throws {
        try hub.execute(
            """
            UPDATE cohort_lines SET set_aside_at = \(moment)
            WHERE hub_id = \(hub.hub) AND person_id = \(person) AND group_id = \(group) AND set_aside_at IS NULL
            """)
    }

    /// The groups that were set aside for these people since then, or that were asked for them and said no or nothing.
    public func turnedDown(since moment: Moment, for people: [Person.ID]) throws -> [Person.ID: Set<Group.ID>] {
        var groups: [Person.ID: Set<Group.ID>] = [:]
        let setAside = try hub.rows(
            """
            SELECT person_id, group_id FROM cohort_lines
            WHERE hub_id = \(hub.hub) AND person_id IN \(list: people) AND set_aside_at >= \(moment)
            """)
        let answered = try hub.rows(
            """
            SELECT person_id, group_id FROM referrals
            WHERE hub_id = \(hub.hub) AND person_id IN \(list: people) AND state IN ('declined', 'expired')
              AND ended_at >= \(moment)
            """)
        for row in setAside + answered { groups[try row.id("person_id"), default: []].insert(try row.id("group_id")) }
        return groups
    }

    /// A group that a confirmed plan suggests for somebody.
    public struct Suggestion: Hashable, Sendable {
        public let person: Person.ID
        public let personName: String
        public let group: Group.ID
        public let groupName: String
        public let at: Moment
    }

    private static let stillOpen: SQL = "AND \(wasSuggested) AND \(isUnanswered)"

    private static let wasSuggested: SQL = """
        l.mark IN ('proposed', 'chosen') AND l.group_id IS NOT NULL AND l.set_aside_at IS NULL
        """

    private static let isUnanswered: SQL = """
        (p.state IN ('assessed', 'active') AND p.erased_at IS NULL AND \(staysHere)
        AND NOT EXISTS (
            SELECT 1 FROM referrals r WHERE r.hub_id = l.hub_id AND r.person_id = l.person_id
              AND r.sent_at >= c.confirmed_at))
        """

    private func suggestions(_ condition: SQL, limit: Int) throws -> [Suggestion] {
        try hub.rows(
            """
            SELECT l.person_id, l.group_id, c.confirmed_at, p.call_name, g.name FROM cohort_plans c
            JOIN cohort_lines l ON l.hub_id = c.hub_id AND l.plan_id = c.id
            JOIN people p ON p.hub_id = l.hub_id AND p.id = l.person_id
            JOIN groups g ON g.hub_id = l.hub_id AND g.id = l.group_id
            WHERE c.hub_id = \(hub.hub) \(condition)
            ORDER BY c.confirmed_at DESC, l.place, l.person_id LIMIT \(limit)
            """
        ).map { row in
            Suggestion(
                person: try row.id("person_id"), personName: try row.text("call_name"), group: try row.id("group_id"),
                groupName: try row.text("name"), at: try row.moment("confirmed_at"))
        }
    }

    // MARK: Rows

    private static func plan(_ row: Row) throws -> CohortPlan {
        CohortPlan(
            id: try row.id("id"), proposedBy: try row.id("proposed_by"), proposedAt: try row.moment("proposed_at"),
            confirmedBy: try row.optionalID("confirmed_by"), confirmedAt: try row.optionalMoment("confirmed_at"),
            version: try row.integer("version"))
    }

    private static func line(_ row: Row) throws -> CohortPlan.Line {
        guard let mark = CohortPlan.Mark(rawValue: try row.text("mark")) else {
            throw StorageFault.unreadable(column: "mark")
        }
        return CohortPlan.Line(
            person: try row.id("person_id"), place: try row.integer("place"), group: try row.optionalText("group_id"),
            mark: mark, shortage: try row.optionalText("shortage").flatMap(CohortPlan.Shortage.init(rawValue:)))
    }
}

extension HubTransaction {
    public var cohortPlans: CohortPlanStore { CohortPlanStore(hub: self) }
}
