import Community
import People
import Storage
import Vocabulary

/// The first page of a person's own record: the plan, and what they can decide.
public struct OwnRecord: Sendable {
    public let person: Person
    public let hub: Hub
    /// Who walks with them; nil while nobody does, also where who did has left.
    public let workerName: String?
    /// Who is there instead while that worker is away.
    public var standIn: Companion.StandIn?
    /// Of which something is still to come, newest first, with the yes that each rests on.
    public let open: [Entry]
    public let past: [Entry]
    public let pastTotal: Int
    /// To how many groups their yes stands.
    public let standing: Int
    /// The newest first.
    public let requests: [PersonRequest]
    public let kept: [KeptPart]
    /// What they took back themselves and can still unsay, the newest first.
    public var returning: [StandingConsents.Line] = []

    public struct Entry: Sendable {
        public let referral: Referral
        public let groupName: String
        /// Nil where it was taken back.
        public let consent: Consent?
        /// Whether the group takes people, as it is now.
        public let opening: GroupOpening

        public init(referral: Referral, groupName: String, consent: Consent?, opening: GroupOpening = .open) {
            self.referral = referral
            self.groupName = groupName
            self.consent = consent
            self.opening = opening
        }
    }

    static let openShown = 20
    static let pastShown = 10

    /// That they asked to be erased, while they can take it back.
    public var erasure: PersonRequest? { requests.first { $0.kind == .erasure && $0.state == .open } }
}

/// A page of the groups to which somebody's yes stands.
public struct StandingConsents: Sendable {
    public let lines: [Line]
    public let total: Int
    /// Counted from 1.
    public let page: Int
    /// What they took back themselves and can still unsay, the newest first.
    public var returning: [Line] = []

    public static let pageSize = 25

    public struct Line: Sendable {
        public let consent: Consent
        public let groupName: String

        public init(consent: Consent, groupName: String) {
            self.consent = consent
            self.groupName = groupName
        }
    }
}

/// What the hub holds about somebody, for themselves.
public struct HeldFacts: Sendable {
    public let person: Person
    public let avoidedGroups: [Group.ID: String]
    /// How often somebody was in touch, and wrote it down.
    public let contacts: Int
    /// How many facts are sealed, and how often somebody else opened them.
    public let sealed: Int
    public let openings: Int
    public let kept: [KeptPart]
}

/// Reads for a person what is theirs. That they read it is no event: it is theirs.
public struct ReadOwnRecord: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public func callAsFunction(by actor: Actor) async throws -> OwnRecord {
        let today = desk.clock.today
        return try await read(by: actor) { [desk] hub, person in
            let companion = try hub.companion(of: person.worker, on: today)
            let open = try hub.referrals.open(of: person.id, limit: OwnRecord.openShown)
            let past = try hub.referrals.past(of: person.id, limit: OwnRecord.pastShown)
            let returning = try hub.consents.returning(to: person.id, at: desk.clock.now)
            let names = try hub.groups.names(
                ((open + past).map(\.group) + returning.map(\.group)).map { Group.ID(rawValue: $0) })
            let consents = Dictionary(
                try hub.consents.standing(ids: open.map(\.consent)).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
            let openings = try hub.groups.openings(of: open.map { Group.ID(rawValue: $0.group) })
            func entry(_ referral: Referral) -> OwnRecord.Entry {
                OwnRecord.Entry(
                    referral: referral, groupName: names[Group.ID(rawValue: referral.group)] ?? "A group",
                    consent: consents[referral.consent],
                    opening: openings[Group.ID(rawValue: referral.group)] ?? .open)
            }
            return OwnRecord(
                person: person, hub: try hub.ownHub(),
                workerName: companion?.name, standIn: companion?.standIn,
                open: open.map(entry), past: past.map(entry), pastTotal: try hub.referrals.countPast(of: person.id),
                standing: try hub.consents.countStanding(of: person.id),
                requests: try hub.personRequests.of(person.id), kept: try hub.keptParts.of(person.id),
                returning: returning.map {
                    StandingConsents.Line(
                        consent: $0, groupName: names[Group.ID(rawValue: $0.group)] ?? "A group")
                })
        }
    }

    public func consents(page: Int, by actor: Actor) async throws -> StandingConsents {
        let size = StandingConsents.pageSize
        let now = desk.clock.now
        return try await read(by: actor) { hub, person in
            let total = try hub.consents.countStanding(of: person.id)
            let window = PageWindow(page, of: total, size: size)
            let found = try hub.consents.standing(of: person.id, limit: size, offset: window.offset)
            let returning = try hub.consents.returning(to: person.id, at: now)
            let names = try hub.groups.names((found + returning).map { Group.ID(rawValue: $0.group) })
            func line(_ consent: Consent) -> StandingConsents.Line {
                StandingConsents.Line(
                    consent: consent, groupName: names[Group.ID(rawValue: consent.group)] ?? "A group")
            }
            return StandingConsents(
                lines: found.map(line), total: total, page: window.page, returning: returning.map(line))
        }
    }

    public func facts(by actor: Actor) async throws -> HeldFacts {
        try await read(by: actor) { hub, person in
            HeldFacts(
                person: person,
                avoidedGroups: try hub.groups.names(person.about.avoid.groups.map { Group.ID(rawValue: $0) }),
                contacts: try hub.erasure.count(in: "contacts", of: person.id),
                sealed: try hub.erasure.count(in: "sealed_facts", of: person.id),
                openings: try hub.events.concerning(person.id, verbs: [TrailVerb.sealedOpened], limit: 1000)
                    .count { $0.actor.kind != .person },
                kept: try hub.keptParts.of(person.id))
        }
    }

    func read<Value: Sendable>(
        by actor: Actor, _ body: @escaping @Sendable (HubTransaction, Person) throws -> Value
    ) async throws -> Value {
        try Access.require(.seeOwnRecord, of: actor)
        guard let id = actor.person else { throw Access.Refusal.notInRole }
        return try await desk.database.read(actor.hub) { hub in try body(hub, try hub.person(id, for: actor)) }
    }
}
