import Casework
import Community
import People
import Storage
import Testing
import Vocabulary

struct SendReferralTests {
    private func ready() async throws -> TestDesk {
        let desk = try await TestDesk(settings: HubSettings(phone: "0000 111111"))
        try await desk.addGroup()
        try await desk.addPerson()
        return desk
    }

    @Test func `what was shown is what is sent, whatever the person's page says by then`() async throws {
        let desk = try await ready()
        let draft = try await desk.draft()
        let shown = try await ReadReferral(desk: desk.desk)(draft, by: desk.linkWorker).referral.message
        try await desk.change { $0.about.callName = "Somebody else" }
        try await desk.send(draft)
        #expect(try await desk.stored(draft).message == shown)
        #expect(shown.callName == "Robin")
    }

    @Test func `sending queues one mail, without a fact about the person`() async throws {
        let desk = try await ready()
        try await desk.change { $0.about.hopes = "canary hopes" }
        _ = try await desk.refer()
        let mail = try #require(try await desk.outbox.first)
        #expect(try await desk.outbox.count == 1)
        #expect(mail.kind == "referral" && mail.recipient == "kitchen@example.org" && mail.state == .waiting)
        for word in ["Robin", "canary", "0000 000000", "person-1"] {
            #expect(!mail.subject.contains(word) && !mail.body.contains(word), "\(word)")
        }
        #expect(mail.body.contains("https://kith.example/r/test."))
        #expect(mail.body.contains("Monday 7 December 2026"), "until when to answer")
    }

    @Test func `the link's token is stored as a hash, and opens this referral until the consent ends`() async throws {
        let desk = try await ready()
        let referral = try await desk.refer()
        let body = try #require(try await desk.outbox.first?.body)
        let line = try #require(body.split(separator: "\n").first { $0.contains("/r/") })
        let secret = try #require(Secret(text: String(line.split(separator: "/").last ?? "")))
        let opened = try await desk.desk.database.read(desk.hub) { try $0.referrals.find(tokenHash: secret.hash) }
        #expect(opened?.referral.id == referral)
        #expect(opened?.linkEndsAt.day(in: Clock.london) == TestDesk.yes.until.adding(days: 1))
        let dump = try await desk.desk.database.read(desk.hub) { hub in
            try hub.rows("SELECT token_hash FROM referrals").map { try $0.text("token_hash") }
        }
        #expect(dump == [secret.hash])
    }

