import People
import Vocabulary

/// What opens a person's own page: one code each, stored as what is derived from it.
public struct OwnPageCode: Hashable, Sendable {
    public let person: Person.ID
    public let hash: String
    public let givenAt: Moment
    /// When it last opened the page; nil where it never did.
    public let usedAt: Moment?
    /// Who saw it when it was printed; nil where it went by mail, or the person took it themselves.
    public let seenBy: Identifier<Worker>?

    public init(
        person: Person.ID, hash: String, givenAt: Moment, usedAt: Moment? = nil, seenBy: Identifier<Worker>? = nil
    ) {
        self.person = person
        self.hash = hash
        self.givenAt = givenAt
        self.usedAt = usedAt
        self.seenBy = seenBy
    }
}

/// The codes of a hub's people.
public struct OwnPageCodeStore {
    let hub: HubTransaction

    public func of(_ person: Person.ID) throws -> OwnPageCode? {
        try hub.row("SELECT * FROM own_page_codes WHERE hub_id = \(hub.hub) AND person_id = \(person)").map(Self.code)
    }

    /// Gives the person this code in place of any they had.
    public func give(_ code: OwnPageCode) throws {
        try remove(of: code.person)
        try hub.execute(
            """
            INSERT INTO own_page_codes (code_hash, hub_id, person_id, given_at, used_at, seen_by)
            VALUES (\(code.hash), \(hub.hub), \(code.person), \(code.givenAt), \(code.usedAt), \(code.seenBy))
            """)
    }

    /// Notes that the code opened the page, and keeps it as it would be derived today.
    public func use(_ code: OwnPageCode, as hash: String, at moment: Moment) throws {
        try hub.execute(
            """
            UPDATE own_page_codes SET code_hash = \(hash), used_at = \(moment)
            WHERE hub_id = \(hub.hub) AND person_id = \(code.person) AND code_hash = \(code.hash)
            """)
    }

    /// - Returns: whether there was one.
    @discardableResult
    public func remove(of person: Person.ID) throws -> Bool {
        try hub.execute("DELETE FROM own_page_codes WHERE hub_id = \(hub.hub) AND person_id = \(person)") > 0
    }

    /// What is stored of a code that was derived with a key of the hub: ids of keys hold no full stop.
    public static func keyed(_ hash: String, by keyID: String) -> String { "\(keyID).\(hash)" }

    /// How many of the hub's codes rest on this key. Reads all that the hub has.
    public func count(keyedBy keyID: String) throws -> Int {
        try hub.row(
            """
            SELECT COUNT(*) AS n FROM own_page_codes
            WHERE hub_id = \(hub.hub) AND code_hash LIKE \(Self.keyed("%", by: keyID))
            """)?.integer("n") ?? 0
    }

    /// How many have opened nothing since `moment`.
    public func countUnused(since moment: Moment) throws -> Int {
        try Self.unused(since: moment).reduce(0) { count, isUnused in
            let sql: SQL = "SELECT COUNT(*) AS n FROM own_page_codes WHERE hub_id = \(hub.hub) AND \(isUnused)"
            return count + (try hub.row(sql)?.integer("n") ?? 0)
        }
    }

    @discardableResult
    public func removeUnused(since moment: Moment) throws -> Int {
        try Self.unused(since: moment).reduce(0) { count, isUnused in
            count + (try hub.execute("DELETE FROM own_page_codes WHERE hub_id = \(hub.hub) AND \(isUnused)"))
        }
    }

    /// Two statements, each of which the index by use answers; of the later of two columns no index would.
    private static func unused(since moment: Moment) -> [SQL] {
        ["used_at IS NULL AND given_at < \(moment)", "used_at < \(moment)"]
    }

    static func code(_ row: Row) throws -> OwnPageCode {
        OwnPageCode(
            person: try row.id("person_id"), hash: try row.text("code_hash"), givenAt: try row.moment("given_at"),
            usedAt: try row.optionalMoment("used_at"), seenBy: try row.optionalID("seen_by"))
    }
}

/// Which hub's person a code is of: all hubs of a server share one page.
public struct OwnPageDoorStore {
    let transaction: Transaction

    /// - Parameter hashes: the forms that one code may be stored in.
    public func find(_ hashes: [String]) throws -> (hub: Identifier<Hub>, code: OwnPageCode)? {
        try transaction.row("SELECT * FROM own_page_codes WHERE code_hash IN \(list: hashes)").map {
            (try $0.id("hub_id"), try OwnPageCodeStore.code($0))
        }
    }
}

extension HubTransaction {
    public var ownPageCodes: OwnPageCodeStore { OwnPageCodeStore(hub: self) }
}

extension Transaction {
    public var ownPageDoors: OwnPageDoorStore { OwnPageDoorStore(transaction: self) }
}
