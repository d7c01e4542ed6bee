import Casework
import Community
import Matching
import People
import Storage
import Testing
import Vocabulary

struct FindGroupsTests {
    private func ready() async throws -> TestDesk {
        let desk = try await TestDesk()
        try await desk.addPerson()
        return desk
    }

    private func find(
        _ desk: TestDesk, trying tried: TriedLimits = TriedLimits(), showing part: FindGroups.Part = .init(),
        by actor: Actor? = nil
    ) async throws -> FoundGroups {
        try await FindGroups(desk: desk.desk)(
            for: "person-1", trying: tried, showing: part, by: actor ?? desk.linkWorker)
    }

    @Test func `groups come as offers, as those to tell of, and as those ruled out with every reason`() async throws {
        let desk = try await ready()
        try await desk.addGroup()
        try await desk.addGroup("choir") { $0.agreement?.paused = true }
        try await desk.addGroup("pool") {
            $0.details.fee = .said(Pence(300))
            $0.details.audience = .said(.women)
        }
        try await desk.addGroup("football") { $0.details.needs = ["exercise"] }
        let found = try await find(desk)
        #expect(found.considered == 3, "a group that meets no need is not considered")
        #expect(found.offers.elements.map(\.group.id) == ["kitchen"])
        #expect(found.offers.elements.first?.placesLeft == 3)
        #expect(found.signposts.elements.map(\.id) == ["choir"])
        #expect(found.openings.map(\.code) == [.agreement])
        let pool = try #require(found.ruledOut.first?.nearest.first)
        #expect(pool.reasons.map(\.code) == [.audience, .cost])
    }

    @Test func `a limit that is tried opens groups at once and is not kept`() async throws {
        let desk = try await ready()
        try await desk.addGroup("pool") { $0.details.fee = .said(Pence(300)) }
        let before = try await find(desk)
        #expect(before.offers.total == 0 && before.openings.map(\.code) == [.cost])
        var tried = TriedLimits()
        tried.maxFee = Pence(300)
        #expect(try await find(desk, trying: tried).offers.total == 1)
        #expect(try await find(desk).offers.total == 0)
        let kept = try await desk.desk.database.read(desk.hub) { try $0.people.find("person-1")?.about.limits.maxFee }
        #expect(kept == .notAsked)
    }

    static let openings: [(GateTests.Case, @Sendable (inout TriedLimits) -> Void)] = [
        (
            GateTests.Case(code: .childcare, person: { $0.about.limits.childcareNeeded = true }),
            { $0.childcareIsSolved = true }
        ),
        (GateTests.Case(code: .reach, person: { $0.about.limits.maxWalkMinutes = 1 }), { $0.maxWalkMinutes = 30 }),
        (GateTests.Case(code: .reach, person: { $0.about.limits.maxWalkMinutes = 1 }), { $0.canTravel = true }),
        (
            GateTests.Case(
                code: .reach, person: { $0.about.limits.maxWalkMinutes = 1 }, group: { $0.details.online = true }),
            { $0.canJoinOnline = true }
        ),
        (
            GateTests.Case(
                code: .booking, person: { $0.about.limits.canBookAhead = false }, group: { $0.details.bookAhead = true }
            ),
            { $0.bookingIsSolved = true }
        ),
        (
            GateTests.Case(code: .language, person: { $0.about.languages = [SpokenLanguage("ti", .fluent)] }),
            { $0.interpreterIsFound = true }
        ),
        (
            GateTests.Case(
                code: .time, person: { $0.about.limits.free = .said(.only([])) },
                group: { $0.details.sessions = [GateTests.session].compactMap { $0.map { GroupSession($0) } } }),
            { $0.time = .any }
        ),
        (
            GateTests.Case(
                code: .time, person: { $0.about.limits.free = .said(.only([])) },
                group: { $0.details.sessions = [GateTests.session].compactMap { $0.map { GroupSession($0) } } }),
            { $0.time = .on(.thursday, .morning) }
        ),
    ]

    @Test(arguments: openings.indices)
    func `what would open a group opens it when it is tried`(index: Int) async throws {
        let (made, change) = Self.openings[index]
        let desk = try await TestDesk()
        try await desk.addPerson("person-1", made.person)
        try await desk.addGroup("kitchen", made.group)
        let before = try await find(desk)
        #expect(before.openings.map(\.code) == [made.code])
        #expect(before.openings.first?.nearest == ["Thursday kitchen"])
        var tried = TriedLimits()
        change(&tried)
        #expect(try await find(desk, trying: tried).offers.total == 1)
    }

