import Vocabulary

/// A step from one schema to the next. Steps are only ever added: a database in a cupboard must find
/// its way from wherever it was left.
///
/// A step either *expands* the schema (a new table, a new column that may be left out, an index) or *contracts*
/// it (what no program asks for any more goes). Servers are renewed one after the other, so that the program of
/// the version before goes on while the new one has already run its steps: an expanding step must not disturb
/// it, and a contracting one comes a version later than the program that stopped asking.
struct Migration {
    let number: Int
    let name: String
    /// The oldest schema a program may know and still serve this one: 0 for an expanding step; for a contracting
    /// one, the step with which programs stopped asking for what goes.
    var servesFrom = 0
    /// Tables that are read before it is known whose hub it is.
    var doors: [String] = []
    /// Whether every name is folded anew, which no statement can: see ``FoldedName``.
    var foldsNames = false
    /// Statements that both engines understand, without arguments.
    let statements: [String]
}

enum Migrations {
    /// In order. Types are TEXT, BIGINT and DOUBLE PRECISION only; truth is 0 or 1; days are ISO text;
    /// moments are milliseconds. `hub_id` leads every key and index of hub data.
    static let all: [Migration] = [
        .hubsAndTrail, .directory, .people, .referrals, .housekeeping,
        .accounts, .drafts, .answers, .refer, .jobs, .searching, .servers,
        .sealed, .access, .trail, .ownPage, .signIn, .consent, .retentionRuns, .cohort, .provider, .ownPageDoors,
        .writing, .links, .worries, .likenesses, .endings, .closures, .foldedNames, .covers, .contacts, .glassSearches,
        .greekNames,
    ]

    /// Runs what is missing, all of it or nothing, while no other program does.
    ///
    /// - Throws: ``StorageFault/newerSchema(found:known:)`` when the database has steps that we do not know and
    ///   that we cannot serve.
    static func run(_ steps: [Migration], on transaction: Transaction) throws {
        try transaction.lockSchema()
        try transaction.script([
            """
            CREATE TABLE IF NOT EXISTS schema_steps (
                number BIGINT PRIMARY KEY,
                name TEXT NOT NULL
            )
            """
        ])
        let done = try transaction.rows("SELECT * FROM schema_steps")
        let known = steps.map(\.number).max() ?? 0
        for step in done where try step.integer("number") > known {
            // Written by a program that did not say whom it leaves behind: us, for all we know.
            guard let from = try step.optionalInteger("serves_from"), from <= known else {
                throw StorageFault.newerSchema(found: try step.integer("number"), known: known)
            }
        }
        let numbers = Set(try done.map { try $0.integer("number") })
        for step in steps where !numbers.contains(step.number) {
            try transaction.script(step.statements)
            try transaction.open(step.doors)
            if step.foldsNames { try transaction.foldAllNames() }
            try transaction.execute("INSERT INTO schema_steps (number, name) VALUES (\(step.number), \(step.name))")
        }
        if steps.contains(where: { $0.number >= Migration.servers.number }) {
            for step in steps {
                try transaction.execute(
                    """
                    UPDATE schema_steps SET serves_from = \(step.servesFrom)
                    WHERE number = \(step.number) AND serves_from IS NULL
                    """)
            }
        }
    }
}
