import People
import Storage
import Testing
import Vocabulary

@testable import Casework

struct SaveAboutTests {
    @Test func `a stale edit is handed back with what is stored, and overwrites nothing`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        let lead = test.worker("lead-1", .teamLead)
        try await test.desk.database.keepHouse(test.hub) { hub in
            try hub.accounts.add(
                Account(
                    id: "lead-1", name: "Fictional lead", email: "l@example.org", role: "team-lead",
                    createdAt: TestDesk.start))
        }
        let save = SaveAbout(desk: test.desk)
        let opened = try await OpenAbout(desk: test.desk)("person-1", part: .hopes, by: test.linkWorker)
        var first = opened.person.about
        first.hopes = "To cook"
        test.clock.move(seconds: 60)
        try await save("person-1", part: .hopes, as: first, readAt: opened.stamp, by: lead)
        // What somebody writes into another part is not what is asked about.
        test.clock.move(seconds: 60)
        first.needs = ["food"]
        let needs = try await OpenAbout(desk: test.desk)("person-1", part: .needs, by: test.linkWorker)
        try await save("person-1", part: .needs, as: first, readAt: needs.stamp, by: test.linkWorker)
        var second = opened.person.about
        second.hopes = "To swim"
        do {
            try await save("person-1", part: .hopes, as: second, readAt: opened.stamp, by: test.linkWorker)
            Issue.record("the second edit was taken")
        } catch SaveAbout.Refusal.changedMeanwhile(let stored, let writer) {
            #expect(stored.hopes == "To cook")
            #expect(
                writer == LastWriter(name: "Fictional lead", at: TestDesk.start.adding(seconds: 60), worker: "lead-1"))
        }
    }

    @Test func `changes of different parts do not get into each other's way`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        let open = OpenAbout(desk: test.desk)
        let save = SaveAbout(desk: test.desk)
        let hopes = try await open("person-1", part: .hopes, by: test.linkWorker)
        let needs = try await open("person-1", part: .needs, by: test.linkWorker)
        var mine = hopes.person.about
        mine.hopes = "To cook"
        try await save("person-1", part: .hopes, as: mine, readAt: hopes.stamp, by: test.linkWorker)
        var theirs = needs.person.about
        theirs.needs = ["food", "belonging"]
        try await save("person-1", part: .needs, as: theirs, readAt: needs.stamp, by: test.linkWorker)
        let found = try await open("person-1", part: nil, by: test.linkWorker).person.about
        #expect(found.hopes == "To cook")
        #expect(found.needs == ["food", "belonging"])
    }

    @Test func `the same edit a second time is done already`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        let opened = try await OpenAbout(desk: test.desk)("person-1", part: .needs, by: test.linkWorker)
        var about = opened.person.about
        about.needs = ["food"]
        for _ in 1...2 {
            try await SaveAbout(desk: test.desk)(
                "person-1", part: .needs, as: about, readAt: opened.stamp, by: test.linkWorker)
        }
        let changes = try await test.desk.database.read(test.hub) {
            try $0.events.concerning("person-1").filter { $0.verb == "about-changed" }
        }
        #expect(changes.count == 1)
        #expect(changes.first?.detail == ["part": "needs"])
    }

    @Test func `the last way to find somebody again cannot be taken away`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        let opened = try await OpenAbout(desk: test.desk)("person-1", part: .reach, by: test.linkWorker)
        var about = opened.person.about
        about.reach.phone = ""
        await #expect(throws: SaveAbout.Refusal.self) {
            try await SaveAbout(desk: test.desk)(
                "person-1", part: .reach, as: about, readAt: opened.stamp, by: test.linkWorker)
        }
    }

    @Test(arguments: AboutPart.allCases)
    func `each part carries itself and nothing else`(part: AboutPart) throws {
        var full = AboutPerson()
        full.callName = "Robin"
        full.reach = SafeReach(
            phone: "1", email: "2", otherWay: "3", mayLeaveMessage: true, phoneIsShared: true, safeTimes: "4")
        full.languages = [SpokenLanguage("ti", .fluent)]
        full.interpreter = InterpreterWishes(
            accepts: true, genderWish: .said(.woman), mode: .said(.telephone), excludedCommunities: ["a"])
        full.needs = ["food"]
        full.hopes = "hopes"
        full.whatHelps = "helps"
        full.interests = ["cooking"]
        full.wantsToVolunteer = true
        full.limits.home = Told(known: Coordinate(latitude: 1, longitude: 1))
        full.limits.maxFee = .said(Pence(100))
        full.limits.free = .said(.only([]))
        full.gender = .said(.other)
        full.avoidPapers = false
        full.risk = .r3
        var target = AboutPerson()
        part.carry(from: full, to: &target)
        #expect(target != AboutPerson())
        #expect(AboutPart.allCases.filter { !$0.isSame(in: target, and: AboutPerson()) } == [part])
        var whole = AboutPerson()
        for part in AboutPart.allCases { part.carry(from: full, to: &whole) }
        #expect(whole == full)
    }

    @Test func `an unknown person and somebody else's are refused alike`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        for (id, actor) in [("nobody", test.linkWorker), ("person-1", test.otherLinkWorker)] {
            let id = Person.ID(rawValue: id)
            await #expect(throws: Access.Refusal.notFound) {
                try await OpenPersonRecord(desk: test.desk)(id, by: actor)
            }
            await #expect(throws: Access.Refusal.notFound) {
                try await SaveAbout(desk: test.desk)(id, part: .hopes, as: AboutPerson(), readAt: "", by: actor)
            }
            await #expect(throws: Access.Refusal.notFound) {
                try await RecordContact(desk: test.desk)(
                    RecordContact.Entry(kind: .call, reached: true), with: id, submission: "a", by: actor)
            }
            await #expect(throws: Access.Refusal.notFound) {
                try await MoveCase(desk: test.desk)(.pause, of: id, submission: "a", by: actor)
            }
            await #expect(throws: Access.Refusal.notFound) { try await TakeOn(desk: test.desk)(id, by: actor) }
        }
    }
}
