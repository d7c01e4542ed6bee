import Community
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("A group's worry, from the call for help to its end")
struct FollowWorryTests {
    private func ready() async throws -> (test: TestDesk, sent: SentReferral) {
        let test = try await TestDesk(settings: HubSettings(email: "desk@hub.example"))
        for (id, role) in [
            ("worker-1", Role.linkWorker), ("worker-2", .linkWorker), ("lead-1", .teamLead),
            ("safe-1", .safeguardingLead),
        ] { try await test.addAccount(Identifier(rawValue: id), role) }
        let sent = try await test.send(
            of: try await test.addPerson(), to: try await test.addGroup { $0.details.contact.phone = "0000 111111" })
        try await test.answer(.accept, sent)
        return (test, sent)
    }

    private func raise(_ sent: SentReferral, _ test: TestDesk) async throws {
        try await test.answer(.worry, sent)
    }

    private func open(_ test: TestDesk) async throws -> Worry {
        try #require(try await test.desk.database.read(test.hub) { try $0.worries.of("person-1", limit: 9) }.first)
    }

    private func worried(_ test: TestDesk, _ actor: Actor) async throws -> [WorryLine] {
        switch try await OpenToday(desk: test.desk)(by: actor) {
        case .people(let day): day.worried.shown
        case .safeguarding(let day): day.worried.shown
        case .register, .house, .nothing: []
        }
    }

    @Test func `stands on three Todays with the number to call, whoever was in touch with the person`() async throws {
        let (test, sent) = try await ready()
        try await raise(sent, test)
        try await RecordContact(desk: test.desk)(
            .init(kind: .letter, reached: true), with: "person-1", submission: "a timetable", by: test.linkWorker)
        test.clock.move(days: 61)
        for actor in [test.linkWorker, test.worker("lead-1", .teamLead), test.worker("safe-1", .safeguardingLead)] {
            let lines = try await worried(test, actor)
            #expect(lines.map(\.worry.person) == ["person-1"] && lines.first?.groupPhone == "0000 111111")
        }
        #expect(try await worried(test, test.otherLinkWorker).isEmpty)
        let record = try await OpenPersonRecord(desk: test.desk)("person-1", by: test.linkWorker)
        #expect(record.worries.map(\.groupPhone) == ["0000 111111"])
        let referral = try await ReadReferral(desk: test.desk)(sent.id, by: test.linkWorker)
        #expect(referral.worries.map(\.isOpen) == [true])
    }

