import Foundation
import StorageTesting
import Testing
import Vocabulary

@testable import Storage

@Suite("The schema")
struct SchemaTests {
    /// Tables that are no hub's data: asked before a hub is known, or about the program itself.
    private static let ofNoHub: Set<String> = [
        "account_addresses", "own_page_codes", "failed_tries", "known_devices", "provider_subjects", "schema_steps",
        "server_settings", "sqlite_sequence",
    ]

    /// What the engine's own catalogue says of a key, an index or a reference.
    private struct Listed: Hashable {
        let table: String
        let name: String
        let columns: [String]
    }

    @Test(arguments: TestEngine.allCases)
    func `every key, index and reference of hub data is led by the hub`(engine: TestEngine) async throws {
        let listed = try await Self.listed(on: try await engine.open(), engine)
        #expect(listed.count > 50)
        for key in listed where !Self.ofNoHub.contains(key.table) {
            #expect(key.columns.first == "hub_id", "\(key.name) of \(key.table) begins with \(key.columns)")
        }
        // And no table is without a key.
        let tables = Set(SchemaTable.all.map(\.name))
        #expect(tables.subtracting(listed.map(\.table)).isEmpty)
    }

    @Test(arguments: TestEngine.allCases)
    func `the tables that a copy knows are the tables there are`(engine: TestEngine) async throws {
        let database = try await engine.open()
        let found = try await database.readAll { transaction in
            let rows =
                engine == .postgresql
                ? try transaction.rows(
                    """
                    SELECT table_name AS t, column_name AS c FROM information_schema.columns
                    WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position
                    """)
                : try transaction.rows(
                    """
                    SELECT m.name AS t, c.name AS c FROM sqlite_master m, pragma_table_info(m.name) c
                    WHERE m.type = 'table' ORDER BY m.name, c.cid
                    """)
            return Dictionary(grouping: try rows.map { (try $0.text("t"), try $0.text("c")) }, by: \.0)
                .mapValues { $0.map(\.1) }
        }
        let known = Dictionary(uniqueKeysWithValues: SchemaTable.all.map { ($0.name, $0.columns) })
        #expect(found.filter { !["schema_steps", "sqlite_sequence", "commits"].contains($0.key) } == known)
        #expect(SchemaTable.all.allSatisfy { !$0.key.isEmpty && Set($0.key).isSubset(of: $0.columns) })
        #expect(SchemaTable.all.filter { !$0.hasHub }.allSatisfy { Self.ofNoHub.contains($0.name) })
    }

    @Test func `PostgreSQL walls off every table that has a hub, and compares texts by their bytes`() async throws {
        guard !TestPostgreSQL.isLeftOut else { return }
        let database = try await TestEngine.postgresql.open()
        let (walled, sorted) = try await database.readAll { transaction in
            (
                Set(
                    try transaction.rows(
                        """
                        SELECT relname FROM pg_class
                        WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
                          AND relrowsecurity AND relforcerowsecurity
                        """
                    ).map { try $0.text("relname") }),
                Set(
                    try transaction.rows(
                        """
                        SELECT DISTINCT collation_name AS name FROM information_schema.columns
                        WHERE table_schema = current_schema() AND data_type = 'text'
                        """
                    ).map { try $0.optionalText("name") ?? "the language's" })
            )
        }
        #expect(walled == Set(SchemaTable.all.filter(\.hasHub).map(\.name) + ["commits"]))
        #expect(sorted == ["C"])
    }

    private static func listed(on database: Database, _ engine: TestEngine) async throws -> [Listed] {
        try await database.readAll { transaction in
            let rows =
                engine == .postgresql
                ? try transaction.rows(
                    """
                    SELECT t.relname AS tbl, i.relname AS name, a.attname AS col, k.place AS place
                    FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
                    CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY AS k(number, place)
                    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
                    WHERE t.relnamespace = current_schema()::regnamespace
                    UNION ALL
                    SELECT t.relname, c.conname, a.attname, k.place
                    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
                    CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY AS k(number, place)
                    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
                    WHERE c.contype = 'f' AND t.relnamespace = current_schema()::regnamespace
                    """)
                : try transaction.rows(
                    """
                    SELECT m.name AS tbl, i.name AS name, c.name AS col, c.seqno AS place
                    FROM sqlite_master m, pragma_index_list(m.name) i, pragma_index_info(i.name) c
                    WHERE m.type = 'table' AND c.name IS NOT NULL
                    UNION ALL
                    SELECT m.name, 'reference ' || f.id, f."from", f.seq
                    FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
                    """)
            let columns = Dictionary(
                grouping: try rows.map { row in
                    (
                        Listed(table: try row.text("tbl"), name: try row.text("name"), columns: []),
                        try row.integer("place"), try row.text("col")
                    )
                }, by: \.0)
            return columns.map { key, found in
                Listed(table: key.table, name: key.name, columns: found.sorted { $0.1 < $1.1 }.map(\.2))
            }
        }
    }
}

