import Casework
import Community
import Storage
import Testing
import Vocabulary

@Suite struct AnswerAgreementTests {
    private static let answer = AgreementAnswer(
        monthlyLimit: 2, places: 5, until: nil, canCopeWith: "people who are shy", fundingStrain: .said(.tight),
        signedBy: "A volunteer")

    /// A question to the group of the test desk, as the job or the coordinator asks it.
    private func ask(_ test: TestDesk) async throws -> Secret {
        let secret = test.desk.secrets.token(for: test.hub)
        let now = test.desk.clock.now
        try await test.desk.database.keepHouse(test.hub) { hub in
            try hub.agreementRequests.add(
                AgreementRequest(id: "request-1", group: "kitchen", askedAt: now, endsAt: now.adding(days: 30)),
                tokenHash: secret.hash, codeHash: Secret.hash(of: "abcd-efgh"))
        }
        return secret
    }

    @Test func `a group says yes by its link and can be referred to`() async throws {
        let test = try await TestDesk()
        try await test.addGroup { $0.agreement = nil }
        let secret = try await ask(test)
        try await AnswerAgreement(desk: test.desk).agree(Self.answer, at: .link(secret))
        let record = try await ReadGroup(desk: test.desk)("kitchen", by: test.coordinator)
        #expect(record.group.agreement?.places == 5)
        #expect(record.group.agreement?.agreedBy == "A volunteer")
        #expect(record.lastRequest?.answeredAt != nil)
        #expect(record.history.first?.byGroup == true)
    }

    @Test(arguments: [nil, 0, 1, 1000])
    func `a group says how many may come when places are shared out, nobody, or nothing`(limit: Int?) async throws {
        let test = try await TestDesk()
        try await test.addGroup { $0.agreement?.cohort = 7 }
        let secret = try await ask(test)
        var answer = Self.answer
        answer.cohort = limit
        let wanted = answer
        try await AnswerAgreement(desk: test.desk).agree(wanted, at: .link(secret))
        let agreement = try await ReadGroup(desk: test.desk)("kitchen", by: test.coordinator).group.agreement
        #expect(agreement?.cohort == limit && agreement?.monthlyLimit == 2)
    }

    @Test func `the short code of the letter opens the same question`() async throws {
        let test = try await TestDesk()
        try await test.addGroup { $0.agreement = nil }
        _ = try await ask(test)
        let question = try await AnswerAgreement(desk: test.desk).read(.code("ABCD-efgh", hub: test.hub))
        #expect(question.group.id == "kitchen")
        #expect(question.hub.name == "Test hub")
    }

    @Test func `a link that ended, is unknown, or is another hub's opens nothing`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        let secret = try await ask(test)
        let answer = AnswerAgreement(desk: test.desk)
        let stranger = test.desk.secrets.token(for: test.hub)
        await #expect(throws: AnswerAgreement.Refusal.linkEnded) { try await answer.read(.link(stranger)) }
        let elsewhere = test.desk.secrets.token(for: "elsewhere")
        await #expect(throws: AnswerAgreement.Refusal.linkEnded) { try await answer.read(.link(elsewhere)) }
        test.clock.move(days: 30)
        await #expect(throws: AnswerAgreement.Refusal.linkEnded) {
            try await answer.agree(Self.answer, at: .link(secret))
        }
    }

    @Test func `answers that cannot be are refused`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        let secret = try await ask(test)
        let agree = AnswerAgreement(desk: test.desk)
        func refusal(_ change: (inout AgreementAnswer) -> Void) async -> AnswerAgreement.Refusal? {
            var answer = Self.answer
            change(&answer)
            let wanted = answer
            return await #expect(throws: AnswerAgreement.Refusal.self) {
                try await agree.agree(wanted, at: .link(secret))
            }
        }
        #expect(await refusal { $0.monthlyLimit = -1 } == .numberOutOfRange)
        #expect(await refusal { $0.places = 1001 } == .numberOutOfRange)
        #expect(await refusal { $0.cohort = -1 } == .numberOutOfRange)
        #expect(await refusal { $0.cohort = 1001 } == .numberOutOfRange)
        #expect(await refusal { $0.until = test.desk.clock.today.adding(days: -1) } == .endsInThePast)
        #expect(await refusal { $0.signedBy = "  " } == .signatureMissing)
        #expect(await refusal { $0.canCopeWith = String(repeating: "x", count: 2001) } == .tooLong(limit: 2000))
    }

    @Test func `a group pauses and goes on, and cannot pause what it never agreed`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        let secret = try await ask(test)
        let answer = AnswerAgreement(desk: test.desk)
        try await answer.pause(true, at: .link(secret))
        #expect(try await ReadGroup(desk: test.desk)("kitchen", by: test.coordinator).group.agreement?.paused == true)
        try await PauseReferrals(desk: test.desk)(false, to: "kitchen", by: test.coordinator)
        #expect(try await ReadGroup(desk: test.desk)("kitchen", by: test.coordinator).group.agreement?.paused == false)
        try await answer.sayNo(at: .link(secret))
        await #expect(throws: AnswerAgreement.Refusal.nothingAgreed) { try await answer.pause(true, at: .link(secret)) }
    }

    @Test func `the same pause twice is one pause, and one event`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        let secret = try await ask(test)
        for _ in 0..<2 { try await AnswerAgreement(desk: test.desk).pause(true, at: .link(secret)) }
        for _ in 0..<2 { try await PauseReferrals(desk: test.desk)(true, to: "kitchen", by: test.coordinator) }
        for _ in 0..<2 { try await PauseReferrals(desk: test.desk)(false, to: "kitchen", by: test.coordinator) }
        let history = try await ReadGroup(desk: test.desk)("kitchen", by: test.coordinator).history
        #expect(history.count { $0.verb == "group-paused-referrals" } == 1)
        #expect(history.count { $0.verb == "group-resumed-referrals" } == 1)
    }
}
