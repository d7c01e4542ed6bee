/// Where the two engines cannot be spoken to alike, and why. Everything else is written once.
enum Dialect: Sendable {
    case sqlite, postgresql

    /// Behind a `SELECT` whose rows are then changed in the same transaction, where others do the same: rows
    /// that somebody else holds are passed over instead of waited for.
    ///
    /// SQLite has one writer at a time and nothing to pass over.
    var takingFreeRows: SQL {
        switch self {
        case .sqlite: ""
        case .postgresql: "FOR UPDATE SKIP LOCKED"
        }
    }

    /// The texts of a list in a document's field, a row each with the column `value`, to stand in a `FROM`.
    ///
    /// JSON in a column is text on both engines, and each has its own way to take it apart. Both names are literals.
    func list(inDocument column: StaticString, _ field: StaticString) -> SQL {
        switch self {
        case .sqlite: SQL(literal: "json_each(\(column), '$.\(field)')")
        case .postgresql: SQL(literal: "jsonb_array_elements_text(CAST(\(column) AS jsonb) -> '\(field)')")
        }
    }

    /// A step of the schema as this engine runs it.
    ///
    /// SQLite takes it as it stands. PostgreSQL differs in three things:
    ///
    /// - It sorts and compares text by the language the database was made with. Ours is compared byte by byte on
    ///   both engines, so that a page has the same order, and an index serves a `LIKE` or a range, wherever it is.
    /// - What a step fills in is filled in for all hubs, and a transaction that acts for none sees no row of any. The
    ///   owner of the table may step over the wall while it does so.
    /// - It can wall the hubs off from each other. Every table of hub data gets a policy that shows a row only
    ///   to a transaction that acts for the row's own hub, the owner of the table included.
    func schema(_ statement: String) -> [String] {
        switch self {
        case .sqlite: [statement]
        case .postgresql:
            Dialect.overTheWall(Dialect.comparedByBytes(Dialect.withKnownIndexes(statement)))
                + Dialect.wall(aroundTableOf: statement)
        }
    }

    /// An index of a very large table may have been made by hand before the step, while everybody went on.
    private static func withKnownIndexes(_ statement: String) -> String {
        statement.replacing(#/^CREATE (UNIQUE )?INDEX /#) { "CREATE \($0.output.1 ?? "")INDEX IF NOT EXISTS " }
    }

    private static func comparedByBytes(_ statement: String) -> String {
        guard statement.contains("CREATE TABLE") || statement.contains("ADD COLUMN") else { return statement }
        return statement.replacing(#/\bTEXT\b/#, with: #"TEXT COLLATE "C""#)
    }

    /// What the engine needs for itself, beside the steps of the schema.
    ///
    /// PostgreSQL keeps one row for each change of the last day, so that a commit whose answer was lost can be asked
    /// after. The hub is `*` for what belongs to none. SQLite is in the same process and loses no answer.
    var ownTables: [(name: String, statements: [String])] {
        switch self {
        case .sqlite: []
        case .postgresql:
            [
                (
                    "commits",
                    [
                        """
                        CREATE TABLE commits (
                            hub_id TEXT NOT NULL,
                            id TEXT NOT NULL,
                            at BIGINT NOT NULL,
                            PRIMARY KEY (hub_id, id)
                        )
                        """,
                        "CREATE INDEX commits_by_time ON commits (hub_id, at)",
                    ]
                )
            ]
        }
    }

    private static func overTheWall(_ statement: String) -> [String] {
        guard statement.contains(#/^(?:UPDATE|INSERT INTO) /#) else { return [statement] }
        // What is filled from other tables steps over their walls too.
        let named = statement.matches(of: #/\b(?:UPDATE|INSERT INTO|FROM|JOIN) (\w+)/#).map { String($0.output.1) }
        let tables = Set(named).sorted()
        return tables.map { "ALTER TABLE \($0) NO FORCE ROW LEVEL SECURITY" } + [statement]
            + tables.map { "ALTER TABLE \($0) FORCE ROW LEVEL SECURITY" }
    }

    /// Which hub a transaction acts for, as the policies see it; `*` is for what belongs to no single hub.
    static let hubSetting = "kith.hub"

    private static let ownHub = "hub_id = current_setting('\(hubSetting)', true)"
    private static let noHub = "current_setting('\(hubSetting)', true) = '*'"

    /// Lets a table with a wall be read, and not written, before it is known whose hub it is.
    func door(throughTheWallOf table: String) -> [String] {
        switch self {
        case .sqlite: []
        case .postgresql:
            [
                "ALTER POLICY own_hub ON \(table) USING (\(Dialect.ownHub) OR \(Dialect.noHub)) WITH CHECK (\(Dialect.ownHub))"
            ]
        }
    }

    private static func wall(aroundTableOf statement: String) -> [String] {
        guard let table = statement.firstMatch(of: #/CREATE TABLE (?:IF NOT EXISTS )?(\w+)/#)?.output.1,
            statement.contains(#/\bhub_id\b/#)
        else { return [] }
        // These are asked before it is known whose hub it is. They hold no fact about a person of a hub.
        let isAsked = ["hubs", "account_addresses", "provider_subjects"].contains(table)
        let condition = isAsked ? "\(ownHub) OR \(noHub)" : ownHub
        return [
            "ALTER TABLE \(table) ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE \(table) FORCE ROW LEVEL SECURITY",
            "CREATE POLICY own_hub ON \(table) USING (\(condition)) WITH CHECK (\(condition))",
        ]
    }
}
