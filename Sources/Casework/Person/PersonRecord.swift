import Community
import People
import Storage
import Vocabulary

/// Everything that the page of one person shows, as it was at one moment.
public struct PersonRecord: Sendable {
    public let person: Person
    /// Who walks with them; nil while nobody does.
    public let workerName: String?
    /// Who stands in for that worker today.
    public var standIn: Companion.StandIn?
    /// Who walked with them and has left, where nobody does now.
    public var leaverName: String?
    /// Newest first, the open ones before those that are over, of which there are the newest only.
    public let referrals: [ReferralEntry]
    /// How many referrals are over, shown or not.
    public let pastReferrals: Int
    /// Newest first.
    public let timeline: [TimelineEntry]
    /// Who looked at this record, newest first, this look among them.
    public let looks: [Look]
    /// What ties whoever reads this to the person.
    public var relationship: Relationship? = .ownWorker
    /// The glass that the reader broke, where that is what lets them in.
    public var glass: BreakGlass?
    /// What they said yes to and did not take back, newest first.
    public var yeses: [Yes] = []
    /// Worries of groups that stand open.
    public var worries: [WorryLine] = []
    /// Who saw the code of their own page and is no longer there for them.
    public var codeWitness: CodeWitness?
    /// The day on which everything is erased, as they asked; nil where they did not.
    public var erasureOn: Day?
    /// Why nothing can be sent for them yet; nil where it can.
    public var hold: ReferralHold?
    /// Who else this person may be, as far as the reader walks with them too.
    public var linked: [LinkedPerson] = []
    /// The group that the team suggests for them, when it shared places out.
    public var suggestion: SuggestedGroup?
    /// The names of the groups that they keep away from.
    public let avoidedGroups: [Group.ID: String]

    /// How many referrals that are over stand on the person's own page, and on each page of their list.
    public static let pastShown = 10
    public static let pastPageSize = 25
    /// How far back the trail is read for the story, and for who looked: further than the page shows.
    /// A person has no more open yeses than groups they are told of.
    static let yesesShown = 30
    static let storyRead = 200
    static let worriesRead = 50
    static let looksRead = 200

    public struct ReferralEntry: Sendable {
        public let referral: Referral
        public let groupName: String
        /// Newest first.
        public let attendances: [Attendance]
    }

    /// A yes that counts today, and the group that may know something by it.
    public struct Yes: Sendable {
        public let consent: Consent
        public let groupName: String
    }

    /// The looks of one worker on one day, for one reason.
    public struct Look: Hashable, Sendable {
        public let name: String
        public let on: Day
        public let isYou: Bool
        /// For what they opened what is sealed; nil where they looked at the rest only.
        public var openedFor: Opening.Purpose?
        /// What tied them to the person, as the trail names it; nil where it did not say yet.
        public var because: String? = nil
        /// What they looked at, as the trail names it, in the order in which it was first looked at.
        public var parts: [String] = ["record"]
    }
}

