import Crypto
import Foundation
import Vocabulary

/// Carries hubs from one database to another, whatever their engines.
///
///     source, one snapshot ──▶ rows, a few hundred at a time ──▶ target, one transaction
///              │                                                      │
///              └── a digest of each table, row by row ◀── compared ───┘ read back before it commits
///
/// The target has all of it or nothing. What does not come back as it went is not committed.
public struct HubCopy: Sendable {
    public enum Refusal: Error, Equatable, Sendable {
        /// The target has a hub of this name already.
        case hubIsThere(Identifier<Hub>)
        /// The source has no hub of this name.
        case noSuchHub(Identifier<Hub>)
        /// Somebody of this hub signs in with an address that has an account in a hub of the target.
        case addressTaken(Identifier<Hub>)
        /// What was read back from this table is not what was written.
        case differs(table: String)
    }

    /// What was carried of one hub.
    public struct Tally: Hashable, Sendable {
        public let hub: Identifier<Hub>
        public let rows: Int
    }

    private let source: any Engine
    private let target: any Engine
    private let tables: [SchemaTable]

    /// - Parameter left: the names of tables whose rows stay behind.
    init(from source: any Engine, to target: any Engine, leaving left: Set<String> = []) {
        self.source = source
        self.target = target
        tables = SchemaTable.all.filter { $0.hasHub && !left.contains($0.name) }
    }

    /// - Parameter hubs: which; nil for all.
    /// - Throws: ``Refusal``, ``StorageFault``.
    @discardableResult
    func callAsFunction(_ hubs: [Identifier<Hub>]?) async throws -> [Tally] {
        let belt = Belt()
        let (source, target, tables) = (source, target, tables)
        async let sending: Void = {
            do {
                try await source.read(.acrossHubs) { transaction in
                    try belt.open()
                    try Self.send(tables, of: hubs, from: transaction, on: belt)
                }
                belt.end(with: nil)
            } catch {
                belt.end(with: error)
            }
        }()
        let received: Result<[Tally], any Error>
        do {
            received = .success(
                try await target.write(.acrossHubs) { transaction in
                    try belt.beginTaking()
                    return try Self.receive(from: belt, into: transaction)
                })
        } catch {
            belt.abandon()
            received = .failure(error)
        }
        await sending
        if let trouble = belt.senderTrouble { throw trouble }
        return try received.get()
    }

    // MARK: Source

    private static func send(
        _ tables: [SchemaTable], of wanted: [Identifier<Hub>]?, from transaction: Transaction, on belt: Belt
    ) throws {
        let there = try transaction.hubs.all().map(\.id)
        if let missing = wanted?.first(where: { !there.contains($0) }) { throw Refusal.noSuchHub(missing) }
        for hub in wanted ?? there {
            try transaction.act(for: hub)
            try belt.put(.hub(hub))
            for table in tables {
                var digest = RowDigest()
                try rows(of: table, of: hub, in: transaction) { rows in
                    for row in rows { digest.add(row) }
                    try belt.put(.rows(table, rows))
                }
                try belt.put(.endOfTable(table, digest.value))
            }
        }
    }

    // MARK: Target

    private static func receive(from belt: Belt, into transaction: Transaction) throws -> [Tally] {
        var tallies: [Tally] = []
        var current: (hub: Identifier<Hub>, rows: Int)?
        func closeHub() {
            if let current { tallies.append(Tally(hub: current.hub, rows: current.rows)) }
        }
        while let parcel = try belt.take() {
            switch parcel {
            case .hub(let hub):
                closeHub()
                try transaction.act(for: hub)
                guard try transaction.hubs.find(hub) == nil else { throw Refusal.hubIsThere(hub) }
                current = (hub, 0)
            case .rows(let table, let rows):
                guard let hub = current?.hub else { continue }
                current?.rows += rows.count
                guard try insert(rows, into: table, in: transaction) == rows.count else {
                    throw Refusal.addressTaken(hub)
                }
            case .endOfTable(let table, let sent):
                guard let hub = current?.hub else { continue }
                var digest = RowDigest()
                try rows(of: table, of: hub, in: transaction) { rows in for row in rows { digest.add(row) } }
                guard digest.value == sent else { throw Refusal.differs(table: table.name) }
            }
        }
        closeHub()
        return tallies
    }

    /// - Returns: how many were put in: fewer where somebody's address has an account already.
    private static func insert(
        _ rows: [[SQLValue]], into table: SchemaTable, in transaction: Transaction
    ) throws -> Int {
        // Several rows a statement, as many as a moderate number of arguments allows.
        let together = max(1, 400 / table.columns.count)
        var inserted = 0
        for start in stride(from: 0, to: rows.count, by: together) {
            inserted += try transaction.execute(
                SQL.insert(rows[start..<min(start + together, rows.count)], into: table))
        }
        return inserted
    }

    /// Hands over all rows of a hub in a table, in the order of the key, 500 at a time.
    private static func rows(
        of table: SchemaTable, of hub: Identifier<Hub>, in transaction: Transaction,
        _ take: ([[SQLValue]]) throws -> Void
    ) throws {
        let key = table.key.filter { $0 != "hub_id" }
        let places = key.compactMap { table.columns.firstIndex(of: $0) }
        var last: [SQLValue]?
        while true {
            let found = try transaction.rows(
                SQL.page(of: table, hub: hub, key: key, after: last, limit: 500)
            ).map(\.values)
            if !found.isEmpty { try take(found) }
            guard found.count == 500, !key.isEmpty, let row = found.last else { return }
            last = places.map { row[$0] }
        }
    }
}

extension SQL {
    fileprivate static func page(
        of table: SchemaTable, hub: Identifier<Hub>, key: [String], after last: [SQLValue]?, limit: Int
    ) -> SQL {
        var sql: SQL = "SELECT \(names: table.columns) FROM \(names: [table.name]) WHERE hub_id = \(hub)"
        guard !key.isEmpty else { return sql }
        if let last { sql += " AND (\(names: key)) > \(list: last)" }
        return sql + " ORDER BY \(names: key) LIMIT \(limit)"
    }

    fileprivate static func insert(_ rows: ArraySlice<[SQLValue]>, into table: SchemaTable) -> SQL {
        var sql: SQL = "INSERT INTO \(names: [table.name]) (\(names: table.columns)) VALUES "
        for (index, row) in rows.enumerated() { sql += index == 0 ? "\(list: row)" : ", \(list: row)" }
        // A server writes the value that a key has already into its log: an address must not come there.
        if table.name == "account_addresses" { sql += " ON CONFLICT (email) DO NOTHING" }
        return sql
    }
}

/// What all rows of a table come to: equal only where each value of each row is, in the same order.
private struct RowDigest {
    private var digest = SHA256()

    mutating func add(_ row: [SQLValue]) {
        for value in row {
            switch value {
            case .null: digest.update(data: Data("n;".utf8))
            case .integer(let number): digest.update(data: Data("i\(number);".utf8))
            case .real(let number): digest.update(data: Data("r\(number.bitPattern);".utf8))
            case .text(let text):
                digest.update(data: Data("t\(text.utf8.count):".utf8))
                digest.update(data: Data(text.utf8))
            }
        }
        digest.update(data: Data("\n".utf8))
    }

    var value: [UInt8] { Array(digest.finalize()) }
}
