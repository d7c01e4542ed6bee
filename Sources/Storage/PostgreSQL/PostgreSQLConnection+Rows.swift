import CPostgreSQL
import Foundation
import Vocabulary

extension PostgreSQLConnection: EngineConnection {
    var dialect: Dialect { .postgresql }

    func rows(_ sql: SQL) throws -> [Row] {
        do throws(PostgreSQLTrouble) {
            let result = try run(sql)
            defer { PQclear(result) }
            return Self.rows(of: result)
        } catch { throw error.fault }
    }

    func execute(_ sql: SQL) throws -> Int {
        do throws(PostgreSQLTrouble) {
            let result = try run(sql)
            defer { PQclear(result) }
            return PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
        } catch { throw error.fault }
    }

    func script(_ text: String) throws {
        do throws(PostgreSQLTrouble) {
            for statement in dialect.schema(text) { _ = try simple(statement) }
        } catch { throw error.fault }
    }

    /// A number that no other program has reason to lock; it says `kith`.
    private static let schemaLock = 0x6B69_7468

    /// Another server may be at a long step: it is waited for as long as it takes.
    func lockSchema() throws {
        do throws(PostgreSQLTrouble) {
            _ = try simple("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0")
            _ = try simple("SELECT pg_advisory_xact_lock(\(Self.schemaLock))")
            for table in dialect.ownTables {
                let isThere = try simple("SELECT to_regclass(\(try literal(table.name)))").first?.first != .some(nil)
                guard !isThere else { continue }
                for statement in table.statements.flatMap(dialect.schema) { _ = try simple(statement) }
            }
        } catch { throw error.fault }
    }

    /// A copy waits for its other end, and reads whole tables.
    func act(for hub: Identifier<Hub>) throws {
        _ = try rows(
            """
            SELECT set_config(\(Dialect.hubSetting), \(hub), true), set_config('statement_timeout', '0', true),
                set_config('idle_in_transaction_session_timeout', '0', true)
            """)
    }

    func announce(_ hub: Identifier<Hub>) throws {
        _ = try rows("SELECT pg_notify(\(NoticeListener.channel), \(hub)) AS told")
    }

    private static func rows(of result: OpaquePointer?) -> [Row] {
        let width = PQnfields(result)
        let columns = Row.Columns((0..<width).map { String(cString: PQfname(result, $0)) })
        let types = (0..<width).map { PQftype(result, $0) }
        return (0..<PQntuples(result)).map { row in
            Row(
                columns: columns,
                values: (0..<width).map { column in
                    guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else {
                        return .null
                    }
                    let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
                    return value(String(decoding: bytes, as: UTF8.self), of: types[Int(column)])
                })
        }
    }

    /// A value as SQLite would have given it. Numbers arrive in decimal; a sum of whole numbers is `numeric` to
    /// PostgreSQL and whole all the same.
    private static func value(_ text: String, of type: Oid) -> SQLValue {
        switch type {
        case 20, 21, 23: Int64(text).map(SQLValue.integer) ?? .text(text)
        case 700, 701: Double(text).map(SQLValue.real) ?? .text(text)
        case 1700: Int64(text).map(SQLValue.integer) ?? Double(text).map(SQLValue.real) ?? .text(text)
        case 16: .integer(text == "t" ? 1 : 0)
        default: .text(text)
        }
    }
}

/// The arguments of a statement as libpq takes them: texts that end with a NUL, and the type of each.
struct PostgreSQLArguments {
    /// `int8`, `float8` and `text` by their numbers in PostgreSQL's catalogue; 0 lets the server find out what a
    /// missing value would have been.
    let types: [Oid]
    private let bytes: [CChar]
    /// Where each argument begins; nil where it is missing.
    private let starts: [Int?]

    init(_ values: [SQLValue]) throws(PostgreSQLTrouble) {
        var types: [Oid] = []
        var bytes: [CChar] = []
        var starts: [Int?] = []
        for value in values {
            let text: String?
            switch value {
            case .null: (text, types) = (nil, types + [0])
            case .integer(let number): (text, types) = (String(number), types + [20])
            case .real(let number): (text, types) = (String(number), types + [701])
            case .text(let given): (text, types) = (given, types + [25])
            }
            guard var text else {
                starts.append(nil)
                continue
            }
            starts.append(bytes.count)
            let isWhole = text.withUTF8 { letters in
                letters.withMemoryRebound(to: CChar.self) { bytes.append(contentsOf: $0) }
                return letters.baseAddress.map { memchr($0, 0, letters.count) == nil } ?? true
            }
            guard isWhole else { throw PostgreSQLTrouble(fault: .nul, remedy: .none) }
            bytes.append(0)
        }
        self.types = types
        self.bytes = bytes
        self.starts = starts
    }

    func withPointers<Answer>(_ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Answer) -> Answer {
        bytes.withUnsafeBufferPointer { bytes in
            let pointers = starts.map { start in start.flatMap { offset in bytes.baseAddress.map { $0 + offset } } }
            return pointers.withUnsafeBufferPointer(body)
        }
    }
}
