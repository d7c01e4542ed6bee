import Casework
import Community
import Matching
import People
import Storage
import Testing
import Vocabulary

struct GateTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let code: ReasonCode
        var person: @Sendable (inout Person) -> Void = { _ in }
        var group: @Sendable (inout Group) -> Void = { _ in }
        var testDescription: String { code.rawValue }
    }

    static let gate: [Case] = [
        Case(code: .paused, group: { $0.details.status = .paused }),
        Case(code: .risk, person: { $0.about.risk = .r4 }),
        Case(code: .standards, group: { $0.register.entries = [] }),
        Case(code: .agreement, group: { $0.agreement?.paused = true }),
        Case(code: .full, group: { $0.agreement?.places = 0 }),
        Case(code: .audience, group: { $0.details.audience = .said(.women) }),
        Case(
            code: .age, person: { $0.about.age = .said(NotedAge(15, on: nil)) },
            group: { $0.details.age = AgeRange(from: 18, to: nil) }),
        Case(code: .papers, group: { $0.details.asksStatus = .said(true) }),
        Case(code: .avoid, person: { $0.about.avoid.groups = ["kitchen"] }),
    ]

    static let barriers: [Case] = [
        Case(code: .childcare, person: { $0.about.limits.childcareNeeded = true }),
        Case(code: .reach, person: { $0.about.limits.maxWalkMinutes = 1 }),
        Case(code: .cost, group: { $0.details.fee = .said(Pence(200)) }),
        Case(
            code: .time, person: { $0.about.limits.free = .said(.only([])) },
            group: { $0.details.sessions = [GateTests.session].compactMap { $0.map { GroupSession($0) } } }),
        Case(code: .booking, person: { $0.about.limits.canBookAhead = false }, group: { $0.details.bookAhead = true }),
        Case(code: .language, person: { $0.about.languages = [SpokenLanguage("ti", .fluent)] }),
        Case(
            code: .interpreter,
            person: {
                $0.about.languages = [SpokenLanguage("ar", .fluent)]
                $0.about.interpreter.excludedCommunities = ["syrian"]
            }, group: { $0.details.interpreting = [InterpretingOffer(language: "ar", community: "syrian")] }),
        Case(code: .access, person: { $0.about.limits.access = ["step-free"] }),
        Case(code: .format, person: { $0.about.format = .said(.oneToOne) }),
    ]

    static let session: WeeklyWindow? = {
        guard let from = TimeOfDay("10:00"), let to = TimeOfDay("12:00") else { return nil }
        return WeeklyWindow(day: .thursday, from: from, to: to)
    }()

    private func desk(_ made: Case) async throws -> TestDesk {
        let desk = try await TestDesk()
        try await desk.addGroup("kitchen", made.group)
        try await desk.addPerson("person-1", made.person)
        return desk
    }

    /// Claims that everything is solved.
    private func solveEverything(_ desk: TestDesk) async throws {
        let all = Dictionary(uniqueKeysWithValues: ReasonCode.allCases.map { ($0, "it is solved") })
        try await SolveBarriers(desk: desk.desk)(
            all, between: "person-1", and: "kitchen", submission: TestDesk.submission(), by: desk.linkWorker)
    }

    @Test(arguments: gate)
    func `the gate holds, whatever is said to be solved`(made: Case) async throws {
        let desk = try await desk(made)
        try await solveEverything(desk)
        await #expect(throws: Standing.Refusal.gate([made.code])) { _ = try await desk.draft() }
        let found = try await desk.desk.database.read(desk.hub) { try $0.referrals.of("person-1") }
        #expect(found.isEmpty)
    }

    @Test(arguments: barriers)
    func `a barrier is solved before the referral, and then it goes`(made: Case) async throws {
        let desk = try await desk(made)
        await #expect(throws: Standing.Refusal.unsolved([made.code])) { _ = try await desk.draft() }
        try await SolveBarriers(desk: desk.desk)(
            [made.code: "their sister helps"], between: "person-1", and: "kitchen", submission: TestDesk.submission(),
            by: desk.linkWorker)
        let referral = try await desk.refer()
        #expect(try await desk.stored(referral).state == .sent)
    }

    @Test func `every reason is either of the gate or a barrier that a test knows`() {
        #expect(Set(Self.gate.map(\.code)).union(Self.barriers.map(\.code)) == Set(ReasonCode.allCases))
        #expect(Self.gate.allSatisfy { !$0.code.isBarrier } && Self.barriers.allSatisfy { $0.code.isBarrier })
    }

    @Test func `an answer of white space solves nothing, and an answer can be taken back`() async throws {
        let desk = try await desk(Case(code: .cost, group: { $0.details.fee = .said(Pence(200)) }))
        let solve = SolveBarriers(desk: desk.desk)
        for how in [" \n", "we pay", ""] {
            try await solve(
                [.cost: how], between: "person-1", and: "kitchen", submission: TestDesk.submission(),
                by: desk.linkWorker)
            let solved = try await PrepareReferral(desk: desk.desk)(
                of: "person-1", to: "kitchen", by: desk.linkWorker
            ).solved
            #expect(solved == (how == "we pay" ? [.cost: "we pay"] : [:]))
        }
    }

    @Test(arguments: gate)
    func `evidence that ends and groups that change stop a draft from being sent`(made: Case) async throws {
        let desk = try await TestDesk()
        try await desk.addGroup()
        try await desk.addPerson()
        let draft = try await desk.draft()
        try await desk.change("person-1", made.person)
        // The register is not part of what a save of the group writes: its evidence ends with time.
        if made.code == .standards { desk.clock.move(days: 201) } else { try await desk.change("kitchen", made.group) }
        await #expect(throws: (any Error).self) { try await desk.send(draft) }
        #expect(try await desk.stored(draft).state == .draft)
        #expect(try await desk.outbox.isEmpty)
    }

    @Test func `evidence that ends between draft and sending is told by name`() async throws {
        let desk = try await TestDesk()
        let soon = desk.clock.clock.today.adding(days: 3)
        try await desk.addGroup("kitchen") { group in
            group.register.entries = Risk.r0.requiredStandards.map {
                Evidence(
                    id: Identifier(rawValue: "evidence-\($0)"), standard: $0, from: soon.adding(days: -100),
                    until: soon,
                    note: "", seenBy: "", seenOn: soon.adding(days: -100))
            }
        }
        try await desk.addPerson()
        let draft = try await desk.draft()
        desk.clock.move(days: 4)
        await #expect(throws: Standing.Refusal.gate([.standards])) { try await desk.send(draft) }
    }

    @Test func `a closed group and one that meets no need of theirs are not referred to`() async throws {
        for made in [
            Case(code: .paused, group: { $0.details.status = .closed }),
            Case(code: .format, person: { $0.about.needs = ["football"] }),
        ] {
            let desk = try await desk(made)
            await #expect(throws: Standing.Refusal.gate([])) { _ = try await desk.draft() }
        }
    }

    @Test func `what is avoided is told to the person's own worker and to nobody else`() async throws {
        let desk = try await desk(Self.gate[8])
        let lead = desk.worker("lead", .teamLead)
        await #expect(throws: Standing.Refusal.gate([.avoid])) { _ = try await desk.draft() }
        await #expect(throws: Standing.Refusal.gate([])) { _ = try await desk.draft(by: lead) }
        let own = try await ExplainGroup(desk: desk.desk)("kitchen", for: "person-1", by: desk.linkWorker)
        let other = try await ExplainGroup(desk: desk.desk)("kitchen", for: "person-1", by: lead)
        #expect(own.first?.gate.map(\.code) == [.avoid])
        #expect(other.first?.gate.isEmpty == true && other.first?.keepsReasonPrivate == true)
    }
}
