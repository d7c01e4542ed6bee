import Community
import Matching
import People
import Testing
import Vocabulary

@testable import Casework
@testable import Storage

@Suite struct GapTests {
    private static let ropewalk = ["12, 4th Street", "Ropewalk", "Brinehaven"]

    private func search(_ test: TestDesk, _ people: [Person.ID]) async throws {
        for person in people { _ = try await FindGroups(desk: test.desk)(for: person, by: test.linkWorker) }
    }

    private func gaps(_ test: TestDesk) async throws -> [GapList.Gap] {
        try await ReadGaps(desk: test.desk)(by: test.worker("c", .commissioner)).gaps
    }

    private func people(_ test: TestDesk, _ count: Int, _ change: (inout Person) -> Void) async throws -> [Person.ID] {
        let ids = (0..<count).map { Person.ID(rawValue: "p\($0)-of-\(count)") }
        for id in ids { try await test.addPerson(id, change) }
        return ids
    }

    @Test func `a need without an offer is a gap in the district of the nearest group, each person once`() async throws
    {
        let test = try await TestDesk()
        try await test.addGroup { $0.details.place?.lines = Self.ropewalk }
        let ids = try await people(test, 6) { $0.about.needs = ["belonging", "housing"] }
        try await search(test, ids + ids)
        #expect(
            try await gaps(test) == [
                GapList.Gap(need: "housing", place: .district("Ropewalk"), people: .about(5), mostly: .noneNear)
            ])
    }

    @Test func `a search that finds a group takes the gap back`() async throws {
        let test = try await TestDesk()
        let ids = try await people(test, 5) { $0.about.needs = ["belonging"] }
        try await search(test, ids)
        #expect(try await gaps(test).count == 1)
        try await test.addGroup()
        try await search(test, ids)
        #expect(try await gaps(test).isEmpty)
    }

    @Test func `after ninety days a search counts no more`() async throws {
        let test = try await TestDesk()
        try await search(test, try await people(test, 5) { $0.about.needs = ["housing"] })
        test.clock.move(days: 89)
        #expect(try await gaps(test).count == 1)
        test.clock.move(days: 1)
        #expect(try await gaps(test).isEmpty)
    }

    @Test func `limits that are only tried leave no trace, and nobody in danger is a gap`() async throws {
        let test = try await TestDesk()
        let ids = try await people(test, 5) { $0.about.needs = ["housing"] }
        var tried = TriedLimits()
        tried.canTravel = true
        for id in ids { _ = try await FindGroups(desk: test.desk)(for: id, trying: tried, by: test.linkWorker) }
        try await search(test, try await people(test, 6) { $0.about.risk = .r4 })
        #expect(try await gaps(test).isEmpty)
    }

    @Test func `what stands in the way is told by what is nearest to a solution`() async throws {
        let test = try await TestDesk()
        try await test.addGroup("choir") {
            $0.details.needs = ["health"]
            $0.details.fee = .said(Pence(500))
        }
        try await test.addGroup("full") {
            $0.details.needs = ["work"]
            $0.agreement?.places = 0
        }
        try await test.addGroup("unasked") {
            $0.details.needs = ["food"]
            $0.agreement = nil
        }
        try await test.addGroup("men") {
            $0.details.needs = ["family"]
            $0.details.audience = .said(.men)
        }
        let ids = try await people(test, 5) { person in
            person.about.needs = ["health", "work", "food", "family", "housing"]
            person.about.gender = .said(.woman)
        }
        try await search(test, ids)
        let found = Dictionary(
            try await gaps(test).map { ($0.need.rawValue, $0.mostly) }, uniquingKeysWith: { first, _ in first })
        #expect(
            found == [
                "health": .barrier, "work": .full, "food": .notReady, "family": .forOthers, "housing": .noneNear,
            ])
    }

    @Test func `no district stands beside a small number`() {
        func count(_ district: String, _ people: Int) -> UnmetNeedStore.Count {
            UnmetNeedStore.Count(need: "housing", district: district, obstacle: "full", people: people)
        }
        let day = Day(year: 2026, month: 11, day: 27)!
        func list(_ counts: [UnmetNeedStore.Count]) -> [GapList.Gap] {
            GapList(counts, first: day, last: day).gaps
        }
        let pooled = list([count("North", 12), count("South", 4), count("East", 3), count("", 1)])
        #expect(pooled.map(\.place) == [.district("North"), .elsewhere])
        #expect(pooled.map(\.people) == [.about(10), .about(10)])
        let few = list([count("North", 2), count("South", 1)])
        #expect(few == [GapList.Gap(need: "housing", place: .elsewhere, people: .few, mostly: nil)])
        #expect(list([]).isEmpty)
    }

    @Test func `a table to take away holds no formula, whatever a district is called`() {
        let day = Day(year: 2026, month: 11, day: 27)!
        let list = GapList(
            [UnmetNeedStore.Count(need: "housing", district: "=SUM(A1)", obstacle: "full", people: 9)], first: day,
            last: day)
        let text = String(
            decoding: list.csv(header: ["District"]) { gap in
                if case .district(let name) = gap.place { [name] } else { [] }
            }, as: UTF8.self)
        #expect(text == "District\r\n'=SUM(A1)\r\n")
    }

    @Test(arguments: [
        (["12, 4th Street", "Ropewalk", "Brinehaven"], "Ropewalk"), (["The hall", "1 High Street", "Town"], nil),
        (["1 High Street", "Town NG7 2RD"], "NG7"), (["1 High Street", "Town", "ec1a 1bb"], "EC1A"),
        (["1 High Street", "Town"], nil), ([], nil),
    ])
    func `a district is what the address of a group says`(lines: [String], district: String?) {
        #expect(DistrictMap.district(in: lines) == district)
    }

    @Test func `a group that keeps its address to itself names no district`() async throws {
        let test = try await TestDesk()
        try await test.addGroup {
            $0.details.place?.lines = Self.ropewalk
            $0.discretion = .address
        }
        try await search(test, try await people(test, 5) { $0.about.needs = ["housing"] })
        #expect(try await gaps(test).map(\.place) == [.elsewhere])
    }

    @Test(arguments: [Role.linkWorker, .safeguardingLead, .researcher, .administrator])
    func `to others there is no list`(role: Role) async throws {
        let test = try await TestDesk()
        await #expect(throws: Access.Refusal.notInRole) {
            try await ReadGaps(desk: test.desk)(by: test.worker("w", role))
        }
    }
}
