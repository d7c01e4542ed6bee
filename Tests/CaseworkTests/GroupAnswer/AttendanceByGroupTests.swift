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
            try await test.answer(.attendance(.worried, on: test.clock.clock.today), sent)
        }
    }

    @Test func `a worry is written to the hub without a fact, and a second one is not swallowed`() async throws {
        let test = try await TestDesk(settings: HubSettings(email: "desk@hub.example"))
        let sent = try await accepted(test)
        for _ in 1...2 { try await test.answer(.attendance(.worried, on: test.clock.clock.today), sent) }
        let mails = try await test.mails
        #expect(mails.map(\.recipient) == ["desk@hub.example", "desk@hub.example"])
        #expect(mails.map(\.kind) == ["worry", "worry"])
        #expect(!mails.contains { $0.body.contains("Robin") || $0.subject.contains("Robin") })
        #expect(try await test.referral(sent.id).state == .accepted)
    }
}