    @Test func `a group to be avoided is not there for anybody but the person's own worker`() async throws {
        let desk = try await TestDesk()
        try await desk.addGroup()
        try await desk.addPerson("person-1") { $0.about.avoid.groups = ["kitchen"] }
        let own = try await find(desk)
        #expect(own.ruledOut.map(\.code) == [.avoid])
        let other = try await find(desk, by: desk.worker("lead", .teamLead))
        #expect(other.ruledOut.isEmpty && other.considered == 0 && other.circle?.dots.isEmpty == true)
    }

    @Test func `the circle says how far and in which direction`() async throws {
        let desk = try await ready()
        let home = try #require(Coordinate(latitude: 52.95, longitude: -1.15))
        let places: [(Group.ID, Double, Double, Double)] = [
            ("north", 0.005, 0, 0), ("east", 0, 0.005, 90), ("south", -0.005, 0, 180), ("west", 0, -0.005, 270),
        ]
        for (id, up, right, _) in places {
            try await desk.addGroup(id) {
                $0.details.place = Place(
                    lines: [],
                    coordinate: Coordinate(latitude: home.latitude + up, longitude: home.longitude + right))
            }
        }
        let dots = try #require(try await find(desk).circle).dots
        for (id, _, _, bearing) in places {
            let dot = try #require(dots.first { $0.group == id })
            #expect(abs(dot.bearing - bearing) < 0.01)
            #expect((5...10).contains(dot.walkMinutes))
        }
    }

    @Test func `without a home there is no circle, and groups are found all the same`() async throws {
        let desk = try await TestDesk()
        try await desk.addGroup()
        try await desk.addPerson("person-1") {
            $0.about.limits.home = .notAsked
            $0.about.limits.canTravel = true
        }
        let found = try await find(desk)
        #expect(found.circle == nil && found.offers.total == 1)
    }

    @Test func `long lists come in pages, and a page that is not there is the last one`() async throws {
        let desk = try await ready()
        for number in 1...30 { try await desk.addGroup(Identifier(rawValue: "group-\(number)")) }
        let first = try await find(desk)
        #expect(first.offers.elements.count == 8 && first.offers.total == 30)
        let far = try await find(desk, showing: FindGroups.Part(offersPage: 99))
        #expect(far.offers.page == 4 && far.offers.elements.count == 6)
        #expect(far.circle?.dots.first?.kind == .offer(25))
    }

    @Test func `all groups of one reason are listed when they are asked for`() async throws {
        let desk = try await ready()
        for number in 1...25 {
            try await desk.addGroup(Identifier(rawValue: "group-\(number)")) { $0.details.audience = .said(.women) }
        }
        let found = try await find(desk, showing: FindGroups.Part(ruledOutBy: .audience, ruledOutPage: 2))
        #expect(found.ruledOut.first?.groups == 25 && found.ruledOut.first?.nearest.count == 3)
        #expect(found.ruledOutPage?.groups.elements.count == 5)
    }

    @Test func `the number of statements does not grow with the number of groups`() async throws {
        let desk = try await ready()
        var counts: [Int] = []
        for batch in 0..<2 {
            for number in 0..<(batch == 0 ? 3 : 60) {
                try await desk.addGroup(Identifier(rawValue: "group-\(batch)-\(number)")) { group in
                    if number % 3 == 1 { group.agreement = nil }
                    if number % 3 == 2 { group.details.audience = .said(.women) }
                }
            }
            // The first search after a change reads the changed groups into the index.
            _ = try await find(desk)
            counts.append(try await desk.statements { _ = try await self.find(desk) })
        }
        #expect(counts[0] == counts[1])
        // Four more than before: what is held, linked, taken back, and who waits for a place.
        #expect(counts[0] <= 24)
    }

    @Test func `a group that filled up last month has room again on the first`() async throws {
        let desk = try await ready()
        try await desk.addGroup("kitchen") {
            $0.agreement?.monthlyLimit = 1
            $0.agreement?.places = 9
        }
        try await desk.addPerson("person-2")
        try await desk.accepted("person-2")
        #expect(try await find(desk).signposts.elements.first?.reasons.map(\.code) == [.full])
        desk.clock.move(days: 7)
        #expect(try await find(desk).signposts.total == 1, "Monday 30 November")
        desk.clock.move(days: 1)
        #expect(try await find(desk).offers.total == 1, "Tuesday 1 December")
    }

    @Test func `why not this group is answered for any name, and for one that nobody knows`() async throws {
        let desk = try await ready()
        try await desk.addGroup("far") {
            $0.details.name = "Far away"
            $0.details.needs = ["exercise"]
            $0.details.place = Place(lines: [], coordinate: Coordinate(latitude: 54, longitude: -1.15))
        }
        let explain = ExplainGroup(desk: desk.desk)
        let far = try #require(try await explain("far", for: "person-1", by: desk.linkWorker).first)
        #expect(far.meetsNoNeed && far.barriers == [.reach] && !far.isOpen)
        #expect(try await explain("100%_", for: "person-1", by: desk.linkWorker).isEmpty)
    }
}
