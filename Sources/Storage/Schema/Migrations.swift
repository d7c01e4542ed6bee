import Vocabulary

/// A step from one schema to the next. Steps are only ever added: a database in a cupboard must find
/// its way from wherever it was left.
struct Migration {
    let number: Int
    let name: String
    /// Statements that both engines understand, without arguments.
    let statements: [String]
}

enum Migrations {
    /// In order. Types are TEXT, BIGINT and DOUBLE PRECISION only; truth is 0 or 1; days are ISO text;
    /// moments are milliseconds. `hub_id` leads every key and index of hub data.
    static let all: [Migration] = [
        .hubsAndTrail, .directory, .people, .referrals, .housekeeping,
        .accounts, .drafts, .answers, .refer, .jobs,
    ]

    /// Runs what is missing, all of it or nothing.
    static func run(on transaction: Transaction) throws {
        try transaction.script([
            """
            CREATE TABLE IF NOT EXISTS schema_steps (
                number BIGINT PRIMARY KEY,
                name TEXT NOT NULL
            )
            """
        ])
        let done = Set(try transaction.rows("SELECT number FROM schema_steps").map { try $0.integer("number") })
        let known = all.map(\.number).max() ?? 0
        if let newest = done.max(), newest > known { throw StorageFault.newerSchema(found: newest, known: known) }
        for step in all where !done.contains(step.number) {
            try transaction.script(step.statements)
            try transaction.execute("INSERT INTO schema_steps (number, name) VALUES (\(step.number), \(step.name))")
        }
    }
}
