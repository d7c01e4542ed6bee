import CPostgreSQL
import Foundation
import Metrics
import Vocabulary

/// A region's engine: PostgreSQL 13 or newer, by libpq.
///
/// Reads see one snapshot (`REPEATABLE READ`, read only). A change of a hub's facts first takes the lock on the
/// hub's own row: the changes of one hub follow each other as they do on SQLite, so that what crosses rows
/// (places of a group, open referrals of a person, the chain of events) needs no second thought, while hubs
/// do not wait for each other. See docs/adr/0021.
struct PostgreSQLEngine: Engine {
    private let pool: PostgreSQLPool
    private let address: PostgreSQLAddress
    private let figures = EngineFigures()

    /// How often a transaction that met another one is begun anew.
    private static let mostTries = 10
    /// How long a server that is away is waited for, and a transaction of unknown fate asked after.
    private static let patience = Duration.seconds(15)

    /// - Throws: ``StorageFault`` when the server is not there, does not let us in, or cannot hold our data safely.
    init(_ address: PostgreSQLAddress, connections: Int) async throws {
        self.address = address
        pool = PostgreSQLPool(address, size: connections)
        do { try await pool.perform(Self.checkServer) } catch {
            pool.close()
            throw error
        }
    }

    func close() throws { pool.close() }

    // MARK: Transactions

    func read<Value: Sendable>(
        _ reach: Reach, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await pool.perform { try transact(on: $0, reach, writes: false, body) }
    }

    func write<Value: Sendable>(
        _ reach: Reach, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await pool.perform { try transact(on: $0, reach, writes: true, body) }
    }

    /// How one run of a transaction ended.
    private enum Outcome<Value> {
        case stands(Value)
        /// It met another one and was taken back.
        case met
        /// The connection broke. There is a value where the commit had been sent: it may stand.
        case lost(Value?)
    }

    /// A transaction by which it can be found again: the row it leaves in `commits`, and the process that ran it.
    private struct Mark {
        let hub: String
        let id: String
        let process: PostgreSQLConnection.ServerProcess
    }

    /// Runs `body` until it stands or is refused. It may run more than once; it is never stored twice.
    private func transact<Value>(
        on connection: PostgreSQLConnection, _ reach: Reach, writes: Bool, _ body: (Transaction) throws -> Value
    ) throws -> Value {
        let deadline = ContinuousClock.now + Self.patience
        var mark: Mark?
        for number in 1...Self.mostTries {
            switch try run(on: connection, reach, writes: writes, until: deadline, &mark, body) {
            case .stands(let value): return value
            case .met:
                figures.repeated.increment()
                Thread.sleep(forTimeInterval: .random(in: 0.0005...0.001) * Double(1 << number))
            case .lost(let value):
                figures.lost.increment()
                if let value, let mark, try isCommitted(mark, on: connection) { return value }
                guard ContinuousClock.now < deadline else { throw StorageFault.unreachable }
            }
        }
        throw StorageFault.busy
    }

    private func run<Value>(
        on connection: PostgreSQLConnection, _ reach: Reach, writes: Bool, until deadline: ContinuousClock.Instant,
        _ mark: inout Mark?, _ body: (Transaction) throws -> Value
    ) throws -> Outcome<Value> {
        var sent: Value?
        do {
            try Self.open(connection, until: deadline)
            mark = try Self.begin(reach, writes: writes, on: connection)
            let transaction = Transaction(connection)
            let value = try body(transaction)
            // A failure that the body swallowed has failed the transaction all the same.
            if let trouble = connection.trouble { throw trouble }
            if let mark, transaction.changed { try Self.leave(mark, on: connection) }
            sent = value
            guard try connection.end("COMMIT") else { throw StorageFault.engine(code: "25P02", message: "") }
            return .stands(value)
        } catch {
            switch (connection.trouble ?? error as? PostgreSQLTrouble)?.remedy {
            case .again?:
                _ = try? connection.end("ROLLBACK")
                return .met
            case .reconnect?:
                connection.close()
                return .lost(sent)
            case .none?, nil:
                _ = try? connection.end("ROLLBACK")
                throw (error as? PostgreSQLTrouble)?.fault ?? error
            }
        }
    }

    /// Connects where the connection is not there, with growing pauses until `deadline`.
    private static func open(
        _ connection: PostgreSQLConnection, until deadline: ContinuousClock.Instant
    ) throws(PostgreSQLTrouble) {
        guard !connection.isOpen else { return try connection.forgetTrouble() }
        var pause = 0.02
        while true {
            do {
                try connection.open()
                return
            } catch {
                guard error.remedy == .reconnect, ContinuousClock.now < deadline else { throw error }
                connection.close()
                Thread.sleep(forTimeInterval: pause * .random(in: 0.75...1.25))
                pause = min(pause * 2, 1)
            }
        }
    }

    /// One way to the server and back for all that stands at the beginning of a transaction.
    private static func begin(
        _ reach: Reach, writes: Bool, on connection: PostgreSQLConnection
    ) throws(PostgreSQLTrouble) -> Mark? {
        let name = reach.hub?.rawValue ?? "*"
        let hub = try connection.literal(name)
        var text =
            writes
            ? "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; "
            : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; "
        text += "SELECT set_config('\(Dialect.hubSetting)', \(hub), true); "
        if case .hubAlone = reach, writes {
            text += "SELECT 1 FROM hubs WHERE hub_id = \(hub) FOR NO KEY UPDATE; "
        }
        _ = try connection.simple(text)
        guard writes else { return nil }
        return Mark(hub: name, id: UUID().uuidString, process: connection.serverProcess)
    }

