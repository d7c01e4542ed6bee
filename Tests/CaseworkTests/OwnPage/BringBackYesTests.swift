import Community
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("A yes that was taken back by mistake")
struct BringBackYesTests {
    private let me = Actor(hub: "test", identity: .person("person-1"))

    private func ready(_ change: (inout Group) -> Void = { _ in }) async throws -> (test: TestDesk, sent: SentReferral)
    {
        let test = try await TestDesk()
        let group = try await test.addGroup("kitchen", change)
        return (test, try await test.send(of: try await test.addPerson(), to: group))
    }

    private func takeBack(_ sent: SentReferral, _ test: TestDesk, _ submission: String = "w") async throws {
        try await AskAboutOwnRecord(desk: test.desk).withdraw(sent.consent, submission: submission, by: me)
    }

    private func bringBack(_ sent: SentReferral, _ test: TestDesk, _ submission: String = "b") async throws {
        try await BringBackYes(desk: test.desk)(sent.consent, submission: submission, by: me)
    }

    @Test(arguments: Referral.State.allCases.filter { $0.isOpen && $0 != .draft })
    func `the referral, its link and the yes are again what they were`(state: Referral.State) async throws {
        let (test, sent) = try await ready()
        try await test.desk.database.keepHouse(test.hub) { hub in
            _ = try hub.execute(
                "UPDATE referrals SET state = \(state.rawValue) WHERE hub_id = \(hub.hub) AND id = \(sent.id)")
        }
        let before = try await test.referral(sent.id)
        let end = try await test.desk.database.read(test.hub) { try $0.referrals.linkEnd(of: sent.id) }
        try await takeBack(sent, test)
        let between = try await test.referral(sent.id)
        #expect(between.state == .ended && between.withdrawnFrom == state)
        test.clock.move(seconds: 29 * 60)
        try await bringBack(sent, test)
        // Sent twice by an impatient thumb, it is one.
        try await bringBack(sent, test)

        let after = try await test.referral(sent.id)
        #expect(after.state == before.state && after.endedAt == before.endedAt && after.withdrawnFrom == nil)
        #expect(after.endedBecause == nil && after.acceptedAt == before.acceptedAt && after.message == before.message)
        #expect(try await test.desk.database.read(test.hub) { try $0.referrals.linkEnd(of: sent.id) } == end)
        let consent = try #require(try await test.desk.database.read(test.hub) { try $0.consents.find(sent.consent) })
        #expect(consent.withdrawnAt == nil && consent.returnsUntil == nil)
        #expect(try await ReadReferralAsGroup(desk: test.desk)(sent.link).state == state)
        #expect(try await test.mails.isEmpty, "nobody is asked to delete what stays")
        #expect(try await test.trail(of: sent.id).suffix(2) == ["referral-ended", "referral-brought-back"])
        #expect(try await test.verbs(about: "consent", sent.consent.rawValue).last == "consent-brought-back")
        #expect(try await test.desk.database.read(test.hub) { try $0.events.faults().isEmpty })
    }

    @Test func `the group is asked to delete once nothing can be unsaid, and not before`() async throws {
        let (test, sent) = try await ready()
        try await takeBack(sent, test)
        let waits = try #require(try await test.mails.first { $0.kind == "deletion" })
        #expect(waits.nextAt > test.clock.clock.now.adding(seconds: Consent.undoMinutes * 60))
        test.clock.move(seconds: Consent.undoMinutes * 60 + 1)
        await #expect(throws: Consent.Refusal.withdrawalStands) { try await bringBack(sent, test) }
        #expect(try await test.referral(sent.id).state == .ended)
        test.clock.move(seconds: 60)
        let now = test.clock.clock.now
        let due = try await test.desk.database.read(test.hub) { try $0.outbox.due(at: now, limit: 9) }
        #expect(due.map(\.kind) == ["deletion"])
    }

    @Test func `what a worker took back for them asks the group at once, and is not theirs to unsay`() async throws {
        let (test, sent) = try await ready()
        try await WithdrawConsent(desk: test.desk)(sent.consent, submission: "w", by: test.linkWorker)
        #expect(try await test.mails.map(\.nextAt) == [test.clock.clock.now])
        await #expect(throws: Consent.Refusal.withdrawalStands) { try await bringBack(sent, test) }
        let record = try await ReadOwnRecord(desk: test.desk)(by: me)
        #expect(record.returning.isEmpty)
    }

