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

    /// Marks every question to a group: it is with a contact who is none any more.
    func doubt(of group: Group.ID) throws {
        try hub.execute(
            """
            UPDATE agreement_requests SET link_trouble = \(Self.doubted)
            WHERE hub_id = \(hub.hub) AND group_id = \(group) AND link_trouble IS NULL
            """)
    }

    /// The questions to a group that are with somebody else, and that can be answered now. The oldest first.
    public func inDoubt(of group: Group.ID, at moment: Moment, limit: Int) throws -> [AgreementRequest] {
        try hub.rows(
            """
            SELECT * FROM agreement_requests
            WHERE hub_id = \(hub.hub) AND group_id = \(group) AND link_trouble = \(Self.doubted) AND ends_at > \(moment)
            ORDER BY asked_at, id LIMIT \(limit)
            """
        ).map(Self.request)
    }

    /// Closes those that are with somebody else, for good: a question that ended is never lengthened.
    ///
    /// - Returns: how many that were.
    @discardableResult
    public func closeDoubted(of group: Group.ID, at moment: Moment) throws -> Int {
        try hub.execute(
            """
            UPDATE agreement_requests SET ends_at = \(moment)
            WHERE hub_id = \(hub.hub) AND group_id = \(group) AND link_trouble = \(Self.doubted) AND ends_at > \(moment)
            """)
    }

    /// Somebody decided: the questions go on, with whoever holds them.
    ///
    /// - Returns: how many that were.
    @discardableResult
    public func trust(of group: Group.ID) throws -> Int {
        try hub.execute(
            """
            UPDATE agreement_requests SET link_trouble = NULL
            WHERE hub_id = \(hub.hub) AND group_id = \(group) AND link_trouble = \(Self.doubted)
            """)
    }

    private static let doubted = ReferralStore.LinkTrouble.contactChanged.rawValue

    private static func request(_ row: Row) throws -> AgreementRequest {
        AgreementRequest(
            id: try row.id("id"), group: try row.id("group_id"), askedAt: try row.moment("asked_at"),
            endsAt: try row.moment("ends_at"), answeredAt: try row.optionalMoment("answered_at"))
    }
}

extension HubTransaction {
    public var agreementRequests: AgreementRequestStore { AgreementRequestStore(hub: self) }
}
