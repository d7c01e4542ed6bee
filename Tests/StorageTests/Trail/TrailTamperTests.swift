import People
import Testing
import Vocabulary

@testable import Storage

/// Whoever may write into the database can change the trail. Whatever single thing they do, it is found and named.
@Suite("A trail that somebody was at")
struct TrailTamperTests {
    /// One thing that somebody does to a trail, and what has to be named.
    private enum Tampering: CaseIterable {
        case alterMoment, alterActorKind, alterActor, alterVerb, alterSubjectKind, alterSubject, alterPerson
        case alterDetail, alterHash, alterPrevious
        case remove, removeAndCloseGap, swap, copyToEnd, renumber, rewriteOne, numberBelowOne
    }

    /// SplitMix64: the same on every machine, so that a seed that fails can be run again.
    private struct Chance: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static func fill(_ hub: HubTransaction, _ length: Int, _ chance: inout Chance) throws {
        for number in 1...length {
            try hub.events.append(
                ["looked-at", "changed", "sent"].randomElement(using: &chance) ?? "",
                of: EventSubject(kind: "thing", id: "\(Int.random(in: 1...3, using: &chance))"),
                by: EventActor(
                    kind: Bool.random(using: &chance) ? .worker : .job, id: "a-\(Int.random(in: 1...2, using: &chance))"
                ),
                at: Example.start.adding(seconds: number), person: Bool.random(using: &chance) ? "robin" : nil,
                detail: Bool.random(using: &chance) ? ["part": "reach"] : [:])
        }
    }

    private static func set(_ column: SQL, _ hub: HubTransaction, _ number: Int) throws {
        try hub.execute("UPDATE events SET " + column + " WHERE hub_id = \(hub.hub) AND number = \(number)")
    }

