import Community
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

struct GroupLinkTests {
    @Test func `opening a link is no look, a tap is, and neither changes anything`() async throws {
        let test = try await TestDesk()
        let group = try await test.addGroup()
        let sent = try await test.send(of: try await test.addPerson(), to: group)
        let before = try await test.referral(sent.id)
        let seen = try await ReadReferralAsGroup(desk: test.desk)(sent.link)
        #expect(try await test.referral(sent.id) == before)
        #expect(seen.state == .sent)
        #expect(seen.message == before.message)
        #expect(seen.answerBy == test.clock.clock.today.adding(days: 14))
        #expect(seen.agreement == .holds)
        #expect(try await test.desk.database.read(test.hub) { try $0.events.concerning("person-1") }.isEmpty)
        #expect(try await ReadReferralAsGroup(desk: test.desk).tapped(sent.link).message == before.message)
        #expect(try await test.referral(sent.id) == before)
        let events = try await test.desk.database.read(test.hub) { try $0.events.concerning("person-1") }
        #expect(events.map(\.verb) == ["referral-read"])
        #expect(events.map(\.actor) == [EventActor(kind: .group, id: group.id.rawValue)])
    }

    @Test func `a group that said no sees its answer for a week, and nothing of the person`() async throws {
        let test = try await TestDesk()
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        try await test.answer(.decline(.noRoom), sent)
        let seen = try await ReadReferralAsGroup(desk: test.desk)(sent.link)
        #expect(seen.message == nil)
        #expect(seen.declinedBecause == .noRoom)
        test.clock.move(days: 7)
        await #expect(throws: GroupLinkClosed.self) { try await ReadReferralAsGroup(desk: test.desk)(sent.link) }
    }

