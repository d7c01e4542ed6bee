import People
import Vocabulary

/// A sign-in that waits for its code.
public struct HalfSignIn: Identifiable, Hashable, Sendable {
    /// The hash of what the browser holds.
    public let id: String
    public let account: Identifier<Worker>
    /// What was right so far, as the room above names it.
    public let way: String
    public let endsAt: Moment

    public init(id: String, account: Identifier<Worker>, way: String, endsAt: Moment) {
        self.id = id
        self.account = account
        self.way = way
        self.endsAt = endsAt
    }
}

/// The sign-ins of a hub that wait for their code.
public struct HalfSignInStore {
    let hub: HubTransaction

    public func add(_ half: HalfSignIn) throws {
        try hub.execute(
            """
            INSERT INTO half_sign_ins (hub_id, id, account_id, way, ends_at)
            VALUES (\(hub.hub), \(half.id), \(half.account), \(half.way), \(half.endsAt))
            """)
    }

    public func find(_ id: String) throws -> HalfSignIn? {
        try hub.row("SELECT * FROM half_sign_ins WHERE hub_id = \(hub.hub) AND id = \(id)").map {
            HalfSignIn(
                id: try $0.text("id"), account: try $0.id("account_id"), way: try $0.text("way"),
                endsAt: try $0.moment("ends_at"))
        }
    }

    /// Takes it away; false where it was taken meanwhile.
    public func remove(_ id: String) throws -> Bool {
        try hub.execute("DELETE FROM half_sign_ins WHERE hub_id = \(hub.hub) AND id = \(id)") == 1
    }

    public func removeAll(of account: Identifier<Worker>) throws {
        try hub.execute("DELETE FROM half_sign_ins WHERE hub_id = \(hub.hub) AND account_id = \(account)")
    }

    public func forget(endedBefore end: Moment) throws {
        try hub.execute("DELETE FROM half_sign_ins WHERE hub_id = \(hub.hub) AND ends_at < \(end)")
    }
}

/// A link that signs its owner in, once and soon.
public struct SignInLink: Hashable, Sendable {
    public let account: Identifier<Worker>
    public let tokenHash: String
    public let endsAt: Moment

    public init(account: Identifier<Worker>, tokenHash: String, endsAt: Moment) {
        self.account = account
        self.tokenHash = tokenHash
        self.endsAt = endsAt
    }
}

/// The sign-in links of a hub, by the hash of their token.
public struct SignInLinkStore {
    let hub: HubTransaction

    /// Adds a link; those that the account had before no longer open anything.
    public func replace(with link: SignInLink) throws {
        try removeAll(of: link.account)
        try hub.execute(
            """
            INSERT INTO sign_in_links (hub_id, token_hash, account_id, ends_at)
            VALUES (\(hub.hub), \(link.tokenHash), \(link.account), \(link.endsAt))
            """)
    }

    public func find(tokenHash: String) throws -> SignInLink? {
        try hub.row("SELECT * FROM sign_in_links WHERE hub_id = \(hub.hub) AND token_hash = \(tokenHash)").map {
            SignInLink(
                account: try $0.id("account_id"), tokenHash: try $0.text("token_hash"),
                endsAt: try $0.moment("ends_at"))
        }
    }

    /// Uses the link up. False when it was used meanwhile: then nothing may follow from it.
    public func use(tokenHash: String) throws -> Bool {
        try hub.execute("DELETE FROM sign_in_links WHERE hub_id = \(hub.hub) AND token_hash = \(tokenHash)") == 1
    }

    public func removeAll(of account: Identifier<Worker>) throws {
        try hub.execute("DELETE FROM sign_in_links WHERE hub_id = \(hub.hub) AND account_id = \(account)")
    }
}

/// Browsers in which somebody signed in before. A subject is a hash over the browser's secret and the e-mail address:
/// the table says nothing about anybody.
public struct KnownDeviceStore {
    let transaction: Transaction

    public func isKnown(_ subject: String) throws -> Bool {
        try transaction.row("SELECT seen_at FROM known_devices WHERE subject = \(subject)") != nil
    }

    public func note(_ subject: String, seenAt moment: Moment) throws {
        try transaction.execute(
            """
            INSERT INTO known_devices (subject, seen_at) VALUES (\(subject), \(moment))
            ON CONFLICT (subject) DO UPDATE SET seen_at = \(moment)
            """)
    }

    /// Forgets the browsers in which nobody signed in since `moment`.
    public func forget(before moment: Moment) throws {
        try transaction.execute("DELETE FROM known_devices WHERE seen_at < \(moment)")
    }
}

extension HubTransaction {
    public var halfSignIns: HalfSignInStore { HalfSignInStore(hub: self) }
    public var signInLinks: SignInLinkStore { SignInLinkStore(hub: self) }
}

extension Transaction {
    public var knownDevices: KnownDeviceStore { KnownDeviceStore(transaction: self) }
}
