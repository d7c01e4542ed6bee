import People
import Vocabulary

/// What the outbox page needs, and what is forgotten.
extension OutboxStore {
    /// Newest first, those that failed before all others. Asked for apart, so that neither part sorts a hub's
    /// mail of years.
    public func page(limit: Int, offset: Int) throws -> [OutgoingMail] {
        let failed = try countFailed()
        let first =
            offset >= failed
            ? []
            : try hub.rows(
                """
                SELECT * FROM outbox WHERE hub_id = \(hub.hub) AND state = 'failed'
                ORDER BY created_at DESC, id LIMIT \(limit) OFFSET \(offset)
                """)
        guard first.count < limit else { return try first.map(Self.mail) }
        let others = try hub.rows(
            """
            SELECT * FROM outbox WHERE hub_id = \(hub.hub) AND state <> 'failed'
            ORDER BY created_at DESC, id LIMIT \(limit - first.count) OFFSET \(max(0, offset - failed))
            """)
        return try (first + others).map(Self.mail)
    }

    public func count() throws -> Int {
        try hub.row("SELECT COUNT(*) AS n FROM outbox WHERE hub_id = \(hub.hub)")?.integer("n") ?? 0
    }

    /// How many were tried as often as we try: somebody must look.
    public func countFailed() throws -> Int {
        try hub.row("SELECT COUNT(*) AS n FROM outbox WHERE hub_id = \(hub.hub) AND state = 'failed'")?
            .integer("n") ?? 0
    }

    /// Whether a letter about the referral went out before.
    public func wentOut(about referral: Referral.ID) throws -> Bool {
        try hub.row(
            """
            SELECT 1 AS n FROM outbox WHERE hub_id = \(hub.hub) AND referral_id = \(referral) AND state = 'sent' LIMIT 1
            """) != nil
    }

    /// What waited since before `moment` and leads to a referral.
    public func overdueAboutReferrals(before moment: Moment, limit: Int = 1000) throws -> [OutgoingMail] {
        try hub.rows(
            """
            SELECT * FROM outbox WHERE hub_id = \(hub.hub) AND state = 'waiting' AND created_at < \(moment)
              AND referral_id IS NOT NULL ORDER BY created_at, id LIMIT \(limit)
            """
        ).map(Self.mail)
    }

    /// A letter that has gone holds a link that only its reader should have.
    public func forgetBody(of id: OutgoingMail.ID) throws {
        try hub.execute("UPDATE outbox SET body = '' WHERE hub_id = \(hub.hub) AND id = \(id)")
    }

    /// Gives up on what waited or failed since before `moment`, and forgets its text. Returns how many that were.
    @discardableResult
    public func giveUp(before moment: Moment) throws -> Int {
        try hub.execute(
            """
            UPDATE outbox SET body = '', state = CASE state WHEN 'waiting' THEN 'failed' ELSE state END
            WHERE hub_id = \(hub.hub) AND created_at < \(moment) AND body <> ''
            """)
    }
}
