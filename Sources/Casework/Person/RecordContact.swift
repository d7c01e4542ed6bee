import People
import Storage
import Vocabulary

/// Writes down that somebody was in touch with a person, or tried to be.
public struct RecordContact: Sendable {
    public enum Refusal: Error, Equatable, Sendable {
        case tooLong
        /// Nobody can have called tomorrow, or before the person was known.
        case notOnThisDay
        /// The worker wrote the same down a moment ago, then: perhaps the form was sent again after *Back*.
        case sameAsBefore(at: Moment)
    }

    /// What is written down of one contact.
    public struct Entry: Hashable, Sendable {
        public var kind: Contact.Kind
        public var reached: Bool
        public var note: String
        /// The day it was; nil for just now.
        public var on: Day?
        /// Whether the worker said that it is another one, though it looks like the last.
        public var isAnother: Bool

        public init(
            kind: Contact.Kind, reached: Bool, note: String = "", on: Day? = nil, isAnother: Bool = false
        ) {
            self.isAnother = isAnother
            self.kind = kind
            self.reached = reached
            self.note = note
            self.on = on
        }
    }

    /// For so long the same words are taken for the same contact until somebody says that they are not.
    static let minutesOfOne = 30
    /// How far back a contact may be written down after the fact.
    static let daysBack = 366

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameters:
    ///   - sealed: what of it must stay sealed; nil where nothing must.
    ///   - submission: the id of the form: sent twice, it is one contact.
    /// - Throws: ``Refusal``, and ``SealingRefusal`` where something cannot be sealed: then nothing is written down.
    public func callAsFunction(
        _ entry: Entry, with id: Person.ID, sealing sealed: Sealed<String>? = nil, submission: String, by actor: Actor
    ) async throws {
        try Access.require(.lookAtPeople, of: actor)
        guard let worker = actor.worker else { throw Access.Refusal.notInRole }
        // On its way into the seal: nobody sees it.
        let secret = sealed?.opened(by: Opening(for: .correcting))
        guard [entry.note, secret ?? ""].allSatisfy({ $0.unicodeScalars.count <= AboutLimit.note }) else {
            throw Refusal.tooLong
        }
        let at = try moment(of: entry)
        guard let secret else {
            return try await record(entry, at: at, with: id, submission: submission, by: actor, worker) { _, _ in false
            }
        }
        // What is sealed is shown to nobody again: asked about as a double, it would be lost.
        var whole = entry
        whole.isAnother = true
        try await desk.keys.using { [whole] keys in
            try await record(whole, at: at, with: id, submission: submission, by: actor, worker) { contact, hub in
                try SealedBox(hub: hub, keys: keys)
                    .change(
                        .contactNote(contact), to: .contactNote(contact, secret), of: id, version: 1, self.desk)
                try hub.record(
                    "fact-sealed", of: .person(id), by: actor, clock: self.desk.clock, person: id,
                    detail: ["field": SealedField.contactNote(contact).nameInTrail])
                return true
            }
        }
    }

    /// - Parameter seal: seals the note of the contact, and says whether there was one.
    private func record(
        _ entry: Entry, at: Moment, with id: Person.ID, submission: String, by actor: Actor,
        _ worker: Identifier<Worker>, sealing seal: @escaping @Sendable (Contact.ID, HubTransaction) throws -> Bool
    ) async throws {
        _ = try await desk.database.write(actor.hub) { [desk] hub in
            var person = try hub.person(id, for: actor, to: .contact, clock: desk.clock)
            return try hub.once(submission, for: "record-contact \(id)", clock: desk.clock) {
                if !entry.isAnother, let before = try hub.lastLike(entry, with: id, by: worker, clock: desk.clock) {
                    throw Refusal.sameAsBefore(at: before)
                }
                let contactID: Contact.ID = desk.ids.next()
                let contact = Contact(
                    id: contactID, person: id, at: at, kind: entry.kind, reached: entry.reached,
                    note: entry.note, by: worker, noteIsSealed: try seal(contactID, hub))
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

extension HubTransaction {
    /// When this worker wrote the same contact down, where it was a moment ago. What is sealed in one is not compared.
    fileprivate func lastLike(
        _ entry: RecordContact.Entry, with id: Person.ID, by worker: Identifier<Worker>, clock: Clock
    ) throws -> Moment? {
        let written = try events.concerning(id, verbs: [TrailVerb.contactRecorded], limit: 5)
            .filter {
                $0.actor.id == worker.rawValue && $0.at.adding(seconds: RecordContact.minutesOfOne * 60) > clock.now
            }
            .first {
                $0[.kind] == entry.kind.rawValue && $0[.reached] == (entry.reached ? "yes" : "no")
            }
        guard let last = written?.at else { return nil }
        let day = entry.on ?? clock.today
        let isThere = try contacts.of(id).contains { contact in
            contact.by == worker && contact.kind == entry.kind && contact.reached == entry.reached
                && contact.note == entry.note && contact.at.day(in: clock.zone) == day
        }
        return isThere ? last : nil
    }
}
