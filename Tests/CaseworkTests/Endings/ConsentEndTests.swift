import Community
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("A yes that ends")
struct ConsentEndTests {
    private func renew(_ test: TestDesk, _ sent: SentReferral, days: Int) async throws {
        try await RenewConsent(desk: test.desk)(
            sent.consent, until: test.clock.clock.today.adding(days: days),
            manner: Consent.Manner(language: "en", withInterpreter: false, how: .spoken),
            submission: TestDesk.submission(), by: test.linkWorker)
    }

    @Test func `Today asks from two weeks before the end, and not once the person said yes again`() async throws {
        let test = try await TestDesk()
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        try await test.answer(.accept, sent)
        test.clock.move(days: 165)
        #expect(try await test.changes().consents.isEmpty)
        test.clock.move(days: 1)
        let asked = try await test.changes().consents.shown
        #expect(asked.map(\.line.referral) == [sent.id])
        #expect(asked.first?.until == test.clock.clock.today.adding(days: 14))
        #expect(try await test.changes(by: test.otherLinkWorker).consents.isEmpty)
        try await renew(test, sent, days: 150)
        #expect(try await test.changes().consents.isEmpty)
    }

    @Test func `when it has ended the group hears once, without a fact, and the worker still reads it`() async throws {
        let test = try await TestDesk()
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        try await test.answer(.accept, sent)
        test.clock.move(days: 180)
        await test.jobs().runOnce()
        #expect(try await test.mails.filter { $0.kind == "consent-ended" }.isEmpty)
        test.clock.move(days: 1)
        await test.jobs().runOnce()
        test.clock.move(days: 1)
        await test.jobs().runOnce()
        let letters = try await test.mails.filter { $0.kind == "consent-ended" }
        #expect(letters.map(\.recipient) == ["kitchen@example.org"])
        let text = try #require(letters.first.map { $0.subject + $0.body })
        #expect(text.contains("worried"))
        for fact in ["Robin", "0000 000000", "belonging"] { #expect(!text.contains(fact), "\(fact)") }
        #expect(try await test.verbs(concerning: "person-1").count { $0 == "consent-ended" } == 1)
        #expect(try await test.changes().consents.shown.map(\.line.referral) == [sent.id])
    }

    @Test func `after a renewal the next end is told as well`() async throws {
        let test = try await TestDesk()
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        try await test.answer(.accept, sent)
        test.clock.move(days: 181)
        await test.jobs().runOnce()
        try await renew(test, sent, days: 30)
        let again = try await test.mails.filter { $0.kind == "referral" }
        #expect(again.count == 1, "the group hears that there is a yes again")
        #expect(try await ReadReferralAsGroup(desk: test.desk)(sent.link).state == .accepted)
        test.clock.move(days: 31)
        await test.jobs().runOnce()
        #expect(try await test.mails.count { $0.kind == "consent-ended" } == 2)
    }

    @Test func `we are worried goes on working from the ended link, which shows nobody`() async throws {
        let test = try await TestDesk(settings: HubSettings(email: "desk@hub.example"))
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        try await test.answer(.accept, sent)
        test.clock.move(days: 181)
        await #expect(throws: GroupLinkClosed.self) { try await ReadReferralAsGroup(desk: test.desk)(sent.link) }
        let ended = try #require(try await ReadEndedLink(desk: test.desk)(sent.link))
        #expect(ended.takes == [.worry] && ended.said.isEmpty)
        try await test.answer(.worry, sent)
        #expect(try await ReadEndedLink(desk: test.desk)(sent.link)?.said == [.worry])
        #expect(try await test.peopleDay().worried.shown.map(\.worry.referral) == [sent.id])
        #expect(try await test.mails.contains { $0.kind == "worry" })
        // And nothing else does.
        for answer in [GroupAnswer.introduced, .attendance(.came, on: test.clock.clock.today), .pause(true)] {
            await #expect(throws: GroupLinkClosed.self) { try await test.answer(answer, sent) }
        }
    }

    @Test func `a link that was closed while the yes still counts takes nothing`() async throws {
        let test = try await TestDesk()
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        try await test.answer(.accept, sent)
        let now = test.clock.clock.now
        try await test.desk.database.keepHouse(test.hub) { try $0.referrals.closeLink(of: sent.id, at: now) }
        #expect(try await ReadEndedLink(desk: test.desk)(sent.link) == nil)
        await #expect(throws: GroupLinkClosed.self) {
            try await test.answer(.worry, sent)
        }
    }

    @Test func `after the person took back their yes the link is as if there had never been anybody`() async throws {
        let test = try await TestDesk()
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        try await WithdrawConsent(desk: test.desk)(
            sent.consent, submission: TestDesk.submission(), by: test.linkWorker)
        #expect(try await ReadEndedLink(desk: test.desk)(sent.link) == nil)
        test.clock.move(days: 181)
        await test.jobs().runOnce()
        #expect(try await test.mails.filter { $0.kind == "consent-ended" }.isEmpty)
    }
}
