import Community
import People
import Vocabulary

/// The worries of groups about people whom they were told of.
public struct WorryStore {
    let hub: HubTransaction

    /// What was done about one, as it stands in the column `story`.
    private struct Story: Codable {
        var calls: [Worry.Call]?
        var decisions: [Worry.Note]?
        var closing: Worry.Note?
        var again: [Moment]?

        init(_ worry: Worry) {
            (calls, decisions, closing) = (worry.calls, worry.decisions, worry.closing)
            again = worry.raisedAgainAt
        }
    }

    public func add(_ worry: Worry) throws {
        try hub.execute(
            """
            INSERT INTO worries (hub_id, id, person_id, referral_id, group_id, raised_at, state, story, version)
            VALUES (\(hub.hub), \(worry.id), \(worry.person), \(worry.referral), \(worry.group), \(worry.raisedAt),
                    \(Self.state(worry)), \(try Document.text(Story(worry))), 1)
            """)
    }

    /// - Throws: ``StorageFault/stale(expected:found:)`` when it changed since this value was read.
    public func save(_ worry: Worry) throws {
        let changed = try hub.execute(
            """
            UPDATE worries SET state = \(Self.state(worry)), story = \(try Document.text(Story(worry))),
                version = version + 1
            WHERE hub_id = \(hub.hub) AND id = \(worry.id) AND version = \(worry.version)
            """)
        guard changed == 1 else {
            throw StorageFault.stale(expected: worry.version, found: try find(worry.id)?.version ?? 0)
        }
    }

    public func find(_ id: Worry.ID) throws -> Worry? {
        try hub.row("SELECT * FROM worries WHERE hub_id = \(hub.hub) AND id = \(id)").map(Self.worry)
    }

    /// Whether a worry about this person stands open.
    public func isOpen(about person: Person.ID) throws -> Bool {
        try hub.row(
            """
            SELECT id FROM worries WHERE hub_id = \(hub.hub) AND person_id = \(person) AND state = 'open'
            ORDER BY id LIMIT 1
            """) != nil
    }

    /// Those about one person, the open ones first, newest first.
    public func of(_ person: Person.ID, limit: Int) throws -> [Worry] {
        try hub.rows(
            """
            SELECT * FROM worries WHERE hub_id = \(hub.hub) AND person_id = \(person)
            ORDER BY state DESC, raised_at DESC, id LIMIT \(limit)
            """
        ).map(Self.worry)
    }

    /// Those that came from one referral, newest first.
    public func of(referral: Referral.ID, limit: Int) throws -> [Worry] {
        try hub.rows(
            """
            SELECT * FROM worries WHERE hub_id = \(hub.hub) AND referral_id = \(referral)
            ORDER BY raised_at DESC, id LIMIT \(limit)
            """
        ).map(Self.worry)
    }

    /// One that stands open, with what a list shows.
    public struct Line: Hashable, Sendable {
        public let worry: Worry
        public let personName: String
        /// Nil while nobody has taken them on, and where the account is gone.
        public let workerName: String?
        public let groupName: String
        /// The number to call; empty where the group has none, or keeps it to itself.
        public let groupPhone: String
    }

    /// All that stand open, about the people of one worker or of everybody's; the oldest first, which waits longest.
    public func open(worker: Identifier<Worker>?, limit: Int) throws -> [Line] {
        let whose: SQL = worker.map { "AND p.worker_id = \($0)" } ?? ""
        return try hub.rows(
            """
            SELECT w.*, p.call_name, a.name AS worker_name, g.details, g.discretion FROM worries w
            JOIN people p ON p.hub_id = w.hub_id AND p.id = w.person_id
            JOIN groups g ON g.hub_id = w.hub_id AND g.id = w.group_id
            LEFT JOIN accounts a ON a.hub_id = p.hub_id AND a.id = p.worker_id
            WHERE w.hub_id = \(hub.hub) AND w.state = 'open' \(whose)
            ORDER BY w.raised_at, w.id LIMIT \(limit)
            """
        ).map { row in
            let details: GroupDetails = try Document.value(in: row, "details")
            // A word that this program does not know was written by a newer one, to keep something in.
            let keepsIn = try row.optionalText("discretion").map { $0 != Discretion.address.rawValue } ?? false
            return Line(
                worry: try Self.worry(row), personName: try row.text("call_name"),
                workerName: try row.optionalText("worker_name"), groupName: details.name,
                groupPhone: keepsIn ? "" : details.contact.phone)
        }
    }

    private static func state(_ worry: Worry) -> String { worry.isOpen ? "open" : "closed" }

    private static func worry(_ row: Row) throws -> Worry {
        let story: Story = try Document.value(in: row, "story")
        return Worry(
            id: try row.id("id"), person: try row.id("person_id"), referral: try row.id("referral_id"),
            group: try row.text("group_id"), raisedAt: try row.moment("raised_at"), raisedAgainAt: story.again ?? [],
            calls: story.calls ?? [], decisions: story.decisions ?? [], closing: story.closing,
            version: try row.integer("version"))
    }
}

extension HubTransaction {
    public var worries: WorryStore { WorryStore(hub: self) }
}
