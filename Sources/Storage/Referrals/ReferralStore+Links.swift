import People
import Vocabulary

/// The two ways into one referral for a group without an account: the link's token, and the short code of
/// a printed letter. Both are stored as hashes, open this referral only, and end together.
extension ReferralStore {
    /// Gives the referral a new link and a new short code, in place of any it had.
    public func setLink(of referral: Referral.ID, tokenHash: String, codeHash: String, endsAt: Moment) throws {
        try setLink(of: referral, tokenHash: tokenHash, endsAt: endsAt)
        try removeLaterLinks(of: referral)
        try hub.execute("DELETE FROM referral_codes WHERE hub_id = \(hub.hub) AND referral_id = \(referral)")
        try hub.execute(
            """
            INSERT INTO referral_codes (hub_id, referral_id, code_hash)
            VALUES (\(hub.hub), \(referral), \(codeHash))
            """)
    }

    /// The referral that a letter's short code opens, and until when it does.
    public func find(codeHash: String) throws -> (referral: Referral, linkEndsAt: Moment)? {
        let row = try hub.row(
            """
            SELECT r.id, r.link_ends_at FROM referral_codes c
            JOIN referrals r ON r.hub_id = c.hub_id AND r.id = c.referral_id
            WHERE c.hub_id = \(hub.hub) AND c.code_hash = \(codeHash)
            """)
        guard let row, let referral = try find(row.id("id", of: Referral.self)) else { return nil }
        return (referral, try row.moment("link_ends_at"))
    }

    /// Lets the referral's link work until another moment: its person said yes for longer, or again. One that was closed
    /// because somebody else holds it stays closed.
    public func extendLink(of referral: Referral.ID, to moment: Moment) throws {
        try hub.execute(
            """
            UPDATE referrals SET link_ends_at = \(moment)
            WHERE hub_id = \(hub.hub) AND id = \(referral) AND token_hash IS NOT NULL
              AND (link_trouble IS NULL OR link_trouble <> \(LinkTrouble.toPrint.rawValue))
            """)
    }

    /// When the referral's link ends or ended; nil when it never had one.
    public func linkEnd(of referral: Referral.ID) throws -> Moment? {
        try hub.row("SELECT link_ends_at FROM referrals WHERE hub_id = \(hub.hub) AND id = \(referral)")?
            .optionalMoment("link_ends_at")
    }
}
