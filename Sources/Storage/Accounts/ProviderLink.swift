import People
import Vocabulary

/// That an account is connected with whom an identity provider vouches for.
public struct ProviderLink: Hashable, Sendable {
    public let account: Identifier<Worker>
    /// The hash of the name under which the provider knows the owner.
    public let subject: String
    public let linkedAt: Moment

    public init(account: Identifier<Worker>, subject: String, linkedAt: Moment) {
        self.account = account
        self.subject = subject
        self.linkedAt = linkedAt
    }
}

/// The accounts of a hub that are connected: each with one subject, and each subject with one account of the server.
public struct ProviderLinkStore {
    let hub: HubTransaction

    public func find(_ account: Identifier<Worker>) throws -> ProviderLink? {
        try hub.row("SELECT * FROM provider_links WHERE hub_id = \(hub.hub) AND account_id = \(account)").map {
            ProviderLink(
                account: try $0.id("account_id"), subject: try $0.text("subject_hash"),
                linkedAt: try $0.moment("linked_at"))
        }
    }

    /// Connects them. False where the account or the subject is connected already: then nothing of this transaction
    /// may stay.
    public func add(_ link: ProviderLink) throws -> Bool {
        let subjects = try hub.execute(
            """
            INSERT INTO provider_subjects (subject_hash, hub_id, account_id)
            VALUES (\(link.subject), \(hub.hub), \(link.account)) ON CONFLICT (subject_hash) DO NOTHING
            """)
        let links = try hub.execute(
            """
            INSERT INTO provider_links (hub_id, account_id, subject_hash, linked_at)
            VALUES (\(hub.hub), \(link.account), \(link.subject), \(link.linkedAt))
            ON CONFLICT (hub_id, account_id) DO NOTHING
            """)
        return subjects == 1 && links == 1
    }

    /// Parts them. False where the account is not connected.
    public func remove(_ account: Identifier<Worker>) throws -> Bool {
        guard let link = try find(account) else { return false }
        try hub.execute(
            "DELETE FROM provider_subjects WHERE hub_id = \(hub.hub) AND subject_hash = \(link.subject)")
        return try hub.execute("DELETE FROM provider_links WHERE hub_id = \(hub.hub) AND account_id = \(account)")
            == 1
    }
}

/// Which account a subject signs in to. It belongs to no single hub.
public struct ProviderSubjectStore {
    let transaction: Transaction

    public func find(_ subject: String) throws -> (hub: Identifier<Hub>, account: Identifier<Worker>)? {
        try transaction.row(
            "SELECT hub_id, account_id FROM provider_subjects WHERE subject_hash = \(subject)"
        ).map { (try $0.id("hub_id"), try $0.id("account_id")) }
    }
}

extension HubTransaction {
    public var providerLinks: ProviderLinkStore { ProviderLinkStore(hub: self) }
}

extension Transaction {
    public var providerSubjects: ProviderSubjectStore { ProviderSubjectStore(transaction: self) }
}
