import People
import Storage
import Vocabulary

/// Opens the record of somebody else's person for three hours, because it could not wait (docs/adr/0028, 0053).
///
/// It finds by the reference, by the short number on the slip, by the whole telephone number or by the whole name, and is
/// no directory all the same: each search, also one that finds nobody, is written down, is told to the leads and to
/// whomever it found, and counts, so that nobody tries many.
public struct BreakTheGlass: Sendable {
    /// How many are shown to choose from. A name that more have leads to nobody: then it takes a number.
    public static let mostFound = 5

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public enum Refusal: Error, Equatable, Sendable {
        /// The reason is shorter or longer than ``BreakGlass/reasonLength``.
        case reasonOutOfRange
    }

    /// What came of it.
    public enum Outcome: Hashable, Sendable {
        /// The record stands open to the actor.
        case opened(Person.ID)
        /// It stood open to them before: their own, the team's, or by another glass.
        case wasOpen(Person.ID)
        /// Somebody is found by a name or a number, and is opened once they are chosen.
        case choose([Candidate])
        case tooMany
        case nobody
    }

    /// Just enough of somebody to choose the right one by: whoever looked knows the rest.
    public struct Candidate: Hashable, Sendable {
        public let id: Person.ID
        /// The first letter of their name.
        public let initial: String
        /// Nil while nobody walks with them.
        public let workerName: String?
        public let since: Moment

        public init(id: Person.ID, initial: String, workerName: String?, since: Moment) {
            self.id = id
            self.initial = initial
            self.workerName = workerName
            self.since = since
        }
    }

    /// - Parameters:
    ///   - typed: the reference that stands on the person's page opens; a short number, a telephone number or a name finds.
    ///   - reason: for the leads and the person to read.
    ///   - submission: the id of the form: sent twice, it is one glass.
    /// - Throws: ``Refusal``, ``Access/Refusal/notInRole``, ``GuessLimit/TooMany``.
    @discardableResult
    public func callAsFunction(
        _ typed: String, because reason: String, submission: String, by actor: Actor
    ) async throws -> Outcome {
        try Access.require(.breakGlass, of: actor)
        guard let worker = actor.worker else { throw Access.Refusal.notInRole }
        let reason = reason.trimmed
        guard BreakGlass.reasonLength.contains(reason.unicodeScalars.count) else { throw Refusal.reasonOutOfRange }
        let limit = GuessLimit(desk: desk)
        let guesser = "break-glass|\(actor.hub)|\(worker)"
        do {
            try await limit.refuseGuessing(from: guesser)
        } catch let tooMany as GuessLimit.TooMany {
            try await tellOfRefusal(of: worker, by: actor)
            throw tooMany
        }
        let id = PersonReference.id(in: typed)
        let outcome = try await desk.database.write(actor.hub) { [desk] hub in
            guard let person = try id.flatMap({ try hub.people.find($0) }), person.erasedAt == nil else {
                return try Self.search(typed.trimmed, worker: worker, in: hub, desk: desk, actor: actor)
            }
            // Who may look already needs no glass, and two at once would be one more reason without one more need.
            guard try !hub.decide(actor, to: .look, with: person, clock: desk.clock).isAllowed else {
                return .wasOpen(person.id)
            }
            _ = try hub.once(submission, for: "break-glass \(person.id)", clock: desk.clock) {
                try Self.break(for: person, because: reason, worker: worker, in: hub, desk: desk, actor: actor)
            }
            return .opened(person.id)
        }
        switch outcome {
        case .opened, .wasOpen: break
        // Also a search that finds: a list of names that is tried one after the other is no emergency.
        case .choose, .tooMany, .nobody: try await limit.countMiss(from: guesser)
        }
        return outcome
    }

