import People
import Storage
import Vocabulary

/// Saves one part of what a person told. What somebody else wrote into the same part meanwhile is never
/// overwritten: both texts are handed back.
public struct SaveAbout: Sendable {
    public enum Refusal: Error, Sendable {
        /// Without a phone, an address or another way the person would be lost.
        case noWayToFindAgain
        /// A text is longer than ``AboutLimit`` allows.
        case tooLong
        /// The same part was changed since the form was opened; this is what is stored, and who wrote it.
        case changedMeanwhile(stored: AboutPerson, by: LastWriter?)
    }

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameters:
    ///   - about: the person as the form has it; only `part` of it is taken.
    ///   - stamp: ``AboutPart/stamp(of:)`` of the text from which the form was made.
    ///   - filling: the filling-in of the form, which ends with this: see ``KeepDraft``.
    public func callAsFunction(
        _ id: Person.ID, part: AboutPart, as about: AboutPerson, readAt stamp: String, filling: Draft.ID? = nil,
        by actor: Actor
    ) async throws {
        try Access.require(.walkWithPeople, of: actor)
        if part == .reach, !about.reach.isReachable { throw Refusal.noWayToFindAgain }
        guard AboutLimit.isHeld(by: about) else { throw Refusal.tooLong }
        let form = KeepDraft.Form.part(part, of: id)
        let isNews = try await desk.database.write(actor.hub) { [desk] hub in
            var person = try hub.person(id, for: actor)
            // The same text a second time, as an impatient thumb sends it, is already done.
            if part.isSame(in: person.about, and: about) { return false }
            guard try part.stamp(of: person.about) == stamp else {
                let changes = try hub.events.concerning(id, verbs: [.aboutChanged], limit: 50)
                throw Refusal.changedMeanwhile(
                    stored: person.about,
                    by: try hub.writer(of: changes.first { $0[.part] == part.rawValue }))
            }
            let before = person.about
            part.carry(from: about, to: &person.about)
            try hub.people.save(person)
            try hub.close(filling, of: form, by: actor, clock: desk.clock)
            try hub.record(
                "about-changed", of: .person(id), by: actor, clock: desk.clock, person: id,
                detail: ["part": part.rawValue])
            if part == .risk, person.about.risk == .r4, before.risk != .r4 {
                try hub.tellOfDanger(about: person, by: actor, desk: desk)
            }
            if part == .reach { try hub.lookForLikeness(of: person, by: actor, desk: desk) }
            return true
        }
        if !isNews {
            try await desk.database.keepHouse(actor.hub) { [clock = desk.clock] hub in
                try hub.close(filling, of: form, by: actor, clock: clock)
            }
        }
    }
}
