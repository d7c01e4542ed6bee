import Synchronization
import Vocabulary

/// Where a hub's data is kept: one door for both engines.
///
/// A transaction body is synchronous and runs on the engine's own thread. Hub data is only reached
/// through a ``HubTransaction``, which puts the hub into every statement, and a transaction that
/// changes hub data without recording an event does not commit.
public struct Database: Sendable {
    private let engine: any Engine
    private let counted = StatementCount()

    private init(_ engine: any Engine) { self.engine = engine }

    /// How many statements the finished transactions of this value have run: a page's number must not grow
    /// with its rows, and a test holds it to that.
    public var statementsRun: Int { counted.value }

    /// Opens or creates the file at `path` and brings its schema up to date.
    ///
    /// - Throws: ``StorageFault`` when the file cannot be opened, is not a database of ours, or is newer
    ///   than this program.
    public static func sqlite(at path: String) async throws -> Database {
        let database = Database(try SQLiteEngine(path: path))
        try await database.migrate()
        return database
    }

    /// Opens a copy that nobody serves, such as a backup, and brings its schema up to date. It stays one file.
    ///
    /// - Throws: ``StorageFault`` as ``sqlite(at:)`` does.
    public static func copy(at path: String) async throws -> Database {
        let database = Database(try SQLiteEngine(alone: path))
        try await database.migrate()
        return database
    }

    /// A database in memory, gone when the value is: for tests and dry runs.
    public static func inMemory() async throws -> Database {
        let database = Database(try SQLiteEngine())
        try await database.migrate()
        return database
    }

    /// Reads one hub's data from a consistent snapshot.
    public func read<Value: Sendable>(
        _ hub: Identifier<Hub>, _ body: @escaping @Sendable (HubTransaction) throws -> Value
    ) async throws -> Value {
        try await engine.read { transaction in
            defer { counted.add(transaction.statements) }
            return try body(HubTransaction(hub: hub, transaction: transaction))
        }
    }

    /// Changes one hub's data and records what happened, both or neither.
    ///
    /// - Throws: ``StorageFault/unrecordedChange`` when the body changed something and recorded no event.
    public func write<Value: Sendable>(
        _ hub: Identifier<Hub>, _ body: @escaping @Sendable (HubTransaction) throws -> Value
    ) async throws -> Value {
        try await engine.write { transaction in
            defer { counted.add(transaction.statements) }
            let value = try body(HubTransaction(hub: hub, transaction: transaction))
            guard !transaction.changed || transaction.recorded else { throw StorageFault.unrecordedChange }
            return value
        }
    }

    /// Changes one hub's housekeeping (sessions, the outbox's attempts, drafts), which is no fact of
    /// its own and has no event.
    public func keepHouse<Value: Sendable>(
        _ hub: Identifier<Hub>, _ body: @escaping @Sendable (HubTransaction) throws -> Value
    ) async throws -> Value {
        try await engine.write { transaction in
            defer { counted.add(transaction.statements) }
            return try body(HubTransaction(hub: hub, transaction: transaction))
        }
    }

    /// Reads what belongs to no single hub: the list of hubs, which hub an e-mail address signs in to.
    public func readAll<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await engine.read(body)
    }

    /// Changes what belongs to no single hub.
    public func writeAll<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await engine.write(body)
    }

    /// Writes a consistent copy to a new file while others go on reading and writing.
    public func copy(to path: String) async throws { try await engine.copy(to: path) }

    /// What the engine finds wrong with its own files and references; empty when all is well.
    public func integrityFaults() async throws -> [String] { try await engine.integrityFaults() }

    /// Waits for what is under way and closes the files.
    public func close() throws { try engine.close() }

    private func migrate() async throws {
        try await engine.write { try Migrations.run(on: $0) }
    }
}

/// Counts statements across transactions.
private final class StatementCount: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }
    func add(_ statements: Int) { count.withLock { $0 += statements } }
}
