import People
import Vocabulary

/// Letters to a person themselves go when they are erased.
extension OutboxStore {
    public func belong(_ mail: OutgoingMail.ID, to person: Person.ID) throws {
        try hub.execute("UPDATE outbox SET person_id = \(person) WHERE hub_id = \(hub.hub) AND id = \(mail)")
    }
}
