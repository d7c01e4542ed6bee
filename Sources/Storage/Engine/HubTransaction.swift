import Vocabulary

/// A transaction that belongs to one hub. Every store is made from it, so that none can forget the hub.
public struct HubTransaction {
    public let hub: Identifier<Hub>
    public let transaction: Transaction

    /// Whether this transaction has written anything yet.
    public var hasChanges: Bool { transaction.changed }

    /// Behind a `SELECT` of rows that are then changed, where other servers do the same: those that somebody
    /// else holds are passed over.
    var takingFreeRows: SQL { transaction.dialect.takingFreeRows }

    public func rows(_ sql: SQL) throws -> [Row] { try transaction.rows(sql) }
    public func row(_ sql: SQL) throws -> Row? { try transaction.row(sql) }

    @discardableResult
    public func execute(_ sql: SQL) throws -> Int { try transaction.execute(sql) }
}
