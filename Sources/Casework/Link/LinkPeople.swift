import People
import Storage
import Vocabulary

/// Links two records that are believed to be of one person. Whoever does it walks with both; nothing in either changes.
public struct LinkPeople: Sendable {
    public enum Refusal: Error, Equatable, Sendable {
        /// Somebody cannot be linked with themselves.
        case samePerson
        /// Without a reason nobody could judge later whether it was right.
        case reasonMissing
        case tooLong
        /// More links than anybody could look through.
        case tooMany
    }

    /// How many links one person can have.
    static let most = 10

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter submission: the id of the form: sent twice, it is one link.
    /// - Throws: ``Refusal``, ``Access/Refusal/notFound`` where either is unknown or somebody else's.
    public func callAsFunction(
        _ id: Person.ID, with other: Person.ID, because reason: String, submission: String, by actor: Actor
    ) async throws {
        try Access.require(.walkWithPeople, of: actor)
        guard let worker = actor.worker else { throw Access.Refusal.notInRole }
        guard !reason.allSatisfy(\.isWhitespace) else { throw Refusal.reasonMissing }
        guard reason.unicodeScalars.count <= AboutLimit.note else { throw Refusal.tooLong }
        guard let link = PersonLink(id, other, because: reason, by: worker, at: desk.clock.now) else {
            throw Refusal.samePerson
        }
        _ = try await desk.database.write(actor.hub) { [desk] hub in
            for one in [id, other] { _ = try hub.person(one, for: actor) }
            // From the other side, or by a colleague: it is done already.
            if try hub.personLinks.between(id, other) != nil { return other.rawValue }
            return try hub.once(submission, for: "link-people \(link.first) \(link.second)", clock: desk.clock) {
                for one in [id, other] where try hub.personLinks.of(one, limit: Self.most).count >= Self.most {
                    throw Refusal.tooMany
                }
                try hub.personLinks.add(link)
                try hub.record("people-linked", both: link, by: actor, clock: desk.clock)
                return other.rawValue
            }
        }
    }
}

/// Ends the link of two records. Both are then what they would be if they had never been linked.
public struct UnlinkPeople: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``Access/Refusal/notFound`` where either is unknown or somebody else's.
    public func callAsFunction(_ id: Person.ID, from other: Person.ID, by actor: Actor) async throws {
        try Access.require(.walkWithPeople, of: actor)
        try await desk.database.write(actor.hub) { [clock = desk.clock] hub in
            for one in [id, other] { _ = try hub.person(one, for: actor) }
            // Pressed twice, it has ended already.
            guard let link = try hub.personLinks.between(id, other) else { return }
            try hub.personLinks.remove(id, other)
            try hub.record("people-unlinked", both: link, by: actor, clock: clock)
        }
    }
}

extension HubTransaction {
    /// An event on each of the two: it concerns both.
    fileprivate func record(_ verb: String, both link: PersonLink, by actor: Actor, clock: Clock) throws {
        for one in [link.first, link.second] {
            try record(
                verb, of: .person(one), by: actor, clock: clock, person: one,
                detail: ["with": link.other(than: one).rawValue])
        }
    }
}
