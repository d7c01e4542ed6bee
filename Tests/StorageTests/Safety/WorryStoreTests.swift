import Community
import People
import StorageTesting
import Testing
import Vocabulary

@testable import Storage

@Suite("Worries in the store")
struct WorryStoreTests {
    @Test(arguments: TestEngine.allCases)
    func `come back as they were kept, and one that changed meanwhile is a conflict`(engine: TestEngine) async throws {
        let database = try await engine.open()
        try await database.keepHouse("one") { hub in
            try hub.addFoundations()
            try hub.referrals.add(Example.referral("r", .attending))
            var worry = Worry(id: "w", person: "robin", referral: "r", group: "kitchen", raisedAt: Example.start)
            try hub.worries.add(worry)
            let stored = try #require(try hub.worries.find("w"))
            #expect(stored.isOpen && stored.version == 1)
            #expect(try hub.worries.isOpen(about: "robin"))
            worry = stored
            try worry.raiseAgain(at: Example.start)
            try worry.call(reached: true, by: Example.worker, at: Example.start)
            try worry.decide("A visit", by: Example.worker, at: Example.start)
            try hub.worries.save(worry)
            #expect(throws: StorageFault.stale(expected: 1, found: 2)) { try hub.worries.save(worry) }
            worry.version = 2
            try worry.close(because: "They are well", by: Example.worker, at: Example.start)
            try hub.worries.save(worry)
            worry.version = 3
            #expect(try hub.worries.find("w") == worry)
            #expect(try !hub.worries.isOpen(about: "robin"))
            #expect(try hub.worries.open(worker: nil, limit: 9).isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases.filter { $0 != .sqliteInMemory })
    func `that nobody was in touch about before there were records stand open after the step`(
        engine: TestEngine
    ) async throws {
        let before = Migrations.all.filter {
            ![Migration.worries.number, Migration.likenesses.number].contains($0.number)
        }
        let path = try TemporaryFolder().file("kith.sqlite")
        let address = engine == .postgresql ? try TestPostgreSQL.emptyDatabase() : nil
        func open(_ steps: [Migration]) async throws -> Database {
            if let address { return try await Database.postgresql(address, connections: 2, steps: steps) }
            return try await Database.sqlite(at: path, steps: steps)
        }
        let old = try await open(before)
        try await old.writeAll { try $0.hubs.add(Hub(id: "one", name: "One", area: "gb-eng"), at: Example.start) }
        try await old.keepHouse("one") { hub in
            try hub.groups.add(Example.group())
            // As a program wrote them that knew no worries: of each, when somebody was last in touch.
            for (name, lastContact) in [("never", nil), ("before", -1), ("after", 1)] as [(String, Int?)] {
                let at = lastContact.map { Example.start.adding(seconds: $0) }
                try hub.execute(
                    """
                    INSERT INTO people (hub_id, id, call_name, name_folded, about, state, care, created_at,
                                        last_contact_at, wants_more_at_once, version)
                    VALUES (\(hub.hub), \(name), \(name), \(name), \(try Document.text(StoredAbout(Example.person().about))),
                            'active', \(try Document.text(Case())), \(Example.start), \(at), 0, 1)
                    """)
                let person = Person.ID(rawValue: name)
                let consent = Consent.ID(rawValue: "yes-\(name)")
                try hub.consents.add(Example.consent(consent, of: person))
                try hub.referrals.add(
                    Example.referral(Identifier(rawValue: "r-\(name)"), .attending, of: person, on: consent))
                try hub.attendances.add(
                    Attendance(
                        id: Identifier(rawValue: "a-\(name)"), referral: Identifier(rawValue: "r-\(name)"),
                        on: Example.today, outcome: .worried, saidAt: Example.start, byGroup: true))
            }
        }
        try old.close()
        let new = try await open(Migrations.all)
        try await new.read("one") { hub in
            let open = try hub.worries.open(worker: nil, limit: 9)
            #expect(Set(open.map(\.personName)) == ["never", "before"])
            #expect(open.allSatisfy { $0.groupName == "Thursday kitchen" && $0.worry.calls.isEmpty })
            // The level is asked for from then on; whoever stood at R0 was judged by nobody.
            let levels = try hub.rows("SELECT DISTINCT risk FROM people WHERE hub_id = \(hub.hub)")
            #expect(try levels.map { try $0.text("risk") } == ["R2"])
        }
        // The signs are made when they are first asked for.
        try await new.keepHouse("one") { hub in
            let (known, made, again) = (
                try hub.people.known(by: "never", limit: 9).map(\.id), try hub.people.makeSigns(),
                try hub.people.makeSigns()
            )
            #expect(known == ["never"])
            #expect((made, again) == (3, 0))
        }
        try new.close()
    }
}
