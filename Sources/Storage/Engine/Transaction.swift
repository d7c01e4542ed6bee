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
        let rows = try connection.execute(sql)
        // What met no row changed nothing, and nobody has to be told.
        if rows > 0 { changed = true }
        return rows
    }

    /// How the engine wants to be spoken to where it differs.
    var dialect: Dialect { connection.dialect }

    /// Waits until no other program brings the schema up to date, and makes what the engine needs for itself.
    func lockSchema() throws { try connection.lockSchema() }

    /// Acts for another hub from here on: a copy goes from hub to hub.
    func act(for hub: Identifier<Hub>) throws { try connection.act(for: hub) }

    /// Tells every server, once this transaction stands, that the directory of a hub has changed.
    func announceDirectory(of hub: Identifier<Hub>) throws { try connection.announce(hub) }

    /// Runs statements without arguments, one after the other: migrations only.
    func script(_ statements: [String]) throws {
        for statement in statements { try connection.script(statement) }
    }

    /// Lets tables be read before it is known whose hub it is: migrations only.
    func open(_ doors: [String]) throws {
        for table in doors { try script(dialect.door(throughTheWallOf: table)) }
    }

    /// Called by the event store: this transaction has said what it did.
    func noteRecorded() { recorded = true }
}

/// What an engine gives to a ``Transaction``.
protocol EngineConnection {
    func rows(_ sql: SQL) throws -> [Row]
    func execute(_ sql: SQL) throws -> Int
    func script(_ text: String) throws

    var dialect: Dialect { get }
    /// These three do nothing on an engine with one program and one writer.
    func lockSchema() throws
    func act(for hub: Identifier<Hub>) throws
    func announce(_ hub: Identifier<Hub>) throws
}

/// What a transaction may touch, and what it waits for.
enum Reach: Sendable {
    /// One hub's rows, beside whatever else happens in it.
    case hub(Identifier<Hub>)
    /// One hub's rows, and no other change of its facts at the same time.
    case hubAlone(Identifier<Hub>)
    /// What belongs to no single hub.
    case acrossHubs

    var hub: Identifier<Hub>? {
        switch self {
        case .hub(let hub), .hubAlone(let hub): hub
        case .acrossHubs: nil
        }
    }
}

/// One of the two engines behind ``Database``.
protocol Engine: Sendable {
    func read<Value: Sendable>(
        _ reach: Reach, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value
    /// Runs `body` until it stands or is refused. It may run more than once, and is stored once.
    func write<Value: Sendable>(
        _ reach: Reach, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value
    /// Writes everything to a new file of the embedded engine while others go on reading and writing.
    func copy(to path: String) async throws
    /// Takes out of the engine's own files what was deleted, as far as the engine lets us.
    func scrub() async throws
    /// The hubs whose directories change, as other programs change them; nil where nobody tells.
    func directoryNotices() -> AsyncStream<DirectoryNotice>?
    /// What the engine itself finds wrong with its files, in its own words.
    func integrityFaults() async throws -> [String]
    /// Whether it finds its way through them; where a server sees to that, yes.
    func isWhole() async throws -> Bool
    func close() throws
}
