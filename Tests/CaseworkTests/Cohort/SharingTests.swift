import Community
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("Sharing places out")
struct SharingTests {
    private func lead(_ test: TestDesk) -> Actor { test.worker("lead-1", .teamLead) }

    /// Somebody whose first contact is done, and who came so many days ago.
    private func addWaiting(
        _ test: TestDesk, _ id: Person.ID, days: Int = 0, _ change: (inout Person) -> Void = { _ in }
    ) async throws {
        var person = Person(
            id: id, worker: "worker-1", createdAt: test.clock.clock.now.adding(days: -days))
        person.about.callName = "Robin"
        person.about.needs = ["belonging"]
        person.about.languages = [SpokenLanguage("en", .conversational)]
        person.about.risk = .r0
        person.about.limits.home = Told(known: Coordinate(latitude: 52.95, longitude: -1.15))
        person.understanding = Understanding(
            language: "en", withInterpreter: false, confirmedOn: test.clock.clock.today)
        for verb in [Case.Verb.lookAt, .startContacting, .assess] { try person.care.move(verb) }
        change(&person)
        let ready = person
        try await test.desk.database.keepHouse(test.hub) { try $0.people.add(ready) }
    }

    private func propose(_ test: TestDesk, _ submission: String = "s1") async throws -> SharingBoard {
        try await ProposeSharing(desk: test.desk)(submission: submission, by: lead(test))
        return try await board(test)
    }

    private func board(_ test: TestDesk, _ show: SharingBoard.Show = .all) async throws -> SharingBoard {
        try await ReadSharing(desk: test.desk)(show, by: lead(test))
    }

    private func version(_ test: TestDesk) async throws -> Int { try #require(try await board(test).plan).version }

    private func change(_ test: TestDesk, _ change: ChangeSharing.Change, _ person: Person.ID) async throws {
        try await ChangeSharing(desk: test.desk)(
            change, for: person, version: try await version(test), submission: "c-\(change)-\(person)", by: lead(test))
    }

    private func confirm(_ test: TestDesk, _ submission: String = "confirm") async throws {
        try await ConfirmSharing(desk: test.desk)(
            version: try await version(test), submission: submission, by: lead(test))
    }

    private func groups(_ board: SharingBoard) -> [String: String] {
        Dictionary(
            board.rows.compactMap { row in row.line.group.map { (row.person.id.rawValue, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    @Test func `somebody whom nobody judged gets no place in a group that has not shown what trauma asks for`()
        async throws
    {
        let test = try await TestDesk()
        try await test.addGroup("kitchen") {
            $0.register.entries.removeAll { !Risk.r0.requiredStandards.contains($0.standard) }
        }
        try await addWaiting(test, "unjudged", days: 9) { $0.about.judgement = nil }
        try await addWaiting(test, "judged")
        #expect(groups(try await propose(test)) == ["judged": "kitchen"])
    }

    @Test func `those at higher risk come first, then those who waited longer, and it says why the others get nothing`()
        async throws
    {
        let test = try await TestDesk()
        try await test.addGroup { $0.agreement?.places = 2 }
        try await addWaiting(test, "new")
        try await addWaiting(test, "long", days: 40)
        try await addWaiting(test, "risk", days: 1) { $0.about.risk = .r2 }
        try await addWaiting(test, "other") { $0.about.needs = ["housing"] }
        let board = try await propose(test)
        #expect(groups(board) == ["risk": "kitchen", "long": "kitchen"])
        #expect(board.rows.map(\.person.id) == ["risk", "long", "new", "other"])
        #expect(board.rows.map(\.line.shortage) == [nil, nil, .placesAreTaken, .noGroupFits])
        #expect(board.counts[.given] == 2 && board.counts[.nothing] == 2 && board.waiting == 4)
    }

    @Test func `nobody is in it who has a group, is over, or has a suggestion`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        try await addWaiting(test, "waits")
        try await addWaiting(test, "referred") { $0.wantsMoreAtOnce = true }
        try await test.refer("referred")
        try await addWaiting(test, "over") { try? $0.care.close(because: .died) }
        try await addWaiting(test, "untold") { $0.about.needs = [] }
        let board = try await propose(test)
        #expect(board.rows.map(\.person.id) == ["waits"])
        #expect(board.waiting == 1 && board.withoutNeeds == 1)
        try await confirm(test)
        await #expect(throws: ProposeSharing.Refusal.nobodyWaits) {
            try await ProposeSharing(desk: test.desk)(submission: "again", by: lead(test))
        }
    }

    @Test func `the same form sent twice is one proposal, one change and one confirmation`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        try await addWaiting(test, "waits")
        let first = try await propose(test).plan?.id
        #expect(try await propose(test).plan?.id == first)
        let version = try await version(test)
        for _ in 1...2 {
            try await ChangeSharing(desk: test.desk)(
                .hold, for: "waits", version: version, submission: "one", by: lead(test))
        }
        #expect(try await board(test).rows.map(\.line.mark) == [.held])
        try await change(test, .choose("kitchen"), "waits")
        let shown = try await self.version(test)
        for _ in 1...2 {
            try await ConfirmSharing(desk: test.desk)(version: shown, submission: "two", by: lead(test))
        }
        let suggested = try await test.desk.database.read(test.hub) { hub in
            try hub.events.concerning("waits", limit: 50).filter { $0.verb == "group-suggested" }.count
        }
        #expect(suggested == 1)
        await #expect(throws: CohortPlan.Refusal.alreadyConfirmed) { try await confirm(test, "three") }
    }

    @Test func `a line is left out, held or given something else, and its place goes with it`() async throws {
        let test = try await TestDesk()
        try await test.addGroup { $0.agreement?.places = 1 }
        try await test.addGroup("choir") {
            $0.details.languages = ["fr"]
            $0.details.interpreting = []
        }
        try await addWaiting(test, "first", days: 9) { $0.about.languages.append(SpokenLanguage("fr", .fluent)) }
        try await addWaiting(test, "second", days: 3)
        // As many as possible get one: the first speaks French and gives way to the second.
        #expect(groups(try await propose(test)) == ["first": "choir", "second": "kitchen"])
        await #expect(throws: ChangeSharing.Refusal.noPlaceInPlan) {
            try await change(test, .choose("kitchen"), "first")
        }
        await #expect(throws: ChangeSharing.Refusal.doesNotFit) { try await change(test, .choose("choir"), "second") }
        try await change(test, .leaveOut, "second")
        let choice = try await ReadSharing(desk: test.desk).choice(for: "first", by: lead(test))
        #expect(Set(choice.offers.map(\.group.id)) == ["choir", "kitchen"])
        try await change(test, .choose("kitchen"), "first")
        await #expect(throws: ChangeSharing.Refusal.noPlaceInPlan) { try await change(test, .hold, "second") }
        #expect(try await board(test, .leftOut).rows.map(\.person.id) == ["second"])
        try await change(test, .hold, "first")
        await #expect(throws: ConfirmSharing.Refusal.nothingToSuggest) { try await confirm(test) }
    }

    @Test func `a plan that a colleague changed meanwhile is not confirmed`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        try await addWaiting(test, "waits")
        let seen = try #require(try await propose(test).plan).version
        try await change(test, .hold, "waits")
        await #expect(throws: CohortPlan.Refusal.changedSince) {
            try await ConfirmSharing(desk: test.desk)(version: seen, submission: "s", by: lead(test))
        }
    }

