import Community
import People
import Storage
import Vocabulary

/// One part of what a person told, opened to be changed.
public struct AboutRecord: Sendable {
    public let person: Person
    /// Goes into the form, and comes back with it: see ``SaveAbout``.
    public let stamp: String
    /// What the worker had typed before, in other filling-ins, and never sent; the newest first.
    public let drafts: [Draft]
    /// The names of the groups that the person keeps away from.
    public let avoidedGroups: [Group.ID: String]
}

/// Opens what a person told, one part or all of it, and writes down that it was looked at.
public struct OpenAbout: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameters:
    ///   - part: the part to change; nil to read all of it over.
    ///   - deed: what it is opened for.
    /// - Throws: ``Access/Refusal/notFound`` for an unknown person and for somebody else's alike.
    public func callAsFunction(_ id: Person.ID, part: AboutPart?, to deed: Deed = .change, by actor: Actor) async throws
        -> AboutRecord
    {
        try Access.require(deed == .change ? .walkWithPeople : .lookAtPeople, of: actor)
        return try await desk.database.write(actor.hub) { [desk] hub in
            let person = try hub.person(id, for: actor, to: deed, clock: desk.clock)
            try hub.recordLook(at: person, by: actor, clock: desk.clock, part: part?.rawValue ?? "answers")
            let form = part.map { KeepDraft.Form.part($0, of: id).key }
            return AboutRecord(
                person: person, stamp: try part?.stamp(of: person.about) ?? "",
                drafts: try actor.worker.flatMap { worker in
                    try form.map { try hub.drafts.open($0, of: worker, limit: KeepDraft.offered) }
                } ?? [],
                avoidedGroups: try hub.groups.names(person.about.avoid.groups.map { Group.ID(rawValue: $0) }))
        }
    }
}
