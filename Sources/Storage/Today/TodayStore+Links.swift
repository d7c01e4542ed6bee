import People
import Vocabulary

/// What was taken back, and whose letter has to be printed anew.
extension TodayStore {
    /// What people took back on their own pages since `moment`, newest first.
    public func takenBack(since moment: Moment, worker: Identifier<Worker>?, limit: Int) throws -> [ReferralLine] {
        try hub.rows(
            """
            SELECT r.id, r.person_id, p.call_name, r.group_id, g.name, r.state, r.declined_because,
                   c.withdrawn_at AS at
            FROM consents c
            JOIN referrals r ON r.hub_id = c.hub_id AND r.person_id = c.person_id AND r.consent_id = c.id
            JOIN people p ON p.hub_id = c.hub_id AND p.id = c.person_id
            JOIN groups g ON g.hub_id = r.hub_id AND g.id = r.group_id
            WHERE c.hub_id = \(hub.hub) AND c.withdrawn_at >= \(moment) AND c.returns_until IS NOT NULL
              AND c.wished_again_at IS NULL AND p.erased_at IS NULL \(Self.whose(worker))
            ORDER BY c.withdrawn_at DESC, r.id LIMIT \(limit)
            """
        ).map(Self.referralLine)
    }

    /// Referrals whose link was closed because the group's contact changed, and whose new contact has no address.
    public func lettersToPrint(worker: Identifier<Worker>?, limit: Int) throws -> [ReferralLine] {
        try hub.rows(
            """
            SELECT r.id, r.person_id, p.call_name, r.group_id, g.name, r.state, r.declined_because,
                   r.link_ends_at AS at
            FROM referrals r
            JOIN people p ON p.hub_id = r.hub_id AND p.id = r.person_id
            JOIN groups g ON g.hub_id = r.hub_id AND g.id = r.group_id
            WHERE r.hub_id = \(hub.hub) AND r.link_trouble = \(ReferralStore.LinkTrouble.toPrint.rawValue)
              AND r.state IN ('sent', 'waitlisted', 'accepted', 'introduced', 'attending') \(Self.whose(worker))
            ORDER BY r.link_ends_at, r.id LIMIT \(limit)
            """
        ).map(Self.referralLine)
    }
}
