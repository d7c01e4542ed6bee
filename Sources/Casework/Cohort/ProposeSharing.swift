import Matching
import People
import Storage
import Vocabulary

/// Proposes how to share the places of all groups out among the people who wait, by the engine of `kith allocate`.
///
/// A proposal that nobody confirmed is let go. Whoever has a suggestion that still stands is not in it, and the places
/// that are spoken for are not given twice.
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
                try hub.cohortPlans.forget(confirmedBefore: desk.clock.suggestionsSince)
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
        let since = desk.clock.suggestionsSince
        let people = try hub.people.find(try hub.cohortPlans.waiting(since: since, limit: CohortPlan.most))
            .filter { !$0.about.needs.isEmpty && Access.decide(actor, to: .change, with: $0, of: hub.hub).isAllowed }
        let situations = try desk.situations(of: people, in: hub)
        let members = people.compactMap { person in
            situations[person.id].map { CohortMember(id: Identifier(rawValue: person.id.rawValue), situation: $0) }
        }
        let places = try SharingRoom(in: hub, since: since)
        let allocation = try desk.directories.ask(in: hub, clock: desk.clock) { index, notes in
            index.allocate(members, spokenFor: places.taken(in: index, notes))
        }
        let shares = Dictionary(
            allocation.shares.map { ($0.member.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
        // Those who came first in the sharing stand first on the page.
        let inOrder = people.sorted { left, right in
            let (a, b) = (left.about.risk.level, right.about.risk.level)
            if a != b { return a > b }
            return (left.createdAt, left.id) < (right.createdAt, right.id)
        }
        return inOrder.enumerated().compactMap { place, person in
            guard let share = shares[person.id.rawValue] else { return nil }
            let line = CohortPlan.Line(
                person: person.id, place: place, group: share.offers.first?.id.rawValue, mark: .proposed,
                shortage: share.shortage.flatMap { CohortPlan.Shortage(rawValue: $0.rawValue) })
            return (line, person)
        }
    }
}
