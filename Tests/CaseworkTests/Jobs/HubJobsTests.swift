import Community
import Logging
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

struct HubJobsTests {
    private func jobs(_ test: TestDesk, mailer: Mailer? = nil, keepsBodies: Bool = false) -> HubJobs {
        HubJobs(
            desk: test.desk, mailer: mailer, keepsBodies: keepsBodies,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func eventCount(_ test: TestDesk) async throws -> Int {
        try await test.desk.database.read(test.hub) { try $0.events.count() }
    }

    @Test func `a group is reminded once, after seven days, with a link that opens the same referral`() async throws {
        let test = try await TestDesk()
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        let jobs = jobs(test)
        test.clock.move(days: 6)
        #expect(await jobs.runOnce().nudged == 0)
        test.clock.move(days: 1)
        #expect(await jobs.runOnce().nudged == 1)
        #expect(await jobs.runOnce().nudged == 0)
        test.clock.move(days: 3)
        #expect(await jobs.runOnce().nudged == 0)

        let mails = try await test.mails
        #expect(mails.map(\.kind) == ["nudge"])
        #expect(mails.map(\.recipient) == ["kitchen@example.org"])
        let link = try #require(mails[0].body.firstMatch(of: /https:\/\/kith\.example\/r\/(\S+)/)).output.1
        let secret = try #require(Secret(text: String(link)))
        #expect(secret != sent.link)
        for door in [secret, sent.link] {
            #expect(try await ReadReferralAsGroup(desk: test.desk)(door).state == .sent)
        }
        try await test.answer(.accept, sent)
        #expect(try await ReadReferralAsGroup(desk: test.desk)(secret).state == .accepted)
    }

    @Test func `a group without an e-mail address is not reminded, and counts as not reminded`() async throws {
        let test = try await TestDesk()
        let group = try await test.addGroup { $0.details.contact.email = "" }
        let sent = try await test.send(of: try await test.addPerson(), to: group)
        test.clock.move(days: 8)
        #expect(await jobs(test).runOnce().nudged == 0)
        #expect(try await test.referral(sent.id).nudgedAt == nil)
    }

    @Test func `a referral without an answer expires after the fourteenth day, and its link with it`() async throws {
        let test = try await TestDesk()
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        let jobs = jobs(test)
        test.clock.move(days: 14)
        #expect(await jobs.runOnce().expired == 0)
        #expect(try await ReadReferralAsGroup(desk: test.desk)(sent.link).state == .sent)
        test.clock.move(days: 1)
        let tally = await jobs.runOnce()
        #expect(tally.expired == 1 && tally.nudged == 0)
        #expect(try await test.referral(sent.id).state == .expired)
        await #expect(throws: GroupLinkClosed.self) { try await ReadReferralAsGroup(desk: test.desk)(sent.link) }
        await #expect(throws: GroupLinkClosed.self) { try await test.answer(.waitlist, sent) }
        let events = try await test.desk.database.read(test.hub) { try $0.events.concerning("person-1") }
        #expect(events.first?.verb == "referral-expired")
        #expect(events.first?.actor == EventActor(kind: .job, id: "clock"))
    }

    @Test func `a group is asked again two weeks before its agreement ends, once in a month`() async throws {
        let test = try await TestDesk()
        let today = test.clock.clock.today
        try await test.addGroup("soon") { $0.agreement?.until = today.adding(days: 14) }
        try await test.addGroup("ended") { $0.agreement?.until = today.adding(days: -3) }
        try await test.addGroup("long ago") { $0.agreement?.until = today.adding(days: -60) }
        try await test.addGroup("later") { $0.agreement?.until = today.adding(days: 15) }
        try await test.addGroup("closed") {
            $0.agreement?.until = today.adding(days: 3)
            $0.details.status = .closed
        }
        try await test.addGroup("no address") {
            $0.agreement?.until = today.adding(days: 3)
            $0.details.contact.email = ""
        }
        try await test.addGroup("asked") { $0.agreement?.until = today.adding(days: 3) }
        _ = try await AskForAgreement(desk: test.desk)("asked", by: test.coordinator)

        let jobs = jobs(test)
        #expect(await jobs.runOnce().askedAgain == 2)
        #expect(await jobs.runOnce().askedAgain == 0)
        let asked = try await test.desk.database.read(test.hub) { hub in
            try hub.agreementRequests.groupsAsked(since: TestDesk.start)
        }
        #expect(asked == ["soon", "ended", "asked"])
        #expect(try await test.mails.count == 3)
    }

    @Test func `a second round changes nothing`() async throws {
        let test = try await TestDesk()
        let person = try await test.addPerson()
        let today = test.clock.clock.today
        _ = try await test.send("old", of: person, to: try await test.addGroup("one"))
        test.clock.move(days: 8)
        _ = try await test.send("new", of: person, to: try await test.addGroup("two"))
        try await test.addGroup("three") { $0.agreement?.until = today.adding(days: 9) }
        test.clock.move(days: 7)
        let server = ToldMailer()
        let jobs = jobs(test, mailer: try server.mailer())
        let first = await jobs.runOnce()
        #expect(first.expired == 1 && first.nudged == 1 && first.askedAgain == 1 && first.mail.sent == 2)
        let count = try await eventCount(test)
        #expect(await jobs.runOnce() == HubJobs.Tally())
        #expect(try await eventCount(test) == count)
        #expect(server.given.count == 2)
    }

    @Test func `a round that is stopped begins nothing more, and the next one goes on`() async throws {
        let test = try await TestDesk()
        let person = try await test.addPerson()
        for number in 1...3 {
            let group = try await test.addGroup(Group.ID("group-\(number)"))
            _ = try await test.send(Referral.ID("referral-\(number)"), of: person, to: group)
        }
        test.clock.move(days: 7)
        let jobs = jobs(test)
        #expect(await jobs.runOnce(isStopping: { true }) == HubJobs.Tally())
        #expect(await jobs.runOnce().nudged == 3)
    }

    @Test func `old submissions and the text of letters that never went out are forgotten`() async throws {
        let test = try await TestDesk(settings: HubSettings(email: "desk@hub.example"))
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        try await test.answer(.accept, sent, submission: "once")
        try await test.answer(.worry, sent)
        let jobs = jobs(test)
        test.clock.move(days: 4)
        await jobs.runOnce()
        let result = try await test.desk.database.read(test.hub) {
            try $0.submissions.result(of: "group-accept referral-1 once")
        }
        #expect(result == nil)
        #expect(try await test.mails.allSatisfy { !$0.body.isEmpty })
        test.clock.move(days: 30)
        await jobs.runOnce()
        #expect(try await test.mails.map(\.state) == [.failed])
        #expect(try await test.mails.allSatisfy { $0.body.isEmpty })
    }

    @Test func `a search that found nothing is forgotten after ninety days, though nobody searches again`() async throws
    {
        let test = try await TestDesk()
        try await test.addPerson { $0.about.needs = ["housing", "work"] }
        _ = try await FindGroups(desk: test.desk)(for: "person-1", by: test.linkWorker)
        func needs() async throws -> Int {
            try await test.desk.database.read(test.hub) { try $0.unmetNeeds.of("person-1").count }
        }
        test.clock.move(days: 89)
        await jobs(test).runOnce()
        #expect(try await needs() == 2)
        test.clock.move(days: 1)
        await jobs(test).runOnce()
        #expect(try await needs() == 0)
        let line = try await ReadJobs(desk: test.desk)(by: test.administrator).first { $0.kind == .forget }
        #expect(line?.last?.counts?[.gapsForgotten] == 2)
    }

    @Test func `how places were shared out is forgotten after thirty days, and what was set aside after ninety`()
        async throws
    {
        let test = try await TestDesk()
        try await test.addGroup()
        let people = try await [test.addPerson("told"), test.addPerson("set-aside")].map(\.id)
        let start = test.clock.clock.now
        try await test.desk.database.keepHouse(test.hub) { hub in
            let lines = people.enumerated().map { place, person in
                CohortPlan.Line(person: person, place: place, group: "kitchen", mark: .proposed)
            }
            try hub.cohortPlans.add(
                CohortPlan(
                    id: "confirmed", proposedBy: "lead-1", proposedAt: start, confirmedBy: "lead-1", confirmedAt: start),
                lines)
            try hub.cohortPlans.setAside("kitchen", for: "set-aside", at: start)
            try hub.cohortPlans.add(CohortPlan(id: "proposed", proposedBy: "lead-1", proposedAt: start), lines)
        }
        func left() async throws -> [[Person.ID]] {
            await jobs(test).runOnce()
            return try await test.desk.database.read(test.hub) { hub in
                try ["confirmed", "proposed"].map { try hub.cohortPlans.lines(of: $0).map(\.person) }
            }
        }
        #expect(try await left() == [people, people])
        test.clock.move(days: 30, seconds: 1)
        #expect(try await left() == [["set-aside"], []])
        // What is kept of it is no plan that a page shows.
        let since = test.clock.clock.now.adding(days: -CohortPlan.suggestedForDays)
        #expect(try await test.desk.database.read(test.hub) { try $0.cohortPlans.latest(since: since) } == nil)
        #expect(try await test.desk.database.read(test.hub) { try $0.cohortPlans.latest(since: start) } != nil)
        test.clock.move(days: 60)
        #expect(try await left() == [[], []])
        #expect(try await test.desk.database.read(test.hub) { try $0.cohortPlans.latest(since: start) } == nil)
    }
}
