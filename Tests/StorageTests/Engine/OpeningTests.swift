import Foundation
import People
import Testing
import Vocabulary

@testable import Storage

/// What SQLite alone can do: files that are missing, broken, newer, or were left in the middle of work.
@Suite("Opening a file")
struct OpeningTests {
    private func fault(opening path: String) async -> StorageFault? {
        do {
            _ = try await Database.sqlite(at: path)
            return nil
        } catch let fault as StorageFault { return fault } catch {
            return .engine(code: "none", message: "not a fault")
        }
    }

    private func isCannotOpen(_ fault: StorageFault?) -> Bool {
        if case .cannotOpen = fault { true } else { false }
    }

    @Test func `in a folder that is not there is refused`() async throws {
        #expect(isCannotOpen(await fault(opening: try TemporaryFolder().file("missing/kith.sqlite"))))
    }

    @Test func `that is a folder is refused`() async throws {
        #expect(isCannotOpen(await fault(opening: try TemporaryFolder().url.path(percentEncoded: false))))
    }

    @Test(arguments: ["This is a letter, and no database at all.", String(repeating: "\u{1}", count: 20_000)])
    func `that is something else is refused and left as it was`(content: String) async throws {
        let path = try TemporaryFolder().file("kith.sqlite")
        try Data(content.utf8).write(to: URL(filePath: path))
        #expect(isCannotOpen(await fault(opening: path)))
        #expect(try Data(contentsOf: URL(filePath: path)) == Data(content.utf8))
    }

    @Test func `that is empty makes a new database`() async throws {
        let path = try TemporaryFolder().file("kith.sqlite")
        try Data().write(to: URL(filePath: path))
        #expect(await fault(opening: path) == nil)
    }

    @Test func `of a newer program is refused`() async throws {
        let path = try TemporaryFolder().file("kith.sqlite")
        let database = try await Database.sqlite(at: path)
        try await database.writeAll { transaction throws in
            _ = try transaction.execute("INSERT INTO schema_steps (number, name) VALUES (\(99_999), \("later"))")
        }
        try database.close()
        let known = Migrations.all.map(\.number).max() ?? 0
        #expect(await fault(opening: path) == .newerSchema(found: 99_999, known: known))
    }

    @Test func `again finds everything, and runs no step twice`() async throws {
        let path = try TemporaryFolder().file("kith.sqlite")
        for round in 0..<3 {
            let database = try await Database.sqlite(at: path)
            let (steps, hubs) = try await database.writeAll { transaction throws in
                if round == 0 {
                    try transaction.hubs.add(Hub(id: "one", name: "One", area: "gb-eng"), at: Example.start)
                }
                return (
                    try transaction.rows("SELECT number FROM schema_steps").count, try transaction.hubs.all().count
                )
            }
            #expect(steps == Migrations.all.count)
            #expect(hubs == 1)
            try database.close()
        }
    }

    @Test func `steps have numbers that only grow`() {
        let numbers = Migrations.all.map(\.number)
        #expect(numbers == numbers.sorted())
        #expect(Set(numbers).count == numbers.count)
    }

    @Test func `every table of a hub leads its keys and indexes with the hub`() async throws {
        let database = try await Database.inMemory()
        let definitions = try await database.readAll { transaction throws in
            try transaction.rows(
                "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            )
            .map { (try $0.text("name"), try $0.text("tbl_name"), try $0.text("sql")) }
        }
        #expect(definitions.count > 10)
        let tables = try await database.readAll { transaction throws in
            Set(
                try transaction.rows("SELECT tbl_name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%hub_id%'")
                    .map { try $0.text("tbl_name") })
        }
        for (name, table, sql) in definitions where tables.contains(table) {
            #expect(sql.contains("(hub_id"), "\(name) does not begin with the hub")
        }
    }

    @Test func `SQLite waits for the disk, checks references and keeps a write-ahead log`() async throws {
        let database = try await Database.sqlite(at: try TemporaryFolder().file("kith.sqlite"))
        try await database.writeAll { transaction throws in
            #expect(try transaction.row("PRAGMA synchronous")?.integer("synchronous") == 2)
            #expect(try transaction.row("PRAGMA foreign_keys")?.integer("foreign_keys") == 1)
            #expect(try transaction.row("PRAGMA journal_mode")?.text("journal_mode") == "wal")
        }
    }
}

@Suite("A file after an accident")
struct AccidentTests {
    /// Writes `count` people, each in a transaction of its own, and leaves the files as they lie, without closing.
    private func leftBehind(_ count: Int) async throws -> (database: Database, folder: TemporaryFolder) {
        let folder = try TemporaryFolder()
        let database = try await Database.sqlite(at: folder.file("kith.sqlite"))
        try await database.writeAll {
            try $0.hubs.add(Hub(id: "one", name: "One", area: "gb-eng"), at: Example.start)
        }
        for number in 0..<count {
            try await database.write("one") { hub throws in
                try hub.people.add(Example.person(Identifier(rawValue: "p\(number)")))
                try hub.recordSomething()
            }
        }
        return (database, folder)
    }

