import Community
import People
import Storage
import Vocabulary

extension HubTransaction {
    /// A group says that it is worried about somebody: a record that stands until a lead closes it, and a letter to
    /// everybody who has to call. The one way in, whatever page the group is at.
    ///
    /// Said once more while it stands, it is the same worry, and everybody is told again: a second call for help is never
    /// swallowed.
    func raiseWorry(about referral: Referral, by actor: Actor, desk: Desk) throws {
        let verb: String
        let id: Worry.ID
        if var worry = try worries.of(referral: referral.id, limit: 1).first, worry.isOpen {
            try worry.raiseAgain(at: desk.clock.now)
            try worries.save(worry)
            (verb, id) = ("worry-raised-again", worry.id)
        } else {
            id = desk.ids.next()
            try worries.add(
                Worry(
                    id: id, person: referral.person, referral: referral.id, group: referral.group,
                    raisedAt: desk.clock.now))
            verb = "worry-raised"
        }
        try record(verb, of: .worry(id), by: actor, clock: desk.clock, person: referral.person)
        let worker = try people.find(referral.person)?.worker
        try tell(
            .worry(to: try ownHub(), link: desk.linkToToday), roles: [.teamLead, .safeguardingLead],
            workers: [worker].compactMap(\.self), toHub: true, desk: desk)
    }
}

extension HubTransaction {
    /// Those of a person's worries that stand open, with the numbers to call.
    func open(
        _ worries: [Worry], about person: Person, workerName: String?, for actor: Actor
    ) throws -> [WorryLine] {
        let open = worries.filter(\.isOpen)
        guard !open.isEmpty else { return [] }
        let groups = Dictionary(
            try self.groups.find(Array(Set(open.map { Group.ID(rawValue: $0.group) }))).map { ($0.id.rawValue, $0) },
            uniquingKeysWith: { $1 })
        let lead = try safeguardingContact(for: actor)
        return open.map { worry in
            let details = groups[worry.group]?.openDetails
            return WorryLine(
                worry: worry, name: person.about.callName, workerName: workerName,
                groupName: details?.name ?? "A group", groupPhone: details?.contact.phone ?? "",
                lead: lead)
        }
    }
}
