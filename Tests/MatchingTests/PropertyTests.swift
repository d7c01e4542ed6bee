import Matching
import Testing
import Vocabulary

/// What must hold of every answer, whatever the directory.
@Suite struct PropertyTests {
    private func offered(_ groups: [GroupProfile], _ situation: Situation) throws -> Set<GroupProfile.ID> {
        Set(try DirectoryIndex(groups).match(situation).offers.map(\.id))
    }

    /// Ways to take one barrier away.
    private static let openings: [(String, @Sendable (inout Situation) -> Void)] = [
        ("travel", { $0.reach.canTravel = true }), ("online", { $0.reach.online = true }),
        ("phone", { $0.reach.phone = true }),
        ("walk", { $0.reach.maxWalkMinutes += 30 }), ("fee", { $0.maxFee = Pence($0.maxFee.amount + 200) }),
        ("childcare", { $0.childcareNeeded = false }), ("access", { $0.access = [] }),
        ("papers", { $0.avoidPapers = false }), ("booking", { $0.canBookAhead = true }),
        ("avoid", { $0.avoid = .init() }), ("requires", { $0.requires = [] }), ("age", { $0.age = nil }),
        ("audience", { $0.audience = .any }), ("format", { $0.format = .any }),
        ("interpreter", { $0.interpreter.excludedCommunities = [] }), ("any time", { $0.free = nil }),
        ("horizon", { $0.horizonKm += 5 }),
        (
            "free window",
            {
                $0.free?.append(
                    WeeklyWindow(day: .thursday, from: TimeOfDay(minutes: 0)!, to: TimeOfDay(minutes: 1440)!)!)
            }
        ),
        ("tongue", { $0.languages.append(SpokenLanguage("ar", .fluent)) }),
    ]

    @Test func `removing a barrier never loses an offer`() throws {
        for seed in UInt64(1)...150 {
            let drawn = RandomCase(seed: seed)
            let before = try offered(drawn.groups, drawn.situation)
            for (name, open) in PropertyTests.openings {
                var situation = drawn.situation
                open(&situation)
                let after = try offered(drawn.groups, situation)
                #expect(before.isSubset(of: after), "seed \(seed), \(name)")
            }
        }
    }

    @Test func `raising the risk never adds an offer`() throws {
        for seed in UInt64(1)...300 {
            var drawn = RandomCase(seed: seed)
            var before: Set<GroupProfile.ID>?
            for risk in Risk.allCases {
                drawn.situation.risk = risk
                let now = try offered(drawn.groups, drawn.situation)
                if let before { #expect(now.isSubset(of: before), "seed \(seed), \(risk.rawValue)") }
                before = now
            }
            #expect(before == [])
        }
    }

    @Test func `a risk that nobody judged opens what R2 opens, tells nobody of the rest and says so`() throws {
        for seed in UInt64(1)...300 {
            var drawn = RandomCase(seed: seed)
            let index = try DirectoryIndex(drawn.groups)
            drawn.situation.risk = .r2
            let judged = index.match(drawn.situation)
            drawn.situation.risk = nil
            let unjudged = index.match(drawn.situation)
            #expect(unjudged.offers.map(\.id) == judged.offers.map(\.id), "seed \(seed)")
            #expect(unjudged.blocked == judged.blocked && unjudged.signposts.isEmpty)
            #expect(unjudged.offers.allSatisfy { $0.cautions.last == .riskUnjudged })
        }
    }

    @Test func `what is not known never stands against a group, and is told`() throws {
        for seed in UInt64(1)...200 {
            var drawn = RandomCase(seed: seed)
            let before = try offered(drawn.groups, drawn.situation)
            for index in drawn.groups.indices { drawn.groups[index].unknown = Set(GroupProfile.Unknown.allCases) }
            let answer = try DirectoryIndex(drawn.groups).match(drawn.situation)
            #expect(before.isSubset(of: answer.offers.map(\.id)), "seed \(seed)")
            #expect(answer.offers.allSatisfy { $0.cautions.contains(.costUnknown) })
            let silenced: Set<ReasonCode> = [.access, .childcare, .cost, .papers]
            #expect(answer.blocked.allSatisfy { silenced.isDisjoint(with: $0.reasons.map(\.code)) })
        }
    }

    @Test func `the order of groups in the file never matters, to the byte`() throws {
        for seed in UInt64(1)...200 {
            let drawn = RandomCase(seed: seed)
            var random = SeededNumbers(seed: seed)
            let bytes = try DirectoryIndex(drawn.groups).match(drawn.situation).json
            #expect(try DirectoryIndex(drawn.groups.shuffled(using: &random)).match(drawn.situation).json == bytes)
        }
    }

    @Test func `a limit cuts the offers and nothing else`() throws {
        for seed in UInt64(1)...200 {
            let drawn = RandomCase(seed: seed)
            let index = try DirectoryIndex(drawn.groups)
            let all = index.match(drawn.situation)
            for limit in [0, 1, 3] {
                let some = index.match(drawn.situation, limit: limit)
                #expect(some.offers == Array(all.offers.prefix(limit)))
                #expect(some.offersInAll == all.offers.count)
                #expect(some.blocked == all.blocked && some.signposts == all.signposts && some.unlocks == all.unlocks)
            }
        }
    }

    @Test func `what is written reads back as the same`() throws {
        for seed in UInt64(1)...200 {
            let drawn = RandomCase(seed: seed)
            let groups = try Read.directory(String(decoding: GroupProfile.directoryJSON(drawn.groups), as: UTF8.self))
            #expect(groups == drawn.groups)
            #expect(try Read.situation(String(decoding: drawn.situation.json, as: UTF8.self)) == drawn.situation)
        }
    }

    @Test func `every group is explained as the answer has it`() throws {
        for seed in UInt64(1)...200 {
            let drawn = RandomCase(seed: seed)
            let index = try DirectoryIndex(drawn.groups)
            let rules = PlainRules(situation: drawn.situation)
            let answer = index.match(drawn.situation)
            for group in drawn.groups {
                let explanation = try #require(index.explain(group.id, for: drawn.situation))
                #expect(explanation.wasConsidered == rules.considers(group))
                switch explanation.verdict {
                case .offer(let offer): #expect(offer == rules.offer(group))
                case .signpost(let finding), .blocked(let finding):
                    #expect(finding.reasons == rules.reasons(against: group))
                    #expect(
                        !rules.considers(group) || answer.signposts.contains(finding)
                            || answer.blocked.contains(finding))
                }
            }
            #expect(index.explain("nobody", for: drawn.situation) == nil)
        }
    }
}
