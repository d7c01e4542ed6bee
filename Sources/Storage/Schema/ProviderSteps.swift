extension Migration {
    static let provider = Migration(
        number: 22, name: "which account an identity provider's name for somebody opens",
        statements: [
            // Not a hub's data: it is asked before the hub is known.
            """
            CREATE TABLE provider_subjects (
                subject_hash TEXT PRIMARY KEY,
                hub_id TEXT NOT NULL,
                account_id TEXT NOT NULL
            )
            """
        ])
}
