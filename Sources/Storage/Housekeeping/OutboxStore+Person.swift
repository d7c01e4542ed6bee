import People
import Vocabulary

/// Letters to a person themselves go when they are erased.
extension OutboxStore {
    /// What was written to a person themselves, newest first: for their own copy.
    public func to(_ person: Person.ID) throws -> [OutgoingMail] {
        // They are few, and sorted here: an engine asked for the order reads all the mail of a hub in it.
        try hub.rows("SELECT * FROM outbox WHERE hub_id = \(hub.hub) AND person_id = \(person)").map(Self.mail)
            .sorted { ($1.createdAt, $0.id) < ($0.createdAt, $1.id) }
    }

    public func belong(_ mail: OutgoingMail.ID, to person: Person.ID) throws {
        try hub.execute("UPDATE outbox SET person_id = \(person) WHERE hub_id = \(hub.hub) AND id = \(mail)")
    }
}
