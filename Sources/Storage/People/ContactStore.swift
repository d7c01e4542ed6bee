import People
import Vocabulary

/// The times that the hub was in touch with its people.
public struct ContactStore {
    let hub: HubTransaction

    public func add(_ contact: Contact) throws {
        try hub.execute(
            """
            INSERT INTO contacts (hub_id, id, person_id, at, kind, reached, note, by_id, note_sealed)
            VALUES (\(hub.hub), \(contact.id), \(contact.person), \(contact.at), \(contact.kind.rawValue),
                    \(contact.reached), \(contact.note), \(contact.by), \(contact.noteIsSealed))
            """)
    }

    /// Newest first.
    public func of(_ person: Person.ID, limit: Int = 50) throws -> [Contact] {
        try hub.rows(
            """
            SELECT * FROM contacts WHERE hub_id = \(hub.hub) AND person_id = \(person)
            ORDER BY at DESC, id LIMIT \(limit)
            """
        ).map { row in
            guard let kind = Contact.Kind(rawValue: try row.text("kind")) else {
                throw StorageFault.unreadable(column: "kind")
            }
            return Contact(
                id: try row.id("id"), person: try row.id("person_id"), at: try row.moment("at"), kind: kind,
                reached: try row.truth("reached"), note: try row.text("note"), by: try row.id("by_id"),
                noteIsSealed: try row.truth("note_sealed"))
        }
    }
}

extension HubTransaction {
    public var contacts: ContactStore { ContactStore(hub: self) }
}