    @Test func `what changed since is shown, and nothing is confirmed with it`() async throws {
        let test = try await TestDesk()
        try await test.addGroup { $0.agreement?.places = 2 }
        for id in ["a", "b"] { try await addWaiting(test, Person.ID(rawValue: id)) }
        try await addWaiting(test, "c") { $0.about.needs = ["english"] }
        try await test.addGroup("class") {
            $0.details.needs = ["english"]
            $0.agreement?.places = 1
        }
        #expect(try await propose(test).counts[.given] == 3)
        try await test.desk.database.keepHouse(test.hub) { hub in
            var kitchen = try #require(try hub.groups.find("kitchen"))
            kitchen.agreement?.places = 1
            try hub.groups.save(kitchen)
            var course = try #require(try hub.groups.find("class"))
            course.agreement?.paused = true
            try hub.groups.save(course)
        }
        let troubles = try await board(test, .changed).rows
        #expect(troubles.count == 2)
        await #expect(throws: ConfirmSharing.Refusal.linesChanged(2)) { try await confirm(test) }
        #expect(try await board(test).plan?.isConfirmed == false)
        for row in troubles { try await change(test, .leaveOut, row.person.id) }
        try await confirm(test)
        #expect(try await suggestions(test).count == 1)
    }

    private func suggestions(_ test: TestDesk) async throws -> [SuggestedGroup] {
        guard case .people(let day) = try await OpenToday(desk: test.desk)(by: test.linkWorker) else { return [] }
        return day.suggestions.shown
    }

