import People
import Storage
import Vocabulary

/// Writes down somebody new as soon as there is one way to find them again, or takes up somebody who waited.
public struct BeginFirstContact: Sendable {
    public enum Refusal: Error, Equatable, Sendable {
        /// This very form wrote somebody down, and now comes with other words: a page that was called back, filled
        /// in for somebody else or put right. Nothing of it is saved.
        case wroteDownAlready(Person.ID, name: String)
    }

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// Somebody new.
    ///
    /// - Parameters:
    ///   - about: what the first page holds; only ``AboutPart/reach`` of it is taken.
    ///   - submission: the id of the filling-in: sent twice, it is the same person.
    /// - Throws: ``SaveAbout/Refusal``, ``Refusal``.
    public func callAsFunction(
        with about: AboutPerson, submission: String, by actor: Actor
    ) async throws -> Person.ID {
        try Access.require(.walkWithPeople, of: actor)
        guard about.reach.isReachable else { throw SaveAbout.Refusal.noWayToFindAgain }
        guard AboutLimit.isHeld(by: about) else { throw SaveAbout.Refusal.tooLong }
        let id = try await desk.database.write(actor.hub) { [desk] hub in
            let id = try hub.once(submission, for: "begin-first-contact", clock: desk.clock) {
                var person = Person(id: desk.ids.next(), worker: actor.worker, createdAt: desk.clock.now)
                AboutPart.reach.carry(from: about, to: &person.about)
                try Self.startContacting(&person.care)
                try hub.people.add(person)
                try hub.close(Draft.ID(rawValue: submission), of: .someoneNew, by: actor, clock: desk.clock)
                try hub.record(
                    "first-contact-begun", of: .person(person.id), by: actor, clock: desk.clock, person: person.id)
                try hub.lookForLikeness(of: person, by: actor, desk: desk)
                return person.id.rawValue
            }
            try Self.refuse(about, unlessIn: Person.ID(rawValue: id), hub)
            return id
        }
        return Person.ID(rawValue: id)
    }

    /// The first answer is given again only to the same words: others would be lost without anybody's knowing.
    private static func refuse(_ about: AboutPerson, unlessIn id: Person.ID, _ hub: HubTransaction) throws {
        guard let person = try hub.people.find(id), !AboutPart.reach.isSame(in: person.about, and: about) else {
            return
        }
        throw Refusal.wroteDownAlready(id, name: person.about.callName)
    }

    /// Somebody who came by another way and waits. Doing it twice is the same as once.
    public func callAsFunction(for id: Person.ID, by actor: Actor) async throws {
        try Access.require(.walkWithPeople, of: actor)
        try await desk.database.write(actor.hub) { [desk] hub in
            var person = try hub.person(id, for: actor)
            guard person.care.state == .received || person.care.state == .triage || person.worker == nil else { return }
            if person.worker == nil { person.worker = actor.worker }
            try Self.startContacting(&person.care)
            try hub.people.save(person)
            try hub.record("first-contact-begun", of: .person(id), by: actor, clock: desk.clock, person: id)
        }
    }

    private static func startContacting(_ care: inout Case) throws {
        if care.can(.lookAt) { try care.move(.lookAt) }
        if care.can(.startContacting) { try care.move(.startContacting) }
    }
}

/// Ends a first contact: what matters to the person is known, and groups can be found.
public struct FinishFirstContact: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter kind: how they met, which counts as being in touch.
    public func callAsFunction(_ id: Person.ID, met kind: Contact.Kind, by actor: Actor) async throws {
        try Access.require(.walkWithPeople, of: actor)
        guard let worker = actor.worker else { throw Access.Refusal.notInRole }
        try await desk.database.write(actor.hub) { [desk] hub in
            var person = try hub.person(id, for: actor)
            // Sent a second time, it is done already.
            guard person.care.can(.assess) else { return }
            try person.care.move(.assess)
            person.worker = person.worker ?? worker
            person.lastContactAt = desk.clock.now
            try hub.people.save(person)
            try hub.contacts.add(
                Contact(
                    id: desk.ids.next(), person: id, at: desk.clock.now, kind: kind, reached: true,
                    note: "First contact", by: worker))
            try hub.record(
                "first-contact-finished", of: .person(id), by: actor, clock: desk.clock, person: id,
                detail: ["kind": kind.rawValue])
        }
    }
}
