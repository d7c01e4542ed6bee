import People
import Storage
import Vocabulary

/// Writes down that somebody was in touch with a person, or tried to be.
public struct RecordContact: Sendable {
    public enum Refusal: Error, Equatable, Sendable {
        case tooLong
        /// Nobody can have called tomorrow, or before the person was known.
        case notOnThisDay
    }

    /// What is written down of one contact.
    public struct Entry: Hashable, Sendable {
        public var kind: Contact.Kind
        public var reached: Bool
        public var note: String
        /// The day it was; nil for just now.
        public var on: Day?

        public init(kind: Contact.Kind, reached: Bool, note: String = "", on: Day? = nil) {
            self.kind = kind
            self.reached = reached
            self.note = note
            self.on = on
        }
    }

    /// How far back a contact may be written down after the fact.
    static let daysBack = 366

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter submission: the id of the form: sent twice, it is one contact.
    public func callAsFunction(
        _ entry: Entry, with id: Person.ID, submission: String, by actor: Actor
    ) async throws {
        try Access.require(.lookAtPeople, of: actor)
        guard let worker = actor.worker else { throw Access.Refusal.notInRole }
        guard entry.note.unicodeScalars.count <= AboutLimit.note else { throw Refusal.tooLong }
        let at = try moment(of: entry)
        _ = try await desk.database.write(actor.hub) { [desk] hub in
            var person = try hub.person(id, for: actor, to: .contact, clock: desk.clock)
            return try hub.once(submission, for: "record-contact \(id)", clock: desk.clock) {
                let contact = Contact(
                    id: desk.ids.next(), person: id, at: at, kind: entry.kind, reached: entry.reached,
                    note: entry.note, by: worker)
                try hub.contacts.add(contact)
                if entry.reached, person.lastContactAt.map({ $0 < at }) ?? true {
                    person.lastContactAt = at
                    try hub.people.save(person)
                }
                try hub.record(
                    "contact-recorded", of: .person(id), by: actor, clock: desk.clock, person: id,
                    detail: ["kind": entry.kind.rawValue, "reached": entry.reached ? "yes" : "no"])
                return contact.id.rawValue
            }
        }
    }

    private func moment(of entry: Entry) throws(Refusal) -> Moment {
        let today = desk.clock.today
        guard let day = entry.on, day != today else { return desk.clock.now }
        guard day < today, today.days(since: day) <= Self.daysBack else { throw .notOnThisDay }
        // The hour was not said: noon is on the right day in every zone of the country.
        return day.start(in: desk.clock.zone).adding(seconds: 12 * 3600)
    }
}
