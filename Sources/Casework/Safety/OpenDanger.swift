import People
import Storage
import Vocabulary

/// What is done now for somebody in immediate danger, and whom to call.
public struct DangerRecord: Sendable {
    public let person: Person
    /// Who is there for them today; nil where nobody is.
    public let companion: Companion?
    public let lead: SafeguardingContact
    /// Whether the reader may say that the danger is over.
    public let mayChange: Bool

    public init(person: Person, companion: Companion?, lead: SafeguardingContact, mayChange: Bool) {
        self.person = person
        self.companion = companion
        self.lead = lead
        self.mayChange = mayChange
    }
}

/// Opens the page for somebody in danger.
public struct OpenDanger: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``Access/Refusal/notFound`` for an unknown person and for somebody else's alike.
    public func callAsFunction(_ id: Person.ID, by actor: Actor) async throws -> DangerRecord {
        try Access.require(.lookAtPeople, of: actor)
        return try await desk.database.write(actor.hub) { [clock = desk.clock] hub in
            let person = try hub.person(id, for: actor, to: .look, clock: clock)
            return try Self.record(of: person, in: hub, by: actor, clock: clock)
        }
    }

    /// Where the person is in danger now; nil where they are not, and groups can be looked for.
    ///
    /// - Throws: ``Access/Refusal/notFound``.
    public func whereNeeded(_ id: Person.ID, by actor: Actor) async throws -> DangerRecord? {
        try Access.require(.walkWithPeople, of: actor)
        let isNeeded = try await desk.database.read(actor.hub) { hub in
            try hub.person(id, for: actor).about.risk == .r4
        }
        return isNeeded ? try await self(id, by: actor) : nil
    }

    private static func record(
        of person: Person, in hub: HubTransaction, by actor: Actor, clock: Clock
    ) throws -> DangerRecord {
        try hub.recordLook(at: person, by: actor, clock: clock, part: "danger")
        let decision = try hub.decide(actor, to: .look, with: person, clock: clock)
        return DangerRecord(
            person: person, companion: try hub.companion(of: person.worker, on: clock.today),
            lead: try hub.safeguardingContact(for: actor), mayChange: decision.relationship?.mayChange ?? false)
    }
}
