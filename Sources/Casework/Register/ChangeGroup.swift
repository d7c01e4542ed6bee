import Community
import People
import Storage
import Vocabulary

extension HubTransaction {
    /// Saves a changed group: the one way by which anything of Casework changes one, so that nothing narrows what a group
    /// takes without those hearing of it whom it concerns (docs/adr/0055).
    ///
    /// - Parameter before: the group as it was read.
    func save(_ group: Group, was before: Group, by actor: Actor, desk: Desk) throws {
        try groups.save(group)
        guard before.opening != group.opening else { return }
        try note(
            GroupChange(
                id: desk.ids.next(), group: group.id, was: before.opening, became: group.opening, at: desk.clock.now,
                by: actor.changesGroupsAs), by: actor.inTrail)
    }

    /// Keeps that a group takes fewer people than it did, or more. Where it is fewer, it is an event of everybody whom it
    /// concerns: their workers find it on Today, and they themselves on their own page.
    public func note(_ change: GroupChange, by actor: EventActor) throws {
        func record(
            _ verb: TrailVerb, of subject: EventSubject, person: Person.ID? = nil, detail: [String: String]
        ) throws {
            try TrailVerb.check(verb.rawValue, detail)
            try events.append(verb.rawValue, of: subject, by: actor, at: change.at, person: person, detail: detail)
        }
        try groupChanges.add(change)
        let inside = try referrals.of(change.group, states: Self.inside, limit: Self.mostInside)
        try record(
            .groupOpeningChanged, of: .group(change.group),
            detail: [
                "was": change.was.rawValue, "became": change.became.rawValue, "people": String(inside.count),
            ])
        guard change.became.isNarrower(than: change.was) else { return }
        for referral in inside where change.became.concernsMembers || !referral.state.holdsPlace {
            try record(
                .groupChangeTold, of: .referral(referral.id), person: referral.person,
                detail: ["became": change.became.rawValue])
        }
    }

    /// The states of those who wait for a group or are in it.
    private static let inside = Referral.State.allCases.filter { $0.isOpen && $0 != .draft }
    private static let mostInside = 10_000
}

extension Actor {
    /// How the history of a group names whoever changed it.
    fileprivate var changesGroupsAs: GroupChange.Source {
        switch identity {
        case .group: .group
        case .worker, .person: .hub
        case .job, .command: .directory
        }
    }
}
