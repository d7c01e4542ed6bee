import Community
import Vocabulary

/// The questions sent to groups. Token and code are stored as hashes only.
public struct AgreementRequestStore {
    let hub: HubTransaction

    public func add(_ request: AgreementRequest, tokenHash: String, codeHash: String) throws {
        try hub.execute(
            """
            INSERT INTO agreement_requests (hub_id, id, group_id, token_hash, code_hash, asked_at, ends_at)
            VALUES (\(hub.hub), \(request.id), \(request.group), \(tokenHash), \(codeHash), \(request.askedAt),
                    \(request.endsAt))
            """)
    }

    public func find(tokenHash: String) throws -> AgreementRequest? {
        try hub.row(
            "SELECT * FROM agreement_requests WHERE hub_id = \(hub.hub) AND token_hash = \(tokenHash)"
        ).map(Self.request)
    }

    public func find(codeHash: String) throws -> AgreementRequest? {
        try hub.row(
            "SELECT * FROM agreement_requests WHERE hub_id = \(hub.hub) AND code_hash = \(codeHash)"
        ).map(Self.request)
    }

    /// The newest question to this group.
    public func latest(of group: Group.ID) throws -> AgreementRequest? {
        try hub.row(
            """
            SELECT * FROM agreement_requests WHERE hub_id = \(hub.hub) AND group_id = \(group)
            ORDER BY asked_at DESC LIMIT 1
            """
        ).map(Self.request)
    }

    /// The groups that were asked at `moment` or later.
    public func groupsAsked(since moment: Moment) throws -> Set<Group.ID> {
        // Not DISTINCT, for which an engine would read every question that was ever asked.
        let rows = try hub.rows(
            "SELECT group_id FROM agreement_requests WHERE hub_id = \(hub.hub) AND asked_at >= \(moment)")
        return Set(try rows.map { try $0.id("group_id") })
    }

    public func markAnswered(_ id: AgreementRequest.ID, at moment: Moment) throws {
        try hub.execute(
            "UPDATE agreement_requests SET answered_at = \(moment) WHERE hub_id = \(hub.hub) AND id = \(id)")
    }

    private static func request(_ row: Row) throws -> AgreementRequest {
        AgreementRequest(
            id: try row.id("id"), group: try row.id("group_id"), askedAt: try row.moment("asked_at"),
            endsAt: try row.moment("ends_at"), answeredAt: try row.optionalMoment("answered_at"))
    }
}

extension HubTransaction {
    public var agreementRequests: AgreementRequestStore { AgreementRequestStore(hub: self) }
}
