import Community
import People
import Vocabulary

/// What ended or changed and waits for a worker: each question one statement.
extension TodayStore {
    /// A yes that ends soon, or has ended, while something still rests on it.
    public struct EndingConsent: Hashable, Sendable {
        public let line: ReferralLine
        public let until: Day
    }

    /// A group that takes fewer people than it did, and somebody's referral to it.
    public struct ChangedGroup: Hashable, Sendable {
        public let line: ReferralLine
        public let became: GroupOpening
        public let by: GroupChange.Source
    }

    /// A group that takes fewer people than it did, and how many it concerns.
    public struct ChangedGroupCount: Hashable, Sendable {
        public let group: Group.ID
        public let name: String
        public let became: GroupOpening
        public let by: GroupChange.Source
        public let at: Moment
        public let people: Int
    }

    /// A letter that came back, and how else the group can be reached.
    public struct ReturnedLetter: Hashable, Sendable {
        public let line: ReferralLine
        public let contact: GroupContact
        /// The group keeps its number to itself.
        public let keepsPhone: Bool
    }

    /// A place on a waiting list: whose, since when, and what the group agreed to.
    public struct WaitingPlace: Hashable, Sendable {
        public let line: ReferralLine
        /// Whoever looks after it: the person's worker.
        public let owner: Identifier<Worker>?
        public let reviewOn: Day?
        public let status: GroupStatus
        public let agreement: Agreement?
    }

    private static let line: SQL =
        "r.id, r.person_id, p.call_name, r.group_id, g.name, r.state, r.declined_because"
    private static let open = Referral.State.allCases.filter { $0.isOpen && $0 != .draft }.map(\.rawValue)

    /// Yeses on which an open referral rests and that end from `first` to `last`, soonest first.
    public func consentsEnding(
        from first: Day, to last: Day, worker: Identifier<Worker>?, limit: Int
    ) throws -> [EndingConsent] {
        try hub.rows(
            """
            SELECT \(Self.line), c.until_day, COALESCE(r.answered_at, r.sent_at) AS at
            FROM consents c
            JOIN referrals r ON r.hub_id = c.hub_id AND r.consent_id = c.id
            JOIN people p ON p.hub_id = r.hub_id AND p.id = r.person_id
            JOIN groups g ON g.hub_id = r.hub_id AND g.id = r.group_id
            WHERE c.hub_id = \(hub.hub) AND c.until_day >= \(first) AND c.until_day <= \(last)
              AND c.withdrawn_at IS NULL AND r.state IN \(list: Self.open) \(Self.whose(worker))
            ORDER BY c.until_day, r.id LIMIT \(limit)
            """
        ).map { EndingConsent(line: try Self.referralLine($0), until: try $0.day("until_day")) }
    }

    /// Referrals to groups that closed or paused since `moment` and have not opened again, newest change first. A pause
    /// of referrals concerns only those who wait for an answer.
    public func changedGroups(
        since moment: Moment, worker: Identifier<Worker>?, limit: Int
    ) throws -> [ChangedGroup] {
        try hub.rows(
            """
            SELECT \(Self.line), c.became, c.changed_by, c.changed_at AS at
            FROM group_changes c
            JOIN referrals r ON r.hub_id = c.hub_id AND r.group_id = c.group_id
            JOIN people p ON p.hub_id = r.hub_id AND p.id = r.person_id
            JOIN groups g ON g.hub_id = r.hub_id AND g.id = r.group_id
            WHERE c.hub_id = \(hub.hub) AND c.changed_at >= \(moment) AND c.became <> 'open'
              AND r.state IN \(list: Self.open) AND r.created_at <= c.changed_at \(Self.whose(worker))
              AND (c.became IN ('paused', 'closed') OR r.state IN ('sent', 'waitlisted'))
              AND NOT EXISTS (
                SELECT 1 FROM group_changes later
                WHERE later.hub_id = c.hub_id AND later.group_id = c.group_id AND later.changed_at > c.changed_at)
            ORDER BY c.changed_at DESC, r.id LIMIT \(limit)
            """
        ).map { row in
            let change = try Self.opening(row)
            return ChangedGroup(line: try Self.referralLine(row), became: change.became, by: change.by)
        }
    }

