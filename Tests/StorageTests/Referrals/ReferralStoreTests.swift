import Community
import People
import Storage
import Testing
import Vocabulary

@Suite("The store of referrals")
struct ReferralStoreTests {
    private func database(_ engine: TestEngine, _ referrals: [Referral]) async throws -> Database {
        let database = try await engine.open()
        try await database.keepHouse("one") { hub throws in
            try hub.addFoundations()
            for referral in referrals { try hub.referrals.add(referral) }
        }
        return database
    }

    @Test(arguments: TestEngine.allCases, Referral.State.allCases)
    func `gives back a referral as it was`(engine: TestEngine, state: Referral.State) async throws {
        let referral = Example.referral("r", state, welcome: state == .ended ? 4 : nil)
        let database = try await database(engine, [referral])
        var expected = referral
        expected.version = state == .draft ? 1 : 2
        let (one, of) = try await database.read("one") { (try $0.referrals.find("r"), try $0.referrals.of("robin")) }
        #expect(one == expected)
        #expect(of == [expected])
    }

    @Test(arguments: TestEngine.allCases)
    func `refuses a second answer to something that was answered meanwhile`(engine: TestEngine) async throws {
        let database = try await database(engine, [Example.referral("r", .sent)])
        let read = try #require(try await database.read("one") { try $0.referrals.find("r") })
        var accepted = read
        try accepted.accept(
            at: Example.start, today: Example.today, room: Referral.Room(placesLeft: 1, leftThisMonth: 1))
        var declined = read
        try declined.decline(because: .noRoom, at: Example.start)
        let (first, second) = (accepted, declined)
        try await database.keepHouse("one") { try $0.referrals.save(first) }
        await #expect(throws: StorageFault.stale(expected: 2, found: 3)) {
            try await database.keepHouse("one") { try $0.referrals.save(second) }
        }
        #expect(try await database.read("one") { try $0.referrals.find("r")?.state } == .accepted)
    }

    @Test(arguments: TestEngine.allCases)
    func `counts how full groups are from their referrals`(engine: TestEngine) async throws {
        let monthStart = Example.today.startOfMonth.start(in: Clock.london)
        let before = monthStart.adding(seconds: -1)
        let referrals = [
            Example.referral("1", .accepted, at: Example.start), Example.referral("2", .introduced, at: before),
            Example.referral("3", .attending, at: monthStart), Example.referral("4", .sent),
            Example.referral("5", .waitlisted), Example.referral("6", .ended), Example.referral("7", .declined),
            Example.referral("8", .expired), Example.referral("9", .draft),
        ]
        let database = try await database(engine, referrals)
        let expected = Load(acceptedThisMonth: 3, held: 3, waiting: 2, waitlisted: 1)
        try await database.read("one") { hub throws in
            #expect(try hub.referrals.load(of: "kitchen", monthStart: monthStart) == expected)
            #expect(try hub.referrals.loads(monthStart: monthStart) == ["kitchen": expected])
            #expect(
                try hub.referrals.loads(of: ["kitchen", "nobody"], monthStart: monthStart) == ["kitchen": expected])
            #expect(try hub.referrals.load(of: "nobody", monthStart: monthStart) == Load())
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `tells how welcome people felt only where nobody can tell who said what`(engine: TestEngine) async throws {
        let database = try await database(
            engine, [Example.referral("1", .ended, welcome: 5), Example.referral("2", .ended, welcome: 4)])
        #expect(try await database.read("one") { try $0.referrals.welcome(of: nil) }.isEmpty)
        try await database.keepHouse("one") { hub throws in
            try hub.referrals.add(Example.referral("3", .ended))
            try hub.referrals.add(Example.referral("4", .ended, welcome: 3))
        }
        try await database.read("one") { hub throws in
            #expect(try hub.referrals.welcome(of: nil) == ["kitchen": 4.0])
            #expect(try hub.referrals.welcome(of: ["kitchen"]) == ["kitchen": 4.0])
            #expect(try hub.referrals.welcome(of: ["nobody"]).isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `opens a referral by its link or code only, and no other one by the same`(engine: TestEngine) async throws {
        let database = try await database(engine, [Example.referral("a", .sent), Example.referral("b", .sent)])
        let ends = Example.start.adding(days: 30)
        try await database.keepHouse("one") { hub throws in
            try hub.referrals.setLink(of: "a", tokenHash: "token", codeHash: "code", endsAt: ends)
        }
        try await database.read("one") { hub throws in
            #expect(try hub.referrals.find(tokenHash: "token")?.referral.id == "a")
            #expect(try hub.referrals.find(tokenHash: "token")?.linkEndsAt == ends)
            #expect(try hub.referrals.find(codeHash: "code")?.referral.id == "a")
            #expect(try hub.referrals.find(tokenHash: "code") == nil)
            #expect(try hub.referrals.linkEnd(of: "b") == nil)
        }
        do {
            try await database.keepHouse("one") { try $0.referrals.setLink(of: "b", tokenHash: "token", endsAt: ends) }
            Issue.record("one token opened two doors")
        } catch StorageFault.constraint {}
        try await database.keepHouse("one") { try $0.referrals.closeLink(of: "a", at: Example.start) }
        #expect(try await database.read("one") { try $0.referrals.linkEnd(of: "a") } == Example.start)
    }

    @Test(arguments: TestEngine.allCases)
    func `finds what is open and rests on a consent`(engine: TestEngine) async throws {
        let database = try await database(
            engine, Referral.State.allCases.map { Example.referral(Identifier(rawValue: $0.rawValue), $0) })
        let open = try await database.read("one") { hub throws in
            try hub.referrals.restingOn("yes", of: "robin").filter(\.state.isOpen).map(\.id.rawValue).sorted()
        }
        #expect(open == Referral.State.allCases.filter(\.isOpen).map(\.rawValue).sorted())
    }

    @Test(arguments: TestEngine.allCases)
    func `tells what is open from what is over, a page at a time`(engine: TestEngine) async throws {
        let database = try await database(
            engine, Referral.State.allCases.map { Example.referral(Identifier(rawValue: $0.rawValue), $0) })
        try await database.read("one") { hub throws in
            let open = try hub.referrals.open(of: "robin").map(\.state)
            #expect(Set(open) == Set(Referral.State.allCases.filter(\.isOpen)))
            let over = Referral.State.allCases.filter { !$0.isOpen }
            let first = try hub.referrals.past(of: "robin", limit: 2).map(\.state)
            let second = try hub.referrals.past(of: "robin", limit: 2, offset: 2).map(\.state)
            #expect(first.count == 2)
            #expect(Set(first + second) == Set(over))
            #expect(try hub.referrals.countPast(of: "robin") == over.count)
            #expect(try hub.referrals.open(of: "somebody-else").isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `lists what waits for a group, longest first`(engine: TestEngine) async throws {
        let now = Example.start
        let database = try await database(
            engine,
            [
                Example.referral("fresh", .sent, at: now.adding(days: -1)),
                Example.referral("old", .sent, at: now.adding(days: -9)),
                Example.referral("older", .sent, at: now.adding(days: -12)),
                Example.referral("answered", .accepted, at: now.adding(days: -12)),
            ])
        try await database.read("one") { hub throws in
            let silent = try hub.referrals.unanswered(sentBefore: now.adding(days: -7), limit: 5)
            #expect(silent.map(\.id) == ["older", "old"])
            let hands = try hub.referrals.inHands(of: Example.worker, states: [.sent], limit: 2)
            #expect(hands.map(\.id) == ["older", "old"])
            #expect(try hub.referrals.inHands(of: "somebody-else", states: [.sent], limit: 2).isEmpty)
            let answered = try hub.referrals.answered(since: now.adding(days: -20), worker: Example.worker, limit: 5)
            #expect(answered.map(\.id) == ["answered"])
            #expect(try hub.referrals.of("kitchen", states: [.sent], limit: 9).map(\.id) == ["fresh", "old", "older"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `keeps what was said about sessions, newest first`(engine: TestEngine) async throws {
        let database = try await database(engine, [Example.referral("r", .attending)])
        let said = Attendance.Outcome.allCases.enumerated().map { index, outcome in
            Attendance(
                id: Identifier(rawValue: "a\(index)"), referral: "r", on: Example.today.adding(days: -index),
                outcome: outcome, saidAt: Example.start.adding(days: -index), byGroup: index == 0)
        }
        try await database.keepHouse("one") { hub in for one in said.reversed() { try hub.attendances.add(one) } }
        #expect(try await database.read("one") { try $0.attendances.of(["r", "nobody"]) } == said)
        #expect(try await database.read("one") { try $0.attendances.of([]) }.isEmpty)
    }

    @Test(arguments: TestEngine.allCases)
    func `keeps how a barrier was solved, and forgets it when it is taken away`(engine: TestEngine) async throws {
        let database = try await database(engine, [])
        func write(_ how: String) async throws {
            try await database.keepHouse("one") { hub throws in
                try hub.solvedBarriers.write(
                    how, for: "childcare", between: "robin", and: "kitchen", at: Example.start, by: Example.worker)
            }
        }
        func solved() async throws -> [String: String] {
            try await database.read("one") { try $0.solvedBarriers.between("robin", and: "kitchen") }
        }
        try await write("A neighbour")
        try await write("An aunt")
        #expect(try await solved() == ["childcare": "An aunt"])
        try await write("")
        #expect(try await solved().isEmpty)
    }
}
