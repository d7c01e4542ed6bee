import Community
import Logging
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

/// A yes that is taken back ends everything that rests on it, whatever state it is in and whichever way it travels.
@Suite struct WithdrawalReachesTests {
    private func refused(_ work: () async throws -> Void) async -> Bool {
        do {
            try await work()
            return false
        } catch { return true }
    }

    /// All that runs by the clock, with no mail server: what is written waits.
    private func round(of test: TestDesk) async {
        _ = await HubJobs(
            desk: test.desk, mailer: nil, keepsBodies: false,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ).runOnce()
    }

    /// A referral that was sent, reminded of, printed, and opened by its code, in the state of the test.
    private struct Ready {
        let test: TestDesk
        let id: Referral.ID
        let links: [Secret]
        let code: String
    }

    private func ready(in state: Referral.State) async throws -> Ready {
        let test = try await TestDesk()
        try await test.addGroup()
        try await test.addPerson()
        let id = try await test.draft()
        guard state != .draft else { return Ready(test: test, id: id, links: [], code: "k3v9-2mtz") }
        try await test.send(id)
        let letter = try await RenewLink(desk: test.desk).onPaper(id, by: test.linkWorker)
        try await RenewLink(desk: test.desk).byMail(id, submission: "mail", by: test.linkWorker)
        let printed = try await RenewLink(desk: test.desk).onPaper(id, by: test.linkWorker)
        #expect(letter.code != printed.code)
        guard case .referral(let byCode) = try await OpenByShortCode(desk: test.desk)(printed.code, of: test.hub) else {
            throw Access.Refusal.notFound
        }
        let first = try #require(Secret(text: String(printed.link.split(separator: "/").last ?? "")))
        test.clock.move(days: 8)
        await round(of: test)
        // The mails of the referral wait, one has gone, one has failed.
        try await test.desk.database.keepHouse(test.hub) { hub in
            _ = try hub.execute(
                "UPDATE referrals SET state = \(state.rawValue) WHERE hub_id = \(hub.hub) AND id = \(id)")
            guard var mail = try hub.outbox.latest(limit: 9).last else { return }
            mail.state = .failed
            try hub.outbox.save(mail)
        }
        return Ready(test: test, id: id, links: [first, byCode], code: printed.code)
    }

    @Test(arguments: Referral.State.allCases)
    func `it reaches every way in, and every letter that waits`(state: Referral.State) async throws {
        let ready = try await ready(in: state)
        let test = ready.test
        let consent = try await test.stored(ready.id).consent
        let waiting = try await test.outbox.filter { $0.referral == ready.id }
        #expect(
            state == .draft || waiting.count >= 2,
            "a referral and a new link wait; nobody is reminded of a letter that has not left")

        try await WithdrawConsent(desk: test.desk)(consent, submission: "w", by: test.linkWorker)