    @Test func `a group without e-mail gets nothing by mail, and a letter with a link and a code`() async throws {
        let desk = try await ready()
        try await desk.change("kitchen") { $0.details.contact.email = "" }
        let referral = try await desk.refer()
        #expect(try await desk.outbox.isEmpty)
        let renew = RenewLink(desk: desk.desk)
        let letter = try await renew.onPaper(referral, by: desk.linkWorker)
        let byCode = try await desk.desk.database.read(desk.hub) {
            try $0.referrals.find(codeHash: Secret.hash(of: letter.code))
        }
        #expect(byCode?.referral.id == referral)
        #expect(letter.link.hasPrefix("https://kith.example/r/test."))
        await #expect(throws: RenewLink.Refusal.noAddress) {
            try await renew.byMail(referral, submission: "1", by: desk.linkWorker)
        }
        let again = try await renew.onPaper(referral, by: desk.linkWorker)
        let old = try await desk.desk.database.read(desk.hub) {
            try $0.referrals.find(codeHash: Secret.hash(of: letter.code))
        }
        #expect(old == nil && again.code != letter.code, "a new letter makes the old one worthless")
    }

    @Test func `a form that is sent twice is done once`() async throws {
        let desk = try await ready()
        let first = try await desk.draft(submission: "form")
        let second = try await desk.draft(submission: "form")
        #expect(first == second)
        try await desk.send(first, submission: "form")
        try await desk.send(first, submission: "form")
        #expect(try await desk.outbox.count == 1)
        #expect(try await desk.verbs(about: "referral", first.rawValue) == ["referral-drafted", "referral-sent"])
    }

    @Test func `two workers send one draft at once, and it is sent once`() async throws {
        let desk = try await ready()
        let draft = try await desk.draft()
        let version = try await desk.stored(draft).version
        let lead = desk.worker("lead", .teamLead)
        let results = await withTaskGroup(of: Bool.self) { group in
            for actor in [desk.linkWorker, lead] {
                group.addTask {
                    (try? await SendReferral(desk: desk.desk)(
                        draft, version: version, submission: TestDesk.submission(), by: actor)) != nil
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.filter(\.self).count == 1)
        #expect(try await desk.outbox.count == 1)
    }

    @Test func `a page that is older than the draft sends nothing`() async throws {
        let desk = try await ready()
        let draft = try await desk.draft()
        await #expect(throws: SendReferral.Refusal.changedSince) {
            try await SendReferral(desk: desk.desk)(draft, version: 0, submission: "1", by: desk.linkWorker)
        }
    }

    @Test func `a new yes for the same group replaces the draft, and the old one can never be sent`() async throws {
        let desk = try await ready()
        let first = try await desk.draft()
        let second = try await desk.draft()
        #expect(try await desk.stored(first).state == .ended)
        await #expect(throws: Referral.Refusal.notFrom(.ended, .send)) { try await desk.send(first) }
        try await desk.send(second)
        #expect(try await desk.outbox.map(\.kind) == ["referral"], "nobody is asked to delete what was never sent")
    }

    @Test func `a third referral waits until the person asks for more at once`() async throws {
        let desk = try await ready()
        for group in ["choir", "walks"] as [Group.ID] {
            try await desk.addGroup(group)
            try await desk.refer(to: group)
        }
        let draft = try await desk.draft()
        await #expect(throws: Referral.Refusal.tooManyOpen(limit: 2)) { try await desk.send(draft) }
        #expect(try await ReadReferral(desk: desk.desk)(draft, by: desk.linkWorker).isAtLimit)
        try await AskForMoreAtOnce(desk: desk.desk)(for: "person-1", submission: "1", by: desk.linkWorker)
        try await desk.send(draft)
        #expect(try await desk.verbs(about: "person", "person-1").contains("more-at-once-asked"))
    }

    @Test func `nobody is referred before social prescribing was explained and understood`() async throws {
        let desk = try await TestDesk()
        try await desk.addGroup()
        try await desk.addPerson("person-1") { $0.understanding = nil }
        await #expect(throws: Referral.Refusal.notExplained) { _ = try await desk.draft() }
        try await ConfirmUnderstanding(desk: desk.desk)(
            of: "person-1", in: "ti", withInterpreter: true, submission: "1", by: desk.linkWorker)
        let referral = try await desk.refer()
        #expect(try await desk.stored(referral).state == .sent)
        #expect(try await desk.verbs(about: "person", "person-1").contains("explanation-understood"))
    }

    @Test func `a consent lasts from today to a year at most`() async throws {
        let desk = try await ready()
        let today = desk.clock.clock.today
        for until in [today.adding(days: -1), today.adding(days: 367)] {
            await #expect(throws: DraftReferral.Refusal.untilOutOfRange(first: today, last: today.adding(days: 366))) {
                _ = try await desk.draft(
                    yes: DraftReferral.Yes(scope: [.callName], until: until, manner: TestDesk.yes.manner))
            }
        }
    }

    @Test func `a yes to nothing is no referral`() async throws {
        let desk = try await ready()
        await #expect(throws: DraftReferral.Refusal.nothingToTell) {
            _ = try await desk.draft(
                yes: DraftReferral.Yes(scope: [.hopes], until: TestDesk.yes.until, manner: TestDesk.yes.manner))
        }
    }

    @Test func `a consent that ended since the draft was made sends nothing`() async throws {
        let desk = try await ready()
        let draft = try await desk.draft(
            yes: DraftReferral.Yes(
                scope: [.callName], until: desk.clock.clock.today, manner: TestDesk.yes.manner))
        desk.clock.move(days: 1)
        await #expect(throws: Referral.Refusal.noConsent) { try await desk.send(draft) }
    }

    @Test func `nobody whose journey has ended is referred`() async throws {
        let desk = try await ready()
        let draft = try await desk.draft()
        try await desk.change { try? $0.care.close(because: .whatTheyWantedIsDone) }
        await #expect(throws: DraftReferral.Refusal.journeyEnded) { try await desk.send(draft) }
        await #expect(throws: DraftReferral.Refusal.journeyEnded) { _ = try await desk.draft() }
    }

    @Test func `a group that has an open referral of the person is not asked again`() async throws {
        let desk = try await ready()
        try await desk.refer()
        await #expect(throws: Referral.Refusal.alreadyReferred) { _ = try await desk.draft() }
    }

    @Test func `the first referral makes the journey active`() async throws {
        let desk = try await ready()
        try await desk.change { person in
            for verb in [Case.Verb.lookAt, .startContacting, .assess] { try? person.care.move(verb) }
        }
        try await desk.refer()
        let care = try await desk.desk.database.read(desk.hub) { try $0.people.find("person-1")?.care.state }
        #expect(care == .active)
    }
}