    /// Does it, and tells what must be named for it.
    private static func tamper(
        _ what: Tampering, in hub: HubTransaction, length: Int, _ chance: inout Chance
    ) throws -> [TrailFault] {
        // Not the last one: what is done to that alone is for a checkpoint to find.
        let number = Int.random(in: 1..<length, using: &chance)
        func altered(_ column: SQL) throws -> [TrailFault] {
            try set(column, hub, number)
            return [TrailFault(number...number, .altered)]
        }
        switch what {
        case .alterMoment: return try altered("at = at + 1")
        case .alterActorKind: return try altered("actor_kind = 'command'")
        case .alterActor: return try altered("actor_id = actor_id || 'x'")
        case .alterVerb: return try altered("verb = verb || 'x'")
        case .alterSubjectKind: return try altered("subject_kind = 'other'")
        case .alterSubject: return try altered("subject_id = subject_id || 'x'")
        case .alterPerson: return try altered("person_id = 'somebody-else'")
        case .alterDetail: return try altered("detail = '{\"part\":\"other\"}'")
        case .alterHash: return try altered("hash = 'ff' || substr(hash, 3, 61) || 'x'")
        case .alterPrevious: return try altered("previous_hash = previous_hash || 'x'")
        case .remove:
            try hub.execute("DELETE FROM events WHERE hub_id = \(hub.hub) AND number = \(number)")
            return [TrailFault(number...number, .missing)]
        case .removeAndCloseGap:
            try hub.execute("DELETE FROM events WHERE hub_id = \(hub.hub) AND number = \(number)")
            for later in (number + 1)...length { try set("number = \(later - 1)", hub, later) }
            return [TrailFault(number...(length - 1), .moved(by: 1))]
        case .swap:
            let other = Int.random(in: (number + 1)...length, using: &chance)
            for (from, to) in [(number, 1_000_000), (other, number), (1_000_000, other)] {
                try set("number = \(to)", hub, from)
            }
            return [
                TrailFault(number...number, .moved(by: other - number)),
                TrailFault(other...other, .moved(by: number - other)),
            ]
        case .copyToEnd:
            try hub.execute(
                """
                INSERT INTO events (hub_id, number, at, actor_kind, actor_id, verb, subject_kind, subject_id, person_id,
                                    detail, previous_hash, hash)
                SELECT hub_id, \(length + 1), at, actor_kind, actor_id, verb, subject_kind, subject_id, person_id,
                       detail, previous_hash, hash
                FROM events WHERE hub_id = \(hub.hub) AND number = \(number)
                """)
            return [TrailFault((length + 1)...(length + 1), .moved(by: number - length - 1))]
        case .renumber:
            try set("number = \(length + 5)", hub, number)
            return [
                TrailFault(number...number, .missing), TrailFault((length + 1)...(length + 4), .missing),
                TrailFault((length + 5)...(length + 5), .moved(by: number - length - 5)),
            ]
        case .rewriteOne:
            // With a hash that fits, by somebody who knows how it is made.
            try set("verb = verb || 'x'", hub, number)
            let row = try #require(
                try hub.row("SELECT * FROM events WHERE hub_id = \(hub.hub) AND number = \(number)"))
            try set("hash = \(try HashedEvent(row, of: hub.hub).hash(as: number))", hub, number)
            return [TrailFault(number...number, .replaced)]
        case .numberBelowOne:
            try set("number = -3", hub, number)
            return [TrailFault(-3...(-3), .altered), TrailFault(number...number, .missing)]
        }
    }

    /// 25 random trails for each way, on each engine.
    @Test(arguments: TestEngine.allCases, 1...5 as ClosedRange<UInt64>)
    func `is found out, and each event is named`(engine: TestEngine, seed: UInt64) async throws {
        let database = try await engine.open()
        for round in 0..<5 {
            for (place, what) in Tampering.allCases.enumerated() {
                let start = Chance(state: seed &* 10_000 &+ UInt64(round * 100 + place))
                let (expected, found) = try await database.takenBack("one") {
                    hub throws -> ([TrailFault], [TrailFault]) in
                    var chance = start
                    let length = Int.random(in: 3...24, using: &chance)
                    try Self.fill(hub, length, &chance)
                    #expect(
                        try hub.events.faults().isEmpty, "an honest trail was accused: seed \(seed), round \(round)")
                    let expected = try Self.tamper(what, in: hub, length: length, &chance)
                    return (expected, try hub.events.faults())
                }
                #expect(found == expected, "\(what), seed \(seed), round \(round)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `is known as one story where many neighbours have the same fault`(engine: TestEngine) async throws {
        let database = try await engine.open()
        let found = try await database.takenBack("one") { hub throws in
            var chance = Chance(state: 3)
            try Self.fill(hub, 40, &chance)
            try hub.execute("UPDATE events SET verb = 'x' WHERE hub_id = 'one' AND number BETWEEN 5 AND 9")
            try hub.execute("DELETE FROM events WHERE hub_id = 'one' AND number BETWEEN 20 AND 29")
            return try hub.events.faults()
        }
        #expect(found == [TrailFault(5...9, .altered), TrailFault(20...29, .missing)])
    }

    @Test func `ends the search where everything was altered`() async throws {
        let database = try await TestEngine.sqliteInMemory.open()
        let found = try await database.takenBack("one") { hub throws in
            for _ in 0..<1200 { try hub.recordSomething() }
            // Every second one, so that no two are neighbours.
            try hub.execute("UPDATE events SET verb = 'x' WHERE hub_id = 'one' AND number % 2 = 0")
            return try hub.events.faults()
        }
        #expect(found.count == TrailWalk.most)
    }

    @Test(arguments: TestEngine.allCases)
    func `is looked at from a checkpoint on, and what lies before it is left out`(engine: TestEngine) async throws {
        let database = try await engine.open()
        let found = try await database.takenBack("one") { hub throws in
            var chance = Chance(state: 4)
            try Self.fill(hub, 20, &chance)
            let hash = try #require(try hub.events.hash(of: 10))
            let checkpoint = TrailCheckpoint(number: 10, hash: hash, at: Example.start, key: "k", signature: "s")
            #expect(try hub.events.faults(after: checkpoint).isEmpty)
            try Self.set("verb = 'x'", hub, 4)
            #expect(try hub.events.faults(after: checkpoint).isEmpty)
            try Self.set("verb = 'x'", hub, 14)
            return try hub.events.faults(after: checkpoint)
        }
        #expect(found == [TrailFault(14...14, .altered)])
    }

    @Test(arguments: TestEngine.allCases)
    func `has checkpoints of which each number is kept once`(engine: TestEngine) async throws {
        let database = try await engine.open()
        try await database.keepHouse("one") { hub throws in
            func checkpoint(_ number: Int, _ hash: String) -> TrailCheckpoint {
                TrailCheckpoint(number: number, hash: hash, at: Example.start, key: "k", signature: "s")
            }
            #expect(try hub.checkpoints.latest() == nil)
            #expect(try hub.checkpoints.add(checkpoint(4, "a")))
            #expect(try !hub.checkpoints.add(checkpoint(4, "b")))
            #expect(try hub.checkpoints.add(checkpoint(9, "c")))
            #expect(try hub.checkpoints.latest() == checkpoint(9, "c"))
            #expect(try hub.checkpoints.all() == [checkpoint(4, "a"), checkpoint(9, "c")])
        }
    }

    // MARK: The clock

    @Test(arguments: TestEngine.allCases)
    func `never runs backwards, and refuses a clock that was set back`(engine: TestEngine) async throws {
        let database = try await engine.open()
        func record(after seconds: Int) async throws {
            try await database.write("one") { hub in
                try hub.events.append(
                    "tested", of: Example.subject, by: Example.actor, at: Example.start.adding(seconds: seconds))
            }
        }
        try await record(after: 1000)
        // Two servers are never exactly together.
        try await record(after: 1000 - EventStore.clockTolerance)
        await #expect(throws: StorageFault.clockBehind(seconds: EventStore.clockTolerance + 1)) {
            try await record(after: 1000 - EventStore.clockTolerance - 1)
        }
        #expect(await database.lastingTrouble() == [.clockBehind("one")])
        let moments = try await database.read("one") { try $0.events.about(Example.subject).map(\.at) }
        #expect(moments == [Example.start.adding(seconds: 1000), Example.start.adding(seconds: 1000)])

        // Another hub has a trail of its own.
        try await database.write("two") { hub in
            try hub.events.append("tested", of: Example.subject, by: Example.actor, at: Example.start)
        }
        try await database.write("one") { try $0.events.acceptClock(at: Example.start, by: Example.actor) }
        try await record(after: 1)
        try await database.read("one") { hub throws in
            #expect(try hub.events.faults().isEmpty)
            #expect(try hub.events.about(EventSubject(kind: "hub", id: "one")).first?.detail == ["seconds": "1000"])
        }
    }
}

extension Database {
    /// What `body` gives, of which nothing is kept.
    fileprivate func takenBack<Value: Sendable>(
        _ hub: Identifier<Hub>, _ body: @escaping @Sendable (HubTransaction) throws -> Value
    ) async throws -> Value {
        do {
            return try await keepHouse(hub) { throw TakenBack(value: try body($0)) }
        } catch let taken as TakenBack<Value> { return taken.value }
    }
}

private struct TakenBack<Value: Sendable>: Error { let value: Value }
