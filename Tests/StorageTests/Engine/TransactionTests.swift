import Community
import People
import Storage
import Testing
import Vocabulary

@Suite("Transactions")
struct TransactionTests {
    private struct Stop: Error {}

    @Test(arguments: TestEngine.allCases)
    func `a change without an event is refused and leaves nothing`(engine: TestEngine) async throws {
        let database = try await engine.open()
        await #expect(throws: StorageFault.unrecordedChange) {
            try await database.write("one") { try $0.people.add(Example.person()) }
        }
        #expect(try await database.read("one") { try $0.people.find("robin") } == nil)
    }

    @Test(arguments: TestEngine.allCases)
    func `a change and its event are kept together`(engine: TestEngine) async throws {
        let database = try await engine.open()
        try await database.write("one") { hub throws in
            try hub.people.add(Example.person())
            try hub.recordSomething()
        }
        let (person, events) = try await database.read("one") { (try $0.people.find("robin"), try $0.events.count()) }
        #expect(person?.id == "robin")
        #expect(events == 1)
    }

    @Test(arguments: TestEngine.allCases)
    func `an error in the body takes back the change and its event`(engine: TestEngine) async throws {
        let database = try await engine.open()
        await #expect(throws: Stop.self) {
            try await database.write("one") { hub throws in
                try hub.people.add(Example.person())
                try hub.recordSomething()
                throw Stop()
            }
        }
        let (person, events) = try await database.read("one") { (try $0.people.find("robin"), try $0.events.count()) }
        #expect(person == nil)
        #expect(events == 0)
    }

    @Test(arguments: TestEngine.allCases)
    func `a read cannot change anything`(engine: TestEngine) async throws {
        let database = try await engine.open()
        await #expect(throws: StorageFault.self) {
            try await database.read("one") { try $0.people.add(Example.person()) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a write that only looks needs no event`(engine: TestEngine) async throws {
        let database = try await engine.open()
        #expect(try await database.write("one") { try $0.groups.count() } == 0)
    }

    @Test(arguments: TestEngine.allCases)
    func `housekeeping needs no event`(engine: TestEngine) async throws {
        let database = try await engine.open()
        try await database.keepHouse("one") { try $0.submissions.remember("s", result: "/", at: Example.start) }
        #expect(try await database.read("one") { try $0.submissions.result(of: "s") } == "/")
    }

    @Test(arguments: TestEngine.allCases)
    func `a text with a NUL is refused wherever it stands`(engine: TestEngine) async throws {
        let database = try await engine.open()
        await #expect(throws: StorageFault.nul) {
            try await database.keepHouse("one") { try $0.people.add(Example.person(name: "Ro\0bin")) }
        }
        await #expect(throws: StorageFault.nul) {
            try await database.read("one") { _ = try $0.people.find("\0") }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `hubs see nothing of each other`(engine: TestEngine) async throws {
        let database = try await engine.open()
        try await database.keepHouse("one") { hub throws in
            try hub.addFoundations()
            try hub.referrals.add(Example.referral("r", .sent))
            try hub.referrals.setLink(of: "r", tokenHash: "hash", endsAt: Example.start)
            try hub.recordSomething()
        }
        try await database.read("two") { hub throws in
            #expect(try hub.people.find("robin") == nil)
            #expect(try hub.people.find(["robin"]).isEmpty)
            #expect(try hub.groups.find("kitchen") == nil)
            #expect(try hub.groups.all().isEmpty)
            #expect(try hub.consents.find("yes") == nil)
            #expect(try hub.referrals.find("r") == nil)
            #expect(try hub.referrals.find(tokenHash: "hash") == nil)
            #expect(try hub.events.count() == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the same ids live in two hubs`(engine: TestEngine) async throws {
        let database = try await engine.open()
        for hub: Identifier<Hub> in ["one", "two"] {
            try await database.keepHouse(hub) { try $0.addFoundations() }
        }
        #expect(try await database.read("two") { try $0.people.find("robin") } != nil)
    }

    @Test(arguments: TestEngine.allCases)
    func `a reference to nothing is refused`(engine: TestEngine) async throws {
        let database = try await engine.open()
        do {
            try await database.keepHouse("one") { try $0.referrals.add(Example.referral("r", .sent)) }
            Issue.record("the reference was taken")
        } catch StorageFault.constraint {}
    }

    @Test(arguments: TestEngine.allCases)
    func `a second record with the same id is refused`(engine: TestEngine) async throws {
        let database = try await engine.open()
        try await database.keepHouse("one") { try $0.people.add(Example.person()) }
        do {
            try await database.keepHouse("one") { try $0.people.add(Example.person()) }
            Issue.record("the second record was taken")
        } catch StorageFault.constraint(let message) {
            #expect(!message.contains("Robin"), "a fault must not show what is in a row")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `many writers at once lose nothing`(engine: TestEngine) async throws {
        let database = try await engine.open()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                group.addTask {
                    try await database.write("one") { hub throws in
                        try hub.people.add(Example.person(Identifier(rawValue: "p\(number)")))
                        try hub.recordSomething()
                    }
                }
                group.addTask { _ = try await database.read("one") { try $0.events.count() } }
            }
            try await group.waitForAll()
        }
        try await database.read("one") { hub throws in
            #expect(try hub.events.count() == 60)
            #expect(try hub.events.faults().isEmpty)
        }
    }
}
