import People
import Vocabulary

extension Migration {
    /// Names that the program of the version before folded, or an engine, are folded anew: only then does a search
    /// find them. The step does so itself, in the transaction in which it is noted as done.
    static let foldedNames = Migration(
        number: 32, name: "names folded by ICU", foldsNames: true,
        statements: [
            // The row's version whose name ``FoldedName`` of this program folded. A server of the version before, which
            // goes on for a while, raises the version and not this; what it wrote is folded by the job that forgets.
            "ALTER TABLE people ADD COLUMN name_folded_at BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE groups ADD COLUMN name_folded_at BIGINT NOT NULL DEFAULT 0",
            // Empty, but while a step runs or an older server goes on.
            "CREATE INDEX people_folded_otherwise ON people (hub_id, id) WHERE name_folded_at <> version",
            "CREATE INDEX groups_folded_otherwise ON groups (hub_id, id) WHERE name_folded_at <> version",
        ])

    /// Greek names are folded as they are spoken today: every name is folded anew.
    static let greekNames = Migration(
        number: 36, name: "Greek names folded as they are spoken today", foldsNames: true,
        statements: ["UPDATE people SET name_folded_at = -1", "UPDATE groups SET name_folded_at = -1"])
}

/// The names of a hub that were folded by another rule than this program's.
public struct NameStore {
    let hub: HubTransaction

    /// Folds them anew, `limit` people and as many groups at most.
    ///
    /// - Returns: how many were.
    @discardableResult
    public func refold(limit: Int) throws -> Int {
        let people = try hub.rows(
            """
            SELECT id, call_name AS name, version FROM people
            WHERE hub_id = \(hub.hub) AND name_folded_at <> version ORDER BY id LIMIT \(limit)
            """)
        for row in people {
            try hub.execute(
                """
                UPDATE people SET name_folded = \(FoldedName.text(try row.text("name"))), name_folded_at = version
                WHERE hub_id = \(hub.hub) AND id = \(try row.text("id")) AND version = \(try row.integer("version"))
                """)
        }
        let groups = try hub.rows(
            """
            SELECT id, name, version FROM groups
            WHERE hub_id = \(hub.hub) AND name_folded_at <> version ORDER BY id LIMIT \(limit)
            """)
        for row in groups {
            try hub.execute(
                """
                UPDATE groups SET name_folded = \(FoldedName.text(try row.text("name"))), name_folded_at = version
                WHERE hub_id = \(hub.hub) AND id = \(try row.text("id")) AND version = \(try row.integer("version"))
                """)
        }
        return people.count + groups.count
    }
}

extension HubTransaction {
    public var names: NameStore { NameStore(hub: self) }
}

extension Transaction {
    /// Folds every name of every hub, as a step of the schema; afterwards the transaction acts for none of them.
    func foldAllNames() throws {
        for hub in try rows("SELECT hub_id FROM hubs ORDER BY hub_id") {
            let id: Identifier<Hub> = try hub.id("hub_id")
            try act(for: id)
            let names = HubTransaction(hub: id, transaction: self).names
            while try names.refold(limit: 500) > 0 {}
        }
        try act(for: "*")
    }
}
