import People
import StorageTesting
import Testing
import Vocabulary

@testable import Storage

@Suite("A copy from one engine to another")
struct HubCopyTests {
    struct Way: Sendable, CustomTestStringConvertible {
        let from: TestEngine
        let to: TestEngine
        var testDescription: String { "\(from.rawValue) to \(to.rawValue)" }
    }

    static let ways = TestEngine.allCases.flatMap { from in TestEngine.allCases.map { Way(from: from, to: $0) } }
        .filter { $0.from != .sqliteFile && $0.to != .sqliteFile }

    private func filled(_ engine: TestEngine) async throws -> Database {
        let database = try await engine.open()
        for hub: Identifier<Hub> in ["one", "two"] {
            try await database.write(hub) { hub in
                try hub.addFoundations()
                for number in 0..<520 { try hub.recordSomething("tested-\(number)") }
                for (index, text) in TextTests.texts.enumerated() {
                    try hub.submissions.remember("s\(index)", result: text, at: Example.start)
                }
                _ = try hub.drafts.keep(
                    Draft(id: "d", fields: [Draft.Field(name: "a", value: "ሰላም")], savedAt: Example.start), of: "form",
                    about: nil, by: Example.worker)
                try hub.accounts.add(
                    Account(
                        id: "worker-1", name: "Mina", email: "\(hub.hub)@example.org", role: "link-worker",
                        createdAt: Example.start))
            }
        }
        return database
    }

    private func emptied(_ engine: TestEngine) async throws -> Database {
        switch engine {
        case .sqliteInMemory: try await Database.inMemory()
        case .sqliteFile: try await Database.sqlite(at: TemporaryFolder().file("kith.sqlite"))
        case .postgresql: try await Database.postgresql(try await TestPostgreSQL.newDatabase(), connections: 2)
        }
    }

    @Test(arguments: ways)
    func `carries everything, and its trail holds`(way: Way) async throws {
        let source = try await filled(way.from)
        let target = try await emptied(way.to)
        let tallies = try await source.copyHubs(to: target)
        #expect(tallies.map(\.hub) == ["one", "two"])
        #expect(Set(tallies.map(\.rows)).count == 1)
        for hub: Identifier<Hub> in ["one", "two"] {
            let (there, here) = (
                try await source.read(hub) { try Self.everything(in: $0) },
                try await target.read(hub) { try Self.everything(in: $0) }
            )
            #expect(there == here as [[SQLValue]], "the rows differ")
            #expect(there.count > 520)
            #expect(try await target.read(hub) { try $0.events.faults().isEmpty })
        }
        let place = try await target.readAll { try $0.accountAddresses.find("two@example.org") }
        #expect(place?.hub == "two")
    }

    private static func everything(in hub: HubTransaction) throws -> [[SQLValue]] {
        try SchemaTable.all.filter(\.hasHub).flatMap { table in
            try hub.rows(
                "SELECT \(names: table.columns) FROM \(names: [table.name]) WHERE hub_id = \(hub.hub) ORDER BY \(names: table.key)"
            ).map(\.values)
        }
    }

    @Test(arguments: ways)
    func `carries one hub beside others, and refuses one that is there`(way: Way) async throws {
        let source = try await filled(way.from)
        let target = try await emptied(way.to)
        _ = try await source.copyHubs(["two"], to: target)
        #expect(try await target.readAll { try $0.hubs.all().map(\.id) } == ["two"])
        await #expect(throws: HubCopy.Refusal.hubIsThere("two")) { _ = try await source.copyHubs(to: target) }
        // All or nothing: the hub that would have fitted was taken back too.
        #expect(try await target.readAll { try $0.hubs.all().map(\.id) } == ["two"])
        await #expect(throws: HubCopy.Refusal.noSuchHub("three")) {
            _ = try await source.copyHubs(["three"], to: target)
        }
    }

    @Test(arguments: ways)
    func `refuses an address that has an account at the target`(way: Way) async throws {
        let source = try await filled(way.from)
        let target = try await emptied(way.to)
        try await target.writeAll { try $0.hubs.add(Hub(id: "z", name: "Z", area: "gb-eng"), at: Example.start) }
        try await target.write("z") { hub in
            try hub.accounts.add(
                Account(
                    id: "w", name: "Ola", email: "two@example.org", role: "link-worker", createdAt: Example.start))
            try hub.recordSomething()
        }
        await #expect(throws: HubCopy.Refusal.addressTaken("two")) { _ = try await source.copyHubs(to: target) }
        #expect(try await target.readAll { try $0.hubs.all().map(\.id) } == ["z"])
    }

    @Test(arguments: TestEngine.allCases)
    func `into one file is whole while others write`(engine: TestEngine) async throws {
        let source = try await filled(engine)
        let path = try TemporaryFolder().file("copy.sqlite")
        async let writing: Void = {
            for _ in 0..<50 { try await source.write("one") { try $0.recordSomething() } }
        }()
        try await source.copy(to: path)
        try await writing
        let copy = try await Database.copy(at: path)
        #expect(try await copy.integrityFaults().isEmpty)
        #expect(try await copy.read("one") { try $0.events.faults().isEmpty })
        #expect(try await copy.read("one") { try $0.events.count() } >= 520)
        try copy.close()
    }
}