    @Test func `is ended by a lead alone, after a call and a decision`() async throws {
        let (test, sent) = try await ready()
        try await raise(sent, test)
        let id = try await open(test).id
        let follow = FollowWorry(desk: test.desk)
        let lead = test.worker("lead-1", .teamLead)
        await #expect(throws: Worry.Refusal.nobodyCalled) {
            try await follow.closed(id, because: "They are well", submission: "0", by: lead)
        }
        try await follow.called(id, reached: true, submission: "1", by: test.linkWorker)
        try await follow.decided(id, "A visit this afternoon", submission: "2", by: test.linkWorker)
        await #expect(throws: Access.Refusal.notInRole) {
            try await follow.closed(id, because: "They are well", submission: "3", by: test.linkWorker)
        }
        #expect(try await worried(test, lead).count == 1)
        for _ in 1...2 { try await follow.closed(id, because: "They are well", submission: "4", by: lead) }
        #expect(try await worried(test, lead).isEmpty)
        let worry = try await open(test)
        #expect(worry.calls.map(\.by) == ["worker-1"] && worry.closing?.by == "lead-1")
        #expect(
            try await test.verbs(about: "worry", id.rawValue)
                == ["worry-raised", "worry-called", "worry-decided", "worry-closed"])
    }

    @Test func `lets the safeguarding lead look and write down a contact while it stands, and tells the person`()
        async throws
    {
        let (test, sent) = try await ready()
        let lead = test.worker("safe-1", .safeguardingLead)
        let openRecord = OpenPersonRecord(desk: test.desk)
        await #expect(throws: Access.Refusal.notFound) { _ = try await openRecord("person-1", by: lead) }
        try await raise(sent, test)
        #expect(try await openRecord("person-1", by: lead).relationship == .safeguarding)
        let looks = try await test.desk.database.read(test.hub) { try $0.events.concerning("person-1") }
        #expect(looks.first?.detail["because"] == "safeguarding")
        let id = try await open(test).id
        let follow = FollowWorry(desk: test.desk)
        try await follow.called(id, reached: true, submission: "1", by: lead)
        try await follow.decided(id, "Spoke with both", submission: "2", by: lead)
        for _ in 1...2 { try await follow.closed(id, because: "All is well", submission: "3", by: lead) }
        await #expect(throws: Access.Refusal.notFound) { _ = try await openRecord("person-1", by: lead) }
    }

    @Test func `each step of it stands in what happened to the person, and that it was raised stands there once`()
        async throws
    {
        let (test, sent) = try await ready()
        try await raise(sent, test)
        test.clock.move(seconds: 60)
        let id = try await open(test).id
        let lead = test.worker("lead-1", .teamLead)
        let follow = FollowWorry(desk: test.desk)
        try await follow.called(id, reached: false, submission: "1", by: test.linkWorker)
        try await follow.called(id, reached: true, submission: "2", by: test.linkWorker)
        try await follow.decided(id, "A visit", submission: "3", by: test.linkWorker)
        try await follow.closed(id, because: "All is well", submission: "4", by: lead)
        let record = try await OpenPersonRecord(desk: test.desk)("person-1", by: test.linkWorker)
        let group = "Thursday kitchen"
        let told = record.timeline.map(\.what)
        let steps: [TimelineEntry.WorryStep] = [
            .raised, .called(reached: false), .called(reached: true), .decided, .closed,
        ]
        for step in steps { #expect(told.count { $0 == .worry(step, group: group) } == 1, "\(step)") }
        #expect(!told.contains { if case .attendance(.worried, _, _) = $0 { true } else { false } })
    }

    @Test func `of a colleague's person is as if there were none`() async throws {
        let (test, sent) = try await ready()
        try await raise(sent, test)
        let id = try await open(test).id
        for one in [id, "no-such-worry"] {
            await #expect(throws: Access.Refusal.notFound) {
                _ = try await OpenWorry(desk: test.desk)(one, by: test.otherLinkWorker)
            }
            await #expect(throws: Access.Refusal.notFound) {
                try await FollowWorry(desk: test.desk).called(
                    one, reached: true, submission: "1", by: test.otherLinkWorker)
            }
        }
    }

    @Test
    func `is mailed to everybody who has to call, each once, without a fact; and once more when it is said again`()
        async throws
    {
        let (test, sent) = try await ready()
        try await raise(sent, test)
        let mails = try await test.mails.filter { $0.kind == "worry" }
        #expect(
            mails.map(\.recipient).sorted() == [
                "desk@hub.example", "lead-1@example.org", "safe-1@example.org", "worker-1@example.org",
            ])
        #expect(mails.allSatisfy { !$0.body.contains("Robin") && !$0.subject.contains("Robin") })
        try await raise(sent, test)
        #expect(try await test.mails.count { $0.kind == "worry" } == 8)
        #expect(try await open(test).raisedAgainAt.count == 1, "it is the same worry")
    }

    @Test func `is in the person's copy, and goes when they are erased`() async throws {
        let (test, sent) = try await ready()
        try await raise(sent, test)
        let id = try await open(test).id
        try await FollowWorry(desk: test.desk).called(id, reached: true, submission: "1", by: test.linkWorker)
        try await FollowWorry(desk: test.desk).decided(id, "A visit", submission: "2", by: test.linkWorker)
        let copy = try await MakeOwnDownload(desk: test.desk)(by: Actor(hub: test.hub, identity: .person("person-1")))
        #expect(copy.worries.map(\.group) == ["Thursday kitchen"])
        #expect(copy.worries.first?.decisions.map(\.words) == ["A visit"])
        let erase = ErasePerson(desk: test.desk, actor: Actor(hub: test.hub, identity: .job("clock")))
        #expect(try await erase("person-1", because: .retention) != nil)
        #expect(try await test.desk.database.read(test.hub) { try $0.worries.of("person-1", limit: 9) }.isEmpty)
    }
}

extension TestDesk {
    /// An open account with an address of its own.
    func addAccount(_ id: Identifier<Worker>, _ role: Role) async throws {
        try await desk.database.keepHouse(hub) { hub in
            try hub.accounts.add(
                Account(
                    id: id, name: "Fictional \(id)", email: "\(id)@example.org", role: role.rawValue,
                    createdAt: TestDesk.start))
        }
    }
}
