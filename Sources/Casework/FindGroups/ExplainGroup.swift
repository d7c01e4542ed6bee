import Community
import Matching
import People
import Storage
import Vocabulary

/// Answers "why not this group?" for a name that the worker types.
public struct ExplainGroup: Sendable {
    /// How many groups with such a name are explained at most.
    static let most = 5

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// What stands between the person and each group whose name holds `name`; empty where no name does.
    ///
    /// - Throws: ``Access/Refusal``.
    public func callAsFunction(_ name: String, for person: Person.ID, by actor: Actor) async throws -> [Standing] {
        try Access.require(.walkWithPeople, of: actor)
        let desk = desk
        let found = try await desk.database.write(actor.hub) { hub in
            let found = try hub.person(person, for: actor)
            try hub.recordLook(at: found, by: actor, clock: desk.clock, part: "groups")
            return found
        }
        return try await desk.database.read(actor.hub) { hub in
            let groups = try hub.groups.page(of: .all, search: name, limit: Self.most, offset: 0)
            let takenBack = try hub.groupsTakenBack(by: found)
            let situation = try desk.situation(of: found, takenBack: takenBack, in: hub)
            let seesPrivateReasons = try hub.seesPrivateReasons(actor, of: found)
            return try desk.directories.ask(in: hub, clock: desk.clock) { index in
                groups.compactMap { group in
                    index.explain(Identifier(rawValue: group.id.rawValue), for: situation).map {
                        Standing(
                            group: group, explanation: $0, seesPrivateReasons: seesPrivateReasons,
                            isTakenBack: takenBack.contains(group.id))
                    }
                }
            }
        }
    }
}
