import People
import Testing
import Vocabulary

@testable import Casework
@testable import Storage

@Suite("Somebody leaves the hub")
struct CloseAccountTests {
    private func desk() async throws -> TestDesk {
        let test = try await TestDesk()
        try await test.addStaff()
        for id in ["one", "two"] as [Person.ID] { try await test.addPerson(id) }
        try await test.addPerson("ended") { person in
            for verb in [Case.Verb.lookAt, .startContacting, .assess, .begin] { try? person.care.move(verb) }
            try? person.care.close(because: .theirChoice)
        }
        return test
    }

    private var command: Actor { Actor(hub: "test", identity: .command("user close")) }

    @Test func `is refused while they walk with people and nobody was named, and says how many`() async throws {
        let test = try await desk()
        await #expect(throws: Accounts.Refusal.walksWith(people: 2)) {
            try await Accounts(desk: test.desk).close("worker-1@example.org", by: command)
        }
        #expect(try await test.workers(of: ["one", "two"]) == ["worker-1", "worker-1"])
        let account = try await test.desk.database.read(test.hub) { try $0.accounts.find("worker-1") }
        #expect(account?.isOpen == true, "nothing is half done")
        // Whoever walks with nobody is asked nothing.
        let closing = try await Accounts(desk: test.desk).close("worker-2@example.org", by: command)
        #expect(closing == Accounts.Closing(people: 0, covers: 0))
    }

    @Test func `hands everybody to a colleague, in the trail of each, and tells the colleague`() async throws {
        let test = try await desk()
        let closing = try await Accounts(desk: test.desk).close(
            "worker-1@example.org", handing: .to(email: " Worker-2@example.org "), by: command)
        #expect(closing.people == 2)
        #expect(try await test.workers(of: ["one", "two", "ended"]) == ["worker-2", "worker-2", "worker-1"])
        for id in ["one", "two"] as [Person.ID] {
            let events = try await test.desk.database.read(test.hub) {
                try $0.events.concerning(id, verbs: ["person-handed-on"], limit: 9)
            }
            #expect(events.map(\.detail) == [["to": "worker-2", "from": "worker-1"]])
        }
        let mails = try await test.mails
        #expect(mails.map(\.recipient) == ["worker-2@example.org"] && mails.map(\.kind) == ["handed-over"])
        #expect(mails.allSatisfy { !$0.body.contains("Robin") && $0.body.contains("2 people") })
        await #expect(throws: Access.Refusal.notFound) {
            _ = try await OpenPersonRecord(desk: test.desk)("one", by: test.linkWorker)
        }
    }

    @Test func `leaves everybody to the team, whose lead is told and sees who they are`() async throws {
        let test = try await desk()
        try await Accounts(desk: test.desk).close("worker-1@example.org", handing: .toTheTeam, by: command)
        #expect(try await test.workers(of: ["one", "two"]) == [nil, nil])
        #expect(try await test.mails.map(\.recipient) == ["lead-1@example.org"])
        guard case .people(let day) = try await OpenToday(desk: test.desk)(by: test.teamLead) else {
            Issue.record("no day")
            return
        }
        // They wait for a first contact, where each stands as nobody's.
        #expect(Set(day.waiting.shown.map(\.person)) == ["one", "two"])
        #expect(day.waiting.shown.allSatisfy { !$0.isTaken })
    }

    @Test func `takes nobody who has left, or who walks with nobody, or themselves`() async throws {
        let test = try await desk()
        try await test.addStaff([("office", "Kim", .administrator), ("gone", "Lee", .linkWorker)])
        try await Accounts(desk: test.desk).close("gone@example.org", by: command)
        for email in ["office@example.org", "gone@example.org", "worker-1@example.org", "nobody@example.org"] {
            await #expect(throws: Accounts.Refusal.notAColleague) {
                try await Accounts(desk: test.desk).close(
                    "worker-1@example.org", handing: .to(email: email), by: command)
            }
        }
        #expect(try await test.workers(of: ["one", "two"]) == ["worker-1", "worker-1"])
    }

    @Test func `is for whoever keeps the accounts, who sees numbers and nobody`() async throws {
        let test = try await desk()
        for actor in [test.linkWorker, test.teamLead, test.coordinator] {
            await #expect(throws: Access.Refusal.notInRole) {
                _ = try await Accounts(desk: test.desk).leaving("worker-1", by: actor)
            }
            await #expect(throws: Access.Refusal.notInRole) {
                _ = try await Accounts(desk: test.desk).staff(page: 1, for: actor)
            }
        }
        let leaving = try await Accounts(desk: test.desk).leaving("worker-1", by: test.administrator)
        #expect(leaving.people == 2 && leaving.colleagues.map(\.name) == ["Ada", "Sam"])
        let staff = try await Accounts(desk: test.desk).staff(page: 1, for: test.administrator)
        #expect(staff.lines.map(\.name) == ["Ada", "Rosa", "Sam"] && staff.lines.map(\.people) == [0, 2, 0])
    }

    @Test func `pressed twice is one closing, and one mail`() async throws {
        let test = try await desk()
        for _ in 1...2 {
            try await Accounts(desk: test.desk).close(
                "worker-1", handing: .toColleague("worker-2"), submission: "1", by: test.administrator)
        }
        #expect(try await test.mails.count == 1)
        let closed = try await test.desk.database.read(test.hub) {
            try $0.events.about(EventSubject(kind: "account", id: "worker-1")).count { $0.verb == "account-closed" }
        }
        #expect(closed == 1)
    }

    @Test func `before their people were asked after leaves them on the lead's day, and can be made good`() async throws
    {
        let test = try await desk()
        try await test.addPerson("begun") { person in
            person.worker = nil
            for verb in [Case.Verb.lookAt, .startContacting, .assess] { try? person.care.move(verb) }
        }
        // As a program closed accounts that did not ask.
        try await test.desk.database.keepHouse(test.hub) { hub in
            var account = try #require(try hub.accounts.find("worker-1"))
            account.isOpen = false
            try hub.accounts.save(account)
        }
        func day(of actor: Actor) async throws -> PeopleDay? {
            if case .people(let day) = try await OpenToday(desk: test.desk)(by: actor) { day } else { nil }
        }
        let lead = try #require(try await day(of: test.teamLead))
        #expect(lead.withoutWorker.shown.map(\.person) == ["one", "two", "begun"])
        #expect(lead.withoutWorker.shown.map(\.leaverName) == ["Rosa", "Rosa", nil])
        #expect(try await day(of: test.otherLinkWorker)?.withoutWorker.isEmpty == true, "it is the lead's to see")
        try await Accounts(desk: test.desk).close(
            "worker-1@example.org", handing: .to(email: "worker-2@example.org"), by: command)
        #expect(try #require(try await day(of: test.teamLead)).withoutWorker.shown.map(\.person) == ["begun"])
    }

    @Test func `ends what they stood in for, and who stood in for them`() async throws {
        let test = try await desk()
        let today = test.clock.clock.today
        try await test.addStaff([("worker-3", "Lee", .linkWorker)])
        let arrange = ArrangeCover(desk: test.desk)
        try await arrange(of: "worker-1", by: "worker-2", from: today, to: today, submission: "1", by: test.linkWorker)
        try await arrange(
            of: "worker-3", by: "worker-1", from: today, to: today.adding(days: 3), submission: "2", by: test.teamLead)
        let closing = try await Accounts(desk: test.desk).close(
            "worker-1@example.org", handing: .toTheTeam, by: command)
        #expect(closing.covers == 2)
        #expect(
            try await test.desk.database.read(test.hub) { try $0.covers.standing(of: nil, on: today, limit: 9) }.isEmpty
        )
    }

    @Test func `makes no page promise them any more`() async throws {
        let test = try await TestDesk()
        try await test.addStaff()
        let group = try await test.addGroup()
        let sent = try await test.send(of: try await test.addPerson(), to: group)
        let me = Actor(hub: "test", identity: .person("person-1"))
        #expect(try await ReadReferralAsGroup(desk: test.desk)(sent.link).workerName == "Rosa")
        #expect(try await ReadOwnRecord(desk: test.desk)(by: me).workerName == "Rosa")
        try await test.desk.database.keepHouse(test.hub) { hub in
            var account = try #require(try hub.accounts.find("worker-1"))
            account.isOpen = false
            try hub.accounts.save(account)
        }
        #expect(try await ReadReferralAsGroup(desk: test.desk)(sent.link).workerName == nil)
        #expect(try await ReadOwnRecord(desk: test.desk)(by: me).workerName == nil)
        let record = try await OpenPersonRecord(desk: test.desk)("person-1", by: test.teamLead)
        #expect(record.workerName == nil && record.leaverName == "Rosa")
    }
}

@Suite("Colleagues to choose from")
struct ColleagueTests {
    @Test func `of one name are told apart, by their address, and all of it where its beginning is the same`()
        async throws
    {
        let test = try await TestDesk()
        try await test.desk.database.keepHouse(test.hub) { hub in
            for (id, name, email) in [
                ("a", "Zoë Lee", "zoe@north.example"), ("b", "zoe lee", "zoe@south.example"),
                ("c", "Zoe Lee", "z.lee@north.example"), ("d", "Sam", "sam@north.example"),
            ] {
                try hub.accounts.add(
                    Account(
                        id: Identifier(rawValue: id), name: name, email: email, role: "link-worker",
                        createdAt: TestDesk.start))
            }
        }
        let colleagues = try await HandTo(desk: test.desk).colleagues(of: test.worker("lead", .teamLead))
        #expect(colleagues.map(\.id) == ["d", "a", "b", "c"])
        #expect(
            colleagues.map { $0.distinction?.address }
                == [nil, "zoe@north.example", "zoe@south.example", "z.lee"])
    }
}
