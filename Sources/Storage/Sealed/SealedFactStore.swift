import People
import Vocabulary

/// A fact as it is kept: which it is can be read, what it says cannot.
public struct KeptFact: Hashable, Sendable {
    public let person: Person.ID
    public let field: SealedField
    /// Counts up from 1 each time that the fact is written anew.
    public let version: Int
    /// The ``WrappedPersonKey/generation`` of the key that opens it.
    public let generation: String
    /// Nonce, what it says, and the tag that proves both, in base64.
    public let sealed: String
    public let changedAt: Moment

    public init(
        person: Person.ID, field: SealedField, version: Int, generation: String, sealed: String, changedAt: Moment
    ) {
        self.person = person
        self.field = field
        self.version = version
        self.generation = generation
        self.sealed = sealed
        self.changedAt = changedAt
    }
}

/// The sealed facts of a hub's people.
public struct SealedFactStore {
    let hub: HubTransaction

    /// What is sealed about one person, apart from the notes of contacts.
    public func of(_ person: Person.ID) throws -> [KeptFact] {
        try hub.rows(
            """
            SELECT * FROM sealed_facts WHERE hub_id = \(hub.hub) AND person_id = \(person)
              AND field IN \(list: SealedField.ofPerson.map(\.key))
            ORDER BY field
            """
        ).map(Self.fact)
    }

    /// The sealed notes of a person's contacts, newest first.
    public func contactNotes(of person: Person.ID, limit: Int) throws -> [KeptFact] {
        try hub.rows(
            """
            SELECT f.* FROM contacts c
            JOIN sealed_facts f ON f.hub_id = c.hub_id AND f.person_id = c.person_id AND f.field = 'contact/' || c.id
            WHERE c.hub_id = \(hub.hub) AND c.person_id = \(person) AND c.note_sealed = 1
            ORDER BY c.at DESC, c.id LIMIT \(limit)
            """
        ).map(Self.fact)
    }

    /// Which fields are sealed, and in which version: what a form must know that may not see what they say.
    public func versions(of person: Person.ID) throws -> [SealedField: Int] {
        Dictionary(try of(person).map { ($0.field, $0.version) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether anything at all is sealed about a person.
    public func isThereAny(of person: Person.ID) throws -> Bool {
        try hub.row(
            "SELECT field FROM sealed_facts WHERE hub_id = \(hub.hub) AND person_id = \(person) LIMIT 1") != nil
    }

    public func count() throws -> Int {
        try hub.row("SELECT COUNT(*) AS n FROM sealed_facts WHERE hub_id = \(hub.hub)")?.integer("n") ?? 0
    }

    /// Keeps a fact that follows the version before it, which was the caller's to compare.
    public func keep(_ fact: KeptFact) throws {
        try hub.execute(
            """
            INSERT INTO sealed_facts (hub_id, person_id, field, version, generation, sealed, changed_at)
            VALUES (\(hub.hub), \(fact.person), \(fact.field.key), \(fact.version), \(fact.generation),
                    \(fact.sealed), \(fact.changedAt))
            ON CONFLICT (hub_id, person_id, field) DO UPDATE
                SET version = excluded.version, generation = excluded.generation, sealed = excluded.sealed,
                    changed_at = excluded.changed_at
            """)
    }

    public func remove(_ field: SealedField, of person: Person.ID) throws {
        try hub.execute(
            "DELETE FROM sealed_facts WHERE hub_id = \(hub.hub) AND person_id = \(person) AND field = \(field.key)")
    }

    /// Some of all that is sealed in the hub, in the order of people and fields: for `kith verify`.
    public func page(after last: KeptFact?, limit: Int) throws -> [KeptFact] {
        try hub.rows(
            """
            SELECT * FROM sealed_facts
            WHERE hub_id = \(hub.hub)
              AND (person_id, field) > (\(last?.person.rawValue ?? ""), \(last?.field.key ?? ""))
            ORDER BY person_id, field LIMIT \(limit)
            """
        ).map(Self.fact)
    }

    private static func fact(_ row: Row) throws -> KeptFact {
        guard let field = SealedField(key: try row.text("field")) else {
            throw StorageFault.unreadable(column: "field")
        }
        return KeptFact(
            person: try row.id("person_id"), field: field, version: try row.integer("version"),
            generation: try row.text("generation"), sealed: try row.text("sealed"),
            changedAt: try row.moment("changed_at"))
    }
}

extension HubTransaction {
    public var sealedFacts: SealedFactStore { SealedFactStore(hub: self) }
}
