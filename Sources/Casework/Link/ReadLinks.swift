import People
import Storage
import Vocabulary

/// Somebody whom a person is linked with, and whom the reader may see.
public struct LinkedPerson: Hashable, Sendable {
    public let id: Person.ID
    public let name: String
    public let reason: String
}

/// Who else a person may be: what is linked, and what looks alike.
public struct PersonLinks: Sendable {
    public let person: Person
    public let linked: [LinkedPerson]
    public let alike: [Lookalike]
}

/// Two linked records, side by side.
public struct LinkedRecords: Sendable {
    public let one: PersonRecord
    public let other: PersonRecord
    public let link: PersonLink
    /// Who linked them.
    public let workerName: String
}

/// Reads the links of people, for whoever may see both ends of them.
public struct ReadLinks: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter search: a name to look for besides what looks alike.
    /// - Throws: ``Access/Refusal/notFound``.
    public func callAsFunction(_ id: Person.ID, search: String = "", by actor: Actor) async throws -> PersonLinks {
        try Access.require(.walkWithPeople, of: actor)
        return try await desk.database.write(actor.hub) { [clock = desk.clock] hub in
            let person = try hub.person(id, for: actor)
            try hub.recordLook(at: person, by: actor, clock: clock, part: "links")
            let linked = try hub.linked(with: id, for: actor)
            // Also those that the actor cannot see: they are linked already.
            let known = Set(try hub.personLinks.of(id, limit: LinkPeople.most).map { $0.other(than: id) } + [id])
            let alike = PeopleAlike(hub: hub, actor: actor)
            return PersonLinks(
                person: person, linked: linked,
                alike: search.isEmpty
                    ? try alike.like(person, besides: known) : try alike.named(search, besides: known))
        }
    }

    /// Both records, each of them looked at.
    ///
    /// - Throws: ``Access/Refusal/notFound`` where either is somebody else's, and where the two are not linked.
    public func sideBySide(_ id: Person.ID, _ other: Person.ID, by actor: Actor) async throws -> LinkedRecords {
        try Access.require(.walkWithPeople, of: actor)
        return try await desk.database.write(actor.hub) { [clock = desk.clock] hub in
            for one in [id, other] { _ = try hub.person(one, for: actor) }
            guard let link = try hub.personLinks.between(id, other) else { throw Access.Refusal.notFound }
            return LinkedRecords(
                one: try OpenPersonRecord.open(id, in: hub, by: actor, clock: clock),
                other: try OpenPersonRecord.open(other, in: hub, by: actor, clock: clock), link: link,
                workerName: try hub.accounts.names([link.by])[link.by] ?? "A colleague")
        }
    }
}

extension HubTransaction {
    /// Whom a person is linked with, as far as the actor walks with them too.
    func linked(with id: Person.ID, for actor: Actor) throws -> [LinkedPerson] {
        try personLinks.of(id, limit: LinkPeople.most).compactMap { link in
            do {
                let other = try person(link.other(than: id), for: actor)
                return LinkedPerson(id: other.id, name: other.about.callName, reason: link.reason)
            } catch Access.Refusal.notFound { return nil }
        }
    }
}