    private static func search(
        _ typed: String, worker: Identifier<Worker>, in hub: HubTransaction, desk: Desk, actor: Actor
    ) throws -> Outcome {
        try hub.people.makeSigns()
        let found = try hub.people.known(by: typed, limit: mostFound + 1)
        let isTooMany = found.count > mostFound
        // One that finds nobody may be a list of names that is tried one after the other: the leads hear of each.
        try hub.tellLeads(
            of: GlassSearch(
                id: desk.ids.next(), by: worker, at: desk.clock.now,
                found: found.isEmpty ? .nobody : isTooMany ? .many : .some), desk: desk)
        guard !found.isEmpty else {
            try hub.record("break-glass-missed", of: .account(worker), by: actor, clock: desk.clock)
            return .nobody
        }
        try hub.record(
            "break-glass-searched", of: .account(worker), by: actor, clock: desk.clock,
            detail: ["found": isTooMany ? "many" : String(found.count)])
        // Of so many nobody was shown, and nobody is told.
        guard !isTooMany else { return .tooMany }
        for person in found {
            try hub.record(
                "break-glass-searched", of: .person(person.id), by: actor, clock: desk.clock, person: person.id)
        }
        let names = try hub.accounts.names(Set(found.compactMap(\.worker)))
        return .choose(
            found.map { person in
                Candidate(
                    id: person.id, initial: String(person.about.callName.trimmed.prefix(1)),
                    workerName: person.worker.flatMap { names[$0] }, since: person.createdAt)
            })
    }

    /// That somebody has to wait is news to the leads once, however often they press meanwhile.
    private func tellOfRefusal(of worker: Identifier<Worker>, by actor: Actor) async throws {
        try await desk.database.write(actor.hub) { [desk] hub in
            let now = desk.clock.now
            if let last = try hub.glassSearches.latest(of: worker), last.found == .refused,
                last.at.adding(seconds: GuessLimit.window) > now
            {
                return
            }
            try hub.tellLeads(of: GlassSearch(id: desk.ids.next(), by: worker, at: now, found: .refused), desk: desk)
            try hub.record(
                "break-glass-searched", of: .account(worker), by: actor, clock: desk.clock,
                detail: ["found": GlassSearch.Found.refused.rawValue])
        }
    }

    private static func `break`(
        for person: Person, because reason: String, worker: Identifier<Worker>, in hub: HubTransaction, desk: Desk,
        actor: Actor
    ) throws -> String {
        let glass = BreakGlass(
            id: desk.ids.next(), of: person.id, by: worker, because: reason, at: desk.clock.now)
        try hub.breakGlass.add(glass)
        try hub.record(
            "break-glass-begun", of: .person(person.id), by: actor, clock: desk.clock, person: person.id,
            detail: ["glass": glass.id.rawValue])
        try hub.tell(
            .brokenGlass(to: try hub.ownHub(), link: desk.linkToBrokenGlass), roles: [.teamLead, .safeguardingLead],
            but: worker, desk: desk)
        return glass.id.rawValue
    }
}

extension HubTransaction {
    /// Keeps a search for the leads, and tells them: not whoever searched.
    fileprivate func tellLeads(of search: GlassSearch, desk: Desk) throws {
        try glassSearches.add(search)
        try tell(
            .glassSearch(to: try ownHub(), link: desk.linkToBrokenGlass), roles: [.teamLead, .safeguardingLead],
            but: search.worker, desk: desk)
    }
}

/// Closes a record again before its three hours are over.
public struct EndBreakGlass: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// Done twice, it is done.
    ///
    /// - Throws: ``Access/Refusal``: for a glass of somebody else as for one that there never was.
    public func callAsFunction(_ id: BreakGlass.ID, by actor: Actor) async throws {
        try Access.require(.breakGlass, of: actor)
        try await desk.database.write(actor.hub) { [clock = desk.clock] hub in
            guard var glass = try hub.breakGlass.find(id), glass.worker == actor.worker else {
                throw Access.Refusal.notFound
            }
            guard glass.isOpen(at: clock.now) else { return }
            try glass.end(at: clock.now)
            try hub.breakGlass.saveEnd(of: glass)
            try hub.record(
                "break-glass-ended", of: .person(glass.person), by: actor, clock: clock, person: glass.person)
        }
    }
}

/// How a person is named where no name may be said: by their id, or the address of their page.
public enum PersonReference {
    /// The id in what somebody typed or pasted; nil where there can be none.
    static func id(in typed: String) -> Person.ID? {
        let last = typed.trimmed.split(separator: "/").last.map { $0.prefix { $0 != "?" && $0 != "#" } } ?? ""
        let id = last.lowercased().trimmed
        return id.isEmpty || id.utf8.count > 100 || id.utf8.contains(0) ? nil : Identifier(rawValue: id)
    }
}