    /// Groups that closed or paused since `moment` with people inside or waiting, newest first.
    public func changedGroupsWithPeople(since moment: Moment, limit: Int) throws -> [ChangedGroupCount] {
        try hub.rows(
            """
            SELECT * FROM (
                SELECT c.group_id, g.name, c.became, c.changed_by, c.changed_at,
                    (SELECT COUNT(*) FROM referrals r
                     WHERE r.hub_id = c.hub_id AND r.group_id = c.group_id AND r.state IN \(list: Self.open)) AS people
                FROM group_changes c JOIN groups g ON g.hub_id = c.hub_id AND g.id = c.group_id
                WHERE c.hub_id = \(hub.hub) AND c.changed_at >= \(moment) AND c.became <> 'open'
                  AND NOT EXISTS (
                    SELECT 1 FROM group_changes later
                    WHERE later.hub_id = c.hub_id AND later.group_id = c.group_id
                      AND later.changed_at > c.changed_at)
            ) AS changed
            WHERE people > 0 ORDER BY changed_at DESC, group_id LIMIT \(limit)
            """
        ).map { row in
            let change = try Self.opening(row)
            return ChangedGroupCount(
                group: try row.id("group_id"), name: try row.text("name"), became: change.became, by: change.by,
                at: try row.moment("changed_at"), people: try row.integer("people"))
        }
    }

    /// Open referrals whose letter came back since `moment`, newest first.
    public func returnedLetters(
        since moment: Moment, worker: Identifier<Worker>?, limit: Int
    ) throws -> [ReturnedLetter] {
        try hub.rows(
            """
            SELECT \(Self.line), r.letter_back_at AS at, g.details, g.discretion
            FROM referrals r
            JOIN people p ON p.hub_id = r.hub_id AND p.id = r.person_id
            JOIN groups g ON g.hub_id = r.hub_id AND g.id = r.group_id
            WHERE r.hub_id = \(hub.hub) AND r.letter_back_at >= \(moment) AND r.state IN \(list: Self.open)
              \(Self.whose(worker))
            ORDER BY r.letter_back_at DESC, r.id LIMIT \(limit)
            """
        ).map { row in
            let details: GroupDetails = try Document.value(in: row, "details")
            return ReturnedLetter(
                line: try Self.referralLine(row), contact: details.contact,
                keepsPhone: try row.optionalText("discretion").map { $0 != Discretion.address.rawValue } ?? false)
        }
    }

    /// Groups that said yes after the end since `moment`, newest first, as long as nobody referred the person there again.
    public func lateYeses(since moment: Moment, worker: Identifier<Worker>?, limit: Int) throws -> [ReferralLine] {
        try hub.rows(
            """
            SELECT \(Self.line), r.late_yes_at AS at
            FROM referrals r
            JOIN people p ON p.hub_id = r.hub_id AND p.id = r.person_id
            JOIN groups g ON g.hub_id = r.hub_id AND g.id = r.group_id
            WHERE r.hub_id = \(hub.hub) AND r.late_yes_at >= \(moment) AND p.state NOT IN ('closed', 'transferred')
              \(Self.whose(worker))
              AND NOT EXISTS (
                SELECT 1 FROM referrals later
                WHERE later.hub_id = r.hub_id AND later.person_id = r.person_id AND later.group_id = r.group_id
                  AND later.created_at > r.late_yes_at)
            ORDER BY r.late_yes_at DESC, r.id LIMIT \(limit)
            """
        ).map(Self.referralLine)
    }

    /// Everybody on a waiting list of the hub, by group, whoever waits longest first.
    public func waitingLists(limit: Int) throws -> [WaitingPlace] {
        try hub.rows(
            """
            SELECT \(Self.line), COALESCE(r.answered_at, r.created_at) AS at, r.review_on, p.worker_id, g.status,
                   g.agreement
            FROM referrals r
            JOIN people p ON p.hub_id = r.hub_id AND p.id = r.person_id
            JOIN groups g ON g.hub_id = r.hub_id AND g.id = r.group_id
            WHERE r.hub_id = \(hub.hub) AND r.state = 'waitlisted'
            ORDER BY COALESCE(r.answered_at, r.created_at), r.id LIMIT \(limit)
            """
        ).map { row in
            guard let status = GroupStatus(rawValue: try row.text("status")) else {
                throw StorageFault.unreadable(column: "status")
            }
            return WaitingPlace(
                line: try Self.referralLine(row), owner: try row.optionalID("worker_id"),
                reviewOn: try row.optionalDay("review_on"), status: status,
                agreement: try Document.optional(in: row, "agreement"))
        }
    }

    private static func opening(_ row: Row) throws -> (became: GroupOpening, by: GroupChange.Source) {
        guard let became = GroupOpening(rawValue: try row.text("became")),
            let by = GroupChange.Source(rawValue: try row.text("changed_by"))
        else { throw StorageFault.unreadable(column: "became") }
        return (became, by)
    }
}
