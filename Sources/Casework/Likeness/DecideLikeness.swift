import People
import Storage
import Vocabulary

/// Two records that may be of one person, side by side, for whoever has to say.
public struct LikenessRecord: Sendable {
    public let likeness: Likeness
    public let newer: Side
    public let earlier: Side
    /// Whether the reader may open both: a team lead.
    public let opensBoth: Bool
    /// Whether both are the reader's own people.
    public let isOwn: Bool

    /// What of a record it takes to tell whether it is the same person, and no more.
    public struct Side: Hashable, Sendable {
        public let person: Person.ID
        public let name: String
        public let phone: String
        public let languages: [Language]
        public let state: Case.State
        public let since: Moment
        /// Nil while nobody walks with them.
        public let workerName: String?

        public init(
            person: Person.ID, name: String, phone: String, languages: [Language], state: Case.State, since: Moment,
            workerName: String?
        ) {
            self.person = person
            self.name = name
            self.phone = phone
            self.languages = languages
            self.state = state
            self.since = since
            self.workerName = workerName
        }
    }

    public init(likeness: Likeness, newer: Side, earlier: Side, opensBoth: Bool, isOwn: Bool = false) {
        self.likeness = likeness
        self.newer = newer
        self.earlier = earlier
        self.opensBoth = opensBoth
        self.isOwn = isOwn
    }
}

/// Looks at two records that may be of one person, and says whether they are.
///
/// It is for team leads and for the worker of the earlier record; to the worker of the newer one there is no such thing.
public struct DecideLikeness: Sendable {
    /// How the trail names what is looked at here.
    static let part = "likeness"

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``Access/Refusal/notFound`` for an unknown one and for one that is for others to look at alike.
    public func open(_ id: Likeness.ID, by actor: Actor) async throws -> LikenessRecord {
        try Access.require(.walkWithPeople, of: actor)
        return try await desk.database.write(actor.hub) { [clock = desk.clock] hub in
            let (likeness, newer, earlier) = try hub.likeness(id, for: actor)
            for person in [newer, earlier] {
                try hub.record(
                    "person-looked-at", of: .person(person.id), by: actor, clock: clock, person: person.id,
                    detail: ["part": Self.part, "because": Self.relationship(of: actor, to: person).rawValue])
            }
            let names = try hub.accounts.names(Set([newer, earlier].compactMap(\.worker)))
            func side(_ person: Person) -> LikenessRecord.Side {
                LikenessRecord.Side(
                    person: person.id, name: person.about.callName, phone: person.about.reach.phone,
                    languages: person.about.languages.map(\.language), state: person.care.state,
                    since: person.createdAt, workerName: person.worker.flatMap { names[$0] })
            }
            let isOwn = [newer, earlier].allSatisfy(actor.isOwnWorker)
            return LikenessRecord(
                likeness: likeness, newer: side(newer), earlier: side(earlier),
                opensBoth: isOwn || actor.role == .teamLead, isOwn: isOwn)
        }
    }

    /// Says whether the two are one person. Where they are, the records are linked; nothing in either changes.
    ///
    /// - Throws: `Likeness.Refusal/decided(_:)` where somebody said something else before, ``Access/Refusal``.
    public func callAsFunction(_ id: Likeness.ID, _ decision: Likeness.Decision, by actor: Actor) async throws {
        try Access.require(.walkWithPeople, of: actor)
        guard let worker = actor.worker else { throw Access.Refusal.notInRole }
        try await desk.database.write(actor.hub) { [clock = desk.clock] hub in
            var (likeness, newer, earlier) = try hub.likeness(id, for: actor)
            // Sent twice, it is decided already.
            guard likeness.decision != decision else { return }
            try likeness.decide(decision, by: worker, at: clock.now)
            try hub.likenesses.save(likeness)
            try hub.record(
                "likeness-decided", of: .likeness(id), by: actor, clock: clock,
                detail: ["decision": decision.rawValue])
            guard decision == .same, try hub.personLinks.between(newer.id, earlier.id) == nil,
                let link = PersonLink(
                    newer.id, earlier.id, because: Self.reason(likeness), by: worker, at: clock.now)
            else { return }
            try hub.personLinks.add(link)
            for (one, other) in [(newer, earlier), (earlier, newer)] {
                try hub.record(
                    "people-linked", of: .person(one.id), by: actor, clock: clock, person: one.id,
                    detail: ["with": other.id.rawValue])
            }
        }
    }

    private static func relationship(of actor: Actor, to person: Person) -> Relationship {
        actor.role == .teamLead ? .teamLead : person.worker == actor.worker ? .ownWorker : .earlierRecord
    }

    /// Why two records are linked that were found by what is the same in them.
    private static func reason(_ likeness: Likeness) -> String {
        let words = likeness.signs.compactMap(LikenessSign.init(rawValue:)).map { sign in
            switch sign {
            case .phone: "telephone"
            case .email: "e-mail address"
            case .name: "name"
            }
        }
        return "The same \(words.joined(separator: " and ")), looked at when the newer was written down"
    }
}

extension HubTransaction {
    /// The likeness with both people, when it is the actor's to look at.
    fileprivate func likeness(_ id: Likeness.ID, for actor: Actor) throws -> (Likeness, Person, Person) {
        guard let likeness = try likenesses.find(id) else { throw Access.Refusal.notFound }
        let people = try people.find([likeness.newer, likeness.earlier]).filter { $0.erasedAt == nil }
        guard let newer = people.first(where: { $0.id == likeness.newer }),
            let earlier = people.first(where: { $0.id == likeness.earlier }),
            actor.role == .teamLead || earlier.worker == actor.worker
        else { throw Access.Refusal.notFound }
        return (likeness, newer, earlier)
    }
}

/// Tells the leads once more of records that nobody looked at for two working days. Nothing is sent for them meanwhile.
struct RemindOfLikenesses: Sendable {
    static let workingDays = 2

    let desk: Desk
    let actor: Actor
    var mayGoOn: @Sendable () async throws -> Bool = { !Task.isCancelled }

    /// - Returns: how many they were told of.
    func callAsFunction() async throws -> Int {
        let (desk, actor) = (desk, actor)
        guard try await mayGoOn() else { return 0 }
        let last = desk.clock.today.before(workingDays: Self.workingDays)
        let moment = last.adding(days: 1).start(in: desk.clock.zone)
        // Only looked at first: a round that finds nothing writes nothing.
        guard
            try await desk.database.read(
                actor.hub, { try !$0.likenesses.forgotten(foundBefore: moment, limit: 1).isEmpty })
        else { return 0 }
        return try await desk.database.write(actor.hub) { hub in
            let forgotten = try hub.likenesses.forgotten(foundBefore: moment, limit: 100)
            for var likeness in forgotten {
                likeness.toldAgainAt = desk.clock.now
                try hub.likenesses.save(likeness)
                try hub.record("likeness-told-again", of: .likeness(likeness.id), by: actor, clock: desk.clock)
            }
            if !forgotten.isEmpty {
                try hub.tell(
                    .likeness(to: try hub.ownHub(), link: desk.linkToToday, isReminder: true), roles: [.teamLead],
                    desk: desk)
            }
            return forgotten.count
        }
    }
}

extension Day {
    /// The day that lies so many working days before this one: Saturdays and Sundays are none.
    func before(workingDays count: Int) -> Day {
        var (day, left) = (self, count)
        while left > 0 {
            day = day.adding(days: -1)
            if day.weekday.index <= Weekday.friday.index { left -= 1 }
        }
        return day
    }
}
