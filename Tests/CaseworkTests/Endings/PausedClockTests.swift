import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("A clock that stands still")
struct PausedClockTests {
    @Test func `a pause of the group holds up the reminder and the end of the wait`() async throws {
        let test = try await TestDesk()
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        test.clock.move(days: 5)
        try await test.answer(.pause(true), sent)
        #expect(try await test.changes().groups.shown.map(\.line.referral) == [sent.id])
        test.clock.move(days: 30)
        var tally = await test.jobs().runOnce()
        #expect(tally.nudged == 0 && tally.expired == 0)
        #expect(try await test.peopleDay().silentReferrals.isEmpty, "it said that it is too much")
        #expect(try await ReadReferralAsGroup(desk: test.desk)(sent.link).answerBy == nil)
        try await test.answer(.pause(false), sent)
        #expect(await test.jobs().runOnce().nudged == 0, "four days have counted, and this one")
        test.clock.move(days: 2)
        #expect(await test.jobs().runOnce().nudged == 1)
        test.clock.move(days: 8)
        tally = await test.jobs().runOnce()
        #expect(tally.expired == 1)
    }

    @Test func `days on which the hub is closed do not count`() async throws {
        let test = try await TestDesk()
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        let today = test.clock.clock.today
        try await KeepClosureDays(desk: test.desk)(
            ClosureDays((1...4).map { today.adding(days: $0) }), by: Actor(hub: test.hub, identity: .command("hub set"))
        )
        #expect(
            try await ReadReferralAsGroup(desk: test.desk)(sent.link).answerBy == today.adding(days: 18))
        test.clock.move(days: 10)
        #expect(await test.jobs().runOnce().nudged == 0)
        test.clock.move(days: 1)
        #expect(await test.jobs().runOnce().nudged == 1)
        test.clock.move(days: 7)
        #expect(await test.jobs().runOnce().expired == 0)
        test.clock.move(days: 1)
        #expect(await test.jobs().runOnce().expired == 1)
    }

    @Test func `closure days are replaced as a whole`() async throws {
        let test = try await TestDesk()
        let today = test.clock.clock.today
        let keep = KeepClosureDays(desk: test.desk)
        let actor = Actor(hub: test.hub, identity: .command("hub set"))
        try await keep(ClosureDays([today, today.adding(days: 1)]), by: actor)
        try await keep(ClosureDays([today.adding(days: 5)]), by: actor)
        let kept = try await test.desk.database.read(test.hub) { try $0.closureDays.all() }
        #expect(kept == ClosureDays([today.adding(days: 5)]))
        #expect(try await test.peopleDay().closures == kept)
    }
}
