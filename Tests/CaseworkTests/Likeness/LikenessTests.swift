import Community
import Matching
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("Somebody comes back, or is known twice")
struct LikenessTests {
    /// Somebody of worker-1 whose journey ended, who keeps away from a group; and leads with accounts.
    private func ready() async throws -> TestDesk {
        let test = try await TestDesk()
        for (id, role) in [("worker-1", Role.linkWorker), ("worker-2", .linkWorker), ("lead-1", .teamLead)] {
            try await test.addAccount(Identifier(rawValue: id), role)
        }
        try await test.addGroup()
        try await test.addPerson("earlier") { person in
            person.about.callName = "Zoë"
            person.about.reach.phone = "07700 900123"
            person.about.avoid = Avoid(groups: ["kitchen"])
            try? person.care.close(because: .theirChoice)
        }
        return test
    }

    private var lead: @Sendable (TestDesk) -> Actor { { $0.worker("lead-1", .teamLead) } }

    /// Writes down somebody new who can be referred to the kitchen.
    private func comeBack(
        _ name: String = "Somebody", phone: String = "+44 7700 900123", to actor: Actor? = nil, on test: TestDesk
    ) async throws -> Person.ID {
        var about = AboutPerson()
        about.callName = name
        about.reach.phone = phone
        let id = try await BeginFirstContact(desk: test.desk)(
            with: about, submission: TestDesk.submission(), by: actor ?? test.otherLinkWorker)
        let today = test.clock.clock.today
        try await test.change(id) { person in
            person.about.needs = ["belonging"]
            person.about.languages = [SpokenLanguage("en", .conversational)]
            person.about.limits.home = Told(known: Coordinate(latitude: 52.95, longitude: -1.15))
            person.understanding = Understanding(language: "en", withInterpreter: false, confirmedOn: today)
        }
        return id
    }

    private func waiting(_ test: TestDesk, _ actor: Actor) async throws -> [LikenessLine] {
        guard case .people(let day) = try await OpenToday(desk: test.desk)(by: actor) else { return [] }
        return day.likenesses.shown
    }

    private func found(_ test: TestDesk) async throws -> Likeness.ID {
        try #require(try await waiting(test, lead(test)).first?.id)
    }

    @Test func `nothing is sent for a new record that looks like another before somebody has looked`() async throws {
        let test = try await ready()
        let newer = try await comeBack(on: test)
        let draft = try await test.draft(newer, by: test.otherLinkWorker)
        await #expect(throws: ReferralHold.waitsForALook) { try await test.send(draft, by: test.otherLinkWorker) }
        let groups = try await FindGroups(desk: test.desk)(for: newer, by: test.otherLinkWorker)
        #expect(groups.hold == .waitsForALook)
        // Told at once: the lead and the earlier worker, by Today and by a mail without a fact.
        #expect(try await waiting(test, lead(test)).map(\.name) == ["Somebody"])
        #expect(try await waiting(test, test.linkWorker).count == 1)
        #expect(try await waiting(test, test.otherLinkWorker).isEmpty)
        let mails = try await test.mails.filter { $0.kind == "likeness" }
        #expect(mails.map(\.recipient).sorted() == ["lead-1@example.org", "worker-1@example.org"])
        #expect(mails.allSatisfy { !$0.body.contains("Zo") && !$0.body.contains("Somebody") })
    }

    @Test(arguments: [("zoe", "0111 222333"), ("Other", "07700900123"), ("ZOË", "")])
    func `a telephone or a name is enough`(name: String, phone: String) async throws {
        let test = try await ready()
        var about = AboutPerson()
        about.callName = name
        about.reach.phone = phone
        about.reach.otherWay = "At the library"
        _ = try await BeginFirstContact(desk: test.desk)(with: about, submission: "1", by: test.otherLinkWorker)
        #expect(try await waiting(test, lead(test)).count == 1)
    }

    @Test func `nobody waits where nothing is the same, and one's own earlier record is one's own to link`()
        async throws
    {
        let test = try await ready()
        let stranger = try await comeBack("Ada", phone: "0111 222333", on: test)
        try await test.send(try await test.draft(stranger, by: test.otherLinkWorker), by: test.otherLinkWorker)
        _ = try await comeBack(to: test.linkWorker, on: test)
        #expect(try await waiting(test, lead(test)).isEmpty)
    }

    @Test func `a name or a number that is changed later is looked at then`() async throws {
        let test = try await ready()
        let newer = try await comeBack("Ada", phone: "0111 222333", on: test)
        #expect(try await waiting(test, lead(test)).isEmpty)
        let record = try await OpenAbout(desk: test.desk)(newer, part: .reach, by: test.otherLinkWorker)
        var about = record.person.about
        about.callName = "Zoe"
        try await SaveAbout(desk: test.desk)(
            newer, part: .reach, as: about, readAt: record.stamp, by: test.otherLinkWorker)
        #expect(try await waiting(test, lead(test)).count == 1)
    }

