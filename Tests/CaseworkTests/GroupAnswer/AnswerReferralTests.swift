import Community
import People
import Reference
import Storage
import Testing
import Vocabulary

@testable import Casework

struct AnswerReferralTests {
    @Test func `a yes takes a place, is told to matching, and stands in the trail`() async throws {
        let test = try await TestDesk()
        let group = try await test.addGroup()
        let sent = try await test.send(of: try await test.addPerson(), to: group)
        let before = try await test.desk.database.read(test.hub) { try $0.groups.directoryVersion() }

        try await test.answer(.accept, sent)

        let referral = try await test.referral(sent.id)
        #expect(referral.state == .accepted)
        #expect(referral.acceptedAt == test.clock.clock.now)
        #expect(try await test.trail(of: sent.id) == ["referral-accepted"])
        let monthStart = test.clock.clock.today.startOfMonth.start(in: test.clock.clock.zone)
        let (after, load) = try await test.desk.database.read(test.hub) { hub in
            (try hub.groups.directoryVersion(), try hub.referrals.load(of: group.id, monthStart: monthStart))
        }
        #expect(after > before)
        #expect(load == Load(acceptedThisMonth: 1, held: 1, waiting: 0))
    }

    @Test func `a group that holds as many as it has places for is full, and can still put people on its waiting list`()
        async throws
    {
        let test = try await TestDesk()
        let group = try await test.addGroup { $0.agreement?.places = 1 }
        let first = try await test.send(of: try await test.addPerson(), to: group)
        let second = try await test.send("referral-2", of: try await test.addPerson("person-2"), to: group)
        try await test.answer(.accept, first)

        await #expect(throws: Referral.Refusal.full(until: nil)) { try await test.answer(.accept, second) }
        #expect(try await test.referral(second.id).state == .sent)
        try await test.answer(.waitlist, second)
        #expect(try await test.referral(second.id).state == .waitlisted)
    }

    @Test func `a group that took its number for the month is full until the next one begins`() async throws {
        let test = try await TestDesk()
        let group = try await test.addGroup { $0.agreement?.monthlyLimit = 1 }
        let first = try await test.send(of: try await test.addPerson(), to: group)
        let second = try await test.send("referral-2", of: try await test.addPerson("person-2"), to: group)
        try await test.answer(.accept, first)
        let december = try #require(Day("2026-12-01"))

        await #expect(throws: Referral.Refusal.full(until: december)) { try await test.answer(.accept, second) }

        test.clock.move(days: 8)
        try await test.answer(.accept, second)
        #expect(try await test.referral(second.id).state == .accepted)
    }

