import Vocabulary

/// A transaction that belongs to one hub. Every store is made from it, so that none can forget the hub.
public struct HubTransaction {
    public let hub: Identifier<Hub>
    public let transaction: Transaction

    /// Whether this transaction has written anything yet.
    public var hasChanges: Bool { transaction.changed }

    /// Stands behind a `SELECT` of rows that are to be taken: those that another transaction holds are passed over,
    /// and the others are held until this one ends. Empty on SQLite, which has one writer at a time.
    var takingFreeRows: SQL { transaction.dialect.takingFreeRows }

    /// The texts of a list in a document's field, a row each with the column `value`, to stand in a `FROM`.
    func listInDocument(_ column: StaticString, _ field: StaticString) -> SQL {
        transaction.dialect.list(inDocument: column, field)
    }

    public func rows(_ sql: SQL) throws -> [Row] { try transaction.rows(sql) }
    public func row(_ sql: SQL) throws -> Row? { try transaction.row(sql) }

    @discardableResult
    public func execute(_ sql: SQL) throws -> Int { try transaction.execute(sql) }
}
