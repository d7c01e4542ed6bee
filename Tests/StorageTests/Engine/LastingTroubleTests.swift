import Foundation
import Testing
import Vocabulary

@testable import Storage

/// Trouble that does not pass with the request that met it.
@Suite("Lasting trouble")
struct LastingTroubleTests {
    /// A hub with some thousand events in a file, closed.
    private func file() async throws -> String {
        let path = try TemporaryFolder().file("kith.sqlite")
        let database = try await Database.sqlite(at: path)
        try await database.writeAll {
            try $0.hubs.add(Hub(id: "one", name: "One", area: "gb-eng"), at: Example.start)
        }
        try await database.keepHouse("one") { hub in for _ in 0..<2000 { try hub.recordSomething() } }
        try database.close()
        return path
    }

    /// Overwrites the beginning of many pages, but not of those at the front that hold the schema.
    private func damage(_ path: String) throws {
        let file = try FileHandle(forUpdating: URL(filePath: path))
        let length = try file.seekToEnd()
        for page in stride(from: UInt64(4096 * 260), to: length, by: 4096 * 2) {
            try file.seek(toOffset: page)
            try file.write(contentsOf: Data(repeating: 0x5A, count: 512))
        }
        try file.close()
    }

    @Test func `a damaged page is a fault of its own, and is kept in mind`() async throws {
        let path = try await file()
        let whole = try await Database.sqlite(at: path)
        #expect(try await whole.isWhole())
        #expect(await whole.lastingTrouble().isEmpty)
        try whole.close()
        try damage(path)
        let database = try await Database.sqlite(at: path)
        #expect(try await !database.isWhole())
        do {
            _ = try await database.read("one") { try $0.events.faults() }
            Issue.record("damaged pages were read as if nothing were wrong")
        } catch StorageFault.damaged {}
        #expect(await database.lastingTrouble() == [.damaged])
        #expect(await database.lastingTrouble() == [.damaged], "it stays so")
    }

    @Test func `a disk that takes something again is noticed`() async throws {
        let database = try await Database.inMemory()
        await #expect(throws: StorageFault.cannotWrite(reason: "full")) {
            try await database.writeAll { _ -> Int in throw StorageFault.cannotWrite(reason: "full") }
        }
        #expect(database.troubles.all == [.cannotWrite])
        #expect(await database.lastingTrouble().isEmpty)
        #expect(database.troubles.all.isEmpty)
    }

    @Test func `what passes by itself is not kept in mind`() async throws {
        let database = try await Database.inMemory()
        for fault in [StorageFault.busy, .unreachable, .nul, .constraint(message: "x")] {
            await #expect(throws: fault) { try await database.writeAll { _ -> Int in throw fault } }
        }
        #expect(await database.lastingTrouble().isEmpty)
    }
}
