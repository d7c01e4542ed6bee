import People
import Vocabulary

/// Somebody who can sign in to a hub.
public struct Account: Identifiable, Hashable, Sendable {
    public let id: Identifier<Worker>
    /// How colleagues call them.
    public var name: String
    /// In lower case; one account for each address, whatever the hub.
    public let email: String
    /// The name of the role, as the room above knows it.
    public var role: String
    /// The password's derived key with its parameters; nil until one was chosen.
    public var password: String?
    /// Whether the account may be used. An account is never deleted: the trail names it.
    public var isOpen: Bool
    public let createdAt: Moment

    public init(
        id: Identifier<Worker>, name: String, email: String, role: String, password: String? = nil, isOpen: Bool = true,
        createdAt: Moment
    ) {
        self.id = id
        self.name = name
        self.email = email
        self.role = role
        self.password = password
        self.isOpen = isOpen
        self.createdAt = createdAt
    }
}

/// The accounts of a hub.
public struct AccountStore {
    let hub: HubTransaction

    /// Adds an account, and its address to the list by which a sign-in finds its hub.
    ///
    /// - Throws: ``StorageFault/constraint(message:)`` when the address has an account already.
    public func add(_ account: Account) throws {
        try hub.execute(
            """
            INSERT INTO accounts (hub_id, id, name, email, role, password, is_open, created_at)
            VALUES (\(hub.hub), \(account.id), \(account.name), \(account.email), \(account.role), \(account.password),
                    \(account.isOpen), \(account.createdAt))
            """)
        // Asked for like this because a server writes the value that a key has already into its log.
        let added = try hub.execute(
            """
            INSERT INTO account_addresses (email, hub_id, account_id)
            VALUES (\(account.email), \(hub.hub), \(account.id)) ON CONFLICT (email) DO NOTHING
            """)
        guard added == 1 else { throw StorageFault.constraint(message: "account_addresses_pkey") }
    }

    public func find(_ id: Identifier<Worker>) throws -> Account? {
        try hub.row("SELECT * FROM accounts WHERE hub_id = \(hub.hub) AND id = \(id)").map(Self.account)
    }

    public func all() throws -> [Account] {
        Self.byName(try hub.rows("SELECT * FROM accounts WHERE hub_id = \(hub.hub)").map(Self.account))
    }

    /// The open accounts of these roles, by name.
    public func open(inRoles roles: [String]) throws -> [Account] {
        Self.byName(
            try hub.rows(
                "SELECT * FROM accounts WHERE hub_id = \(hub.hub) AND role IN \(list: roles) AND is_open = 1"
            ).map(Self.account))
    }

    /// A team is small enough to be sorted here, where names are folded.
    private static func byName(_ accounts: [Account]) -> [Account] {
        accounts.map { (FoldedName.text($0.name), $0) }
            .sorted { ($0.0, $0.1.id) < ($1.0, $1.1.id) }.map(\.1)
    }

    /// Stores a new password, and what else an administrator may change.
    public func save(_ account: Account) throws {
        try hub.execute(
            """
            UPDATE accounts SET name = \(account.name), role = \(account.role), password = \(account.password),
                is_open = \(account.isOpen)
            WHERE hub_id = \(hub.hub) AND id = \(account.id)
            """)
    }

    /// Puts a key that was derived anew from the same password in place of `old`; nothing where the password was
    /// changed meanwhile.
    public func renewPassword(of id: Identifier<Worker>, from old: String, to new: String) throws {
        try hub.execute(
            """
            UPDATE accounts SET password = \(new)
            WHERE hub_id = \(hub.hub) AND id = \(id) AND password = \(old)
            """)
    }

    private static func account(_ row: Row) throws -> Account {
        Account(
            id: try row.id("id"), name: try row.text("name"), email: try row.text("email"), role: try row.text("role"),
            password: try row.optionalText("password"), isOpen: try row.truth("is_open"),
            createdAt: try row.moment("created_at"))
    }
}

/// Which hub an e-mail address signs in to. It belongs to no single hub.
public struct AccountAddressStore {
    let transaction: Transaction

    public func find(_ email: String) throws -> (hub: Identifier<Hub>, account: Identifier<Worker>)? {
        try transaction.row("SELECT hub_id, account_id FROM account_addresses WHERE email = \(email)").map {
            (try $0.id("hub_id"), try $0.id("account_id"))
        }
    }
}

extension HubTransaction {
    public var accounts: AccountStore { AccountStore(hub: self) }
}

extension Transaction {
    public var accountAddresses: AccountAddressStore { AccountAddressStore(transaction: self) }
}
