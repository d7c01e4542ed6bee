import Community
import Matching
import People
import Storage
import Vocabulary

/// Opens how places are shared out, and writes down whose lines were looked at.
public struct ReadSharing: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter page: counted from 1; a page after the last is the last.
    /// - Throws: ``Access/Refusal/notInRole``.
    public func callAsFunction(
        _ show: SharingBoard.Show = .all, page: Int = 1, by actor: Actor
    ) async throws -> SharingBoard {
        try Access.require(.sharePlaces, of: actor)
        return try await desk.database.write(actor.hub) { [desk] hub in
            try Self.board(show, page: page, in: hub, desk: desk, actor: actor)
        }
    }

    /// The line of one person, to be changed.
    ///
    /// - Throws: ``Access/Refusal``: for somebody who is not in the plan as for somebody who is not there.
    public func choice(for id: Person.ID, by actor: Actor) async throws -> SharingChoice {
        try Access.require(.sharePlaces, of: actor)
        return try await desk.database.write(actor.hub) { [desk] hub in
            guard let state = try SharingState(in: hub, desk: desk, actor: actor), !state.plan.isConfirmed,
                let line = state.lines.first(where: { $0.person == id }), let person = state.people[id],
                let situation = state.situations[id]
            else { throw Access.Refusal.notFound }
            let offers = try Self.offers(to: id, in: state, situation, hub: hub, desk: desk)
            let turnedDown = try hub.cohortPlans.turnedDown(since: desk.clock.setAsideSince, for: [id])[id] ?? []
            try hub.recordLook(at: person, by: actor, clock: desk.clock, part: "groups")
            return SharingChoice(
                plan: state.plan, line: line, person: person, situation: situation,
                offers: offers.filter { $0.placesLeft > 0 }, turnedDown: turnedDown,
                fullInPlan: offers.count { $0.placesLeft <= 0 })
        }
    }

    /// How many offers one can choose from: the best.
    static let mostOffers = 20

    private static func offers(
        to person: Person.ID, in state: SharingState, _ situation: Situation, hub: HubTransaction, desk: Desk
    ) throws -> [FoundGroups.OfferedGroup] {
        let found = try desk.directories.ask(in: hub, clock: desk.clock) { index, notes in
            index.match(situation, limit: mostOffers).offers.map { offer in
                let group = Group.ID(rawValue: offer.id.rawValue)
                let room = state.room(of: group, in: index, notes)
                return (offer: offer, left: state.left(of: group, room: room, but: person))
            }
        }
        let groups = Dictionary(
            try hub.groups.find(found.map { Group.ID(rawValue: $0.offer.id.rawValue) }).map { ($0.id, $0) },
            uniquingKeysWith: { $1 })
        return found.compactMap { found in
            groups[Group.ID(rawValue: found.offer.id.rawValue)].map {
                FoundGroups.OfferedGroup(group: $0, offer: found.offer, placesLeft: found.left)
            }
        }
    }

    private static func board(
        _ show: SharingBoard.Show, page: Int, in hub: HubTransaction, desk: Desk, actor: Actor
    ) throws -> SharingBoard {
        let clock = desk.clock
        let waiting = try PeopleWhoWait(in: hub, desk: desk, actor: actor)
        guard let state = try SharingState(in: hub, desk: desk, actor: actor) else {
            return SharingBoard(
                plan: nil, names: [:], waiting: waiting.people.count, withoutNeeds: waiting.withoutNeeds, show: .all,
                counts: [:], rows: [], page: 1,
                today: clock.today)
        }
        var counts = Dictionary(grouping: state.lines, by: state.kind).mapValues(\.count)
        counts[.all] = state.lines.count
        let wanted = state.lines.filter { show == .all || state.kind(of: $0) == show }
        let window = PageWindow(page, of: wanted.count, size: SharingBoard.pageSize)
        let shown = Array(wanted.dropFirst(window.offset).prefix(window.size))
        let rows = try rows(shown, in: state, hub: hub, desk: desk)
        for row in rows { try hub.recordLook(at: row.person, by: actor, clock: clock, part: "groups") }
        return SharingBoard(
            plan: state.plan,
            names: try hub.accounts.names(Set([state.plan.proposedBy] + [state.plan.confirmedBy].compactMap(\.self))),
            waiting: waiting.people.count, withoutNeeds: waiting.withoutNeeds, show: show, counts: counts, rows: rows,
            page: window.page,
            today: clock.today)
    }

    private static func rows(
        _ lines: [CohortPlan.Line], in state: SharingState, hub: HubTransaction, desk: Desk
    ) throws -> [SharingBoard.Row] {
        let groups = Dictionary(
            try hub.groups.find(lines.compactMap(\.group).map(Group.ID.init(rawValue:))).map { ($0.id, $0) },
            uniquingKeysWith: { $1 })
        return try desk.directories.ask(in: hub, clock: desk.clock) { index in
            lines.compactMap { line in
                guard let person = state.people[line.person], let situation = state.situations[line.person] else {
                    return nil
                }
                let group = line.group.flatMap { groups[Group.ID(rawValue: $0)] }
                var offered: FoundGroups.OfferedGroup?
                if let group, case .offer(let offer) = index.explain(group.id.inIndex, for: situation)?.verdict {
                    offered = FoundGroups.OfferedGroup(
                        group: group, offer: offer, placesLeft: state.room[group.id] ?? 0)
                }
                return SharingBoard.Row(
                    line: line, person: person, situation: situation, offered: offered,
                    groupName: group?.details.name,
                    trouble: state.plan.isConfirmed ? nil : state.troubles[line.person],
                    opening: line.shortage == .noGroupFits ? index.match(situation, limit: 0).unlocks.first : nil)
            }
        }
    }
}