@Suite("Steps from one schema to the next")
struct MigrationTests {
    /// Opens a database of this engine that has come as far as `steps`.
    private func open(_ engine: TestEngine, _ steps: [Migration], at place: Place) async throws -> Database {
        switch place {
        case .file(let path): try await Database.sqlite(at: path, steps: steps)
        case .server(let address): try await Database.postgresql(address, connections: 2, steps: steps)
        }
    }

    private enum Place {
        case file(String)
        case server(PostgreSQLAddress)
    }

    private func place(for engine: TestEngine) throws -> Place {
        engine == .postgresql
            ? .server(try TestPostgreSQL.emptyDatabase()) : .file(try TemporaryFolder().file("kith.sqlite"))
    }

    private static let engines = TestEngine.allCases.filter { $0 != .sqliteInMemory }

    @Test(arguments: engines, 1..<Migrations.all.count)
    func `lead from every version before to today's, with what was kept`(engine: TestEngine, count: Int) async throws {
        let place = try place(for: engine)
        let before = try await open(engine, Array(Migrations.all.prefix(count)), at: place)
        try await before.writeAll { try $0.hubs.add(Hub(id: "one", name: "Öne", area: "gb-eng"), at: Example.start) }
        try await before.write("one") { try $0.recordSomething() }
        try before.close()
        let after = try await open(engine, Migrations.all, at: place)
        try await after.write("one") { hub in
            try hub.addFoundations()
            try hub.recordSomething()
        }
        let (events, fault, name) = try await after.read("one") { hub in
            (try hub.events.count(), try hub.events.faults().first, try hub.transaction.hubs.find("one")?.name)
        }
        #expect(events == 2)
        #expect(fault == nil)
        #expect(name == "Öne")
        try after.close()
    }

    @Test(arguments: engines)
    func `let the version before go on serving, and start again, beside today's`(engine: TestEngine) async throws {
        let place = try place(for: engine)
        let next = Migration(
            number: 900, name: "of a later version",
            statements: ["CREATE TABLE later (hub_id TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (hub_id, id))"])
        let before = try await open(engine, Migrations.all, at: place)
        let after = try await open(engine, Migrations.all + [next], at: place)
        try await before.writeAll { try $0.hubs.add(Hub(id: "one", name: "One", area: "gb-eng"), at: Example.start) }
        try await before.write("one") { hub in
            try hub.addFoundations()
            try hub.recordSomething()
        }
        try before.close()
        let again = try await open(engine, Migrations.all, at: place)
        #expect(try await again.read("one") { try $0.events.count() } == 1)
        try again.close()
        try after.close()
    }

    @Test(arguments: engines)
    func `refuse a program that a contracting step has left behind`(engine: TestEngine) async throws {
        let place = try place(for: engine)
        let known = Migrations.all.map(\.number).max() ?? 0
        let contracting = Migration(
            number: 901, name: "contracts", servesFrom: known + 1, statements: ["DROP TABLE server_settings"])
        try await open(engine, Migrations.all + [contracting], at: place).close()
        await #expect(throws: StorageFault.newerSchema(found: 901, known: known)) {
            _ = try await open(engine, Migrations.all, at: place)
        }
    }

    @Test func `are run by one of eight servers that start at once`() async throws {
        guard !TestPostgreSQL.isLeftOut else { return }
        let address = try TestPostgreSQL.emptyDatabase()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { try await Database.postgresql(address, connections: 1).close() }
            }
            try await group.waitForAll()
        }
        let database = try await Database.postgresql(address, connections: 1)
        let steps = try await database.readAll { try $0.rows("SELECT number FROM schema_steps").count }
        #expect(steps == Migrations.all.count)
    }
}
