import CPostgreSQL
import Foundation

/// One connection of libpq. It belongs to one thread of the pool and blocks it while the server works.
///
///     rows(sql) ── known text? ──▶ PQexecPrepared ──▶ rows
///                     │ no                 ▲
///                     └──▶ PQprepare ──────┘        (long lists of values are not kept: PQexecParams)
final class PostgreSQLConnection {
    let address: PostgreSQLAddress
    private var handle: OpaquePointer?
    /// The names of the statements that the server has ready.
    private var prepared: [PreparedText: String] = [:]
    /// What first went wrong in the transaction that is open. A body may swallow an error; the engine does not.
    private(set) var trouble: PostgreSQLTrouble?

    /// Statements kept on the server for each connection. Ours are a few hundred; beyond this they are forgotten.
    private static let mostPrepared = 600
    /// A statement with more arguments than this has a list in it, and comes in as many shapes as lists have lengths.
    private static let mostArgumentsPrepared = 30

    private struct PreparedText: Hashable {
        let text: String
        let types: [Oid]
    }

    init(_ address: PostgreSQLAddress) { self.address = address }

    deinit { PQfinish(handle) }

    // MARK: Connecting

    var isOpen: Bool { handle != nil && PQstatus(handle) == CONNECTION_OK }

    /// What serves a connection at the server: a process, told from a later one of the same number by its start.
    struct ServerProcess: Sendable {
        let number: Int
        let start: String
    }

    private(set) var serverProcess = ServerProcess(number: 0, start: "")
    /// What served this connection when it broke: the server may not know yet that we are gone, and the locks of a
    /// process that waits for us hold up everybody. It is told to end once there is a connection again.
    private var leftBehind: ServerProcess?

    /// The socket on which notices arrive; -1 where there is none.
    var socket: Int32 { PQsocket(handle) }

    /// Connects, once.
    ///
    /// - Throws: ``PostgreSQLTrouble``; its remedy is to reconnect where the server may come back by itself.
    func open() throws(PostgreSQLTrouble) {
        close()
        let defaults = [
            ("connect_timeout", "5"), ("application_name", "kith"), ("fallback_application_name", "kith"),
            ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            // A commit that the network swallowed is noticed, and settled, within this time (milliseconds).
            ("tcp_user_timeout", "15000"),
        ]
        let named = Set(address.keywords.map(\.name))
        let keywords = address.keywords + defaults.filter { !named.contains($0.0) }.map { (name: $0.0, value: $0.1) }
        var names: [UnsafeMutablePointer<CChar>?] = keywords.map { strdup($0.name) } + [nil]
        var values: [UnsafeMutablePointer<CChar>?] = keywords.map { strdup($0.value) } + [nil]
        defer { for text in names + values { free(text) } }
        handle = names.withUnsafeMutableBufferPointer { names in
            values.withUnsafeMutableBufferPointer { values in
                names.withMemoryRebound(to: UnsafePointer<CChar>?.self) { names in
                    values.withMemoryRebound(to: UnsafePointer<CChar>?.self) { values in
                        PQconnectdbParams(names.baseAddress, values.baseAddress, 0)
                    }
                }
            }
        }
        guard isOpen else {
            let said = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
            close()
            throw Self.refusedConnection(said)
        }
        kith_pq_be_quiet(handle)
        PQsetClientEncoding(handle, "UTF8")
        _ = try simple(Self.settings)
        if let left = leftBehind { _ = try isRunning(left) }
        leftBehind = nil
        let start = try simple("SELECT backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid()")
        serverProcess = ServerProcess(
            number: Int(PQbackendPID(handle)), start: start.first?.first.flatMap(\.self) ?? "")
    }

