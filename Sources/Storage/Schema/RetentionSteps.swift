extension Migration {
    static let retentionRuns = Migration(
        number: 20, name: "what the rules of retention removed",
        statements: [
            // When the rules last removed anything, and how much of what.
            "ALTER TABLE retention ADD COLUMN applied_at BIGINT",
            "ALTER TABLE retention ADD COLUMN removed TEXT",
        ])
}
