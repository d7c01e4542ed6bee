import People
import Vocabulary

/// The key of one person, wrapped by a key of the hub: useless to whoever has only one of the two.
public struct WrappedPersonKey: Hashable, Sendable {
    public let person: Person.ID
    /// Tells this key from the ones the person had before, which were shredded.
    public let generation: String
    /// Which of the hub's keys wraps it.
    public let keyID: String
    public let wrapped: String

    public init(person: Person.ID, generation: String, keyID: String, wrapped: String) {
        self.person = person
        self.generation = generation
        self.keyID = keyID
        self.wrapped = wrapped
    }
}

/// The keys of a hub's people. What is in here is left out of `kith backup`: see docs/adr/0027.
public struct PersonKeyStore {
    let hub: HubTransaction

    public func find(_ person: Person.ID) throws -> WrappedPersonKey? {
        try hub.row("SELECT * FROM person_keys WHERE hub_id = \(hub.hub) AND person_id = \(person)").map(Self.key)
    }

    public func add(_ key: WrappedPersonKey) throws {
        try hub.execute(
            """
            INSERT INTO person_keys (hub_id, person_id, generation, key_id, wrapped)
            VALUES (\(hub.hub), \(key.person), \(key.generation), \(key.keyID), \(key.wrapped))
            """)
    }

    /// Puts the same key, wrapped by another key of the hub, into the place of `old`.
    ///
    /// - Returns: false when it is not there any more as it was read: it was shredded, or somebody else did the same.
    @discardableResult
    public func rewrap(_ old: WrappedPersonKey, as new: WrappedPersonKey) throws -> Bool {
        try hub.execute(
            """
            UPDATE person_keys SET key_id = \(new.keyID), wrapped = \(new.wrapped)
            WHERE hub_id = \(hub.hub) AND person_id = \(old.person) AND generation = \(old.generation)
              AND key_id = \(old.keyID)
            """) == 1
    }

    /// Makes everything that is sealed about a person unreadable for ever, and removes it. The caller records why.
    public func shred(of person: Person.ID) throws {
        try hub.execute("DELETE FROM person_keys WHERE hub_id = \(hub.hub) AND person_id = \(person)")
        try hub.execute("DELETE FROM sealed_facts WHERE hub_id = \(hub.hub) AND person_id = \(person)")
    }

    /// Some of the keys that a key of the hub wraps, in the order of their people.
    ///
    /// - Parameter last: the person after whom it goes on; nil from the beginning.
    public func wrapped(by keyID: String, after last: Person.ID? = nil, limit: Int) throws -> [WrappedPersonKey] {
        try hub.rows(
            """
            SELECT * FROM person_keys WHERE hub_id = \(hub.hub) AND key_id = \(keyID)
              AND person_id > \(last?.rawValue ?? "")
            ORDER BY person_id LIMIT \(limit)
            """
        ).map(Self.key)
    }

    /// How many keys each of the hub's keys wraps. Reads all that the hub has.
    public func counts() throws -> [String: Int] {
        let rows = try hub.rows(
            "SELECT key_id, COUNT(*) AS n FROM person_keys WHERE hub_id = \(hub.hub) GROUP BY key_id")
        return Dictionary(
            try rows.map { (try $0.text("key_id"), try $0.integer("n")) }, uniquingKeysWith: { first, _ in first })
    }

    /// Which of the hub's keys wraps what is new; nil before anything was sealed.
    public func active() throws -> String? {
        try hub.row("SELECT key_id FROM sealing_keys WHERE hub_id = \(hub.hub)")?.text("key_id")
    }

    public func setActive(_ keyID: String) throws {
        try hub.execute(
            """
            INSERT INTO sealing_keys (hub_id, key_id) VALUES (\(hub.hub), \(keyID))
            ON CONFLICT (hub_id) DO UPDATE SET key_id = excluded.key_id
            """)
    }

    private static func key(_ row: Row) throws -> WrappedPersonKey {
        WrappedPersonKey(
            person: try row.id("person_id"), generation: try row.text("generation"), keyID: try row.text("key_id"),
            wrapped: try row.text("wrapped"))
    }
}

extension HubTransaction {
    public var personKeys: PersonKeyStore { PersonKeyStore(hub: self) }
}
