import Community
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("A letter that comes back")
struct ReturnedLetterTests {
    @Test func `is on the worker's Today at once, with a number to call, and the group is not blamed`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        try await test.addGroup { $0.details.contact.phone = "0000 333333" }
        let id = try await test.refer()
        let server = ToldMailer([.refused("550 No such mailbox")])
        await test.jobs(try server.mailer()).runOnce()
        let back = try await test.changes().letters.shown
        #expect(back.map(\.line.referral) == [id])
        #expect(back.map(\.phone) == ["0000 333333"])
        #expect(try await test.verbs(about: "referral", id.rawValue).last == "letter-came-back")
        test.clock.move(days: 20)
        let tally = await test.jobs(try server.mailer()).runOnce()
        #expect(tally.expired == 0 && tally.nudged == 0)
        #expect(try await test.stored(id).state == .sent)
        #expect(try await test.peopleDay().silentReferrals.isEmpty)
    }

    @Test func `an address that cannot be mailed is told in the moment of sending`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        try await test.addGroup { $0.details.contact.email = "kitchen at example" }
        let id = try await test.refer()
        #expect(try await test.changes().letters.shown.map(\.line.referral) == [id])
        #expect(try await test.outbox.isEmpty)
    }

    @Test func `one that is tried in vain and one that waits for a month have come back too`() async throws {
        let test = try await TestDesk()
        try await test.addPerson("tried")
        try await test.addPerson("waits")
        try await test.addGroup()
        let tried = try await test.refer("tried")
        let server = ToldMailer(otherwise: .notNow("451 Try later"))
        for wait in [0] + SendDueMail.waits {
            test.clock.move(seconds: wait)
            await test.jobs(try server.mailer()).runOnce()
        }
        #expect(try await test.changes().letters.shown.map(\.line.referral) == [tried])
        let waits = try await test.refer("waits")
        test.clock.move(days: 20)
        await test.jobs().runOnce()
        #expect(try await test.stored(waits).state == .sent, "nobody was asked")
        test.clock.move(days: 11)
        await test.jobs().runOnce()
        #expect(Set(try await test.changes().letters.shown.map(\.line.referral)) == [tried, waits])
    }

    @Test func `a letter about what is over by the time it would go does not go`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        try await test.addGroup()
        let id = try await test.refer()
        let link = test.desk.secrets.token(for: test.hub)
        try await test.desk.database.keepHouse(test.hub) { try $0.referrals.addLink(to: id, tokenHash: link.hash) }
        try await AnswerReferral(desk: test.desk)(.decline(.noRoom), by: link, submission: TestDesk.submission())
        let server = ToldMailer()
        await test.jobs(try server.mailer()).runOnce()
        #expect(server.given.isEmpty)
        #expect(try await test.outbox.isEmpty)
    }

    @Test func `printed it has reached the group, and the days to answer begin`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        try await test.addGroup()
        let id = try await test.refer()
        await test.jobs(try ToldMailer([.refused("550")]).mailer()).runOnce()
        test.clock.move(days: 10)
        let letter = try await RenewLink(desk: test.desk).onPaper(id, by: test.linkWorker)
        #expect(letter.answerBy == test.clock.clock.today.adding(days: 14))
        #expect(try await test.changes().letters.isEmpty)
        test.clock.move(days: 14)
        #expect(await test.jobs().runOnce().expired == 0)
        test.clock.move(days: 1)
        #expect(await test.jobs().runOnce().expired == 1)
    }

    @Test func `one that goes out days late gives the group its days from then on`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        try await test.addGroup()
        let id = try await test.refer()
        test.clock.move(days: 6)
        await test.jobs(try ToldMailer().mailer()).runOnce()
        #expect(try await test.stored(id).waitsFrom == test.clock.clock.now)
        test.clock.move(days: 9)
        #expect(await test.jobs().runOnce().expired == 0)
    }
}
