import Community
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("The safeguarding lead's Today, and danger")
struct SafeguardingDayTests {
    private func ready() async throws -> TestDesk {
        let test = try await TestDesk(settings: HubSettings(phone: "0000 999999"))
        for (id, role) in [("worker-1", Role.linkWorker), ("lead-1", .teamLead), ("safe-1", .safeguardingLead)] {
            try await test.addAccount(Identifier(rawValue: id), role)
        }
        return test
    }

    private func day(_ test: TestDesk) async throws -> SafeguardingDay {
        guard case .safeguarding(let day) = try await OpenToday(desk: test.desk)(by: lead(test)) else {
            throw Access.Refusal.notInRole
        }
        return day
    }

    private func lead(_ test: TestDesk) -> Actor { test.worker("safe-1", .safeguardingLead) }

    private func set(_ risk: Risk, on test: TestDesk) async throws {
        let record = try await OpenAbout(desk: test.desk)("person-1", part: .risk, by: test.linkWorker)
        var about = record.person.about
        about.risk = risk
        try await SaveAbout(desk: test.desk)(
            "person-1", part: .risk, as: about, readAt: record.stamp, by: test.linkWorker)
    }

    @Test func `danger stands on three Todays at once, is mailed without a fact, and opens the record to the lead`()
        async throws
    {
        let test = try await ready()
        try await test.addPerson()
        await #expect(throws: Access.Refusal.notFound) {
            _ = try await OpenDanger(desk: test.desk)("person-1", by: lead(test))
        }
        try await set(.r4, on: test)
        #expect(try await day(test).inDanger.shown.map(\.person) == ["person-1"])
        for actor in [test.linkWorker, test.worker("lead-1", .teamLead)] {
            guard case .people(let people) = try await OpenToday(desk: test.desk)(by: actor) else { return }
            #expect(people.inDanger.shown.map(\.person) == ["person-1"])
        }
        let mails = try await test.mails
        #expect(mails.map(\.recipient).sorted() == ["lead-1@example.org", "safe-1@example.org"])
        #expect(mails.allSatisfy { $0.kind == "danger" && !$0.body.contains("Robin") && !$0.body.contains("R4") })
        let record = try await OpenDanger(desk: test.desk)("person-1", by: lead(test))
        #expect(!record.mayChange)
        // The lead is not sent to call herself; the worker is sent to call the lead.
        let contact = SafeguardingContact(name: "Fictional safe-1", phone: "0000 999999", isReader: true)
        #expect(record.lead == contact)
        let theirs = try await OpenDanger(desk: test.desk)("person-1", by: test.linkWorker)
        #expect(theirs.lead == SafeguardingContact(name: "Fictional safe-1", phone: "0000 999999"))
        // Said again, it is no news; and over, it is gone from every Today.
        try await set(.r2, on: test)
        #expect(try await day(test).inDanger.isEmpty)
        #expect(try await test.mails.count == 2)
    }

    @Test func `a high risk is without a plan after two weeks with nobody in touch and no group asked`() async throws {
        let test = try await ready()
        try await test.addGroup()
        for name in ["alone", "in-touch", "asked", "low", "over"] {
            try await test.addPerson(Identifier(rawValue: name)) { person in
                person.about.risk = name == "low" ? .r2 : .r3
                if name == "over" { try? person.care.close(because: .theirChoice) }
            }
        }
        _ = try await test.send(
            of: try await test.desk.database.read(test.hub) { try #require(try $0.people.find("asked")) },
            to: try await test.desk.database.read(test.hub) { try #require(try $0.groups.find("kitchen")) })
        test.clock.move(days: 14)
        #expect(try await day(test).withoutPlan.isEmpty, "two weeks are not over yet")
        test.clock.move(seconds: 1)
        try await RecordContact(desk: test.desk)(
            .init(kind: .call, reached: true), with: "in-touch", submission: "a", by: test.linkWorker)
        try await RecordContact(desk: test.desk)(
            .init(kind: .call, reached: false), with: "alone", submission: "b", by: test.linkWorker)
        let lines = try await day(test).withoutPlan.shown
        #expect(lines.map(\.person) == ["alone"] && lines.first?.workerName == "Fictional worker-1")
        await #expect(throws: Access.Refusal.notFound, "a high risk alone opens nothing") {
            _ = try await OpenPersonRecord(desk: test.desk)("alone", by: lead(test))
        }
    }

    @Test func `evidence that has ended shows where somebody goes who needs it, until there is new evidence`()
        async throws
    {
        let test = try await ready()
        let today = test.clock.clock.today
        @Sendable func group(_ id: Group.ID, without standard: StandardCode) async throws -> Group {
            try await test.addGroup(id) { group in
                group.register.entries.removeAll { $0.standard == standard }
                group.register.entries.append(evidence("old-\(id)", standard, until: today.adding(days: -1)))
            }
        }
        @Sendable func evidence(_ id: String, _ standard: StandardCode, until: Day) -> Evidence {
            Evidence(
                id: Identifier(rawValue: id), standard: standard, from: today.adding(days: -300), until: until,
                note: "seen", seenBy: "Fictional coordinator", seenOn: today)
        }
        let needed = try await group("needed", without: "dbs")
        let notNeeded = try await group("not-needed", without: "modern-slavery-training")
        _ = try await group("empty", without: "dbs")
        let person = try await test.addPerson { $0.about.risk = .r2 }
        _ = try await test.send("r1", of: person, to: needed)
        _ = try await test.send("r2", of: person, to: notNeeded)
        let found = try await day(test).ended.shown
        #expect(found.map(\.group) == ["needed"])
        #expect(
            found.first?.standard == "dbs" && found.first?.people == 1 && found.first?.until == today.adding(days: -1))
        // What somebody asks for beside their risk counts as well.
        try await test.change { $0.about.requires = ["modern-slavery-training"] }
        #expect(Set(try await day(test).ended.shown.map(\.group)) == ["needed", "not-needed"])
        try await test.desk.database.keepHouse(test.hub) {
            try $0.groups.add(evidence("new", "dbs", until: today.adding(days: 100)), to: "needed")
        }
        #expect(try await day(test).ended.shown.map(\.group) == ["not-needed"])
    }

    @Test func `broken glass stays until a lead who did not break it has looked`() async throws {
        let test = try await ready()
        try await test.addPerson()
        let other = test.worker("lead-2", .safeguardingLead)
        try await BreakTheGlass(desk: test.desk)(
            "person-1", because: "They stand at the door", submission: "g", by: lead(test))
        test.clock.move(days: 40)
        let glass = try #require(try await day(test).brokenGlass.shown.first?.glass)
        let look = LookAtBrokenGlass(desk: test.desk)
        await #expect(throws: BreakGlass.Refusal.theirOwn) { try await look(glass.id, by: lead(test)) }
        await #expect(throws: Access.Refusal.notInRole) { try await look(glass.id, by: test.linkWorker) }
        await #expect(throws: Access.Refusal.notFound) { try await look("no-such-glass", by: other) }
        for _ in 1...2 { try await look(glass.id, by: other) }
        #expect(try await day(test).brokenGlass.isEmpty)
        let list = try await OverseeBreakGlass(desk: test.desk)(page: 1, by: other)
        #expect(list.lines.first?.glass.lookedBy == "lead-2")
        #expect(
            try await test.verbs(about: "person", "person-1").filter { $0 == "break-glass-looked-into" }.count == 1)
    }
}