    @Test func `every dead link is refused alike`() async throws {
        let test = try await TestDesk(settings: HubSettings(phone: "0000 111111"))
        let hub = try #require(try await test.desk.database.readAll { try $0.hubs.find(test.hub) })
        let group = try await test.addGroup()
        let person = try await test.addPerson()

        let withdrawn = try await test.send("withdrawn", of: person, to: group)
        try await WithdrawConsent(desk: test.desk)(withdrawn.consent, submission: "s", by: test.linkWorker)
        let ended = try await test.send("ended", of: person, to: group)
        try await test.answer(.accept, ended)
        try await EndReferral(desk: test.desk)(
            ended.id, because: .settledIn, welcome: nil, submission: "s", by: test.linkWorker)
        let replaced = try await test.send("replaced", of: person, to: group)
        _ = try await RenewLink(desk: test.desk).onPaper(replaced.id, by: test.linkWorker)
        let outlived = try await test.send("outlived", of: person, to: group)
        try await test.answer(.accept, outlived)
        let expired = try await test.send("expired", of: person, to: group)
        let another = try #require(Secret(text: "test." + String(repeating: "a", count: 26)))

        test.clock.move(days: 15)
        _ = try await ExpireReferrals(desk: test.desk, actor: Actor(hub: test.hub, identity: .job("clock")))()
        for link in [withdrawn.link, ended.link, replaced.link, expired.link, another] {
            await #expect(throws: GroupLinkClosed(hub: hub)) { try await ReadReferralAsGroup(desk: test.desk)(link) }
            // A yes after the wait ran out is written down, and no other answer is.
            let answer = link == expired.link ? GroupAnswer.waitlist : .accept
            await #expect(throws: GroupLinkClosed(hub: hub)) {
                try await AnswerReferral(desk: test.desk)(answer, by: link, submission: "s")
            }
        }
        #expect(try await ReadReferralAsGroup(desk: test.desk)(outlived.link).state == .accepted)
        // Consent was given for 180 days.
        test.clock.move(days: 180)
        await #expect(throws: GroupLinkClosed(hub: hub)) {
            try await ReadReferralAsGroup(desk: test.desk)(outlived.link)
        }
    }

    @Test func `a link opens nothing in another hub, and a hub that is not there has nobody to call`() async throws {
        let test = try await TestDesk()
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        let random = sent.link.text.dropFirst("test.".count)
        try await test.desk.database.writeAll {
            try $0.hubs.add(Hub(id: "other", name: "Other hub", area: "gb-eng"), at: TestDesk.start)
        }
        let elsewhere = try #require(Secret(text: "other.\(random)"))
        let nowhere = try #require(Secret(text: "nowhere.\(random)"))
        let other = Hub(id: "other", name: "Other hub", area: "gb-eng")
        await #expect(throws: GroupLinkClosed(hub: other)) { try await ReadReferralAsGroup(desk: test.desk)(elsewhere) }
        await #expect(throws: GroupLinkClosed(hub: nil)) { try await ReadReferralAsGroup(desk: test.desk)(nowhere) }
    }

    @Test func `a referral is closed to its group in every state in which it is over or not begun`() {
        let now = TestDesk.start
        for state in Referral.State.allCases {
            let referral = Referral(
                id: "r", person: "p", group: "g", consent: "c",
                message: ReferralMessage(about: AboutPerson(), scope: []), createdAt: now, state: state, sentAt: now,
                answeredAt: now, acceptedAt: nil, endedAt: now, declinedBecause: nil, endedBecause: nil, nudgedAt: nil,
                welcome: nil, version: 1)
            let isOpen = GroupLink.isOpen(referral, linkEndsAt: now.adding(days: 30), at: now.adding(days: 1))
            #expect(isOpen == (state.isOpen && state != .draft || state == .declined))
            #expect(!GroupLink.isOpen(referral, linkEndsAt: now, at: now))
        }
    }

    // MARK: Codes

    @Test(arguments: ["as it is", "capitals", "spaces", "no hyphen"])
    func `a short code opens its referral however it is typed`(manner: String) async throws {
        let test = try await TestDesk()
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        let typed =
            switch manner {
            case "capitals": sent.code.uppercased()
            case "spaces": " " + sent.code.replacing("-", with: " ") + " "
            case "no hyphen": sent.code.replacing("-", with: "")
            default: sent.code
            }
        guard case .referral(let link) = try await OpenByShortCode(desk: test.desk)(typed, of: test.hub) else {
            Issue.record("the code led elsewhere")
            return
        }
        #expect(link != sent.link)
        for door in [link, sent.link] {
            #expect(try await ReadReferralAsGroup(desk: test.desk)(door).state == .sent)
        }
    }

    @Test func `letters that look like digits are read as digits`() {
        #expect(ShortCode.tidied("OIL0-1abc") == "0110-1abc")
        #expect(ShortCode.tidied("k3v9-2mt") == nil)
        #expect(ShortCode.tidied("k3v9-2mtzz") == nil)
        #expect(ShortCode.tidied("k3v9-2mt'") == nil)
        #expect(ShortCode.tidied("") == nil)
    }

    @Test func `a wrong code, an old one and one for another hub lead nowhere`() async throws {
        let test = try await TestDesk()
        let hub = try #require(try await test.desk.database.readAll { try $0.hubs.find(test.hub) })
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        let open = OpenByShortCode(desk: test.desk)
        for typed in ["0000-0000", "not a code", String(repeating: "a", count: 100_000), ""] {
            await #expect(throws: GroupLinkClosed(hub: hub)) { try await open(typed, of: test.hub) }
        }
        await #expect(throws: GroupLinkClosed(hub: nil)) { try await open(sent.code, of: "nowhere") }
        try await test.answer(.decline(.other), sent)
        test.clock.move(days: GroupLink.daysOfWorry + 1)
        await #expect(throws: GroupLinkClosed(hub: hub)) { try await open(sent.code, of: test.hub) }
    }

    @Test func `the code of a question about an agreement leads to that question`() async throws {
        let test = try await TestDesk()
        let group = try await test.addGroup()
        let asked = try await AskForAgreement(desk: test.desk)(group.id, by: test.coordinator)
        #expect(
            try await OpenByShortCode(desk: test.desk)(asked.code.uppercased(), of: test.hub)
                == .agreement(code: asked.code))
    }
}