    /// The last statement of a transaction that changed something: the row by which it is found again.
    private static func leave(_ mark: Mark, on connection: PostgreSQLConnection) throws {
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        // A copy has gone from hub to hub meanwhile.
        if mark.hub == "*" { try connection.act(for: "*") }
        _ = try connection.execute(
            "INSERT INTO commits (hub_id, id, at) VALUES (\(mark.hub), \(mark.id), \(now))")
    }

    // MARK: A transaction of unknown fate

    /// Whether a transaction whose commit was sent, and never answered, stands: whether its row is there once nobody
    /// runs it any more.
    ///
    /// The server's own number for it would not do: a number whose commit was not yet on the disk when the server
    /// fell is given to another transaction afterwards.
    ///
    /// - Throws: ``StorageFault/fateUnknown`` when the server cannot be asked.
    private func isCommitted(_ mark: Mark, on connection: PostgreSQLConnection) throws -> Bool {
        figures.settled.increment()
        let deadline = ContinuousClock.now + Self.patience
        while ContinuousClock.now < deadline {
            do throws(PostgreSQLTrouble) {
                try Self.open(connection, until: deadline)
                if try !connection.isRunning(mark.process) { return try Self.isThere(mark, on: connection) }
            } catch {
                guard error.remedy == .reconnect else { break }
                connection.close()
            }
            Thread.sleep(forTimeInterval: 0.05)
        }
        throw StorageFault.fateUnknown
    }

    private static func isThere(_ mark: Mark, on connection: PostgreSQLConnection) throws(PostgreSQLTrouble) -> Bool {
        let (hub, id) = (try connection.literal(mark.hub), try connection.literal(mark.id))
        let rows = try connection.simple(
            """
            BEGIN; SELECT set_config('\(Dialect.hubSetting)', \(hub), true);
            SELECT 1 FROM commits WHERE hub_id = \(hub) AND id = \(id)
            """)
        _ = try connection.end("ROLLBACK")
        return !rows.isEmpty
    }

    // MARK: The server

    private static func checkServer(_ connection: PostgreSQLConnection) throws {
        do throws(PostgreSQLTrouble) {
            try open(connection, until: .now + patience)
            let answer = try connection.simple(
                """
                SELECT current_setting('server_version_num'), current_setting('server_encoding'),
                    pg_is_in_recovery()::text, (rolsuper OR rolbypassrls)::text
                FROM pg_roles WHERE rolname = current_user
                """
            ).first?.map { $0 ?? "" }
            guard let answer, answer.count == 4 else { throw PostgreSQLTrouble(fault: .unreachable, remedy: .none) }
            if let reason = unfit(
                version: Int(answer[0]) ?? 0, encoding: answer[1], isStandby: answer[2] == "true",
                seesEverything: answer[3] == "true")
            {
                throw PostgreSQLTrouble(fault: .cannotOpen(reason: reason), remedy: .none)
            }
        } catch { throw error.fault }
    }

    /// Why this server cannot hold our data safely; nil where it can.
    static func unfit(version: Int, encoding: String, isStandby: Bool, seesEverything: Bool) -> String? {
        if version < 130_000 { return "the server is older than PostgreSQL 13" }
        if encoding != "UTF8" { return "the database was not made with the encoding UTF8" }
        if isStandby { return "the server is a standby and cannot be written" }
        if seesEverything {
            return
                "the role is a superuser or may pass by row-level security, so that nothing would keep the hubs apart: use another role"
        }
        return nil
    }

    func copy(to path: String) async throws {
        let file = try SQLiteEngine(alone: path)
        try await file.write(.acrossHubs) { try Migrations.run(Migrations.all, on: $0) }
        try await HubCopy(from: self, to: file, leaving: SchemaTable.keptApart)(nil)
        try file.close()
    }

    /// Rows that were deleted go when the server vacuums, and out of its log when that is recycled.
    func scrub() async throws {}

    func directoryNotices() -> AsyncStream<DirectoryNotice>? {
        let address = address
        return AsyncStream { continuation in
            let listener = NoticeListener(address) { hub in
                continuation.yield(hub.map(DirectoryNotice.changed) ?? .anyMayHaveChanged)
            }
            continuation.onTermination = { _ in listener.stop() }
        }
    }

    /// The server looks after its own files, and says so when it finds one damaged.
    func isWhole() async throws -> Bool { true }

    func integrityFaults() async throws -> [String] {
        try await read(.acrossHubs) { transaction in
            let constraints = try transaction.rows(
                """
                SELECT conname FROM pg_constraint
                WHERE NOT convalidated AND connamespace = current_schema()::regnamespace ORDER BY conname
                """
            ).map { "the rule \(try $0.text("conname")) was never checked" }
            let indexes = try transaction.rows(
                """
                SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                WHERE (NOT i.indisvalid OR NOT i.indisready) AND c.relnamespace = current_schema()::regnamespace
                ORDER BY c.relname
                """
            ).map { "the index \(try $0.text("relname")) is not whole" }
            let checksums = try transaction.rows(
                """
                SELECT checksum_failures FROM pg_stat_database
                WHERE datname = current_database() AND checksum_failures > 0
                """
            ).map { "the server read \(try $0.integer("checksum_failures")) damaged pages" }
            return constraints + indexes + checksums
        }
    }
}

/// What an administrator sees of the engine.
private struct EngineFigures: Sendable {
    let repeated = Counter(label: "kith_transactions_repeated_total")
    let lost = Counter(label: "kith_connections_lost_total")
    let settled = Counter(label: "kith_transactions_settled_total")
}
