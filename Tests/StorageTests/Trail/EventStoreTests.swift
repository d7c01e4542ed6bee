import People
import Storage
import Testing
import Vocabulary

@Suite("The trail")
struct EventStoreTests {
    /// Ten events in hub `one`, three in hub `two`.
    private func database(_ engine: TestEngine) async throws -> Database {
        let database = try await engine.open()
        for (hub, count) in [("one", 10), ("two", 3)] as [(Identifier<Hub>, Int)] {
            try await database.keepHouse(hub) { hub throws in
                for number in 1...count {
                    try hub.events.append(
                        "verb-\(number)", of: EventSubject(kind: "thing", id: "\(number % 2)"), by: Example.actor,
                        at: Example.start.adding(seconds: number), person: number > 5 ? "robin" : nil,
                        detail: ["b": "2", "a": "\(number)"])
                }
            }
        }
        return database
    }

    private func fault(_ database: Database, after damage: SQL) async throws -> Int? {
        _ = try await database.keepHouse("one") { try $0.execute(damage) }
        return try await database.read("one") { try $0.events.faults().first?.numbers.lowerBound }
    }

    @Test(arguments: TestEngine.allCases)
    func `counts from one in each hub, and its chain holds`(engine: TestEngine) async throws {
        let database = try await database(engine)
        for (hub, count) in [("one", 10), ("two", 3)] as [(Identifier<Hub>, Int)] {
            try await database.read(hub) { hub throws in
                #expect(try hub.events.count() == count)
                #expect(try hub.events.faults().isEmpty)
                #expect(try hub.events.about(EventSubject(kind: "thing", id: "1")).last?.number == 1)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `tells what concerns one person, newest first`(engine: TestEngine) async throws {
        let database = try await database(engine)
        let events = try await database.read("one") { try $0.events.concerning("robin", limit: 2) }
        #expect(events.map(\.number) == [10, 9])
        #expect(events.first?.detail == ["a": "10", "b": "2"])
        #expect(events.first?.actor == Example.actor)
    }

    @Test(arguments: TestEngine.allCases)
    func `shows where an event was altered, whichever part of it`(engine: TestEngine) async throws {
        let alterations: [SQL] = [
            "UPDATE events SET verb = 'other' WHERE hub_id = 'one' AND number = 4",
            "UPDATE events SET at = at + 1 WHERE hub_id = 'one' AND number = 4",
            "UPDATE events SET actor_id = 'other' WHERE hub_id = 'one' AND number = 4",
            "UPDATE events SET actor_kind = 'job' WHERE hub_id = 'one' AND number = 4",
            "UPDATE events SET subject_kind = 'other' WHERE hub_id = 'one' AND number = 4",
            "UPDATE events SET subject_id = 'other' WHERE hub_id = 'one' AND number = 4",
            "UPDATE events SET person_id = 'robin' WHERE hub_id = 'one' AND number = 4",
            "UPDATE events SET detail = '{}' WHERE hub_id = 'one' AND number = 4",
            "UPDATE events SET hash = previous_hash WHERE hub_id = 'one' AND number = 4",
            "UPDATE events SET previous_hash = hash WHERE hub_id = 'one' AND number = 4",
        ]
        for alteration in alterations {
            #expect(try await fault(database(engine), after: alteration) == 4)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `shows where an event was taken out`(engine: TestEngine) async throws {
        let damage: SQL = "DELETE FROM events WHERE hub_id = 'one' AND number = 1"
        #expect(try await fault(database(engine), after: damage) == 1)
        let middle: SQL = "DELETE FROM events WHERE hub_id = 'one' AND number = 6"
        #expect(try await fault(database(engine), after: middle) == 6)
    }

    @Test(arguments: TestEngine.allCases)
    func `shows where the gap was closed by counting anew`(engine: TestEngine) async throws {
        let database = try await database(engine)
        _ = try await fault(database, after: "DELETE FROM events WHERE hub_id = 'one' AND number = 6")
        for number in 7...10 {
            _ = try await fault(
                database, after: "UPDATE events SET number = \(number - 1) WHERE hub_id = 'one' AND number = \(number)")
        }
        #expect(try await database.read("one") { try $0.events.faults().first?.numbers.lowerBound } == 6)
    }

    @Test(arguments: TestEngine.allCases)
    func `shows where two events changed places`(engine: TestEngine) async throws {
        let database = try await database(engine)
        for (from, to) in [(3, 99), (4, 3), (99, 4)] {
            _ = try await fault(
                database, after: "UPDATE events SET number = \(to) WHERE hub_id = 'one' AND number = \(from)")
        }
        #expect(try await database.read("one") { try $0.events.faults().first?.numbers.lowerBound } == 3)
    }

    @Test(arguments: TestEngine.allCases)
    func `shows where an event of another hub was put in`(engine: TestEngine) async throws {
        let database = try await database(engine)
        let foreign = try #require(
            try await database.read("two") { try $0.row("SELECT * FROM events WHERE hub_id = 'two' AND number = 3") })
        let damage: SQL = """
            INSERT INTO events (hub_id, number, at, actor_kind, actor_id, verb, subject_kind, subject_id, person_id,
                                detail, previous_hash, hash)
            VALUES ('one', 11, \(try foreign.integer("at")), \(try foreign.text("actor_kind")),
                    \(try foreign.text("actor_id")), \(try foreign.text("verb")), \(try foreign.text("subject_kind")),
                    \(try foreign.text("subject_id")), \(try foreign.optionalText("person_id")),
                    \(try foreign.text("detail")), \(try foreign.text("previous_hash")), \(try foreign.text("hash")))
            """
        #expect(try await fault(database, after: damage) == 11)
    }

    @Test(arguments: TestEngine.allCases)
    func `goes on over a thousand events and more`(engine: TestEngine) async throws {
        let database = try await database(engine)
        try await database.keepHouse("one") { hub in for _ in 0..<2500 { try hub.recordSomething() } }
        #expect(try await database.read("one") { try $0.events.faults().isEmpty })
        let damage: SQL = "UPDATE events SET verb = 'x' WHERE hub_id = 'one' AND number = 2001"
        #expect(try await fault(database, after: damage) == 2001)
    }
}