/// Opens the record of one person, and writes down that it was looked at.
///
/// The number of statements is the same however long the story is.
public struct OpenPersonRecord: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``Access/Refusal/notFound`` for an unknown person and for somebody else's alike.
    public func callAsFunction(_ id: Person.ID, by actor: Actor) async throws -> PersonRecord {
        try Access.require(.lookAtPeople, of: actor)
        return try await desk.database.write(actor.hub) { [desk] hub in
            try Self.open(id, in: hub, by: actor, clock: desk.clock)
        }
    }

    static func open(_ id: Person.ID, in hub: HubTransaction, by actor: Actor, clock: Clock) throws -> PersonRecord {
        let person = try hub.person(id, for: actor, to: .look, clock: clock)
        try hub.recordLook(at: person, by: actor, clock: clock, part: "record")
        let open = try hub.referrals.open(of: id)
        let past = try hub.referrals.past(of: id, limit: PersonRecord.pastShown)
        let referrals = open + past
        let attendances = Dictionary(grouping: try hub.attendances.of(referrals.map(\.id)), by: \.referral)
        let avoided = person.about.avoid.groups.map { Group.ID(rawValue: $0) }
        let decision = try hub.decide(actor, to: .look, with: person, clock: clock)
        let consents = try hub.consents.counting(of: id, on: clock.today, limit: PersonRecord.yesesShown)
        let worries = try hub.worries.of(id, limit: PersonRecord.worriesRead)
        let names = try hub.groups.names(
            (referrals.map(\.group) + consents.map(\.group) + worries.map(\.group)).map { Group.ID(rawValue: $0) }
                + avoided)
        let contacts = try hub.contacts.of(id)
        let story = try hub.events.concerning(id, verbs: TimelineEntry.verbs, limit: PersonRecord.storyRead)
        // That the person read what is theirs is nobody's business. And who held the record against another is for the
        // person to read: to its worker it would tell who is known here.
        let seen = try hub.events.concerning(
            id, verbs: [TrailVerb.personLookedAt, .sealedOpened], limit: PersonRecord.looksRead
        ).filter { $0.actor.kind != .person && $0[.part] != DecideLikeness.part }
        let workers = try hub.accounts.names(Self.workers(in: story + seen, contacts: contacts, person: person))
        let entries = referrals.map { referral in
            PersonRecord.ReferralEntry(
                referral: referral, groupName: names[Group.ID(rawValue: referral.group)] ?? "A group",
                attendances: attendances[referral.id] ?? [])
        }
        let glass =
            try decision.relationship == .breakGlass
            ? actor.worker.flatMap { try hub.breakGlass.latest(of: $0, to: id) } : nil
        let companion = try hub.companion(of: person.worker, on: clock.today)
        let hasLeft = try person.worker.map { try hub.accounts.find($0)?.isOpen == false } ?? false
        let workerName = person.worker.map { workers[$0] ?? "A colleague" }
        return PersonRecord(
            person: person, workerName: hasLeft ? nil : workerName, standIn: companion?.standIn,
            leaverName: hasLeft ? workerName : nil,
            referrals: entries, pastReferrals: try hub.referrals.countPast(of: id),
            timeline: TimelineEntry.timeline(
                of: entries, contacts: contacts, events: story,
                worried: Dictionary(
                    worries.map { ($0.id.rawValue, names[Group.ID(rawValue: $0.group)] ?? "A group") },
                    uniquingKeysWith: { $1 }), workers: workers, zone: clock.zone),
            looks: looks(in: seen, workers: workers, clock: clock, you: actor.worker),
            relationship: decision.relationship,
            glass: glass,
            yeses: consents.map {
                PersonRecord.Yes(consent: $0, groupName: names[Group.ID($0.group)] ?? "A group")
            },
            worries: try hub.open(
                worries, about: person, workerName: person.worker.flatMap { workers[$0] }, for: actor),
            codeWitness: try hub.formerWitness(of: try hub.ownPageCodes.of(id), with: person, clock: clock),
            erasureOn: try hub.personRequests.openErasure(of: id)?.actsAt?.day(in: clock.zone),
            hold: try hub.hold(on: person, for: actor),
            linked: try hub.linked(with: id, for: actor),
            suggestion: try hub.cohortPlans.suggestion(for: id, since: clock.suggestionsSince)
                .map(SuggestedGroup.init),
            avoidedGroups: names.filter { avoided.contains($0.key) })
    }

    private static func workers(in events: [Event], contacts: [Contact], person: Person) -> Set<Identifier<Worker>> {
        var workers = Set(contacts.map(\.by))
        workers.formUnion(events.filter { $0.actor.kind == .worker }.map { Identifier(rawValue: $0.actor.id) })
        workers.formUnion(
            events.filter { $0.known == .personHandedOn }.compactMap { $0[.to] }.map(
                Identifier.init(rawValue:)))
        if let worker = person.worker { workers.insert(worker) }
        return workers
    }

    private static func looks(
        in events: [Event], workers: [Identifier<Worker>: String], clock: Clock, you: Identifier<Worker>?
    ) -> [PersonRecord.Look] {
        var looks: [PersonRecord.Look] = []
        var places: [String: Int] = [:]
        for event in events {
            let id = Identifier<Worker>(rawValue: event.actor.id)
            let (day, because) = (event.at.day(in: clock.zone), event[.because])
            let openedFor = event[.purpose].flatMap(Opening.Purpose.init(rawValue:))
            let key = "\(event.actor.id) \(day) \(because ?? "") \(openedFor?.rawValue ?? "")"
            let part = event[.part] ?? "record"
            if let place = places[key] {
                // The newest comes first.
                if !looks[place].parts.contains(part) { looks[place].parts.insert(part, at: 0) }
            } else {
                places[key] = looks.count
                looks.append(
                    PersonRecord.Look(
                        name: workers[id] ?? "A colleague", on: day, isYou: id == you, openedFor: openedFor,
                        because: because, parts: [part]))
            }
        }
        return looks
    }
}
