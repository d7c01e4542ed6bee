import Community
import People
import Vocabulary

/// What people took back: it can be unsaid for a while, is told to their worker, and is an answer about that group.
extension ConsentStore {
    /// What the person took back themselves and can still unsay, the newest first.
    public func returning(to person: Person.ID, at moment: Moment) throws -> [Consent] {
        try hub.rows(
            """
            SELECT * FROM consents
            WHERE hub_id = \(hub.hub) AND person_id = \(person) AND withdrawn_at IS NOT NULL
              AND returns_until >= \(moment)
            ORDER BY withdrawn_at DESC, id LIMIT 20
            """
        ).map(Self.consent)
    }

    /// The groups that each of these people took back their yes to after the group was told of them, and did not wish for
    /// again since. A draft that was given up, or written anew, is none.
    public func takenBack(of people: [Person.ID]) throws -> [Person.ID: Set<Group.ID>] {
        var groups: [Person.ID: Set<Group.ID>] = [:]
        let rows = try hub.rows(
            """
            SELECT DISTINCT c.person_id, c.group_id FROM consents c
            WHERE c.hub_id = \(hub.hub) AND c.person_id IN \(list: people) AND c.withdrawn_at IS NOT NULL
              AND c.wished_again_at IS NULL
              AND EXISTS (
                SELECT 1 FROM referrals r
                WHERE r.hub_id = c.hub_id AND r.person_id = c.person_id AND r.consent_id = c.id
                  AND r.sent_at IS NOT NULL)
            """)
        for row in rows { groups[try row.id("person_id"), default: []].insert(try row.id("group_id")) }
        return groups
    }

    /// The person would like this group all the same.
    ///
    /// - Returns: whether that is news.
    public func wishAgain(for group: Group.ID, of person: Person.ID, at moment: Moment) throws -> Bool {
        try hub.execute(
            """
            UPDATE consents SET wished_again_at = \(moment)
            WHERE hub_id = \(hub.hub) AND person_id = \(person) AND group_id = \(group) AND withdrawn_at IS NOT NULL
              AND wished_again_at IS NULL
            """) > 0
    }
}
