import Community
import People
import Storage
import Testing
import Vocabulary

@Suite("The store of groups")
struct GroupStoreTests {
    private func database(_ engine: TestEngine, _ groups: [Group]) async throws -> Database {
        let database = try await engine.open()
        try await database.keepHouse("one") { hub in for group in groups { try hub.groups.add(group) } }
        return database
    }

    @Test(arguments: TestEngine.allCases)
    func `gives back every detail as it was`(engine: TestEngine) async throws {
        let database = try await database(engine, [Example.group()])
        var expected = Example.group()
        expected.version = 1
        expected.register.entries.sort { $0.standard < $1.standard }
        let (one, many, all, bySource) = try await database.read("one") { hub throws in
            (
                try hub.groups.find("kitchen"), try hub.groups.find(["kitchen", "nobody"]), try hub.groups.all(),
                try hub.groups.find(source: "directory.json", foreignID: "f-kitchen")
            )
        }
        #expect(one == expected)
        #expect(many == [expected])
        #expect(all == [expected])
        #expect(bySource == expected)
    }

    @Test(arguments: TestEngine.allCases)
    func `gives back a group of which only the name is known`(engine: TestEngine) async throws {
        let database = try await database(engine, [Group(id: "bare", details: GroupDetails(name: "Bare"))])
        let found = try await database.read("one") { try $0.groups.find("bare") }
        #expect(found == Group(id: "bare", details: GroupDetails(name: "Bare"), version: 1))
    }

