import Community
import Matching
import People
import Storage
import Vocabulary

/// Changes the line of one person in a proposal. The rules are asked again: only a group that is safe for them and has a
/// place left in this plan can be chosen.
public struct ChangeSharing: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public enum Change: Hashable, Sendable {
        case choose(Group.ID)
        /// The place is kept for them in this plan, and nobody is told yet.
        case hold
        case leaveOut
    }

    public enum Refusal: Error, Equatable, Sendable {
        /// The group is no offer for them, or none any more.
        case doesNotFit
        /// It has no place left that this plan could give.
        case noPlaceInPlan
        /// There is no group of which a place could be kept.
        case nothingToHold
    }

    /// - Parameter version: the plan as it was shown.
    /// - Throws: ``Refusal``, ``CohortPlan/Refusal``, ``Access/Refusal``.
    public func callAsFunction(
        _ change: Change, for person: Person.ID, version: Int, submission: String, by actor: Actor
    ) async throws {
        try Access.require(.sharePlaces, of: actor)
        let desk = desk
        _ = try await desk.database.write(actor.hub) { hub in
            guard let state = try SharingState(in: hub, desk: desk, actor: actor),
                let line = state.lines.first(where: { $0.person == person })
            else { throw Access.Refusal.notFound }
            let changed = Result { try Self.changed(line, by: change, in: state, hub: hub, desk: desk) }
            return try hub.once(submission, for: "change-sharing \(state.plan.id) \(person)", clock: desk.clock) {
                try state.plan.requireOpen(asSeen: version)
                try hub.cohortPlans.save(try changed.get(), of: state.plan.id)
                try hub.cohortPlans.save(state.plan)
                try hub.record(
                    "sharing-changed", of: .cohortPlan(state.plan.id), by: actor, clock: desk.clock, person: person)
                return person.rawValue
            }
        }
    }

    private static func changed(
        _ line: CohortPlan.Line, by change: Change, in state: SharingState, hub: HubTransaction, desk: Desk
    ) throws -> CohortPlan.Line {
        var line = line
        switch change {
        case .leaveOut: line.mark = .leftOut
        case .hold:
            guard let group = line.group else { throw Refusal.nothingToHold }
            // Whoever was left out gave their place up: another may have it by now.
            try require(Group.ID(rawValue: group), for: line.person, in: state, hub: hub, desk: desk)
            line.mark = .held
        case .choose(let group):
            try require(group, for: line.person, in: state, hub: hub, desk: desk)
            (line.group, line.mark, line.shortage) = (group.rawValue, .chosen, nil)
        }
        return line
    }

    private static func require(
        _ group: Group.ID, for person: Person.ID, in state: SharingState, hub: HubTransaction, desk: Desk
    ) throws {
        guard let situation = state.situations[person] else { throw Access.Refusal.notFound }
        let (isOffer, room) = try desk.directories.ask(in: hub, clock: desk.clock) { index, notes in
            let explanation = index.explain(group.inIndex, for: situation)
            let isOffer = if case .offer = explanation?.verdict { explanation?.wasConsidered == true } else { false }
            return (isOffer, state.room(of: group, in: index, notes))
        }
        guard isOffer else { throw Refusal.doesNotFit }
        guard state.left(of: group, room: room, but: person) > 0 else {
            throw Refusal.noPlaceInPlan
        }
    }
}

/// Confirms a proposal: each person's worker finds the group on Today and on the person's page, and refers them as always.
/// Nothing is sent by it.
public struct ConfirmSharing: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public enum Refusal: Error, Equatable, Sendable {
        /// So many lines cannot be confirmed as they stand. Nothing was.
        case linesChanged(Int)
        /// Everybody was left out or held, or gets nothing.
        case nothingToSuggest
    }

    /// - Parameter version: the plan as it was shown.
    /// - Throws: ``Refusal``, ``CohortPlan/Refusal``, ``Access/Refusal``.
    public func callAsFunction(version: Int, submission: String, by actor: Actor) async throws {
        try Access.require(.sharePlaces, of: actor)
        guard let worker = actor.worker else { throw Access.Refusal.notInRole }
        let desk = desk
        _ = try await desk.database.write(actor.hub) { hub in
            guard let state = try SharingState(in: hub, desk: desk, actor: actor) else {
                throw Access.Refusal.notFound
            }
            return try hub.once(submission, for: "confirm-sharing \(state.plan.id)", clock: desk.clock) {
                var plan = state.plan
                try plan.confirm(by: worker, at: desk.clock.now, asSeen: version)
                guard state.troubles.isEmpty else { throw Refusal.linesChanged(state.troubles.count) }
                let suggested = state.lines.filter(\.isSuggested)
                guard !suggested.isEmpty else { throw Refusal.nothingToSuggest }
                try hub.cohortPlans.save(plan)
                try hub.record("sharing-confirmed", of: .cohortPlan(plan.id), by: actor, clock: desk.clock)
                for line in suggested {
                    try hub.record(
                        "group-suggested", of: .cohortPlan(plan.id), by: actor, clock: desk.clock, person: line.person)
                }
                return plan.id.rawValue
            }
        }
    }
}

/// Sets aside what a plan suggests for one person: it was looked at, and it is not for them now.
public struct SetSuggestionAside: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// Done twice, it is done.
    ///
    /// - Throws: ``Access/Refusal``.
    public func callAsFunction(for person: Person.ID, by actor: Actor) async throws {
        try Access.require(.walkWithPeople, of: actor)
        let desk = desk
        try await desk.database.write(actor.hub) { hub in
            let found = try hub.person(person, for: actor)
            // Sent twice, there is nothing left to set aside.
            guard
                let suggestion = try hub.cohortPlans.suggestion(for: person, since: desk.clock.suggestionsSince)
            else { return }
            try hub.cohortPlans.setAside(suggestion.group, for: person, at: desk.clock.now)
            try hub.record(
                "suggestion-set-aside", of: .person(found.id), by: actor, clock: desk.clock, person: found.id)
        }
    }
}