    @Test func `the link worker finds it on Today and on the person's page, and nothing was sent`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        try await addWaiting(test, "waits")
        _ = try await propose(test)
        #expect(try await suggestions(test).isEmpty)
        try await confirm(test)
        #expect(try await suggestions(test).map(\.group) == ["kitchen"])
        let record = try await OpenPersonRecord(desk: test.desk)("waits", by: test.linkWorker)
        #expect(record.suggestion?.group == "kitchen" && record.referrals.isEmpty)
        #expect(try await test.desk.database.read(test.hub) { try $0.outbox.page(limit: 9, offset: 0) }.isEmpty)
    }

    @Test func `a suggestion is over when the group was asked, when it is set aside, and after thirty days`()
        async throws
    {
        let test = try await TestDesk()
        try await test.addGroup()
        for id in ["asked", "aside", "old"] { try await addWaiting(test, Person.ID(rawValue: id)) }
        _ = try await propose(test)
        try await confirm(test)
        #expect(try await suggestions(test).count == 3)
        try await test.refer("asked")
        for _ in 1...2 {
            try await SetSuggestionAside(desk: test.desk)(for: "aside", by: test.linkWorker)
        }
        #expect(try await suggestions(test).map(\.person) == ["old"])
        await #expect(throws: Access.Refusal.notFound) {
            try await SetSuggestionAside(desk: test.desk)(for: "old", by: test.otherLinkWorker)
        }
        test.clock.move(days: 31)
        #expect(try await suggestions(test).isEmpty)
    }

    @Test func `a place that is suggested or asked for is not given twice`() async throws {
        let test = try await TestDesk()
        try await test.addGroup { $0.agreement?.places = 3 }
        try await addWaiting(test, "suggested")
        _ = try await propose(test)
        try await confirm(test)
        try await addWaiting(test, "asked")
        try await test.refer("asked")
        for id in ["x", "y"] { try await addWaiting(test, Person.ID(rawValue: id)) }
        test.clock.move(seconds: 60)
        #expect(try await propose(test, "second").counts[.given] == 1)
    }

    @Test func `a group gets no more people from a sharing than it said, whatever room it has`() async throws {
        let test = try await TestDesk()
        try await test.addGroup { group in
            group.agreement?.monthlyLimit = 5
            group.agreement?.places = 5
            group.agreement?.cohort = 1
        }
        try await addWaiting(test, "first", days: 9)
        try await addWaiting(test, "second", days: 3)
        let board = try await propose(test)
        #expect(groups(board) == ["first": "kitchen"])
        #expect(board.rows.map(\.line.shortage) == [nil, .placesAreTaken])
        await #expect(throws: ChangeSharing.Refusal.noPlaceInPlan) {
            try await change(test, .choose("kitchen"), "second")
        }
        let choice = try await ReadSharing(desk: test.desk).choice(for: "second", by: lead(test))
        #expect(choice.offers.isEmpty && choice.fullInPlan == 1)
        try await confirm(test)
    }

    @Test func `sharing out again is no way around what a group said, until a month is over`() async throws {
        let test = try await TestDesk()
        try await test.addGroup { group in
            group.agreement?.monthlyLimit = 5
            group.agreement?.places = 5
            group.agreement?.cohort = 1
        }
        // Whoever was asked about one by one is none of them.
        try await addWaiting(test, "asked")
        try await test.refer("asked")
        try await addWaiting(test, "first", days: 9)
        try await addWaiting(test, "second", days: 3)
        #expect(groups(try await propose(test)) == ["first": "kitchen"])
        try await confirm(test)
        test.clock.move(seconds: 60)
        #expect(groups(try await propose(test, "while it is suggested")).isEmpty)
        try await test.accepted("first")
        test.clock.move(seconds: 60)
        #expect(groups(try await propose(test, "when they came")).isEmpty)
        test.clock.move(days: 31)
        #expect(groups(try await propose(test, "a month later")) == ["second": "kitchen"])
    }

    @Test func `a group that said no to the person has not taken somebody from the sharing`() async throws {
        let test = try await TestDesk()
        try await test.addGroup { $0.agreement?.cohort = 1 }
        try await addWaiting(test, "first", days: 9)
        _ = try await propose(test)
        try await confirm(test)
        let referral = try await test.refer("first")
        try await test.desk.database.keepHouse(test.hub) { [now = test.clock.clock.now] hub in
            var declined = try #require(try hub.referrals.find(referral))
            try declined.decline(because: .noRoom, at: now)
            try hub.referrals.save(declined)
        }
        try await addWaiting(test, "second", days: 30)
        test.clock.move(seconds: 60)
        // Nor is it asked for them again at once.
        #expect(groups(try await propose(test, "again")) == ["second": "kitchen"])
        #expect(try await board(test).rows.map(\.line.shortage) == [nil, .setAside])
    }

    @Test func `a group that takes nobody from a sharing is still found for one person`() async throws {
        let test = try await TestDesk()
        try await test.addGroup { $0.agreement?.cohort = 0 }
        try await addWaiting(test, "waits")
        #expect(groups(try await propose(test)).isEmpty)
        let found = try await FindGroups(desk: test.desk)(for: "waits", by: test.linkWorker)
        #expect(found.offers.elements.map(\.group.id) == ["kitchen"])
    }

    @Test func `a place that is suggested is free again when the suggestion is set aside`() async throws {
        let test = try await TestDesk()
        try await test.addGroup { $0.agreement?.places = 1 }
        try await addWaiting(test, "first", days: 9)
        _ = try await propose(test)
        try await confirm(test)
        try await addWaiting(test, "second", days: 30)
        test.clock.move(seconds: 60)
        #expect(groups(try await propose(test, "while it stands")).isEmpty)
        try await SetSuggestionAside(desk: test.desk)(for: "first", by: test.linkWorker)
        test.clock.move(seconds: 60)
        #expect(groups(try await propose(test, "set aside")) == ["second": "kitchen"])
    }

    @Test func `a group that was set aside for somebody is not proposed for them again for ninety days`() async throws {
        let test = try await TestDesk()
        try await test.addGroup { $0.agreement?.until = nil }
        try await addWaiting(test, "first", days: 9)
        _ = try await propose(test)
        try await confirm(test)
        test.clock.move(days: 20)
        try await SetSuggestionAside(desk: test.desk)(for: "first", by: test.linkWorker)
        try await addWaiting(test, "second")
        test.clock.move(seconds: 60)
        let board = try await propose(test, "at once")
        #expect(groups(board) == ["second": "kitchen"])
        #expect(board.rows.first?.line.shortage == .setAside)
        // Long after the plan itself is over, and only for whom it was set aside.
        test.clock.move(days: 85)
        #expect(groups(try await propose(test, "still")) == ["second": "kitchen"])
        let choice = try await ReadSharing(desk: test.desk).choice(for: "first", by: lead(test))
        #expect(choice.offers.map(\.group.id) == ["kitchen"] && choice.turnedDown == ["kitchen"])
        try await change(test, .choose("kitchen"), "first")
        test.clock.move(days: 6)
        #expect(groups(try await propose(test, "again")) == ["first": "kitchen", "second": "kitchen"])
    }

    @Test func `another group is proposed in place of what was set aside`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        try await addWaiting(test, "first")
        _ = try await propose(test)
        try await confirm(test)
        try await SetSuggestionAside(desk: test.desk)(for: "first", by: test.linkWorker)
        try await test.addGroup("choir")
        test.clock.move(seconds: 60)
        #expect(groups(try await propose(test, "again")) == ["first": "choir"])
    }

    @Test func `everybody whose line is looked at can read that it was`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        try await addWaiting(test, "waits")
        _ = try await propose(test)
        let looks = try await test.desk.database.read(test.hub) { hub in
            try hub.events.concerning("waits", limit: 50).filter { $0.verb == "person-looked-at" }
        }
        #expect(looks.count == 2 && looks.allSatisfy { $0.detail["because"] == "team-lead" })
    }

    @Test func `whoever is erased is not in the plan any more`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        for id in ["stays", "goes"] { try await addWaiting(test, Person.ID(rawValue: id)) }
        _ = try await propose(test)
        let receipt = try await ErasePerson(desk: test.desk, actor: test.linkWorker)("goes", because: .retention)
        #expect(receipt?.lines.contains { $0.table == "cohort_lines" && $0.removed == 1 } == true)
        #expect(try await board(test).rows.map(\.person.id) == ["stays"])
        try await confirm(test)
    }

    @Test(arguments: [Role.linkWorker, .coordinator, .safeguardingLead, .commissioner, .researcher, .administrator])
    func `only a team lead shares places out`(role: Role) async throws {
        let test = try await TestDesk()
        let actor = test.worker("somebody", role)
        await #expect(throws: Access.Refusal.notInRole) { try await ReadSharing(desk: test.desk)(by: actor) }
        await #expect(throws: Access.Refusal.notInRole) {
            try await ProposeSharing(desk: test.desk)(submission: "s", by: actor)
        }
        await #expect(throws: Access.Refusal.notInRole) {
            try await ChangeSharing(desk: test.desk)(.hold, for: "p", version: 1, submission: "s", by: actor)
        }
        await #expect(throws: Access.Refusal.notInRole) {
            try await ConfirmSharing(desk: test.desk)(version: 1, submission: "s", by: actor)
        }
    }
}
