import People
import Storage
import Vocabulary

/// Keeps what was typed into a form of a first contact while it is being typed, for the worker who types it.
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
    }

    /// A draft that nobody came back to is forgotten after this many days.
    public static let keptDays = 14

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public func callAsFunction(_ form: Form, fields: [Draft.Field], by actor: Actor) async throws {
        try Access.require(.walkWithPeople, of: actor)
        guard let worker = actor.worker else { throw Access.Refusal.notInRole }
        let draft = Draft(fields: fields, savedAt: desk.clock.now)
        try await desk.database.keepHouse(actor.hub) { hub in
            if case .part(_, let id) = form { _ = try hub.person(id, for: actor) }
            try hub.drafts.keep(draft, form.key, of: worker)
            try hub.drafts.forget(before: draft.savedAt.adding(days: -KeepDraft.keptDays))
        }
    }

    /// What was kept of a form that was never sent.
    public func kept(_ form: Form, by actor: Actor) async throws -> Draft? {
        try Access.require(.walkWithPeople, of: actor)
        guard let worker = actor.worker else { throw Access.Refusal.notInRole }
        return try await desk.database.read(actor.hub) { hub in
            if case .part(_, let id) = form { _ = try hub.person(id, for: actor) }
            return try hub.drafts.find(form.key, of: worker)
        }
    }
}