    @Test func `a letter that had not left is written anew, with a link that works`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        try await test.addPerson()
        let id = try await test.refer()
        let consent = try await test.stored(id).consent
        #expect(try await test.outbox.map(\.kind) == ["referral"])
        try await AskAboutOwnRecord(desk: test.desk).withdraw(consent, submission: "w", by: me)
        #expect(try await test.outbox.map(\.kind) == ["deletion"])
        try await BringBackYes(desk: test.desk)(consent, submission: "b", by: me)
        let letter = try #require(try await test.outbox.first)
        #expect(try await test.outbox.count == 1 && letter.kind == "referral")
        let address = try #require(letter.body.firstMatch(of: /\/r\/(\S+)/)).output.1
        let link = try #require(Secret(text: String(address)))
        #expect(try await ReadReferralAsGroup(desk: test.desk)(link).state == .sent)
    }

    @Test func `the link that the group holds works again beside that of a letter written anew`() async throws {
        let (test, sent) = try await ready()
        // A reminder waits in the outbox when the yes is taken back.
        test.clock.move(days: 8)
        await test.jobs().runOnce()
        try await takeBack(sent, test)
        await #expect(throws: GroupLinkClosed.self) { try await ReadReferralAsGroup(desk: test.desk)(sent.link) }
        try await bringBack(sent, test)
        let letter = try #require(try await test.outbox.first { $0.kind == "referral" })
        let address = try #require(letter.body.firstMatch(of: /\/r\/(\S+)/)).output.1
        let new = try #require(Secret(text: String(address)))
        for link in [sent.link, new] {
            #expect(try await ReadReferralAsGroup(desk: test.desk)(link).state == .sent)
        }
        guard case .referral = try await OpenByShortCode(desk: test.desk)(sent.code, of: test.hub) else {
            Issue.record("the code of the first letter opens it too")
            return
        }
        // Somebody else is its contact since: what the one before holds opens nothing.
        try await takeBack(sent, test, "again")
        try await test.change("kitchen") { $0.details.contact.email = "ben@example.org" }
        try await bringBack(sent, test, "back")
        #expect(try await test.outbox.contains { $0.kind == "referral" && $0.recipient == "ben@example.org" })
        for link in [sent.link, new] {
            await #expect(throws: GroupLinkClosed.self) { try await ReadReferralAsGroup(desk: test.desk)(link) }
        }
    }

    @Test(arguments: ["group closed", "evidence ended", "to be avoided", "yes ended", "journey ended", "erasure waits"])
    func `everything is asked again when it happens`(what: String) async throws {
        let (test, sent) = try await ready()
        if what == "yes ended" {
            let today = test.clock.clock.today
            try await test.desk.database.keepHouse(test.hub) { hub in
                _ = try hub.execute(
                    "UPDATE consents SET until_day = \(today) WHERE hub_id = \(hub.hub) AND id = \(sent.consent)")
            }
            test.clock.move(seconds: 14 * 3600 - 600)
        }
        try await takeBack(sent, test)
        switch what {
        case "group closed": try await test.change("kitchen") { $0.details.status = .closed }
        case "evidence ended":
            try await test.change { $0.about.risk = .r2 }
            try await test.desk.database.keepHouse(test.hub) { hub in
                _ = try hub.execute("DELETE FROM evidence WHERE hub_id = \(hub.hub)")
                try hub.groups.touch("kitchen")
            }
        case "to be avoided": try await test.change { $0.about.avoid = Avoid(groups: ["kitchen"]) }
        case "yes ended": test.clock.move(seconds: 1200)
        case "journey ended": try await test.change { try? $0.care.close(because: .theirChoice) }
        default: try await AskAboutOwnRecord(desk: test.desk).erasure(submission: "e", by: try .typed(by: me))
        }
        await #expect(throws: (any Error).self) { try await bringBack(sent, test) }
        #expect(try await test.referral(sent.id).state == .ended)
        await #expect(throws: GroupLinkClosed.self) { try await ReadReferralAsGroup(desk: test.desk)(sent.link) }
    }

    @Test func `a place that somebody else took meanwhile is not taken from them`() async throws {
        let (test, sent) = try await ready { $0.agreement?.places = 1 }
        try await test.answer(.accept, sent)
        try await takeBack(sent, test)
        let group = try #require(try await test.desk.database.read(test.hub) { try $0.groups.find("kitchen") })
        let other = try await test.send("other", of: try await test.addPerson("person-2"), to: group)
        try await test.answer(.accept, other)
        await #expect(throws: Referral.Refusal.full(until: nil)) { try await bringBack(sent, test) }
        #expect(try await test.referral(other.id).state == .accepted)
    }

    @Test func `a group that is full of others still hears of somebody who waits for its answer`() async throws {
        let (test, sent) = try await ready { $0.agreement?.places = 1 }
        let group = try #require(try await test.desk.database.read(test.hub) { try $0.groups.find("kitchen") })
        try await takeBack(sent, test)
        try await test.answer(
            .accept, try await test.send("other", of: try await test.addPerson("person-2"), to: group))
        try await bringBack(sent, test)
        #expect(try await test.referral(sent.id).state == .sent)
    }

    @Test func `nobody unsays what somebody else took back`() async throws {
        let (test, sent) = try await ready()
        try await test.addPerson("person-2")
        try await takeBack(sent, test)
        let other = Actor(hub: "test", identity: .person("person-2"))
        await #expect(throws: Access.Refusal.notFound) {
            try await BringBackYes(desk: test.desk)(sent.consent, submission: "b", by: other)
        }
        await #expect(throws: Access.Refusal.notInRole) {
            try await BringBackYes(desk: test.desk)(sent.consent, submission: "b", by: test.linkWorker)
        }
    }
}
