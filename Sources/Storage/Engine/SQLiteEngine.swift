import Foundation
import GRDB
import Vocabulary

/// The embedded engine: one SQLite file in WAL mode by GRDB, many readers beside one writer.
///
/// `synchronous=FULL` makes a commit wait for the disk: what was acknowledged survives `kill -9` and
/// a power cut.
struct SQLiteEngine: Engine {
    private let writer: any DatabaseWriter

    init(path: String) throws {
        do {
            let pool = try DatabasePool(path: path, configuration: Self.configuration)
            // After the pool is set up, because that is where GRDB lowers it to NORMAL for write-ahead logs.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            writer = pool
        } catch let error as DatabaseError {
            throw Self.openingFault(for: error)
        }
    }

    /// A file that nobody else uses, by a single connection: no log is left beside it when it is closed.
    init(alone path: String) throws {
        do { writer = try DatabaseQueue(path: path, configuration: Self.configuration) } catch let error
            as DatabaseError
        {
            throw Self.openingFault(for: error)
        }
    }

    /// A database that lives as long as this value: for tests and `--dry-run`.
    init() throws { writer = try DatabaseQueue(configuration: Self.configuration) }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -16000")
            // What is removed is overwritten, and not only taken off the list of what is there.
            try database.execute(sql: "PRAGMA secure_delete = ON")
        }
        return configuration
    }

    // One writer at a time, whatever it reaches for: there is nothing else to lock, and no wall between hubs but
    // the stores' own conditions.

    func read<Value: Sendable>(
        _ reach: Reach, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await faultsNamed {
            try await writer.read { database in try body(Transaction(SQLiteConnection(database: database))) }
        }
    }

    func write<Value: Sendable>(
        _ reach: Reach, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await faultsNamed {
            try await writer.write { database in try body(Transaction(SQLiteConnection(database: database))) }
        }
    }

    func copy(to path: String) async throws {
        try await faultsNamed {
            let target = try DatabaseQueue(path: path)
            try writer.backup(to: target)
            // A copy is one file: no WAL beside it that could be forgotten. The keys of people do not go with it, and
            // neither do the pages on which they stood, nor those of keys that were shredded before.
            try await target.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA journal_mode = DELETE")
                for table in SchemaTable.keptApart.sorted() { try database.execute(sql: "DELETE FROM \(table)") }
                try database.execute(sql: "VACUUM")
            }
            try target.close()
        }
    }

    func scrub() async throws {
        // The log of writes holds pages as they were: it is taken into the file, and cut off.
        try await faultsNamed {
            try await writer.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            }
        }
    }

    func directoryNotices() -> AsyncStream<DirectoryNotice>? { nil }

    func integrityFaults() async throws -> [String] {
        try await faultsNamed {
            try await writer.read { database in
                let integrity = try String.fetchAll(database, sql: "PRAGMA integrity_check")
                let references = try GRDB.Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map { row in
                    "a row of \(row["table"] as String? ?? "?") refers to a missing row of \(row["parent"] as String? ?? "?")"
                }
                return integrity.filter { $0 != "ok" } + references
            }
        }
    }

    func isWhole() async throws -> Bool {
        do {
            return try await faultsNamed {
                try await writer.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") == "ok" }
            }
        } catch StorageFault.damaged { return false }
    }

    func close() throws { try writer.close() }

    private func faultsNamed<Value>(_ body: () async throws -> Value) async throws -> Value {
        do { return try await body() } catch let error as DatabaseError { throw Self.fault(for: error) }
    }

    /// A file that is none of ours is told from one of ours that is damaged.
    private static func openingFault(for error: DatabaseError) -> StorageFault {
        error.resultCode == .SQLITE_CORRUPT
            ? .damaged(reason: words(for: error)) : .cannotOpen(reason: words(for: error))
    }

    static func fault(for error: DatabaseError) -> StorageFault {
        switch error.resultCode {
        case .SQLITE_CONSTRAINT: .constraint(message: words(for: error))
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
        case .SQLITE_FULL, .SQLITE_READONLY, .SQLITE_IOERR: .cannotWrite(reason: words(for: error))
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: .damaged(reason: words(for: error))
        case .SQLITE_CANTOPEN: .cannotOpen(reason: words(for: error))
        default: .engine(code: String(error.extendedResultCode.rawValue), message: words(for: error))
        }
    }

    /// SQLite's own sentence, without the statement and its arguments.
    private static func words(for error: DatabaseError) -> String { error.message ?? "no reason was given" }
}

private struct SQLiteConnection: EngineConnection {
    let database: GRDB.Database

    var dialect: Dialect { .sqlite }

    func rows(_ sql: SQL) throws -> [Row] { try faultsNamed { try fetch(sql) } }

    private func fetch(_ sql: SQL) throws -> [Row] {
        let statement = try database.cachedStatement(sql: sql.text { _ in "?" })
        try statement.setArguments(try Self.arguments(of: sql))
        let columns = Row.Columns(statement.columnNames)
        let count = statement.columnNames.count
        var rows: [Row] = []
        let cursor = try GRDB.Row.fetchCursor(statement)
        while let row = try cursor.next() {
            var values: [SQLValue] = []
            values.reserveCapacity(count)
            for index in 0..<count {
                switch (row[index] as DatabaseValue).storage {
                case .null: values.append(.null)
                case .int64(let number): values.append(.integer(number))
                case .double(let number): values.append(.real(number))
                case .string(let text): values.append(.text(text))
                case .blob: throw StorageFault.unreadable(column: statement.columnNames[index])
                }
            }
            rows.append(Row(columns: columns, values: values))
        }
        return rows
    }

    func execute(_ sql: SQL) throws -> Int {
        try faultsNamed {
            let statement = try database.cachedStatement(sql: sql.text { _ in "?" })
            try statement.setArguments(try Self.arguments(of: sql))
            try statement.execute()
            return database.changesCount
        }
    }

    /// A body that catches a fault catches the same on both engines.
    private func faultsNamed<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as DatabaseError { throw SQLiteEngine.fault(for: error) }
    }

    func script(_ text: String) throws {
        for statement in dialect.schema(text) { try database.execute(sql: statement) }
    }

    func lockSchema() {}
    func act(for hub: Identifier<Hub>) {}
    func announce(_ hub: Identifier<Hub>) {}

    private static func arguments(of sql: SQL) throws -> StatementArguments {
        StatementArguments(
            try sql.arguments.map { value -> DatabaseValue in
                switch value {
                case .null: return .null
                case .integer(let number): return number.databaseValue
                case .real(let number): return number.databaseValue
                case .text(let text):
                    // Refused on both engines alike, so that a hub can move to PostgreSQL.
                    guard !text.utf8.contains(0) else { throw StorageFault.nul }
                    return text.databaseValue
                }
            })
    }
}
