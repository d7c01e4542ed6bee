import Casework
import Community
import People
import Storage
import Testing
import Vocabulary

struct WithdrawConsentTests {
    private func ready() async throws -> TestDesk {
        let desk = try await TestDesk()
        try await desk.addGroup()
        try await desk.addPerson()
        return desk
    }

    private func withdraw(_ id: Referral.ID, on desk: TestDesk) async throws {
        let consent = try await desk.stored(id).consent
        try await WithdrawConsent(desk: desk.desk)(consent, submission: TestDesk.submission(), by: desk.linkWorker)
    }

    @Test(arguments: Referral.State.allCases.filter { $0.isOpen && $0 != .draft })
    func `a revoked consent ends the referral that rests on it, whatever its state`(state: Referral.State) async throws
    {
        let desk = try await ready()
        let id = try await desk.refer()
        try await desk.desk.database.keepHouse(desk.hub) { hub in
            _ = try hub.execute(
                "UPDATE referrals SET state = \(state.rawValue) WHERE hub_id = \(hub.hub) AND id = \(id)")
        }
        try await withdraw(id, on: desk)
        let record = try await ReadReferral(desk: desk.desk)(id, by: desk.linkWorker)
        #expect(record.referral.state == .ended && record.referral.endedBecause == .consentWithdrawn)
        #expect(!record.linkIsOpen, "the link is closed at once")
        #expect(record.consent.withdrawnAt != nil)
        let deletion = try #require(try await desk.outbox.first { $0.kind == "deletion" })
        #expect(deletion.recipient == "kitchen@example.org")
        #expect(!deletion.body.contains("Robin") && !deletion.subject.contains("Robin"))
        #expect(try await desk.verbs(about: "consent", record.consent.id.rawValue).last == "consent-withdrawn")
    }

    @Test(arguments: [Referral.State.declined, .expired, .ended])
    func `a group that no longer has the person is asked to delete too, and nothing is re-opened`(
        state: Referral.State
    ) async throws {
        let desk = try await ready()
        let id = try await desk.refer()
        try await desk.desk.database.keepHouse(desk.hub) { hub in
            _ = try hub.execute(
                "UPDATE referrals SET state = \(state.rawValue) WHERE hub_id = \(hub.hub) AND id = \(id)")
        }
        try await withdraw(id, on: desk)
        #expect(try await desk.stored(id).state == state)
        #expect(try await desk.outbox.contains { $0.kind == "deletion" })
    }

    @Test func `a draft that is given up asks nobody to delete anything`() async throws {
        let desk = try await ready()
        let id = try await desk.draft()
        try await withdraw(id, on: desk)
        #expect(try await desk.stored(id).state == .ended)
        #expect(try await desk.outbox.isEmpty)
    }

    @Test func `consent to one group says nothing about another`() async throws {
        let desk = try await ready()
        try await desk.addGroup("choir")
        let kitchen = try await desk.refer()
        let choir = try await desk.refer(to: "choir")
        try await withdraw(kitchen, on: desk)
        #expect(try await desk.stored(choir).state == .sent)
        #expect(try await ReadReferral(desk: desk.desk)(choir, by: desk.linkWorker).linkIsOpen)
    }

    @Test func `a consent is taken back once`() async throws {
        let desk = try await ready()
        let id = try await desk.refer()
        try await withdraw(id, on: desk)
        await #expect(throws: Consent.Refusal.alreadyWithdrawn) { try await withdraw(id, on: desk) }
        #expect(try await desk.outbox.filter { $0.kind == "deletion" }.count == 1)
    }

    @Test func `a withdrawn referral frees its place for the next person`() async throws {
        let desk = try await ready()
        try await desk.change("kitchen") { $0.agreement?.places = 1 }
        let id = try await desk.accepted()
        try await desk.addPerson("person-2")
        let find = FindGroups(desk: desk.desk)
        #expect(try await find(for: "person-2", by: desk.linkWorker).offers.total == 0)
        try await withdraw(id, on: desk)
        #expect(try await find(for: "person-2", by: desk.linkWorker).offers.total == 1)
    }

    @Test func `the trail holds after everything, and nothing in it is a fact about the person`() async throws {
        let desk = try await ready()
        try await desk.change { person in
            person.about.avoid.communities = ["canary-avoid"]
            person.about.hopes = "canary-hopes"
        }
        let id = try await desk.refer()
        try await withdraw(id, on: desk)
        #expect(try await desk.desk.database.read(desk.hub) { try $0.events.faults().isEmpty })
        let text = try await desk.desk.database.read(desk.hub) { hub in
            try hub.rows("SELECT detail FROM events").map { try $0.text("detail") }.joined()
        }
        #expect(!text.contains("canary") && !text.contains("Robin"))
    }

    @Test func `a yes that is renewed lets the link work for longer, in time or late`() async throws {
        let desk = try await ready()
        let id = try await desk.refer()
        let read = ReadReferral(desk: desk.desk)
        desk.clock.move(days: 92)
        #expect(try await !read(id, by: desk.linkWorker).linkIsOpen, "the day after the last")
        let until = desk.clock.clock.today.adding(days: 30)
        let consent = try await desk.stored(id).consent
        let renew = RenewConsent(desk: desk.desk)
        for _ in 1...2 {
            try await renew(
                consent, until: until, manner: TestDesk.yes.manner, submission: "same", by: desk.linkWorker)
        }
        let record = try await read(id, by: desk.linkWorker)
        #expect(record.linkIsOpen && record.consent.until == until)
        await #expect(throws: Consent.Refusal.notLonger(than: until)) {
            try await renew(
                consent, until: until, manner: TestDesk.yes.manner, submission: "new", by: desk.linkWorker)
        }
        await #expect(throws: DraftReferral.Refusal.self) {
            try await renew(
                consent, until: until.adding(days: 900), manner: TestDesk.yes.manner, submission: "far",
                by: desk.linkWorker)
        }
    }
}
