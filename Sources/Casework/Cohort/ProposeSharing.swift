import Matching
import People
import Storage
import Vocabulary

/// Proposes how to share the places of all groups out among the people who wait, by the engine of `kith allocate`.
///
/// A proposal that nobody confirmed is let go. Whoever has a suggestion that still stands is not in it, and the places
/// that are spoken for are not given twice. A group that was set aside for somebody, or said
/// no to them, is not proposed for them again for a while.
public struct ProposeSharing: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public enum Refusal: Error, Equatable, Sendable {
        /// Nobody waits whose needs are known.
        case nobodyWaits
    }

    /// - Throws: ``Refusal``, ``Access/Refusal/notInRole``.
    public func callAsFunction(submission: String, by actor: Actor) async throws {
        try Access.require(.sharePlaces, of: actor)
        guard let worker = actor.worker else { throw Access.Refusal.notInRole }
        let desk = desk
        _ = try await desk.database.write(actor.hub) { hub in
            let proposed = try Self.proposal(in: hub, desk: desk, actor: actor)
            return try hub.once(submission, for: "propose-sharing", clock: desk.clock) {
                guard !proposed.isEmpty else { throw Refusal.nobodyWaits }
                let plan = CohortPlan(id: desk.ids.next(), proposedBy: worker, proposedAt: desk.clock.now)
                try hub.cohortPlans.forget(
                    proposedUntil: desk.clock.now, confirmedBefore: desk.clock.suggestionsSince,
                    setAsideBefore: desk.clock.setAsideSince)
                try hub.cohortPlans.add(plan, proposed.map(\.line))
                try hub.record("sharing-proposed", of: .cohortPlan(plan.id), by: actor, clock: desk.clock)
                for (_, person) in proposed {
                    try hub.recordLook(at: person, by: actor, clock: desk.clock, part: "groups")
                }
                return plan.id.rawValue
            }
        }
    }

    /// Asked before anything is written: the index follows only what is kept.
    private static func proposal(
        in hub: HubTransaction, desk: Desk, actor: Actor
    ) throws -> [(line: CohortPlan.Line, person: Person)] {
        let people = try PeopleWhoWait(in: hub, desk: desk, actor: actor).people
        let situations = try desk.situations(of: people, in: hub)
        let turnedDown = try hub.cohortPlans.turnedDown(since: desk.clock.setAsideSince, for: people.map(\.id))
        let members = people.compactMap { person in
            situations[person.id].map { situation in
                var situation = situation
                // Their worker said no to these groups, or the group did: not yet again.
                situation.avoid.groups += (turnedDown[person.id] ?? []).sorted().map(\.inIndex)
                return CohortMember(id: Identifier(rawValue: person.id.rawValue), situation: situation)
            }
        }
        let places = try SharingRoom(in: hub, since: desk.clock.suggestionsSince)
        let (shares, onlyTurnedDown) = try desk.directories.ask(in: hub, clock: desk.clock) { index, notes in
            let allocation = index.allocate(members, spokenFor: places.taken(in: index, notes))
            let shares = Dictionary(
                allocation.shares.map { ($0.member.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
            let onlyTurnedDown = turnedDown.keys.filter { person in
                guard shares[person.rawValue]?.shortage == .noGroupFits, let situation = situations[person] else {
                    return false
                }
                return !index.match(situation, limit: 1).offers.isEmpty
            }
            return (shares, Set(onlyTurnedDown))
        }
        // Those who came first in the sharing stand first on the page.
        let inOrder = people.sorted { left, right in
            let (a, b) = (left.about.risk.care.level, right.about.risk.care.level)
            if a != b { return a > b }
            return (left.createdAt, left.id) < (right.createdAt, right.id)
        }
        return inOrder.enumerated().compactMap { place, person in
            guard let share = shares[person.id.rawValue] else { return nil }
            let line = CohortPlan.Line(
                person: person.id, place: place, group: share.offers.first?.id.rawValue, mark: .proposed,
                shortage: onlyTurnedDown.contains(person.id)
                    ? .setAside : share.shortage.flatMap { CohortPlan.Shortage(rawValue: $0.rawValue) })
            return (line, person)
        }
    }
}
