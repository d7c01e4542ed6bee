import Vocabulary

/// One open transaction of an engine. It lives on the engine's own thread and only as long as the
/// closure it was handed to.
public final class Transaction {
    private let connection: any EngineConnection
    /// How many statements have run, for tests that count them.
    public private(set) var statements = 0
    /// Told of every statement before it runs, for tests that look at them.
    var onStatement: ((SQL) -> Void)?
    private(set) var changed = false
    private(set) var recorded = false

    init(_ connection: any EngineConnection) { self.connection = connection }

    public func rows(_ sql: SQL) throws -> [Row] {
        statements += 1
        onStatement?(sql)
        return try connection.rows(sql)
    }

    public func row(_ sql: SQL) throws -> Row? { try rows(sql).first }

    /// Runs a statement that changes rows, and returns how many.
    @discardableResult
    public func execute(_ sql: SQL) throws -> Int {
        statements += 1
        onStatement?(sql)
        changed = true
        return try connection.execute(sql)
    }

    /// Runs statements without arguments, one after the other: migrations only.
    func script(_ statements: [String]) throws {
        for statement in statements { try connection.script(statement) }
    }

    /// Called by the event store: this transaction has said what it did.
    func noteRecorded() { recorded = true }
}

/// What an engine gives to a ``Transaction``.
protocol EngineConnection {
    func rows(_ sql: SQL) throws -> [Row]
    func execute(_ sql: SQL) throws -> Int
    func script(_ text: String) throws
}

/// One of the two engines behind ``Database``.
protocol Engine: Sendable {
    func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value
    func write<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value
    /// A consistent copy of everything, taken while others write.
    func copy(to path: String) async throws
    /// What the engine itself finds wrong with its files, in its own words.
    func integrityFaults() async throws -> [String]
    func close() throws
}