    @Test func `the worker of the newer record learns nothing before it is decided`() async throws {
        let test = try await ready()
        let newer = try await comeBack(on: test)
        let id = try await found(test)
        for one in [id, "no-such-likeness"] {
            await #expect(throws: Access.Refusal.notFound) {
                _ = try await DecideLikeness(desk: test.desk).open(one, by: test.otherLinkWorker)
            }
            await #expect(throws: Access.Refusal.notFound) {
                try await DecideLikeness(desk: test.desk)(one, .different, by: test.otherLinkWorker)
            }
        }
        for actor in [lead(test), test.linkWorker] { _ = try await DecideLikeness(desk: test.desk).open(id, by: actor) }
        let record = try await OpenPersonRecord(desk: test.desk)(newer, by: test.otherLinkWorker)
        #expect(record.linked.isEmpty && record.looks.allSatisfy(\.isYou))
        #expect(try await ReadLinks(desk: test.desk)(newer, by: test.otherLinkWorker).alike.isEmpty)
        // Neither person reads on their own page that somebody else is known here.
        for person in [newer, "earlier"] {
            let trail = try await test.desk.database.read(test.hub) { try $0.events.concerning(person) }
            #expect(!trail.contains { $0.verb.hasPrefix("likeness") })
        }
        // The same words for every record that waits.
        let other = try await comeBack("Zoe", phone: "0999 888777", on: test)
        for person in [newer, other] {
            let groups = try await FindGroups(desk: test.desk)(for: person, by: test.otherLinkWorker)
            #expect(groups.hold == .waitsForALook)
        }
    }

    @Test func `two people: the newer record waits for nothing any more, and they are not found again`() async throws {
        let test = try await ready()
        let newer = try await comeBack(on: test)
        let id = try await found(test)
        for _ in 1...2 { try await DecideLikeness(desk: test.desk)(id, .different, by: test.linkWorker) }
        try await test.send(try await test.draft(newer, by: test.otherLinkWorker), by: test.otherLinkWorker)
        guard case .people(let day) = try await OpenToday(desk: test.desk)(by: test.otherLinkWorker) else { return }
        #expect(day.decided.shown.map(\.decision) == [.different] && day.decided.shown.first?.colleague == nil)
        await #expect(throws: Likeness.Refusal.decided(.different)) {
            try await DecideLikeness(desk: test.desk)(id, .same, by: lead(test))
        }
        let record = try await OpenAbout(desk: test.desk)(newer, part: .reach, by: test.otherLinkWorker)
        var about = record.person.about
        about.reach.safeTimes = "Mornings"
        try await SaveAbout(desk: test.desk)(
            newer, part: .reach, as: about, readAt: record.stamp, by: test.otherLinkWorker)
        #expect(try await waiting(test, lead(test)).isEmpty)
    }

    @Test func `the same person: the records are linked, and the two workers talk before anything is sent`()
        async throws
    {
        let test = try await ready()
        let newer = try await comeBack(on: test)
        let draft = try await test.draft(newer, by: test.otherLinkWorker)
        try await DecideLikeness(desk: test.desk)(try await found(test), .same, by: lead(test))
        #expect(
            try await test.desk.database.read(test.hub) { try $0.personLinks.between(newer, "earlier") }?.by == "lead-1"
        )
        await #expect(throws: ReferralHold.knownToColleague(name: "Fictional worker-1")) {
            try await test.send(draft, by: test.otherLinkWorker)
        }
        guard case .people(let day) = try await OpenToday(desk: test.desk)(by: test.otherLinkWorker) else { return }
        #expect(day.decided.shown.map(\.colleague) == ["Fictional worker-1"])
        // What the earlier record keeps away from is kept away from: as if the group were not there.
        let groups = try await FindGroups(desk: test.desk)(for: newer, by: test.otherLinkWorker)
        #expect(groups.offers.elements.isEmpty && groups.ruledOut.isEmpty && groups.considered == 0)
        // Handed over, both are in the same hands, and what the earlier one says is seen by the ordinary rules.
        try await HandTo(desk: test.desk)("earlier", to: "worker-2", submission: "h", by: test.linkWorker)
        let theirs = try await FindGroups(desk: test.desk)(for: newer, by: test.otherLinkWorker)
        #expect(theirs.hold == nil && theirs.offers.elements.isEmpty && theirs.ruledOut.map(\.code) == [.avoid])
        await #expect(throws: Standing.Refusal.gate([.avoid])) { try await test.send(draft, by: test.otherLinkWorker) }
        try await test.change("earlier") { $0.about.avoid = Avoid() }
        try await test.send(draft, by: test.otherLinkWorker)
        let record = try await OpenPersonRecord(desk: test.desk)(newer, by: test.otherLinkWorker)
        #expect(record.linked.map(\.id) == ["earlier"])
    }

    @Test func `the lead is told again after two working days, once, and it still waits`() async throws {
        let test = try await ready()
        let newer = try await comeBack(on: test)
        let remind = RemindOfLikenesses(desk: test.desk, actor: Actor(hub: test.hub, identity: .job("clock")))
        test.clock.move(days: 1)
        #expect(try await remind() == 0, "Tuesday: there is a day left")
        test.clock.move(days: 1)
        #expect(try await remind() == 1)
        #expect(try await remind() == 0)
        #expect(try await test.mails.filter { $0.kind == "likeness" }.count == 3)
        #expect(try await waiting(test, lead(test)).map(\.isOverdue) == [true])
        let draft = try await test.draft(newer, by: test.otherLinkWorker)
        await #expect(throws: ReferralHold.waitsForALook) { try await test.send(draft, by: test.otherLinkWorker) }
    }

    @Test(arguments: [("2026-11-27", "2026-11-25"), ("2026-11-30", "2026-11-26"), ("2026-11-29", "2026-11-26")])
    func `Saturdays and Sundays are no working days`(today: String, before: String) throws {
        #expect(try #require(Day(today)).before(workingDays: 2) == Day(before))
    }

    @Test func `what was found of somebody goes with either of the two`() async throws {
        let test = try await ready()
        _ = try await comeBack(on: test)
        let erase = ErasePerson(desk: test.desk, actor: Actor(hub: test.hub, identity: .job("clock")))
        #expect(try await erase("earlier", because: .retention) != nil)
        #expect(try await waiting(test, lead(test)).isEmpty)
        #expect(try await test.desk.database.read(test.hub) { try $0.likenesses.of("earlier", limit: 9) }.isEmpty)
    }
}
