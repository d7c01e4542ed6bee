import People
import Storage
import Vocabulary

/// Keeps what was typed into a form of a first contact while it is being typed, for the worker who types it.
///
/// What is kept belongs to one filling-in. Saving the form, or throwing away what was typed, closes the filling-in
/// in the same transaction: a draft that is still on its way then is not kept, however late it comes.
public struct KeepDraft: Sendable {
    /// The form that a draft belongs to.
    public enum Form: Hashable, Sendable {
        /// The first page about somebody who is not written down yet.
        case someoneNew
        case part(AboutPart, of: Person.ID)

        var key: String {
            switch self {
            case .someoneNew: "someone-new"
            case .part(let part, let person): "person/\(person)/\(part.rawValue)"
            }
        }

        /// Whom it is about; nil for somebody who is not written down yet.
        public var person: Person.ID? { if case .part(_, let id) = self { id } else { nil } }
    }

    /// What became of a draft.
    public enum Outcome: Hashable, Sendable {
        case kept
        /// Something that was typed later is kept already.
        case laterIsKept
        /// The form was saved or thrown away.
        case closed
    }

    /// A draft that nobody came back to is forgotten after this many days.
    public static let keptDays = 14
    /// How many drafts of one form are offered at most.
    static let offered = 8

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameters:
    ///   - filling: the filling-in, as the form carries it.
    ///   - number: see ``Draft/number``.
    public func callAsFunction(
        _ form: Form, filling: Draft.ID, number: Int, fields: [Draft.Field], by actor: Actor
    ) async throws -> Outcome {
        let worker = try Self.worker(actor)
        let draft = Draft(id: filling, number: number, fields: fields, savedAt: desk.clock.now)
        return try await desk.database.keepHouse(actor.hub) { hub in
            if let id = form.person { _ = try hub.person(id, for: actor) }
            let isKept = try hub.drafts.keep(draft, of: form.key, about: form.person, by: worker)
            try hub.drafts.forget(before: draft.savedAt.adding(days: -KeepDraft.keptDays))
            if isKept { return .kept }
            return try hub.drafts.isClosed(filling, of: worker) ? .closed : .laterIsKept
        }
    }

    /// What was kept of a form and neither saved nor thrown away, the newest first.
    public func kept(_ form: Form, by actor: Actor) async throws -> [Draft] {
        let worker = try Self.worker(actor)
        return try await desk.database.read(actor.hub) { hub in
            if let id = form.person { _ = try hub.person(id, for: actor) }
            return try hub.drafts.open(form.key, of: worker, limit: Self.offered)
        }
    }

    /// Throws away what was typed in one filling-in. Doing it twice is the same as once.
    public func throwAway(_ filling: Draft.ID, of form: Form, by actor: Actor) async throws {
        _ = try Self.worker(actor)
        try await desk.database.keepHouse(actor.hub) { [clock = desk.clock] hub in
            if let id = form.person { _ = try hub.person(id, for: actor) }
            try hub.close(filling, of: form, by: actor, clock: clock)
        }
    }

    private static func worker(_ actor: Actor) throws -> Identifier<Worker> {
        try Access.require(.walkWithPeople, of: actor)
        guard let worker = actor.worker else { throw Access.Refusal.notInRole }
        return worker
    }
}

extension HubTransaction {
    /// Ends a filling-in of somebody's, because it was saved or thrown away.
    func close(_ filling: Draft.ID?, of form: KeepDraft.Form, by actor: Actor, clock: Clock) throws {
        guard let filling, let worker = actor.worker else { return }
        try drafts.close(filling, of: form.key, about: form.person, by: worker, at: clock.now)
    }
}

extension Draft.Field {
    /// Which text a form was made from and how many rows it has: what a form says of itself, and nobody typed.
    public static let readAt = "read-at"
    public static let rows = "rows"

    public static let ofTheForm: Set<String> = [readAt, rows]
}