    private func copy(of folder: TemporaryFolder) throws -> TemporaryFolder {
        let copy = try TemporaryFolder()
        for name in ["kith.sqlite", "kith.sqlite-wal"] {
            try FileManager.default.copyItem(atPath: folder.file(name), toPath: copy.file(name))
        }
        return copy
    }

    @Test func `a program that never closed its file lost nothing that it acknowledged`() async throws {
        let (database, folder) = try await leftBehind(40)
        let copied = try copy(of: folder)
        let reopened = try await Database.sqlite(at: copied.file("kith.sqlite"))
        let (people, events, fault) = try await reopened.read("one") { hub throws in
            (
                try hub.row("SELECT COUNT(*) AS n FROM people")?.integer("n"), try hub.events.count(),
                try hub.events.faults().first
            )
        }
        #expect(people == 40)
        #expect(events == 40)
        #expect(fault == nil)
        #expect(try await reopened.integrityFaults().isEmpty)
        try database.close()
    }

    @Test(arguments: [1, 100, 4096, 9000, 30_000])
    func `a log that was cut off in the middle of a write keeps every whole write`(cut: Int) async throws {
        let (database, folder) = try await leftBehind(40)
        let copied = try copy(of: folder)
        let log = try FileHandle(forUpdating: URL(filePath: copied.file("kith.sqlite-wal")))
        let length = try log.seekToEnd()
        try log.truncate(atOffset: length - UInt64(cut))
        try log.close()
        let reopened = try await Database.sqlite(at: copied.file("kith.sqlite"))
        let (people, events, fault) = try await reopened.read("one") { hub throws in
            (
                try hub.row("SELECT COUNT(*) AS n FROM people")?.integer("n") ?? 0, try hub.events.count(),
                try hub.events.faults().first
            )
        }
        // Both or neither: never a person without an event.
        #expect(people == events)
        #expect(people < 40)
        #expect(fault == nil)
        #expect(try await reopened.integrityFaults().isEmpty)
        try database.close()
    }

    @Test func `a page that was overwritten is found`() async throws {
        let (database, folder) = try await leftBehind(200)
        try database.close()
        let file = try FileHandle(forUpdating: URL(filePath: folder.file("kith.sqlite")))
        let length = try file.seekToEnd()
        for page in stride(from: UInt64(4096 * 8), to: length, by: 4096 * 3) {
            try file.seek(toOffset: page)
            try file.write(contentsOf: Data(repeating: 0x5A, count: 512))
        }
        try file.close()
        do {
            let faults = try await Database.sqlite(at: folder.file("kith.sqlite")).integrityFaults()
            #expect(!faults.isEmpty)
        } catch StorageFault.damaged {}
    }

    @Test func `a reference that leads nowhere is found`() async throws {
        let folder = try TemporaryFolder()
        let database = try await Database.sqlite(at: folder.file("kith.sqlite"))
        try await database.writeAll {
            try $0.hubs.add(Hub(id: "one", name: "One", area: "gb-eng"), at: Example.start)
        }
        try await database.keepHouse("one") { try $0.addFoundations() }
        try database.close()
        let tool = Process()
        tool.executableURL = URL(filePath: "/usr/bin/env")
        tool.arguments = [
            "python3", "-c",
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('DELETE FROM people'); c.commit()",
            folder.file("kith.sqlite"),
        ]
        try tool.run()
        tool.waitUntilExit()
        #expect(tool.terminationStatus == 0)
        let faults = try await Database.sqlite(at: folder.file("kith.sqlite")).integrityFaults()
        #expect(faults.contains { $0.contains("consents") && $0.contains("people") })
    }

    @Test func `a copy taken while others write is whole`() async throws {
        let (database, folder) = try await leftBehind(10)
        let copyPath = folder.file("copy.sqlite")
        async let writing: Void = {
            for number in 100..<200 {
                try await database.write("one") { hub throws in
                    try hub.people.add(Example.person(Identifier(rawValue: "p\(number)")))
                    try hub.recordSomething()
                }
            }
        }()
        try await database.copy(to: copyPath)
        try await writing
        let looked = try await Database.copy(at: copyPath)
        #expect(try await looked.integrityFaults().isEmpty)
        try looked.close()
        for ending in ["-wal", "-shm", "-journal"] {
            #expect(!FileManager.default.fileExists(atPath: copyPath + ending))
        }
        let copied = try await Database.sqlite(at: copyPath)
        let (people, events, fault) = try await copied.read("one") { hub throws in
            (
                try hub.row("SELECT COUNT(*) AS n FROM people")?.integer("n") ?? 0, try hub.events.count(),
                try hub.events.faults().first
            )
        }
        #expect(people == events)
        #expect(people >= 10)
        #expect(fault == nil)
    }
}