        let after = try await test.stored(ready.id)
        #expect(after.state == (state.isOpen ? .ended : state), "what is over is not ended once more")
        for link in ready.links {
            #expect(await refused { _ = try await ReadReferralAsGroup(desk: test.desk)(link) })
            #expect(await refused { try await AnswerReferral(desk: test.desk)(.accept, by: link, submission: "a") })
            #expect(await refused { try await AnswerReferral(desk: test.desk)(.takeBack, by: link, submission: "t") })
        }
        #expect(await refused { _ = try await OpenByShortCode(desk: test.desk)(ready.code, of: test.hub) })
        #expect(try await test.outbox.map(\.kind) == (state == .draft ? [] : ["deletion"]))
    }

    @Test(arguments: Referral.State.allCases)
    func `nothing brings it back`(state: Referral.State) async throws {
        let ready = try await ready(in: state)
        let test = ready.test
        let consent = try await test.stored(ready.id).consent
        try await WithdrawConsent(desk: test.desk)(consent, submission: "w", by: test.linkWorker)
        let desk = test.desk
        let ended = try await test.stored(ready.id)

        #expect(await refused { try await test.send(ready.id) })
        #expect(await refused { _ = try await RenewLink(desk: desk).onPaper(ready.id, by: test.linkWorker) })
        #expect(
            await refused { try await RenewLink(desk: desk).byMail(ready.id, submission: "n", by: test.linkWorker) })
        #expect(
            await refused {
                try await RenewConsent(desk: desk)(
                    consent, until: test.clock.clock.today.adding(days: 99), manner: TestDesk.yes.manner,
                    submission: "r", by: test.linkWorker)
            })
        #expect(
            await refused { try await IntroduceReferral(desk: desk)(ready.id, submission: "i", by: test.linkWorker) })
        #expect(
            await refused {
                try await EndReferral(desk: desk)(
                    ready.id, because: .other, welcome: nil, submission: "e", by: test.linkWorker)
            })
        for days in [1, 7, 14] {
            test.clock.move(days: days)
            await round(of: test)
        }
        #expect(try await test.stored(ready.id) == ended, "the jobs leave it alone")
        #expect(try await test.outbox.allSatisfy { $0.kind == "deletion" || $0.kind == "agreement" })
    }

    @Test func `a letter that a server is handing over is not taken again`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        try await test.addPerson()
        let id = try await test.refer()
        let now = test.clock.clock.now
        let taken = try await test.desk.database.keepHouse(test.hub) { hub in
            guard var mail = try hub.outbox.takeDue(at: now) else { throw Access.Refusal.notFound }
            mail.attempts += 1
            mail.nextAt = now.adding(seconds: 60)
            try hub.outbox.save(mail)
            return mail
        }
        let consent = try await test.stored(id).consent
        try await WithdrawConsent(desk: test.desk)(consent, submission: "w", by: test.linkWorker)
        let isSettled = try await test.desk.database.keepHouse(test.hub) { hub in
            try hub.outbox.settle(taken, taken: taken)
        }
        #expect(!isSettled)
        #expect(try await test.verbs(about: "referral", id.rawValue).contains("letters-stopped"))
    }

    @Test func `a letter about another referral goes out`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        try await test.addGroup("choir")
        try await test.addPerson()
        let kitchen = try await test.refer()
        let choir = try await test.refer(to: "choir")
        let consent = try await test.stored(kitchen).consent
        try await WithdrawConsent(desk: test.desk)(consent, submission: "w", by: test.linkWorker)
        #expect(try await test.outbox.compactMap(\.referral) == [choir])
    }

    @Test func `a yes of somebody else is not taken back on this person's page`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        try await test.addPerson()
        try await test.addPerson("person-2")
        let consent = try await test.stored(try await test.refer()).consent
        await #expect(throws: Access.Refusal.notFound) {
            try await WithdrawConsent(desk: test.desk)(consent, of: "person-2", submission: "w", by: test.linkWorker)
        }
        try await WithdrawConsent(desk: test.desk)(consent, of: "person-1", submission: "w", by: test.linkWorker)
    }

    @Test func `a yes says what it is for, and how it was given, and an old one is read as it was`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        try await test.addPerson()
        let yes = DraftReferral.Yes(
            scope: [.callName], for: .ask, until: test.clock.clock.today.adding(days: 9),
            manner: Consent.Manner(language: "ti", withInterpreter: true, how: .spoken, interpreter: "Agency, 77"))
        let id = try await test.draft(yes: yes)
        let consent = try await test.stored(id).consent
        try await test.desk.database.keepHouse(test.hub) { hub in
            let stored = try #require(try hub.consents.find(consent))
            #expect(stored.purpose == .ask && stored.manner.interpreter == "Agency, 77")
            // As the version before wrote it.
            _ = try hub.execute(
                """
                UPDATE consents SET purpose = NULL, manner = '{"how":"spoken","language":"ti","withInterpreter":true}'
                WHERE hub_id = \(hub.hub) AND id = \(consent)
                """)
            let old = try #require(try hub.consents.find(consent))
            #expect(old.purpose == nil && old.manner.interpreter == nil && old.manner.withInterpreter)
        }
    }
}
