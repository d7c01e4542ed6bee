import People
import Storage
import Vocabulary

/// Opens the record of somebody else's person for three hours, because it could not wait (docs/adr/0028).
///
/// It answers nothing: whether there is such a person shows only in the worker's own list, once the glass is broken and
/// everybody concerned is told. A reference that leads nowhere is counted, so that nobody tries many.
public struct BreakTheGlass: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public enum Refusal: Error, Equatable, Sendable {
        /// The reason is shorter or longer than ``BreakGlass/reasonLength``.
        case reasonOutOfRange
    }

    /// - Parameters:
    ///   - reference: what stands on the person's page as their reference, as it was told or typed.
    ///   - reason: for the team lead and the person to read.
    ///   - submission: the id of the form: sent twice, it is one glass.
    /// - Throws: ``Refusal``, ``Access/Refusal/notInRole``, ``GuessLimit/TooMany``.
    public func callAsFunction(
        _ reference: String, because reason: String, submission: String, by actor: Actor
    ) async throws {
        try Access.require(.breakGlass, of: actor)
        guard let worker = actor.worker else { throw Access.Refusal.notInRole }
        let reason = reason.trimmed
        guard BreakGlass.reasonLength.contains(reason.unicodeScalars.count) else { throw Refusal.reasonOutOfRange }
        let limit = GuessLimit(desk: desk)
        let guesser = "break-glass|\(actor.hub)|\(worker)"
        try await limit.refuseGuessing(from: guesser)
        let id = PersonReference.id(in: reference)
        let isKnown = try await desk.database.write(actor.hub) { [desk] hub in
            guard let person = try id.flatMap({ try hub.people.find($0) }) else {
                try hub.record("break-glass-missed", of: .account(worker), by: actor, clock: desk.clock)
                return false
            }
            // Who may look already needs no glass, and two at once would be one more reason without one more need.
            guard try !hub.decide(actor, to: .look, with: person, clock: desk.clock).isAllowed else { return true }
            _ = try hub.once(submission, for: "break-glass \(person.id)", clock: desk.clock) {
                try Self.break(for: person, because: reason, worker: worker, in: hub, desk: desk, actor: actor)
            }
            return true
        }
        if !isKnown { try await limit.countMiss(from: guesser) }
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
        let home = try hub.ownHub()
        for lead in try hub.accounts.open(inRoles: [Role.teamLead.rawValue]) where lead.id != worker {
            try hub.post(Letter.brokenGlass(to: home, link: desk.linkToBrokenGlass), to: lead.email, desk: desk)
        }
        return glass.id.rawValue
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
