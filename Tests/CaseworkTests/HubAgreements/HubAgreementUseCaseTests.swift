import Community
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite struct HubAgreementUseCaseTests {
    private func paper(_ desk: TestDesk, with hub: Identifier<Hub> = "other") -> RecordHubAgreement.Paper {
        RecordHubAgreement.Paper(
            with: hub, facts: [.reach, .about], firstDay: desk.clock.clock.today,
            lastDay: desk.clock.clock.today.adding(days: 30), signedHere: "Ada, coordinator",
            signedThere: "Ben, coordinator")
    }

    private func handOver(_ test: TestDesk) async throws -> Handover {
        let clock = test.clock.clock
        return try await test.desk.database.read(test.hub) { hub in
            try hub.handover(of: "person-1", to: "other", clock: clock)
        }
    }

    @Test func `nothing is handed to another hub without an agreement that counts today`() async throws {
        let test = try await TestDesk()
        await #expect(throws: Handover.Refusal.noAgreement) { try await handOver(test) }
        try await RecordHubAgreement(desk: test.desk)(paper(test), submission: "one", by: test.coordinator)
        #expect(try await handOver(test).agreement.facts == [.reach, .about])
        test.clock.move(days: 31)
        await #expect(throws: Handover.Refusal.noAgreement) { try await handOver(test) }
    }

    @Test func `an agreement that is ended counts no longer, from the same day on`() async throws {
        let test = try await TestDesk()
        for _ in 1...2 {
            try await RecordHubAgreement(desk: test.desk)(paper(test), submission: "same", by: test.administrator)
        }
        let list = try await ListHubAgreements(desk: test.desk)(page: 1, by: test.coordinator)
        #expect(list.total == 1, "sent twice, it is one")
        let id = try #require(list.agreements.first?.id)
        for _ in 1...2 { try await EndHubAgreement(desk: test.desk)(id, submission: "end", by: test.coordinator) }
        await #expect(throws: Handover.Refusal.noAgreement) { try await handOver(test) }
        await #expect(throws: HubAgreement.Refusal.alreadyOver) {
            try await EndHubAgreement(desk: test.desk)(id, submission: "again", by: test.coordinator)
        }
        #expect(
            try await test.verbs(about: "hub-agreement", id.rawValue) == ["hub-agreement-made", "hub-agreement-ended"])
    }

    @Test(arguments: [Role.linkWorker, .teamLead, .safeguardingLead, .commissioner, .researcher])
    func `only a coordinator or an administrator agrees for the hub`(role: Role) async throws {
        let test = try await TestDesk()
        let actor = test.worker("worker-1", role)
        await #expect(throws: Access.Refusal.notInRole) {
            try await RecordHubAgreement(desk: test.desk)(paper(test), submission: "one", by: actor)
        }
        await #expect(throws: Access.Refusal.notInRole) {
            try await ListHubAgreements(desk: test.desk)(page: 1, by: actor)
        }
        await #expect(throws: Access.Refusal.notInRole) {
            try await EndHubAgreement(desk: test.desk)("a", submission: "x", by: actor)
        }
    }
}
