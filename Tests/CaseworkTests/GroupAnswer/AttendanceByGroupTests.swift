import Community
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

struct AttendanceByGroupTests {
    private func accepted(_ test: TestDesk) async throws -> SentReferral {
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        try await test.answer(.accept, sent)
        return sent
    }

    @Test func `whoever came has met the group`() async throws {
        let test = try await TestDesk()
        let sent = try await accepted(test)
        try await test.answer(.attendance(.came, on: test.clock.clock.today), sent)
        #expect(try await test.referral(sent.id).state == .attending)
        #expect(
            try await test.trail(of: sent.id)
                == ["referral-accepted", "referral-introduced", "referral-attended", "attendance-said"])
    }

    @Test func `not to come changes nothing but what is known`() async throws {
        let test = try await TestDesk()
        let sent = try await accepted(test)
        try await test.answer(.attendance(.didNotCome, on: test.clock.clock.today), sent)
        #expect(try await test.referral(sent.id).state == .accepted)
        let said = try await test.desk.database.read(test.hub) { try $0.attendances.of([sent.id]) }
        #expect(said.map(\.outcome) == [.didNotCome])
        #expect(said.map(\.byGroup) == [true])
    }

    @Test func `the same day is said once, and can be put right`() async throws {
        let test = try await TestDesk()
        let sent = try await accepted(test)
        let today = test.clock.clock.today
        try await test.answer(.attendance(.didNotCome, on: today), sent)
        try await test.answer(.attendance(.didNotCome, on: today), sent)
        test.clock.move(seconds: 60)
        try await test.answer(.attendance(.came, on: today), sent)
        let said = try await test.desk.database.read(test.hub) { try $0.attendances.of([sent.id]) }
        #expect(said.map(\.outcome) == [.came, .didNotCome])
    }

    @Test func `a day to come and a day before the referral are refused`() async throws {
        let test = try await TestDesk()
        let sent = try await accepted(test)
        let first = test.clock.clock.today
        test.clock.move(days: 3)
        let last = test.clock.clock.today
        for day in [first.adding(days: -1), last.adding(days: 1)] {
            await #expect(throws: GroupAnswer.Refusal.dayOutOfRange(first: first, last: last)) {
                try await test.answer(.attendance(.came, on: day), sent)
            }
        }
    }

    @Test func `nothing is said about somebody who was not accepted`() async throws {
        let test = try await TestDesk()
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        await #expect(throws: Referral.Refusal.notFrom(.sent, .attend)) {
            try await test.answer(.attendance(.came, on: test.clock.clock.today), sent)
        }
    }

    @Test(arguments: [Referral.State.sent, .waitlisted, .accepted, .introduced, .attending, .declined])
    func `a worry is taken wherever the group has met or may meet somebody, and moves nothing`(
        state: Referral.State
    ) async throws {
        let test = try await TestDesk()
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        let now = test.clock.clock.now
        try await test.desk.database.keepHouse(test.hub) { hub in
            _ = try hub.execute(
                """
                UPDATE referrals SET state = \(state.rawValue), ended_at = \(state == .declined ? now : nil)
                WHERE hub_id = \(hub.hub) AND id = \(sent.id)
                """)
        }
        try await test.answer(.worry, sent)
        #expect(try await test.referral(sent.id).state == state)
        #expect(try await test.peopleDay().worried.shown.map(\.worry.referral) == [sent.id])
    }

    @Test func `a worry is taken for two months after the end, by a link that shows nobody`() async throws {
        for end in ["declined", "ended", "expired"] {
            let test = try await TestDesk()
            let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
            switch end {
            case "declined": try await test.answer(.decline(.noRoom), sent)
            case "ended":
                try await test.answer(.accept, sent)
                try await EndReferral(desk: test.desk)(
                    sent.id, because: .settledIn, welcome: 5, submission: "e", by: test.linkWorker)
            default:
                test.clock.move(days: 15)
                await test.jobs().runOnce()
            }
            test.clock.move(days: 20)
            await #expect(throws: GroupLinkClosed.self) { try await ReadReferralAsGroup(desk: test.desk)(sent.link) }
            let takes = try #require(try await ReadEndedLink(desk: test.desk)(sent.link)?.takes)
            #expect(takes.contains(.worry), "\(end)")
            try await test.answer(.worry, sent)
            #expect(try await test.peopleDay().worried.shown.map(\.worry.referral) == [sent.id], "\(end)")
            test.clock.move(days: 60)
            #expect(try await ReadEndedLink(desk: test.desk)(sent.link) == nil, "\(end)")
        }
    }

    @Test func `a worry is written to the hub without a fact, and a second one is not swallowed`() async throws {
        let test = try await TestDesk(settings: HubSettings(email: "desk@hub.example"))
        let sent = try await accepted(test)
        for _ in 1...2 { try await test.answer(.worry, sent) }
        let mails = try await test.mails
        #expect(mails.map(\.recipient) == ["desk@hub.example", "desk@hub.example"])
        #expect(mails.map(\.kind) == ["worry", "worry"])
        #expect(!mails.contains { $0.body.contains("Robin") || $0.subject.contains("Robin") })
        #expect(try await test.referral(sent.id).state == .accepted)
    }
}
