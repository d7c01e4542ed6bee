import Community
import People
import Vocabulary

/// Questions about the whole of a hub's data that `kith verify` asks and no page does: they read everything.
public struct ConsistencyStore {
    let hub: HubTransaction

    /// The kinds of records that are read one by one, by the name of what they hold.
    public enum Kind: String, CaseIterable, Sendable {
        case group, person, referral, consent
    }

    /// The ids of every record of a kind, in order.
    public func ids(of kind: Kind) throws -> [String] {
        let rows: [Row] =
            switch kind {
            case .group: try hub.rows("SELECT id FROM groups WHERE hub_id = \(hub.hub) ORDER BY id")
            case .person: try hub.rows("SELECT id FROM people WHERE hub_id = \(hub.hub) ORDER BY id")
            case .referral: try hub.rows("SELECT id FROM referrals WHERE hub_id = \(hub.hub) ORDER BY id")
            case .consent: try hub.rows("SELECT id FROM consents WHERE hub_id = \(hub.hub) ORDER BY id")
            }
        return try rows.map { try $0.text("id") }
    }

    /// The column, out of those that repeat what a document says so that it can be searched for, that says
    /// something else than its document.
    public func columnsAtOdds() throws -> [(kind: Kind, id: String, column: String)] {
        var found: [(kind: Kind, id: String, column: String)] = []
        for row in try hub.rows(
            "SELECT id, name, name_folded, status FROM groups WHERE hub_id = \(hub.hub) ORDER BY id")
        {
            let id = try row.text("id")
            guard let group = try? hub.groups.find(Identifier(rawValue: id)) else { continue }
            if try row.text("name") != group.details.name { found.append((.group, id, "name")) }
            if try !isFolded(row, of: group.details.name) { found.append((.group, id, "name_folded")) }
            if try row.text("status") != group.details.status.rawValue { found.append((.group, id, "status")) }
        }
        for row in try hub.rows(
            "SELECT id, call_name, name_folded, state FROM people WHERE hub_id = \(hub.hub) ORDER BY id")
        {
            let id = try row.text("id")
            guard let person = try? hub.people.find(Identifier(rawValue: id)) else { continue }
            if try row.text("call_name") != person.about.callName { found.append((.person, id, "call_name")) }
            if try !isFolded(row, of: person.about.callName) { found.append((.person, id, "name_folded")) }
            if try row.text("state") != person.care.state.rawValue { found.append((.person, id, "state")) }
        }
        return found
    }

    /// Whether a name can be found by what stands beside it.
    private func isFolded(_ row: Row, of name: String) throws -> Bool {
        try row.text("name_folded") == FoldedName.text(name)
    }

    /// Referrals that are open although the consent they rest on was withdrawn.
    public func openOnWithdrawnConsent() throws -> [String] {
        try hub.rows(
            """
            SELECT r.id FROM referrals r JOIN consents c ON c.hub_id = r.hub_id AND c.id = r.consent_id
            WHERE r.hub_id = \(hub.hub) AND c.withdrawn_at IS NOT NULL
              AND r.state NOT IN ('declined', 'expired', 'ended')
            ORDER BY r.id
            """
        ).map { try $0.text("id") }
    }

    /// Referrals whose consent was given by another person, or for another group.
    public func onForeignConsent() throws -> [String] {
        try hub.rows(
            """
            SELECT r.id FROM referrals r JOIN consents c ON c.hub_id = r.hub_id AND c.id = r.consent_id
            WHERE r.hub_id = \(hub.hub) AND (c.person_id <> r.person_id OR c.group_id <> r.group_id)
            ORDER BY r.id
            """
        ).map { try $0.text("id") }
    }

    /// Tokens that open more than one door of the hub, as hashes.
    public func sharedTokens() throws -> [String] {
        try hub.rows(
            """
            SELECT token_hash FROM (
                SELECT token_hash FROM referrals WHERE hub_id = \(hub.hub) AND token_hash IS NOT NULL
                UNION ALL
                SELECT token_hash FROM referral_links WHERE hub_id = \(hub.hub)
                UNION ALL
                SELECT token_hash FROM agreement_requests WHERE hub_id = \(hub.hub)) doors
            GROUP BY token_hash HAVING COUNT(*) > 1 ORDER BY token_hash
            """
        ).map { try $0.text("token_hash") }
    }

    /// Records of which the trail knows nothing, though every change is an event.
    public func withoutEvent(_ kind: Kind) throws -> [String] {
        let rows: [Row] =
            switch kind {
            case .group: try hub.rows("SELECT t.id FROM groups t \(unheardOf(kind))")
            case .person: try hub.rows("SELECT t.id FROM people t \(unheardOf(kind))")
            case .referral: try hub.rows("SELECT t.id FROM referrals t \(unheardOf(kind))")
            case .consent: try hub.rows("SELECT t.id FROM consents t \(unheardOf(kind))")
            }
        return try rows.map { try $0.text("id") }
    }

    private func unheardOf(_ kind: Kind) -> SQL {
        """
        WHERE t.hub_id = \(hub.hub) AND NOT EXISTS (
            SELECT 1 FROM events e
            WHERE e.hub_id = t.hub_id AND e.subject_kind = \(kind.rawValue) AND e.subject_id = t.id)
        ORDER BY t.id
        """
    }
}

extension HubTransaction {
    public var consistency: ConsistencyStore { ConsistencyStore(hub: self) }
}
