import People
import Storage
import Testing
import Vocabulary

@Suite("The store of accounts that are connected with an identity provider")
struct ProviderLinkStoreTests {
    private func database(_ engine: TestEngine) async throws -> Database {
        let database = try await engine.open()
        for (hub, name) in [("one", "mina"), ("one", "lee"), ("two", "noor")] {
            try await database.keepHouse(Identifier(rawValue: hub)) { hub in
                try hub.accounts.add(
                    Account(
                        id: Identifier(rawValue: name), name: name, email: "\(name)@example.org", role: "coordinator",
                        createdAt: Example.start))
            }
        }
        return database
    }

    private static func link(_ account: Identifier<Worker>, _ subject: String) -> ProviderLink {
        ProviderLink(account: account, subject: subject, linkedAt: Example.start)
    }

    private struct Taken: Error {}

    private func add(_ link: ProviderLink, to hub: Identifier<Hub>, of database: Database) async throws -> Bool {
        do {
            try await database.keepHouse(hub) { hub in
                guard try hub.providerLinks.add(link) else { throw Taken() }
            }
            return true
        } catch is Taken { return false }
    }

    @Test(arguments: TestEngine.allCases)
    func `finds the account and its hub by the subject, and nothing by another`(engine: TestEngine) async throws {
        let database = try await database(engine)
        #expect(try await add(Self.link("mina", "s"), to: "one", of: database))
        let place = try await database.readAll { try $0.providerSubjects.find("s") }
        #expect(place?.hub == "one" && place?.account == "mina")
        #expect(try await database.readAll { try $0.providerSubjects.find("t") } == nil)
        #expect(try await database.read("one") { try $0.providerLinks.find("mina") } == Self.link("mina", "s"))
        #expect(try await database.read("one") { try $0.providerLinks.find("lee") } == nil)
        #expect(try await database.read("two") { try $0.providerLinks.find("mina") } == nil)
    }

    @Test(arguments: TestEngine.allCases)
    func `connects a subject with one account of all hubs, and an account with one subject`(
        engine: TestEngine
    ) async throws {
        let database = try await database(engine)
        #expect(try await add(Self.link("mina", "s"), to: "one", of: database))
        #expect(try await !add(Self.link("noor", "s"), to: "two", of: database))
        #expect(try await !add(Self.link("lee", "s"), to: "one", of: database))
        #expect(try await !add(Self.link("mina", "t"), to: "one", of: database))
        // Nothing of what was refused stays.
        #expect(try await database.readAll { try $0.providerSubjects.find("t") } == nil)
        #expect(try await database.read("two") { try $0.providerLinks.find("noor") } == nil)
    }

    @Test(arguments: TestEngine.allCases)
    func `parts them, and the subject is free again`(engine: TestEngine) async throws {
        let database = try await database(engine)
        #expect(try await add(Self.link("mina", "s"), to: "one", of: database))
        let parted = try await database.keepHouse("one") { hub in
            [try hub.providerLinks.remove("mina"), try hub.providerLinks.remove("mina")]
        }
        #expect(parted == [true, false])
        #expect(try await database.readAll { try $0.providerSubjects.find("s") } == nil)
        #expect(try await add(Self.link("noor", "s"), to: "two", of: database))
    }
}
