import Synchronization
import Vocabulary

/// Where a hub's data is kept: one door for both engines.
///
/// A transaction body is synchronous and runs on the engine's own thread. On a server it may run again when it
/// met another transaction, so that it changes nothing but the store. Hub data is only reached
/// through a ``HubTransaction``, which puts the hub into every statement, and a transaction that
/// changes hub data without recording an event does not commit.
public struct Database: Sendable {
    private let engine: any Engine
    private let counted = StatementCount()
    let troubles = StoreTroubles()

    private init(_ engine: any Engine) { self.engine = engine }

    /// How many statements the finished transactions of this value have run: a page's number must not grow
    /// with its rows, and a test holds it to that.
    public var statementsRun: Int { counted.value }

    /// Opens or creates the file at `path` and brings its schema up to date.
    ///
    /// - Throws: ``StorageFault`` when the file cannot be opened, is not a database of ours, or is newer
    ///   than this program.
    public static func sqlite(at path: String) async throws -> Database {
        try await sqlite(at: path, steps: Migrations.all)
    }

    static func sqlite(at path: String, steps: [Migration]) async throws -> Database {
        let database = Database(try SQLiteEngine(path: path))
        try await database.migrate(steps)
        return database
    }

    /// Opens a region's database and brings its schema up to date, one program at a time.
    ///
    /// - Parameter connections: how many connections this program keeps at most; one more hears notices.
    /// - Throws: ``StorageFault`` when the server is not there, does not let us in, cannot hold the data safely, or
    ///   holds that of a newer program.
    public static func postgresql(
        _ address: PostgreSQLAddress, connections: Int = Database.usualConnections
    ) async throws -> Database {
        try await postgresql(address, connections: connections, steps: Migrations.all)
    }

    /// Enough for two cores: more only wait for each other at the server.
    public static let usualConnections = 8

    static func postgresql(
        _ address: PostgreSQLAddress, connections: Int = 4, steps: [Migration]
    ) async throws -> Database {
        let database = Database(try await PostgreSQLEngine(address, connections: connections))
        do { try await database.migrate(steps) } catch {
            try database.close()
            throw error
        }
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
        try await reading(.hub(hub)) { transaction in
            try body(HubTransaction(hub: hub, transaction: transaction))
        }
    }

    /// Changes one hub's data and records what happened, both or neither.
    ///
    /// - Throws: ``StorageFault/unrecordedChange`` when the body changed something and recorded no event.
    public func write<Value: Sendable>(
        _ hub: Identifier<Hub>, _ body: @escaping @Sendable (HubTransaction) throws -> Value
    ) async throws -> Value {
        try await writing(.hubAlone(hub)) { transaction in
            let value = try body(HubTransaction(hub: hub, transaction: transaction))
            guard !transaction.changed || transaction.recorded else { throw StorageFault.unrecordedChange }
            return value
        }
    }

    /// Changes one hub's housekeeping (sessions, the outbox's attempts, drafts), which is no fact of
    /// its own and has no event. Other changes of the hub may happen at the same time: each statement must be
    /// right by itself.
    public func keepHouse<Value: Sendable>(
        _ hub: Identifier<Hub>, _ body: @escaping @Sendable (HubTransaction) throws -> Value
    ) async throws -> Value {
        try await writing(.hub(hub)) { transaction in
            try body(HubTransaction(hub: hub, transaction: transaction))
        }
    }

    /// Reads what belongs to no single hub: the list of hubs, which hub an e-mail address signs in to.
    public func readAll<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await reading(.acrossHubs) { transaction in
            try body(transaction)
        }
    }

    /// Changes what belongs to no single hub.
    public func writeAll<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await writing(.acrossHubs) { transaction in
            try body(transaction)
        }
    }

    /// Writes a consistent copy to a new file while others go on reading and writing. Whatever the engine, the
    /// file is one of the embedded engine. It holds no key of any person: ``PersonKeyStore``.
    public func copy(to path: String) async throws { try await engine.copy(to: path) }

    /// Takes out of the engine's own files what was deleted. The embedded engine overwrites what is deleted, and its
    /// log is emptied here; PostgreSQL does so by its own clock (docs/adr/0034).
    public func scrub() async throws { try await engine.scrub() }

    /// Carries hubs with all they have to another database, all of them or none.
    ///
    /// - Parameter hubs: which; nil for all.
    /// - Throws: ``HubCopy/Refusal``, ``StorageFault``.
    @discardableResult
    public func copyHubs(_ hubs: [Identifier<Hub>]? = nil, to target: Database) async throws -> [HubCopy.Tally] {
        try await HubCopy(from: engine, to: target.engine)(hubs)
    }

    /// The hubs whose directories change, as other programs change them; nil on an engine that tells nobody.
    ///
    /// It is a hint: whoever misses one asks the store, as every question does anyway.
    public func directoryNotices() -> AsyncStream<DirectoryNotice>? { engine.directoryNotices() }

    /// What the engine finds wrong with its own files and references; empty when all is well.
    public func integrityFaults() async throws -> [String] { try await engine.integrityFaults() }

    /// Whether the engine can find its way through its own files: less than ``integrityFaults()``, and soon told.
    public func isWhole() async throws -> Bool { try await engine.isWhole() }

    /// Waits for what is under way and closes the files.
    public func close() throws { try engine.close() }

    private func reading<Value: Sendable>(
        _ reach: Reach, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await troubles.noting(reach.hub) {
            try await engine.read(reach) { transaction in
                defer { counted.add(transaction.statements) }
                return try body(transaction)
            }
        }
    }

    private func writing<Value: Sendable>(
        _ reach: Reach, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await troubles.noting(reach.hub) {
            try await engine.write(reach) { transaction in
                defer { counted.add(transaction.statements) }
                return try body(transaction)
            }
        }
    }

    private func migrate(_ steps: [Migration] = Migrations.all) async throws {
        try await engine.write(.acrossHubs) { try Migrations.run(steps, on: $0) }
    }
}

/// That the directory of a hub has changed.
public enum DirectoryNotice: Hashable, Sendable {
    case changed(Identifier<Hub>)
    /// The connection is new: any of them may have.
    case anyMayHaveChanged
}

/// Counts statements across transactions.
private final class StatementCount: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }
    func add(_ statements: Int) { count.withLock { $0 += statements } }
}
