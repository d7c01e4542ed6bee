import Community
import Testing
import Vocabulary

struct HubAgreementTests {
    private static let first = Day(number: 20_780)

    private func agreement(
        to hub: Identifier<Hub> = "other", facts: Set<HubAgreement.Fact> = [.reach], days: Int = 30,
        signedHere: String = "Ada, coordinator"
    ) throws -> HubAgreement {
        try HubAgreement(
            id: "a", from: "test", to: hub, facts: facts, firstDay: Self.first,
            lastDay: Self.first.adding(days: days), signedHere: signedHere, signedThere: "Ben, coordinator")
    }

    @Test func `it counts from its first to its last day`() throws {
        let agreement = try agreement()
        #expect(
            [-1, 0, 30, 31].map { agreement.isInForce(on: Self.first.adding(days: $0)) } == [false, true, true, false])
    }

    @Test func `ended, it counts until the day before, and is ended once`() throws {
        var agreement = try agreement()
        try agreement.end(on: Self.first.adding(days: 3))
        #expect([2, 3, 4].map { agreement.isInForce(on: Self.first.adding(days: $0)) } == [true, false, false])
        #expect(throws: HubAgreement.Refusal.alreadyOver) { try agreement.end(on: Self.first.adding(days: 5)) }
    }

    @Test func `nothing is agreed with oneself, about nothing, for ever, or by nobody`() {
        #expect(throws: HubAgreement.Refusal.sameHub) { try agreement(to: "test") }
        #expect(throws: HubAgreement.Refusal.nothingShared) { try agreement(facts: []) }
        #expect(throws: HubAgreement.Refusal.self) { try agreement(days: -1) }
        #expect(throws: HubAgreement.Refusal.self) { try agreement(days: HubAgreement.longestDays + 1) }
        #expect(throws: HubAgreement.Refusal.unsigned) { try agreement(signedHere: "  ") }
    }
}
