import People
import Vocabulary

/// A link with which the owner of an account chooses a password, once and for a while.
public struct SetupLink: Hashable, Sendable {
    public let account: Identifier<Worker>
    public let tokenHash: String
    public let endsAt: Moment
    public let usedAt: Moment?

    public init(account: Identifier<Worker>, tokenHash: String, endsAt: Moment, usedAt: Moment? = nil) {
        self.account = account
        self.tokenHash = tokenHash
        self.endsAt = endsAt
        self.usedAt = usedAt
    }
}

/// The set-up links of a hub, by the hash of their token.
public struct SetupLinkStore {
    let hub: HubTransaction

    /// Adds a link; the links that the account had before no longer open anything.
    public func replace(with link: SetupLink) throws {
        try hub.execute("DELETE FROM setup_links WHERE hub_id = \(hub.hub) AND account_id = \(link.account)")
        try hub.execute(
            """
            INSERT INTO setup_links (hub_id, token_hash, account_id, ends_at)
            VALUES (\(hub.hub), \(link.tokenHash), \(link.account), \(link.endsAt))
            """)
    }

    public func find(tokenHash: String) throws -> SetupLink? {
        try hub.row("SELECT * FROM setup_links WHERE hub_id = \(hub.hub) AND token_hash = \(tokenHash)").map {
            SetupLink(
                account: try $0.id("account_id"), tokenHash: try $0.text("token_hash"),
                endsAt: try $0.moment("ends_at"),
                usedAt: try $0.optionalMoment("used_at"))
        }
    }

    /// Marks the link as used. False when it was used meanwhile: then nothing may follow from it.
    public func use(tokenHash: String, at moment: Moment) throws -> Bool {
        try hub.execute(
            """
            UPDATE setup_links SET used_at = \(moment)
            WHERE hub_id = \(hub.hub) AND token_hash = \(tokenHash) AND used_at IS NULL
            """) == 1
    }
}

extension HubTransaction {
    public var setupLinks: SetupLinkStore { SetupLinkStore(hub: self) }
}
