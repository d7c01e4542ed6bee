import People
import Reference
import Storage
import Vocabulary

/// Counts what the rules of retention would remove of a hub, and removes it where somebody has switched them on.
///
/// Nothing goes by accident: a hub whose rules were never counted, or never switched on, only counts
/// (docs/adr/0034).
public struct ApplyRetention: Sendable {
    public struct Outcome: Hashable, Sendable {
        /// What is past its time, by rule.
        public let due: [RetentionRule.What: Int]
        /// What was removed; nil where it was only counted.
        public let removed: [RetentionRule.What: Int]?

        public var dueCount: Int { due.values.reduce(0, +) }
        public var removedCount: Int { removed?.values.reduce(0, +) ?? 0 }
    }

    public enum Refusal: Error, Equatable, Sendable {
        /// The rules are switched on after somebody could see what they would remove.
        case neverCounted
        case noSuchHub
    }

    /// People erased in one night by a rule: a hub's forgotten years do not go in one go.
    static let mostPeople = 500

    let desk: Desk
    let actor: Actor
    var mayGoOn: @Sendable () async throws -> Bool = { !Task.isCancelled }

    public init(desk: Desk, by actor: Actor) {
        self.desk = desk
        self.actor = actor
    }

    init(desk: Desk, by actor: Actor, mayGoOn: @escaping @Sendable () async throws -> Bool) {
        self.desk = desk
        self.actor = actor
        self.mayGoOn = mayGoOn
    }

    /// - Parameter dryRun: only counts, whatever is switched on.
    public func callAsFunction(dryRun: Bool = false) async throws -> Outcome {
        try Access.require(.keepRetention, of: actor)
        let (due, state) = try await count()
        guard !dryRun, let since = state.onSince, since <= desk.clock.now else {
            return Outcome(due: due, removed: nil)
        }
        return Outcome(due: due, removed: try await remove())
    }

    /// Lets the rules remove from now on, or stops them. It is a decision with a date, and an event.
    ///
    /// - Throws: ``Refusal/neverCounted``.
    public func set(on: Bool) async throws {
        try Access.require(.keepRetention, of: actor)
        let desk = desk
        let actor = actor
        try await desk.database.write(actor.hub) { hub in
            let state = try hub.retention.state()
            guard state.countedAt != nil else { throw Refusal.neverCounted }
            guard (state.onSince != nil) != on else {
                return try hub.record("retention-looked-at", of: .hub(hub.hub), by: actor, clock: desk.clock)
            }
            try hub.retention.set(on: on ? desk.clock.now : nil, by: on ? actor.name : nil)
            try hub.record(
                on ? "retention-switched-on" : "retention-switched-off", of: .hub(hub.hub), by: actor,
                clock: desk.clock)
        }
    }

    public func state() async throws -> RetentionStore.State {
        try Access.require(.keepRetention, of: actor)
        return try await desk.database.read(actor.hub) { try $0.retention.state() }
    }

    // MARK: Below

    private func count() async throws -> ([RetentionRule.What: Int], RetentionStore.State) {
        let rules = desk.reference.retention
        let now = desk.clock.now
        return try await desk.database.keepHouse(actor.hub) { hub in
            guard try hub.transaction.hubs.find(hub.hub) != nil else { throw Refusal.noSuchHub }
            let due = try rules.map { ($0.what, try hub.countDue($0.what, before: now.adding(days: -$0.days))) }
            // Whether they are on is asked before it is noted that they were counted: the first night only counts.
            let state = try hub.retention.state()
            try hub.retention.keep(
                counts: Dictionary(due.map { ($0.0.rawValue, $0.1) }, uniquingKeysWith: +), at: now)
            return (Dictionary(due, uniquingKeysWith: +), state)
        }
    }

    private func remove() async throws -> [RetentionRule.What: Int] {
        let desk = desk
        let actor = actor
        let rules = desk.reference.retention
        var removed: [RetentionRule.What: Int] = [:]
        if let rule = rules.first(where: { $0.what == .endedPeople }) {
            removed[.endedPeople] = try await eraseEnded(before: desk.clock.now.adding(days: -rule.days))
        }
        let erased = removed
        let others = rules.filter { $0.what != .endedPeople }
        removed = try await desk.database.write(actor.hub) { hub in
            let now = desk.clock.now
            let counts = try others.map { ($0.what, try hub.removeDue($0.what, before: now.adding(days: -$0.days))) }
            let removed = erased.merging(counts) { $1 }
            let named = Dictionary(removed.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { $1 })
            try hub.retention.keep(removed: named, at: now)
            try hub.record(
                "retention-applied", of: .hub(hub.hub), by: actor, clock: desk.clock,
                detail: named.mapValues(String.init))
            return removed
        }
        try? await desk.database.scrub()
        return removed
    }

    private func eraseEnded(before moment: Moment) async throws -> Int {
        let people = try await desk.database.read(actor.hub) { hub in
            try hub.retention.ended(before: moment, limit: Self.mostPeople)
        }
        var count = 0
        for person in people {
            guard try await mayGoOn() else { break }
            if try await ErasePerson(desk: desk, actor: actor)(person, because: .retention) != nil { count += 1 }
        }
        return count
    }
}

extension HubTransaction {
    fileprivate func countDue(_ what: RetentionRule.What, before moment: Moment) throws -> Int {
        switch what {
        case .endedPeople: try retention.countEnded(before: moment)
        case .sentMail: try retention.countMail(before: moment)
        case .drafts: try retention.countDrafts(before: moment)
        case .unusedCodes: try ownPageCodes.countUnused(since: moment)
        case .settledRequests: try personRequests.countSettled(before: moment)
        }
    }

    fileprivate func removeDue(_ what: RetentionRule.What, before moment: Moment) throws -> Int {
        switch what {
        case .endedPeople: 0
        case .sentMail: try retention.removeMail(before: moment)
        case .drafts: try retention.removeDrafts(before: moment)
        case .unusedCodes: try ownPageCodes.removeUnused(since: moment)
        case .settledRequests: try personRequests.removeSettled(before: moment)
        }
    }
}
