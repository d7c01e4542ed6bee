import People
import Vocabulary

/// What the rules of retention would remove of a hub, and whether they may.
public struct RetentionStore {
    let hub: HubTransaction

    public struct State: Hashable, Sendable {
        /// When it was last counted what the rules would remove; nil where it never was.
        public var countedAt: Moment?
        /// How much that was, by rule.
        public var counts: [String: Int]
        /// Since when the rules may remove it; nil while they only count.
        public var onSince: Moment?
        /// Who switched them on.
        public var onBy: String?
        /// When they last removed what was past its time; nil where they never did.
        public var appliedAt: Moment?
        /// How much that was, by rule.
        public var removed: [String: Int]

        public init(
            countedAt: Moment? = nil, counts: [String: Int] = [:], onSince: Moment? = nil, onBy: String? = nil,
            appliedAt: Moment? = nil, removed: [String: Int] = [:]
        ) {
            self.countedAt = countedAt
            self.counts = counts
            self.onSince = onSince
            self.onBy = onBy
            self.appliedAt = appliedAt
            self.removed = removed
        }
    }

    public func state() throws -> State {
        try hub.row("SELECT * FROM retention WHERE hub_id = \(hub.hub)").map { row in
            State(
                countedAt: try row.optionalMoment("counted_at"), counts: try Document.value(in: row, "counts"),
                onSince: try row.optionalMoment("on_since"), onBy: try row.optionalText("on_by"),
                appliedAt: try row.optionalMoment("applied_at"),
                removed: try Document.optional(in: row, "removed") ?? [:])
        } ?? State()
    }

    /// Keeps what was counted; whether the rules are on stays as it is.
    public func keep(counts: [String: Int], at moment: Moment) throws {
        try hub.execute(
            """
            INSERT INTO retention (hub_id, counted_at, counts)
            VALUES (\(hub.hub), \(moment), \(try Document.text(counts)))
            ON CONFLICT (hub_id) DO UPDATE SET counted_at = excluded.counted_at, counts = excluded.counts
            """)
    }

    /// Keeps what was removed, beside the counts that are there already.
    public func keep(removed: [String: Int], at moment: Moment) throws {
        try hub.execute(
            """
            UPDATE retention SET applied_at = \(moment), removed = \(try Document.text(removed))
            WHERE hub_id = \(hub.hub)
            """)
    }

    /// - Parameter since: nil switches off.
    public func set(on since: Moment?, by name: String?) throws {
        try hub.execute(
            "UPDATE retention SET on_since = \(since), on_by = \(name) WHERE hub_id = \(hub.hub)")
    }

    // MARK: People

    /// People whose journey ended and with whom nobody was in touch since `moment`, longest known first.
    public func ended(before moment: Moment, limit: Int) throws -> [Person.ID] {
        try hub.rows(
            """
            SELECT id FROM people
            WHERE hub_id = \(hub.hub) AND state IN ('closed', 'transferred') AND erased_at IS NULL
              AND COALESCE(last_contact_at, created_at) < \(moment)
            ORDER BY created_at, id LIMIT \(limit)
            """
        ).map { try $0.id("id") }
    }

    public func countEnded(before moment: Moment) throws -> Int {
        try hub.row(
            """
            SELECT COUNT(*) AS n FROM people
            WHERE hub_id = \(hub.hub) AND state IN ('closed', 'transferred') AND erased_at IS NULL
              AND COALESCE(last_contact_at, created_at) < \(moment)
            """)?.integer("n") ?? 0
    }

    // MARK: Mail and drafts

    /// Letters that went out or failed before `moment`.
    public func countMail(before moment: Moment) throws -> Int {
        try hub.row(
            """
            SELECT COUNT(*) AS n FROM outbox
            WHERE hub_id = \(hub.hub) AND state IN ('sent', 'failed') AND created_at < \(moment)
            """)?.integer("n") ?? 0
    }

    public func removeMail(before moment: Moment) throws -> Int {
        try hub.execute(
            """
            DELETE FROM outbox
            WHERE hub_id = \(hub.hub) AND state IN ('sent', 'failed') AND created_at < \(moment)
            """)
    }

    /// What was typed before `moment` and neither saved nor thrown away.
    public func countDrafts(before moment: Moment) throws -> Int {
        let now =
            try hub.row(
                """
                SELECT COUNT(*) AS n FROM filling_ins
                WHERE hub_id = \(hub.hub) AND saved_at < \(moment) AND closed_at IS NULL
                """)?.integer("n") ?? 0
        let before =
            try hub.row(
                "SELECT COUNT(*) AS n FROM drafts WHERE hub_id = \(hub.hub) AND saved_at < \(moment)")?.integer("n")
            ?? 0
        return now + before
    }

    public func removeDrafts(before moment: Moment) throws -> Int {
        let now = try hub.execute(
            "DELETE FROM filling_ins WHERE hub_id = \(hub.hub) AND saved_at < \(moment) AND closed_at IS NULL")
        return try now + hub.execute("DELETE FROM drafts WHERE hub_id = \(hub.hub) AND saved_at < \(moment)")
    }
}

extension HubTransaction {
    public var retention: RetentionStore { RetentionStore(hub: self) }
}
