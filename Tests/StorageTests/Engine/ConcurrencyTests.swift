import Community
import People
import Storage
import Testing
import Vocabulary

@Suite("Changes at the same time")
struct ConcurrencyTests {
    /// Every database that is asked at once holds connections, so that these take their turn.
    @Test(arguments: TestEngine.allCases)
    func `of a hundred that want the last place, exactly one gets it`(engine: TestEngine) async throws {
        let database = try await engine.open()
        try await database.keepHouse("one") { hub in
            try hub.groups.add(Example.group())
            for number in 0..<100 {
                let person = Example.person(Identifier(rawValue: "p\(number)"))
                try hub.people.add(person)
                try hub.consents.add(Example.consent(Identifier(rawValue: "yes-\(number)"), of: person.id))
            }
        }
        let taken = try await inParallel(100) { number in
            try await database.write("one") { hub -> Bool in
                guard try hub.referrals.load(of: "kitchen", monthStart: Example.start).held < 1 else { return false }
                try hub.referrals.add(
                    Example.referral(
                        Identifier(rawValue: "r\(number)"), .accepted, of: Identifier(rawValue: "p\(number)"),
                        on: Identifier(rawValue: "yes-\(number)")))
                try hub.recordSomething()
                return true
            }
        }
        #expect(taken.filter { $0 }.count == 1)
        let held = try await database.read("one") {
            try $0.referrals.load(of: "kitchen", monthStart: Example.start).held
        }
        #expect(held == 1)
    }

    @Test(arguments: TestEngine.allCases)
    func `the trail has neither gap nor fork, and hubs do not mix`(engine: TestEngine) async throws {
        let database = try await engine.open()
        _ = try await inParallel(120) { number in
            try await database.write(number.isMultiple(of: 3) ? "two" : "one") { try $0.recordSomething() }
        }
        let (one, two) = (
            try await database.read("one") { (try $0.events.count(), try $0.events.faults().first) },
            try await database.read("two") { (try $0.events.count(), try $0.events.faults().first) }
        )
        #expect(one == (80, nil))
        #expect(two == (40, nil))
    }

    @Test(arguments: TestEngine.allCases)
    func `each version of the directory is of one change`(engine: TestEngine) async throws {
        let database = try await engine.open()
        try await database.keepHouse("one") { hub in
            for number in 0..<10 { try hub.groups.add(Example.group(Identifier(rawValue: "g\(number)"))) }
        }
        let before = try await database.read("one") { try $0.groups.directoryVersion() }
        _ = try await inParallel(60) { number in
            try await database.write("one") { hub in
                try hub.groups.touch(Identifier(rawValue: "g\(number % 10)"))
                try hub.recordSomething()
            }
        }
        let (after, versions) = try await database.read("one") { hub in
            (
                try hub.groups.directoryVersion(),
                try hub.rows("SELECT directory_version FROM groups WHERE hub_id = 'one'")
                    .map { try $0.integer("directory_version") }
            )
        }
        #expect(after == before + 60)
        #expect(Set(versions).count == 10)
    }

    @Test(arguments: TestEngine.allCases)
    func `an edit that crosses another one is refused and nothing is lost`(engine: TestEngine) async throws {
        let database = try await engine.open()
        try await database.keepHouse("one") { try $0.people.add(Example.person()) }
        let person = try #require(try await database.read("one") { try $0.people.find("robin") })
        let saved = try await inParallel(20) { number in
            do {
                try await database.write("one") { hub in
                    var edited = person
                    edited.about.hopes = "hope \(number)"
                    try hub.people.save(edited)
                    try hub.recordSomething()
                }
                return true
            } catch StorageFault.stale { return false }
        }
        #expect(saved.filter { $0 }.count == 1)
    }

    @Test(arguments: TestEngine.allCases)
    func `guesses that come all at once are all counted`(engine: TestEngine) async throws {
        let database = try await engine.open()
        _ = try await inParallel(50) { _ in
            try await database.writeAll {
                try $0.tries.addFailure(of: "subject", at: Example.start, since: Example.start)
            }
        }
        let counted = try await database.readAll { try $0.tries.failures(of: "subject", since: Example.start).count }
        #expect(counted == 50)
    }

    private func inParallel<Value: Sendable>(
        _ count: Int, _ body: @escaping @Sendable (Int) async throws -> Value
    ) async throws -> [Value] {
        try await withThrowingTaskGroup(of: Value.self) { group in
            for number in 0..<count { group.addTask { try await body(number) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
