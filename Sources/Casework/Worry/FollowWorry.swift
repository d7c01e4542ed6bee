import Community
import People
import Storage
import Vocabulary

/// A worry with all that its page tells: whom to call, what was done, who may close it.
public struct WorryRecord: Sendable {
    public let worry: Worry
    public let personName: String
    /// Who is there for them today; nil where nobody is.
    public let companion: Companion?
    public let groupName: String
    /// Whom to ask for at the group; empty where it did not say.
    public let contactName: String
    /// Empty where the group has none, or keeps it to itself.
    public let groupPhone: String
    /// Whom to call where the number of the group may not be shown.
    public let lead: SafeguardingContact
    /// The names of all who did something about it.
    public let names: [Identifier<Worker>: String]
    /// Whether the reader may close it.
    public let mayClose: Bool

    public init(
        worry: Worry, personName: String, companion: Companion?, groupName: String, contactName: String,
        groupPhone: String, lead: SafeguardingContact, names: [Identifier<Worker>: String], mayClose: Bool
    ) {
        self.worry = worry
        self.personName = personName
        self.companion = companion
        self.groupName = groupName
        self.contactName = contactName
        self.groupPhone = groupPhone
        self.lead = lead
        self.names = names
        self.mayClose = mayClose
    }
}

/// Opens a worry for whoever may look at the person, and writes down the look.
public struct OpenWorry: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``Access/Refusal/notFound`` for an unknown worry and for one about somebody else's person alike.
    public func callAsFunction(_ id: Worry.ID, by actor: Actor) async throws -> WorryRecord {
        try Access.require(.lookAtPeople, of: actor)
        return try await desk.database.write(actor.hub) { [clock = desk.clock] hub in
            let (worry, person) = try hub.worry(id, for: actor, to: .look, clock: clock)
            try hub.recordLook(at: person, by: actor, clock: clock, part: "worry")
            let group = try hub.groups.find(Group.ID(rawValue: worry.group))
            let details = group?.openDetails
            let workers = worry.calls.map(\.by) + (worry.decisions + [worry.closing].compactMap(\.self)).map(\.by)
            let names = try hub.accounts.names(Set(workers))
            return WorryRecord(
                worry: worry, personName: person.about.callName,
                companion: try hub.companion(of: person.worker, on: clock.today),
                groupName: details?.name ?? "A group", contactName: details?.contact.name ?? "",
                groupPhone: details?.contact.phone ?? "", lead: try hub.safeguardingContact(for: actor),
                names: names,
                mayClose: Access.allows(actor, .closeWorries))
        }
    }
}

/// What is done about a worry: the group is called, something is decided, a lead closes it.
public struct FollowWorry: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// Somebody called the group, or tried to.
    ///
    /// - Parameter submission: the id of the form: sent twice, it is one call.
    /// - Throws: `Worry.Refusal`, ``Access/Refusal``.
    public func called(_ id: Worry.ID, reached: Bool, submission: String, by actor: Actor) async throws {
        try await change(
            id, "worry-called", ["reached": reached ? "yes" : "no"], submission: submission, by: actor
        ) { worry, worker, now in try worry.call(reached: reached, by: worker, at: now) }
    }

    /// What is done about it, in words.
    ///
    /// - Throws: `Worry.Refusal`, ``Access/Refusal``.
    public func decided(_ id: Worry.ID, _ words: String, submission: String, by actor: Actor) async throws {
        try await change(id, "worry-decided", [:], submission: submission, by: actor) { worry, worker, now in
            try worry.decide(words, by: worker, at: now)
        }
    }

    /// A lead ends it, with a reason.
    ///
    /// - Throws: `Worry.Refusal`, ``Access/Refusal``.
    public func closed(_ id: Worry.ID, because reason: String, submission: String, by actor: Actor) async throws {
        try Access.require(.closeWorries, of: actor)
        try await change(id, "worry-closed", [:], submission: submission, by: actor) { worry, worker, now in
            try worry.close(because: reason, by: worker, at: now)
        }
    }

    private func change(
        _ id: Worry.ID, _ verb: String, _ detail: [String: String], submission: String, by actor: Actor,
        _ move: @escaping @Sendable (inout Worry, Identifier<Worker>, Moment) throws -> Void
    ) async throws {
        try Access.require(.lookAtPeople, of: actor)
        guard let worker = actor.worker else { throw Access.Refusal.notInRole }
        _ = try await desk.database.write(actor.hub) { [clock = desk.clock] hub in
            // A form that comes twice may come after the worry that let its sender in was closed by it.
            let key = "\(verb) \(id) \(worker)"
            if let result = try hub.submissions.result(of: "\(key) \(submission)") { return result }
            var (worry, person) = try hub.worry(id, for: actor, to: .contact, clock: clock)
            return try hub.once(submission, for: key, clock: clock) {
                try move(&worry, worker, clock.now)
                try hub.worries.save(worry)
                try hub.record(verb, of: .worry(id), by: actor, clock: clock, person: person.id, detail: detail)
                return id.rawValue
            }
        }
    }
}

extension HubTransaction {
    /// The worry and its person, when the actor may do this with the person's record.
    fileprivate func worry(
        _ id: Worry.ID, for actor: Actor, to deed: Deed, clock: Clock
    ) throws -> (Worry, Person) {
        guard let worry = try worries.find(id) else { throw Access.Refusal.notFound }
        return (worry, try person(worry.person, for: actor, to: deed, clock: clock))
    }
}