    /// Whether the server still runs this process. If so, it is told to end.
    func isRunning(_ process: ServerProcess) throws(PostgreSQLTrouble) -> Bool {
        let start = try literal(process.start)
        return try !simple(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE pid = \(process.number) AND backend_start::text = \(start)
            """
        ).isEmpty
    }

    func close() {
        if handle != nil, serverProcess.number != 0 { leftBehind = serverProcess }
        serverProcess = ServerProcess(number: 0, start: "")
        PQfinish(handle)
        handle = nil
        prepared = [:]
        trouble = nil
    }

    /// A role or a database may come with settings of its own. These are ours: what was acknowledged is on the
    /// disk, nothing waits for ever, and no time zone but UTC has a say.
    private static let settings = """
        SET statement_timeout = '30s'; SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s';
        SET timezone = 'UTC'; SET standard_conforming_strings = on;
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
        """

    /// libpq tells a refusal to connect in words only. Those of a server that is down or starting are told from
    /// those of one that does not want us, by the words it has had for many years.
    private static func refusedConnection(_ said: String) -> PostgreSQLTrouble {
        let final = [
            "password authentication failed", "no password supplied", "does not exist", "no pg_hba.conf entry",
            "certificate verify failed", "does not match host name", "root certificate", "does not support SSL",
            "certificate", "role \"", "authentication failed",
        ]
        guard !said.contains("too many connections"), final.contains(where: said.contains) else {
            return PostgreSQLTrouble(fault: .unreachable, remedy: .reconnect)
        }
        let reason: String
        if said.contains("certificate") || said.contains("SSL") || said.contains("host name") {
            reason = "the server's certificate cannot be trusted, or it does not speak TLS"
        } else if said.contains("database") && said.contains("does not exist") {
            reason = "there is no such database"
        } else {
            reason = "the server does not let us in"
        }
        return PostgreSQLTrouble(fault: .cannotOpen(reason: reason), remedy: .none)
    }

    // MARK: Statements

    /// Begins anew: what went wrong in the transaction before is forgotten, and so are plans that no longer fit.
    func forgetTrouble() throws(PostgreSQLTrouble) {
        let mayBeOutdated = trouble?.remedy == .again
        trouble = nil
        if mayBeOutdated { try forgetPrepared() }
    }

    private func forgetPrepared() throws(PostgreSQLTrouble) {
        _ = try simple("DEALLOCATE ALL")
        prepared = [:]
    }

    /// Runs statements of ours without arguments, and returns the rows of the last one.
    func simple(_ text: String) throws(PostgreSQLTrouble) -> [[String?]] {
        let result = PQexec(handle, text)
        defer { PQclear(result) }
        try check(result)
        return (0..<PQntuples(result)).map { row in
            (0..<PQnfields(result)).map { column in
                PQgetisnull(result, row, column) == 1 ? nil : String(cString: PQgetvalue(result, row, column))
            }
        }
    }

    /// Ends the transaction, and says whether the server did what was asked: the commit of a transaction in which
    /// a statement failed is answered with `ROLLBACK`.
    func end(_ command: StaticString) throws(PostgreSQLTrouble) -> Bool {
        let result = PQexec(handle, command.description)
        defer { PQclear(result) }
        try check(result)
        return PQcmdStatus(result).map { String(cString: $0) } == command.description
    }

    /// A text of ours as it stands in a statement.
    func literal(_ text: String) throws(PostgreSQLTrouble) -> String {
        guard !text.utf8.contains(0), let quoted = PQescapeLiteral(handle, text, text.utf8.count) else {
            throw note(PostgreSQLTrouble(fault: .nul, remedy: .none))
        }
        defer { PQfreemem(quoted) }
        return String(cString: quoted)
    }

    /// Runs a statement. The answer is the caller's to clear.
    func run(_ sql: SQL) throws(PostgreSQLTrouble) -> OpaquePointer? {
        let text = sql.text { "$\($0)" }
        let arguments: PostgreSQLArguments
        do { arguments = try PostgreSQLArguments(sql.arguments) } catch { throw note(error) }
        let isPrepared = sql.arguments.count <= Self.mostArgumentsPrepared
        let name = isPrepared ? try prepare(PreparedText(text: text, types: arguments.types)) : ""
        let result = arguments.withPointers { values in
            isPrepared
                ? PQexecPrepared(handle, name, Int32(values.count), values.baseAddress, nil, nil, 0)
                : PQexecParams(handle, text, Int32(values.count), arguments.types, values.baseAddress, nil, nil, 0)
        }
        do { try check(result) } catch {
            PQclear(result)
            throw error
        }
        return result
    }

    private func prepare(_ statement: PreparedText) throws(PostgreSQLTrouble) -> String {
        if let name = prepared[statement] { return name }
        if prepared.count >= Self.mostPrepared { try forgetPrepared() }
        let name = "kith\(prepared.count)"
        let result = PQprepare(handle, name, statement.text, Int32(statement.types.count), statement.types)
        defer { PQclear(result) }
        try check(result)
        prepared[statement] = name
        return name
    }

    private func check(_ result: OpaquePointer?) throws(PostgreSQLTrouble) {
        let status = PQresultStatus(result)
        guard status != PGRES_COMMAND_OK, status != PGRES_TUPLES_OK else { return }
        throw note(PostgreSQLTrouble(result, on: handle))
    }

    private func note(_ new: PostgreSQLTrouble) -> PostgreSQLTrouble {
        if trouble == nil { trouble = new }
        return new
    }

    // MARK: Notices

    /// The payloads of the notices that have arrived, without waiting.
    func notices() throws(PostgreSQLTrouble) -> [String] {
        guard PQconsumeInput(handle) == 1 else {
            throw note(PostgreSQLTrouble(fault: .unreachable, remedy: .reconnect))
        }
        var payloads: [String] = []
        while let notice = PQnotifies(handle) {
            payloads.append(String(cString: notice.pointee.extra))
            PQfreemem(notice)
        }
        return payloads
    }
}