    @Test func `two yeses at one moment cannot fill one place`() async throws {
        let test = try await TestDesk()
        let group = try await test.addGroup { $0.agreement?.places = 1 }
        let first = try await test.send(of: try await test.addPerson(), to: group)
        let second = try await test.send("referral-2", of: try await test.addPerson("person-2"), to: group)

        let taken = await withTaskGroup(of: Bool.self) { tasks in
            for sent in [first, second] {
                tasks.addTask { (try? await test.answer(.accept, sent)) != nil }
            }
            return await tasks.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(taken == 1)
    }

    @Test func `a group that paused, or whose agreement ended or never was, cannot say yes`() async throws {
        let test = try await TestDesk()
        let yesterday = test.clock.clock.today.adding(days: -1)
        let person = try await test.addPerson()
        let cases: [(Group.ID, GroupAnswer.Refusal, (inout Group) -> Void)] = [
            ("paused", .paused, { $0.agreement?.paused = true }),
            ("ended", .agreementEnded(yesterday), { $0.agreement?.until = yesterday }),
            ("never-asked", .agreementEnded(nil), { $0.agreement = nil }),
        ]
        for (id, refusal, change) in cases {
            let group = try await test.addGroup(id, change)
            let sent = try await test.send(Referral.ID("to-\(id)"), of: person, to: group)
            await #expect(throws: refusal) { try await test.answer(.accept, sent) }
            #expect(try await test.referral(sent.id).state == .sent)
        }
    }

    @Test(arguments: Referral.DeclineReason.allCases)
    func `a no keeps its reason`(reason: Referral.DeclineReason) async throws {
        let test = try await TestDesk()
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        try await test.answer(.decline(reason), sent)
        let referral = try await test.referral(sent.id)
        #expect(referral.state == .declined)
        #expect(referral.declinedBecause == reason)
    }

    @Test func `every reason of the domain has its words in the pack`() async throws {
        let test = try await TestDesk()
        let codes = test.desk.reference.declineReasons.entries.map(\.code.rawValue)
        #expect(Set(codes) == Set(Referral.DeclineReason.allCases.map(\.rawValue)))
    }

    @Test func `a group can say no after it said yes, and its place is free again`() async throws {
        let test = try await TestDesk()
        let group = try await test.addGroup { $0.agreement?.places = 1 }
        let first = try await test.send(of: try await test.addPerson(), to: group)
        let second = try await test.send("referral-2", of: try await test.addPerson("person-2"), to: group)
        try await test.answer(.accept, first)
        try await test.answer(.decline(.shortOfPeople), first)
        try await test.answer(.accept, second)
        #expect(try await test.referral(second.id).state == .accepted)
    }

    @Test(arguments: [GroupAnswer.accept, .waitlist, .decline(.other)])
    func `an answer can be taken back for half an hour`(answer: GroupAnswer) async throws {
        let test = try await TestDesk()
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        try await test.answer(answer, sent)
        test.clock.move(seconds: 30 * 60)
        try await test.answer(.takeBack, sent)
        let referral = try await test.referral(sent.id)
        #expect(referral.state == .sent)
        #expect(referral.answeredAt == nil && referral.acceptedAt == nil && referral.endedAt == nil)
        #expect(referral.declinedBecause == nil)

        try await test.answer(answer, sent)
        test.clock.move(seconds: 30 * 60 + 1)
        await #expect(throws: Referral.Refusal.answerStands) { try await test.answer(.takeBack, sent) }
    }

    @Test func `a no cannot be taken back once the person is on their way to two other groups`() async throws {
        let test = try await TestDesk()
        let person = try await test.addPerson()
        let sent = try await test.send(of: person, to: try await test.addGroup())
        try await test.answer(.decline(.noRoom), sent)
        _ = try await test.send("referral-2", of: person, to: try await test.addGroup("choir"))
        _ = try await test.send("referral-3", of: person, to: try await test.addGroup("garden"))
        await #expect(throws: Referral.Refusal.tooManyOpen(limit: 2)) { try await test.answer(.takeBack, sent) }
    }

    @Test func `the same form sent twice is one answer, and so is the same answer from another form`() async throws {
        let test = try await TestDesk()
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        try await test.answer(.accept, sent, submission: "once")
        try await test.answer(.accept, sent, submission: "once")
        try await test.answer(.accept, sent)
        #expect(try await test.trail(of: sent.id) == ["referral-accepted"])
    }

    @Test func `a form that is sent again after the answer was taken back does not answer again`() async throws {
        let test = try await TestDesk()
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        try await test.answer(.accept, sent, submission: "first")
        try await test.answer(.takeBack, sent)
        try await test.answer(.accept, sent, submission: "first")
        #expect(try await test.referral(sent.id).state == .sent)
    }

    @Test func `an answer that no longer fits is refused with the state it met`() async throws {
        let test = try await TestDesk()
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        await #expect(throws: Referral.Refusal.notFrom(.sent, .introduce)) { try await test.answer(.introduced, sent) }
        try await test.answer(.accept, sent)
        await #expect(throws: Referral.Refusal.notFrom(.accepted, .waitlist)) { try await test.answer(.waitlist, sent) }
        try await test.answer(.introduced, sent)
        await #expect(throws: Referral.Refusal.notFrom(.introduced, .decline)) {
            try await test.answer(.decline(.other), sent)
        }
        await #expect(throws: Referral.Refusal.notFrom(.introduced, .accept)) { try await test.answer(.accept, sent) }
    }

    @Test func `a group pauses and goes on by the link of a referral, and the pause is told to matching`() async throws
    {
        let test = try await TestDesk()
        let group = try await test.addGroup()
        let sent = try await test.send(of: try await test.addPerson(), to: group)
        try await test.answer(.pause(true), sent)
        try await test.answer(.pause(true), sent)
        var stored = try #require(try await test.desk.database.read(test.hub) { try $0.groups.find(group.id) })
        #expect(stored.agreement?.paused == true)
        try await test.answer(.pause(false), sent)
        stored = try #require(try await test.desk.database.read(test.hub) { try $0.groups.find(group.id) })
        #expect(stored.agreement?.paused == false)
        let verbs = try await test.desk.database.read(test.hub) { try $0.events.about(.group(group.id)).map(\.verb) }
        #expect(
            verbs == [
                "group-resumed-referrals", "group-opening-changed", "group-paused-referrals", "group-opening-changed",
            ])

        let other = try await test.addGroup("never-asked") { $0.agreement = nil }
        let elsewhere = try await test.send("referral-2", of: try await test.addPerson("person-2"), to: other)
        await #expect(throws: GroupAnswer.Refusal.nothingAgreed) { try await test.answer(.pause(true), elsewhere) }
    }
}
