import Community
import People
import Vocabulary

/// How the worker solved what stood in the way between a person and a group (S4): `childcare` by a
/// neighbour, `reach` by a bus pass. Kept by person and group, for the worker's eyes only.
public struct SolvedBarrierStore {
    let hub: HubTransaction

    /// How each is solved, by its code.
    public func between(_ person: Person.ID, and group: Group.ID) throws -> [String: String] {
        let rows = try hub.rows(
            """
            SELECT code, how FROM solved_barriers
            WHERE hub_id = \(hub.hub) AND person_id = \(person) AND group_id = \(group)
            """)
        return Dictionary(try rows.map { (try $0.text("code"), try $0.text("how")) }, uniquingKeysWith: { $1 })
    }

    /// One that is solved, with whoever wrote it down.
    public struct Solved: Hashable, Sendable {
        public let group: Group.ID
        public let code: String
        public let how: String
        public let solvedAt: Moment
        public let by: Identifier<Worker>
    }

    /// All that was solved for a person, the newest first: for their own copy.
    public func of(_ person: Person.ID) throws -> [Solved] {
        try hub.rows(
            """
            SELECT group_id, code, how, solved_at, by_id FROM solved_barriers
            WHERE hub_id = \(hub.hub) AND person_id = \(person) ORDER BY solved_at DESC, group_id, code
            """
        ).map {
            Solved(
                group: try $0.id("group_id"), code: try $0.text("code"), how: try $0.text("how"),
                solvedAt: try $0.moment("solved_at"), by: try $0.id("by_id"))
        }
    }

    /// Writes down how it is solved, in place of what was written before; an empty text takes it away.
    public func write(
        _ how: String, for code: String, between person: Person.ID, and group: Group.ID, at moment: Moment,
        by worker: Identifier<Worker>
    ) throws {
        try hub.execute(
            """
            DELETE FROM solved_barriers
            WHERE hub_id = \(hub.hub) AND person_id = \(person) AND group_id = \(group) AND code = \(code)
            """)
        guard !how.isEmpty else { return }
        try hub.execute(
            """
            INSERT INTO solved_barriers (hub_id, person_id, group_id, code, how, solved_at, by_id)
            VALUES (\(hub.hub), \(person), \(group), \(code), \(how), \(moment), \(worker))
            """)
    }
}

extension HubTransaction {
    public var solvedBarriers: SolvedBarrierStore { SolvedBarrierStore(hub: self) }
}
