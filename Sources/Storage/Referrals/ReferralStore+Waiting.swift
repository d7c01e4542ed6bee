import People
import Vocabulary

/// What the group's page and the jobs that run by the clock ask for.
extension ReferralStore {
    /// Gives the referral one more link. It ends with the first one.
    public func addLink(to referral: Referral.ID, tokenHash: String) throws {
        try hub.execute(
            """
            INSERT INTO referral_links (hub_id, token_hash, referral_id)
            VALUES (\(hub.hub), \(tokenHash), \(referral))
            """)
    }

    /// The referral that a token opens, be it of its first link or of a later one, and until when it does.
    public func find(anyTokenHash hash: String) throws -> (referral: Referral, linkEndsAt: Moment)? {
        if let found = try find(tokenHash: hash) { return found }
        let row = try hub.row(
            """
            SELECT r.id, r.link_ends_at FROM referral_links l
            JOIN referrals r ON r.hub_id = l.hub_id AND r.id = l.referral_id
            WHERE l.hub_id = \(hub.hub) AND l.token_hash = \(hash)
            """)
        guard let row, let referral = try find(row.id("id", of: Referral.self)) else { return nil }
        return (referral, try row.moment("link_ends_at"))
    }

    /// The place of a referral on its group's waiting list, from 1, whoever waits longest first; nil where it is on none.
    public func placeInLine(of referral: Referral) throws -> Int? {
        guard referral.state == .waitlisted else { return nil }
        let since = referral.answeredAt ?? referral.createdAt
        let before = try hub.row(
            """
            SELECT COUNT(*) AS n FROM referrals
            WHERE hub_id = \(hub.hub) AND group_id = \(referral.group) AND state = 'waitlisted'
              AND (COALESCE(answered_at, created_at) < \(since)
                OR (COALESCE(answered_at, created_at) = \(since) AND id < \(referral.id)))
            """)
        return (try before?.integer("n") ?? 0) + 1
    }

    /// Takes away every link but the first.
    func removeLaterLinks(of referral: Referral.ID) throws {
        try hub.execute("DELETE FROM referral_links WHERE hub_id = \(hub.hub) AND referral_id = \(referral)")
    }

    /// Referrals without an answer that were sent before `moment` and not reminded of, longest ago first.
    public func unreminded(sentBefore moment: Moment, limit: Int = 10_000) throws -> [Referral] {
        try hub.rows(
            """
            SELECT * FROM referrals WHERE hub_id = \(hub.hub) AND state = 'sent' AND sent_at < \(moment)
              AND nudged_at IS NULL \(Self.letterIsOut)
            ORDER BY sent_at, id LIMIT \(limit)
            """
        ).map(Self.referral)
    }
}
