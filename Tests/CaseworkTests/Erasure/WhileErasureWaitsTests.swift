import Community
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("While somebody waits to be erased")
struct WhileErasureWaitsTests {
    private func ready() async throws -> (TestDesk, Referral.ID) {
        let test = try await TestDesk()
        let referral: Referral.ID = "theirs"
        _ = try await test.send(referral, of: try await test.addPerson(), to: try await test.addGroup())
        let me = Actor(hub: test.hub, identity: .person("person-1"))
        try await AskAboutOwnRecord(desk: test.desk).erasure(submission: "e", by: try .typed(by: me))
        return (test, referral)
    }

    @Test func `no yes is made longer, and the page of their worker says the day`() async throws {
        let (test, referral) = try await ready()
        let consent = try await test.stored(referral).consent
        let today = test.clock.clock.today
        let waits = DraftReferral.Refusal.erasureWaits(
            on: try await OpenPersonRecord(desk: test.desk)("person-1", by: test.linkWorker).erasureOn)
        #expect(waits != .erasureWaits(on: nil))
        await #expect(throws: waits) {
            try await RenewConsent(desk: test.desk)(
                consent, until: today.adding(days: 200),
                manner: Consent.Manner(language: "en", withInterpreter: false, how: .spoken), submission: "r",
                by: test.linkWorker)
        }
    }

    @Test func `no group is reminded of them`() async throws {
        let (test, _) = try await ready()
        let other: Referral.ID = "another"
        _ = try await test.send(
            other, of: try await test.addPerson("person-2"), to: try await test.addGroup("second-kitchen"))
        test.clock.move(days: Referral.nudgeAfterDays)
        let nudge = NudgeGroups(desk: test.desk, actor: Actor(hub: test.hub, identity: .job("clock")))
        #expect(try await nudge() == 1)
        #expect(try await test.stored(other).nudgedAt != nil)
    }
}