    @Test(arguments: TestEngine.allCases)
    func `two groups of one name are told apart, and what one keeps to itself stays with it`(
        engine: TestEngine
    ) async throws {
        func group(_ id: Group.ID, _ name: String, by organisation: String) -> Group {
            var group = Group(id: id, details: GroupDetails(name: name))
            group.details.organisation = organisation
            group.details.place = Place(lines: ["\(id) Street", "Lowmoor LO1 1AA"], coordinate: nil)
            group.details.contact.phone = "01632 960001"
            return group
        }
        var refuge = group("refuge", "COFFEE MORNING", by: "Harbour Friends")
        refuge.discretion = .addressAndPhone
        let alone = group("alone", "Choir", by: "Harbour Friends")
        let database = try await database(
            engine, [group("mill", "Coffee morning", by: "Mill Meadow"), refuge, alone])
        let names = try await database.read("one") { try $0.groups.names(["mill", "refuge", "alone", "nobody"]) }
        #expect(
            names == [
                "mill": "Coffee morning (Mill Meadow, mill Street, Lowmoor LO1 1AA, 01632 960001)",
                "refuge": "COFFEE MORNING (Harbour Friends)", "alone": "Choir",
            ])
    }

    @Test(arguments: TestEngine.allCases)
    func `an old group from a directory is silent where a preset stands, and one by hand is not`(
        engine: TestEngine
    ) async throws {
        var details = GroupDetails(name: "Club")
        details.fee = .said(.zero)
        details.asksStatus = .said(false)
        let provenance = Provenance(
            source: "feed", foreignID: "7", readOn: Example.today, atSource: details, corrected: [.fee])
        let database = try await database(
            engine,
            [
                Group(id: "feed", details: details, provenance: provenance), Group(id: "hand", details: details),
            ])
        try await database.keepHouse("one") { hub in
            // As the program before wrote it: without the list of what nobody has said.
            for row in try hub.rows("SELECT id, details, provenance FROM groups WHERE hub_id = \(hub.hub)") {
                func old(_ text: String) -> String { text.replacing(/,"unknown":\[[^\]]*\]/, with: "") }
                _ = try hub.execute(
                    """
                    UPDATE groups SET details = \(old(try row.text("details"))),
                      provenance = \(try row.optionalText("provenance").map(old))
                    WHERE hub_id = \(hub.hub) AND id = \(try row.text("id"))
                    """)
            }
        }
        let (feed, hand) = try await database.read("one") { hub throws in
            (try hub.groups.find("feed"), try hub.groups.find("hand"))
        }
        #expect(feed?.details.fee == .said(.zero) && feed?.details.asksStatus == .notKnown)
        #expect(feed?.provenance?.atSource.fee == .notKnown)
        #expect(hand?.details.asksStatus == .said(false) && hand?.details.childcare == .said(.none))
    }

    @Test(arguments: TestEngine.allCases)
    func `reads an agreement from before groups said how many come when places are shared out`(
        engine: TestEngine
    ) async throws {
        let database = try await database(engine, [Example.group()])
        let stored = """
            {"agreedBy":"Marta","agreedOn":"2026-01-02","canCopeWith":"","fundingStrain":"fine","monthlyLimit":4,\
            "paused":false,"places":3,"until":"2027-01-31"}
            """
        try await database.keepHouse("one") { hub in
            _ = try hub.execute("UPDATE groups SET agreement = \(stored) WHERE hub_id = \(hub.hub) AND id = 'kitchen'")
        }
        let agreement = try await database.read("one") { try $0.groups.find("kitchen")?.agreement }
        #expect(
            agreement
                == Agreement(
                    monthlyLimit: 4, places: 3, cohort: nil, until: Day("2027-01-31"), fundingStrain: .said(.fine),
                    agreedOn: try #require(Day("2026-01-02")), agreedBy: "Marta"))
    }

    @Test(arguments: TestEngine.allCases)
    func `refuses an edit of something that changed meanwhile, and keeps the other's`(engine: TestEngine) async throws {
        let database = try await database(engine, [Example.group()])
        let read = try #require(try await database.read("one") { try $0.groups.find("kitchen") })
        var first = read
        first.details.name = "First"
        var second = read
        second.details.name = "Second"
        let (one, two) = (first, second)
        try await database.keepHouse("one") { try $0.groups.save(one) }
        await #expect(throws: StorageFault.stale(expected: 1, found: 2)) {
            try await database.keepHouse("one") { try $0.groups.save(two) }
        }
        #expect(try await database.read("one") { try $0.groups.find("kitchen")?.details.name } == "First")
    }

    @Test(arguments: TestEngine.allCases)
    func `says of a group that is gone that nothing was found`(engine: TestEngine) async throws {
        let database = try await engine.open()
        await #expect(throws: StorageFault.stale(expected: 0, found: 0)) {
            try await database.keepHouse("one") { try $0.groups.save(Example.group()) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `finds a name by any part of it, with the signs that searching uses taken as they are`(
        engine: TestEngine
    ) async throws {
        let names = [
            "100% wool", "100 wools", "Under_score", "Underscore", "back\\slash", "Backslash", "O'Neill's",
            "Café Ñandú",
        ]
        let groups = names.map { Group(id: Identifier(rawValue: $0), details: GroupDetails(name: $0)) }
        let database = try await database(engine, groups)
        func found(_ search: String) async throws -> [String] {
            try await database.read("one") { hub throws in
                let page = try hub.groups.page(of: .all, search: search, limit: 10, offset: 0).map(\.details.name)
                #expect(try hub.groups.count(of: .all, search: search) == page.count)
                return page
            }
        }
        #expect(try await found("100%") == ["100% wool"])
        #expect(try await found("CAFÉ") == ["Café Ñandú"])
        #expect(try await found("nandu") == ["Café Ñandú"])
        #expect(try await found("_") == ["Under_score"])
        #expect(try await found("\\") == ["back\\slash"])
        #expect(try await found("WOOL").count == 2)
        #expect(try await found("'") == ["O'Neill's"])
        #expect(try await found("").count == names.count)
        #expect(try await found("nowhere").isEmpty)
    }

    @Test(arguments: TestEngine.allCases)
    func `gives pages that neither repeat nor leave out`(engine: TestEngine) async throws {
        let groups = (0..<23).map {
            Group(id: Identifier(rawValue: "g\($0)"), details: GroupDetails(name: "Same name"))
        }
        let database = try await database(engine, groups)
        let seen = try await database.read("one") { hub throws in
            try stride(from: 0, to: 30, by: 5).flatMap { offset in
                try hub.groups.page(of: .all, limit: 5, offset: offset).map(\.id)
            }
        }
        #expect(seen.count == 23)
        #expect(Set(seen).count == 23)
    }

    @Test(arguments: TestEngine.allCases)
    func `filters by what there is to do`(engine: TestEngine) async throws {
        var closed = Group(id: "closed", details: GroupDetails(name: "Closed"))
        closed.details.status = .closed
        let database = try await database(
            engine, [Example.group(), Group(id: "new", details: GroupDetails(name: "New")), closed])
        try await database.keepHouse("one") { hub throws in
            try hub.groups.add(Group(id: "asked", details: GroupDetails(name: "Asked")))
            try hub.agreementRequests.add(
                AgreementRequest(id: "q", group: "asked", askedAt: Example.start, endsAt: Example.start),
                tokenHash: "t", codeHash: "c")
        }
        let expected: [GroupFilter: [Group.ID]] = [
            .all: ["asked", "closed", "kitchen", "new"], .neverAsked: ["new"], .unanswered: ["asked"],
            .agreed: ["kitchen"], .differing: ["kitchen"], .unmapped: ["kitchen"], .closed: ["closed"],
        ]
        for filter in GroupFilter.allCases {
            let ids = try await database.read("one") { hub throws in
                try hub.groups.page(of: filter, limit: 10, offset: 0).map(\.id).sorted()
            }
            #expect(ids == expected[filter], "\(filter)")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `tells matching of every change since it last asked`(engine: TestEngine) async throws {
        let database = try await database(engine, [Example.group("a"), Example.group("b"), Example.group("c")])
        func changed(after version: Int) async throws -> [Group.ID] {
            try await database.read("one") { try $0.groups.changed(after: version).map(\.id).sorted() }
        }
        func version() async throws -> Int { try await database.read("one") { try $0.groups.directoryVersion() } }
        let start = try await version()
        #expect(try await changed(after: start).isEmpty)

        try await database.keepHouse("one") { hub throws in
            var group = try #require(try hub.groups.find("b"))
            group.details.name = "B"
            try hub.groups.save(group)
        }
        #expect(try await changed(after: start) == ["b"])
        let second = try await version()
        try await database.keepHouse("one") { try $0.groups.touch("c") }
        try await database.keepHouse("one") { try $0.groups.add(Example.evidence("new", "dbs", until: nil), to: "a") }
        #expect(try await changed(after: second) == ["a", "c"])
        #expect(try await changed(after: start) == ["a", "b", "c"])
    }

    @Test(arguments: TestEngine.allCases)
    func `lists what ends soon, but not what newer evidence outlasts`(engine: TestEngine) async throws {
        let today = Example.today
        func group(_ id: Group.ID, _ ends: [(StandardCode, Int?)], closed: Bool = false) -> Group {
            var group = Group(id: id, details: GroupDetails(name: id.rawValue))
            group.details.status = closed ? .closed : .active
            group.register.entries = ends.enumerated().map { index, end in
                Example.evidence(
                    Identifier(rawValue: "\(id)\(index)"), end.0, until: end.1.map { today.adding(days: $0) })
            }
            return group
        }
        let database = try await database(
            engine,
            [
                group("soon", [("dbs", 5)]), group("today", [("dbs", 0)]), group("yesterday", [("dbs", -1)]),
                group("renewed", [("dbs", 5), ("dbs", 300)]), group("endless", [("dbs", 5), ("dbs", nil)]),
                group("other", [("dbs", 6), ("complaints", 300)]), group("late", [("dbs", 31)]),
                group("closed", [("dbs", 5)], closed: true), group("twice", [("dbs", 2), ("dbs", 4)]),
            ])
        let ending = try await database.read("one") { hub throws in
            try hub.groups.evidenceEnding(from: today, to: today.adding(days: 30), limit: 50)
        }
        #expect(ending.map(\.group) == ["today", "twice", "soon", "other"])
        #expect(ending.map(\.evidence.until) == [0, 4, 5, 6].map { today.adding(days: $0) })
    }

    @Test(arguments: TestEngine.allCases)
    func `lists agreements that end soon`(engine: TestEngine) async throws {
        let today = Example.today
        func group(_ id: Group.ID, _ days: Int?) -> Group {
            var group = Group(id: id, details: GroupDetails(name: id.rawValue))
            group.agreement = Agreement(
                monthlyLimit: 1, places: 1, until: days.map { today.adding(days: $0) }, agreedOn: today, agreedBy: "A")
            return group
        }
        let database = try await database(
            engine, [group("a", 3), group("b", nil), group("c", 1), group("d", 40), group("e", -1)])
        let ending = try await database.read("one") { hub throws in
            try hub.groups.agreementsEnding(from: today, to: today.adding(days: 30), limit: 10)
        }
        #expect(ending.map(\.group) == ["c", "a"])
    }

    @Test(arguments: TestEngine.allCases)
    func `reads six hundred groups in two statements`(engine: TestEngine) async throws {
        let database = try await database(engine, (0..<600).map { Example.group(Identifier(rawValue: "g\($0)")) })
        try await database.read("one") { hub throws in
            let before = hub.transaction.statements
            let all = try hub.groups.all()
            #expect(all.count == 600)
            #expect(all.allSatisfy { $0.register.entries.count == 2 })
            #expect(hub.transaction.statements - before == 2)
            #expect(try hub.groups.find(all.prefix(300).map(\.id)).count == 300)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `opens a question to a group by its token or its code only`(engine: TestEngine) async throws {
        let database = try await database(engine, [Example.group()])
        let first = AgreementRequest(
            id: "q1", group: "kitchen", askedAt: Example.start, endsAt: Example.start.adding(days: 30))
        let second = AgreementRequest(
            id: "q2", group: "kitchen", askedAt: Example.start.adding(days: 1), endsAt: Example.start.adding(days: 31))
        try await database.keepHouse("one") { hub throws in
            try hub.agreementRequests.add(first, tokenHash: "t1", codeHash: "c1")
            try hub.agreementRequests.add(second, tokenHash: "t2", codeHash: "c2")
            try hub.agreementRequests.markAnswered("q1", at: Example.start.adding(days: 2))
        }
        try await database.read("one") { hub throws in
            var answered = first
            answered.answeredAt = Example.start.adding(days: 2)
            #expect(try hub.agreementRequests.find(tokenHash: "t1") == answered)
            #expect(try hub.agreementRequests.find(codeHash: "c2") == second)
            #expect(try hub.agreementRequests.find(tokenHash: "c1") == nil)
            #expect(try hub.agreementRequests.latest(of: "kitchen") == second)
        }
        do {
            try await database.keepHouse("one") {
                try $0.agreementRequests.add(
                    AgreementRequest(id: "q3", group: "kitchen", askedAt: Example.start, endsAt: Example.start),
                    tokenHash: "t1", codeHash: "c3")
            }
            Issue.record("one token opened two doors")
        } catch StorageFault.constraint {}
    }
}
