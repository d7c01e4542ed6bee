import Vocabulary

/// The rows by which PostgreSQL transactions are found again when the answer to their commit was lost. They are
/// asked for within seconds. SQLite leaves none.
public struct CommitStore {
    let transaction: Transaction
    let hub: String

    /// Forgets those that were left before `moment`.
    public func forget(before moment: Moment) throws {
        guard !transaction.dialect.ownTables.isEmpty else { return }
        try transaction.execute("DELETE FROM commits WHERE hub_id = \(hub) AND at < \(moment)")
    }
}

extension HubTransaction {
    public var commits: CommitStore { CommitStore(transaction: transaction, hub: hub.rawValue) }
}

extension Transaction {
    /// Those of transactions that belong to no single hub.
    public var commits: CommitStore { CommitStore(transaction: self, hub: "*") }
}
