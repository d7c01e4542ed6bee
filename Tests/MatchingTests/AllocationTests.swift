import Testing
import Vocabulary

@testable import Matching

/// Sharing places out, against trying everything.
@Suite struct AllocationTests {
    /// What is compared: how many people get something, the ranks of those who do, and the score.
    private struct Worth: Comparable {
        var ranks: [Int] = []
        var score = 0

        static func < (left: Worth, right: Worth) -> Bool {
            if left.ranks.count != right.ranks.count { return left.ranks.count < right.ranks.count }
            let (mine, yours) = (left.ranks.sorted(by: >), right.ranks.sorted(by: >))
            if mine != yours { return mine.lexicographicallyPrecedes(yours) }
            return left.score < right.score
        }
    }

    /// The best of all ways to share, by trying them all.
    private func best(
        _ person: Int, _ wishes: [[Sharing.Wish]], _ ranks: [Int], _ perPerson: Int, _ places: [Int], _ worth: Worth
    ) -> Worth {
        guard person < wishes.count else { return worth }
        var found: Worth?
        for choice in 0..<(1 << wishes[person].count) where choice.nonzeroBitCount <= perPerson {
            var (left, now) = (places, worth)
            for (index, wish) in wishes[person].enumerated() where choice >> index & 1 == 1 {
                left[wish.group] -= 1
                now.score += wish.score
            }
            guard left.allSatisfy({ $0 >= 0 }) else { continue }
            if choice != 0 { now.ranks.append(ranks[person]) }
            let result = best(person + 1, wishes, ranks, perPerson, left, now)
            found = found.map { max($0, result) } ?? result
        }
        return found ?? worth
    }

    @Test(arguments: [1, 2, 3])
    func `sharing is as good as the best of all ways to share`(perPerson: Int) {
        for seed in UInt64(1)...300 {
            var random = SeededNumbers(seed: seed &* 17 &+ UInt64(perPerson))
            let places = (0..<Int.random(in: 1...4, using: &random)).map { _ in random.pick([0, 1, 1, 2]) }
            let people = Int.random(in: 1...5, using: &random)
            let wishes = (0..<people).map { _ in
                places.indices.filter { _ in random.chance(60) }.map {
                    Sharing.Wish(group: $0, score: random.pick([-6, 5, 40, 41, 60, 100]))
                }
            }
            let ranks = (0..<people).map { _ in random.pick([1, 2, 2, 3]) }.sorted(by: >)
            var sharing = Sharing(places: places, wishes: wishes, ranks: ranks, perPerson: perPerson)
            let given = sharing.solve()
            var worth = Worth()
            var taken = [Int](repeating: 0, count: places.count)
            for (person, chosen) in given.enumerated() where !chosen.isEmpty {
                #expect(chosen.count <= perPerson)
                worth.ranks.append(ranks[person])
                for index in chosen {
                    worth.score += wishes[person][index].score
                    taken[wishes[person][index].group] += 1
                }
            }
            #expect(zip(taken, places).allSatisfy { $0 <= $1 }, "seed \(seed)")
            let expected = best(0, wishes, ranks, perPerson, places, Worth())
            #expect(!(worth < expected) && !(expected < worth), "seed \(seed): \(worth), best is \(expected)")
        }
    }

    @Test func `the one at higher risk comes first, then the one who waits longer`() throws {
        var group = try Read.directory(Example.directory)[0]
        group.register = Risk.r4.requiredStandards.map { .init($0, until: nil) }
        group.agreement.places = 2
        let calm = try Read.situation(Example.situation)
        var waiting = calm
        waiting.waitingDays = 40
        var worried = calm
        worried.risk = .r1
        let members = [("a", calm), ("b", waiting), ("c", worried)].map {
            CohortMember(id: .init($0.0), situation: $0.1)
        }
        let allocation = try DirectoryIndex([group]).allocate(members)
        #expect(allocation.shares.map(\.member.rawValue) == ["a", "b", "c"])
        #expect(allocation.shares.map { $0.offers.map(\.id.rawValue) } == [[], ["g1"], ["g1"]])
        #expect(allocation.shares[0].shortage == .placesAreTaken)
        group.agreement.cohort = 1
        #expect(try DirectoryIndex([group]).allocate(members).served == 1)
        group.fee = Pence(900)
        #expect(try DirectoryIndex([group]).allocate(members).shares.allSatisfy { $0.shortage == .noGroupFits })
    }

    @Test func `somebody whose risk nobody judged stands where R2 stands`() throws {
        var group = try Read.directory(Example.directory)[0]
        group.register = Risk.r4.requiredStandards.map { .init($0, until: nil) }
        group.agreement.places = 1
        var (lower, unjudged, higher) = (
            try Read.situation(Example.situation), try Read.situation(Example.situation),
            try Read.situation(Example.situation)
        )
        (lower.risk, unjudged.risk, higher.risk) = (.r1, nil, .r3)
        func served(_ situations: [Situation]) throws -> [Bool] {
            let members = situations.enumerated().map {
                CohortMember(id: .init("p\($0.offset)"), situation: $0.element)
            }
            return try DirectoryIndex([group]).allocate(members).shares.map { !$0.offers.isEmpty }
        }
        #expect(try served([lower, unjudged]) == [false, true])
        #expect(try served([unjudged, higher]) == [false, true])
    }

    @Test func `the order of the people never matters, to the byte`() throws {
        for seed in UInt64(1)...30 {
            var random = SeededNumbers(seed: seed)
            let groups = RandomCase(seed: seed, mostGroups: 12).groups
            var members = (0..<8).map { number in
                CohortMember(id: .init("p\(number)"), situation: RandomCase(seed: seed + UInt64(number) % 3).situation)
            }
            let index = try DirectoryIndex(groups)
            let bytes = index.allocate(members, perPerson: 2).json
            members.shuffle(using: &random)
            #expect(index.allocate(members, perPerson: 2).json == bytes)
        }
    }

    @Test func `a file of situations is read with its ids, and a fault names the person`() throws {
        func read(_ json: String) throws -> [CohortMember] {
            try Array(json.utf8).withUnsafeBytes { try CohortMember.cohort(json: $0) }
        }
        let good = #"{"id": "p1", "today": "2026-11-23", "needs": ["english"], "waitingDays": 3}"#
        #expect(try read("[\(good)]").first?.situation.waitingDays == 3)
        for (json, problem) in [
            ("[\(good), \(good)]", "situation p1: id is the id of two people"),
            (#"[{"today": "2026-11-23", "needs": ["a"]}]"#, "situation number 1: id is missing"),
            (#"[{"id": "p2", "today": "2026-11-23"}]"#, "situation p2: needs must name at least one need"),
            ("{}", "the situations must be an array, each with an id"),
        ] {
            do {
                _ = try read(json)
                Issue.record("no fault for \(json)")
            } catch let fault as SituationFault { #expect(fault.description == problem) }
        }
    }
}
