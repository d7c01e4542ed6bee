import People
import Storage
import Testing
import Vocabulary

@Suite("The stores of people, contacts and consents")
struct PersonStoreTests {
    @Test(arguments: TestEngine.allCases)
    func `give back every detail as it was`(engine: TestEngine) async throws {
        let database = try await engine.open()
        try await database.keepHouse("one") { hub throws in
            try hub.people.add(Example.person())
            try hub.people.add(Person(id: "bare", createdAt: Example.start))
        }
        let (full, bare) = try await database.read("one") { (try $0.people.find("robin"), try $0.people.find("bare")) }
        var expected = Example.person()
        expected.version = 1
        #expect(full == expected)
        #expect(bare == Person(id: "bare", createdAt: Example.start, version: 1))
    }

    @Test(arguments: TestEngine.allCases)
    func `refuse an edit of somebody who changed meanwhile`(engine: TestEngine) async throws {
        let database = try await engine.open()
        try await database.keepHouse("one") { try $0.people.add(Example.person()) }
        var read = try #require(try await database.read("one") { try $0.people.find("robin") })
        read.about.hopes = "First"
        let first = read
        try await database.keepHouse("one") { try $0.people.save(first) }
        await #expect(throws: StorageFault.stale(expected: 1, found: 2)) {
            try await database.keepHouse("one") { try $0.people.save(first) }
        }
        #expect(try await database.read("one") { try $0.people.find("robin")?.version } == 2)
    }

    @Test(arguments: TestEngine.allCases)
    func `keep the state of the journey in step with the journey`(engine: TestEngine) async throws {
        let database = try await engine.open()
        try await database.keepHouse("one") { hub throws in
            var person = Example.person()
            try hub.people.add(person)
            person.version = 1
            try person.care.close(because: .theirChoice)
            try hub.people.save(person)
        }
        try await database.read("one") { hub throws in
            #expect(try hub.people.inHands(of: Example.worker, states: [.closed], limit: 5).map(\.id) == ["robin"])
            #expect(try hub.people.inHands(of: Example.worker, states: [.received], limit: 5).isEmpty)
            #expect(try hub.people.countInHands(of: Example.worker, states: [.closed]) == 1)
            #expect(try hub.people.find("robin")?.care.closedBecause == .theirChoice)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `tell those whom nobody has taken on from those in a worker's hands`(engine: TestEngine) async throws {
        let database = try await engine.open()
        try await database.keepHouse("one") { hub throws in
            for number in 0..<4 {
                var person = Example.person(Identifier(rawValue: "p\(number)"))
                person.worker = number < 2 ? nil : Example.worker
                try hub.people.add(
                    Person(
                        id: person.id, about: person.about, worker: person.worker,
                        createdAt: Example.start.adding(days: -number)))
            }
        }
        try await database.read("one") { hub throws in
            #expect(try hub.people.inHands(of: nil, states: [.received], limit: 5).map(\.id) == ["p1", "p0"])
            #expect(try hub.people.inHands(of: Example.worker, states: [.received], limit: 1).map(\.id) == ["p3"])
            #expect(
                try hub.people.inHands(of: Example.worker, states: [.received], limit: 1, offset: 1).map(\.id) == ["p2"]
            )
            #expect(try hub.people.inHands(of: "somebody-else", states: [.received], limit: 5).isEmpty)
            #expect(try hub.people.inHands(of: nil, states: [], limit: 5).isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `list whom nobody was in touch with, longest ago first`(engine: TestEngine) async throws {
        let database = try await engine.open()
        let now = Example.start
        try await database.keepHouse("one") { hub throws in
            func add(_ id: Person.ID, contact: Int?, created: Int, active: Bool = true) throws {
                var person = Person(
                    id: id, worker: Example.worker, createdAt: now.adding(days: -created),
                    lastContactAt: contact.map { now.adding(days: -$0) })
                if active {
                    for verb: Case.Verb in [.lookAt, .startContacting, .assess, .begin] { try person.care.move(verb) }
                }
                try hub.people.add(person)
            }
            try add("long-ago", contact: 40, created: 90)
            try add("never", contact: nil, created: 60)
            try add("yesterday", contact: 1, created: 90)
            try add("not-met", contact: nil, created: 90, active: false)
        }
        let silent = try await database.read("one") { hub throws in
            try hub.people.silent(since: now.adding(days: -21), worker: Example.worker, limit: 5).map(\.id)
        }
        #expect(silent == ["never", "long-ago"])
    }

    @Test(arguments: TestEngine.allCases)
    func `find a name by any part of it, with the signs that searching uses taken as they are`(
        engine: TestEngine
    ) async throws {
        let database = try await engine.open()
        try await database.keepHouse("one") { hub throws in
            for (index, name) in ["A_b", "Axb", "50%", "500", "Zoë"].enumerated() {
                try hub.people.add(Example.person(Identifier(rawValue: "p\(index)"), name: name))
            }
        }
        try await database.read("one") { hub throws in
            func found(_ search: String) throws -> [String] {
                try hub.people.named(search, worker: nil, limit: 9).map(\.about.callName)
            }
            #expect(try found("a_b") == ["A_b"])
            #expect(try found("50%") == ["50%"])
            #expect(try found("zo") == ["Zoë"])
            #expect(try found("ZOË") == ["Zoë"])
            #expect(try found("zoe") == ["Zoë"])
            #expect(try hub.people.named("a", worker: "somebody-else", limit: 9).isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `come by name a page at a time, without regard to case and accents`(engine: TestEngine) async throws {
        let names = ["zoe", "Émile", "Anna", "emil", "Żaneta", "ሰላም"]
        let database = try await engine.open()
        try await database.keepHouse("one") { hub throws in
            for (index, name) in names.enumerated() {
                try hub.people.add(Example.person(Identifier(rawValue: "p\(index)"), name: name))
            }
        }
        try await database.read("one") { hub throws in
            func page(_ search: String, offset: Int = 0) throws -> [String] {
                try hub.people.page(
                    .anybodys, states: Case.State.allCases, search: search, limit: 4, offset: offset
                ).map(\.about.callName)
            }
            // ሰላም is read "salama", and stands there.
            #expect(try page("") + page("", offset: 4) == ["Anna", "emil", "Émile", "ሰላም", "Żaneta", "zoe"])
            #expect(try page("É") == ["emil", "Émile", "Żaneta", "zoe"])
            #expect(try page("zan") == ["Żaneta"])
            #expect(try page("ሰላ") == ["ሰላም"])
            #expect(try hub.people.count(.anybodys, states: [.received], search: "émi") == 2)
            #expect(try hub.people.count(.anybodys, states: [.closed], search: "") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `stored before names were folded are found as they were typed`(engine: TestEngine) async throws {
        let database = try await engine.open()
        try await database.keepHouse("one") { hub throws in
            try hub.people.add(Example.person(name: "Élodie"))
            try hub.execute("UPDATE people SET name_folded = '' WHERE hub_id = \(hub.hub)")
        }
        try await database.keepHouse("one") { hub throws in
            #expect(try hub.people.named("Élo", worker: nil, limit: 9).count == 1)
            #expect(try hub.people.named("elo", worker: nil, limit: 9).isEmpty)
            try hub.people.save(try #require(try hub.people.find("robin")))
            #expect(try hub.people.named("elo", worker: nil, limit: 9).count == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `give back contacts, newest first`(engine: TestEngine) async throws {
        let database = try await engine.open()
        let contacts = Contact.Kind.allCases.enumerated().map { index, kind in
            Contact(
                id: Identifier(rawValue: "c\(index)"), person: "robin", at: Example.start.adding(days: -index),
                kind: kind, reached: index.isMultiple(of: 2), note: "Note \(index)", by: Example.worker)
        }
        try await database.keepHouse("one") { hub throws in
            try hub.people.add(Example.person())
            for contact in contacts.reversed() { try hub.contacts.add(contact) }
        }
        try await database.read("one") { hub throws in
            #expect(try hub.contacts.of("robin") == contacts)
            #expect(try hub.contacts.of("robin", limit: 2) == Array(contacts.prefix(2)))
            #expect(try hub.contacts.of("nobody").isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `give back a consent, and that it was withdrawn`(engine: TestEngine) async throws {
        let database = try await engine.open()
        try await database.keepHouse("one") { try $0.addFoundations() }
        var consent = try #require(try await database.read("one") { try $0.consents.find("yes") })
        #expect(consent == Example.consent())
        try consent.withdraw(at: Example.start.adding(days: 3))
        let withdrawn = consent
        try await database.keepHouse("one") { try $0.consents.saveWithdrawal(of: withdrawn) }
        #expect(try await database.read("one") { try $0.consents.of("robin") } == [withdrawn])
    }
}
