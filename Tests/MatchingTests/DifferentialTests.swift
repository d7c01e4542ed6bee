import Foundation
import Matching
import Testing
import Vocabulary

/// The engine against the plain rules, on random directories and situations.
@Suite struct DifferentialTests {
    private static let isLong = ProcessInfo.processInfo.environment["KITH_LONG"] == "1"
    private static let seed = ProcessInfo.processInfo.environment["KITH_SEED"].flatMap { UInt64($0) } ?? 1

    @Test func `the engine and the plain rules give one answer`() throws {
        let count: UInt64 = DifferentialTests.isLong ? 25_000 : 2_000
        for seed in DifferentialTests.seed..<DifferentialTests.seed + count {
            let drawn = RandomCase(seed: seed)
            guard try !agrees(drawn, seed) else { continue }
            let small = try shrunk(drawn, seed)
            Issue.record(
                """
                seed \(seed): the engine and the rules differ. To replay: kith match --json with
                directory \(String(decoding: GroupProfile.directoryJSON(small.groups), as: UTF8.self))
                situation \(String(decoding: small.situation.json, as: UTF8.self))
                expected \(PlainAnswer(small.groups, small.situation))
                got \(PlainAnswer(try index(small.groups, seed).match(small.situation)))
                """)
            return
        }
    }

    private func agrees(_ drawn: RandomCase, _ seed: UInt64) throws -> Bool {
        let limit = seed % 5 == 0 ? Int(seed / 5 % 4) : nil
        let answer = try index(drawn.groups, seed).match(drawn.situation, limit: limit)
        return PlainAnswer(answer) == PlainAnswer(drawn.groups, drawn.situation, limit: limit)
    }

    /// Builds the index in one of three ways: at once, group by group, or with detours.
    private func index(_ groups: [GroupProfile], _ seed: UInt64) throws -> DirectoryIndex {
        var random = SeededNumbers(seed: seed &* 31)
        if seed % 3 == 0 { return try DirectoryIndex(groups) }
        var index = try DirectoryIndex(seed % 3 == 1 ? [] : Array(groups.prefix(groups.count / 2)))
        for group in groups {
            if random.chance(30) {
                let other = RandomCase(seed: random.next(), mostGroups: 3).groups
                if var detour = other.first {
                    detour = detour.renamed(group.id)
                    try index.put(detour)
                    if random.chance(50) { index.remove(group.id) }
                }
            }
            try index.put(group)
        }
        return index
    }

    /// A smaller case that fails as well: without the groups and the fields that do not matter.
    private func shrunk(_ drawn: RandomCase, _ seed: UInt64) throws -> RandomCase {
        var small = drawn
        for group in drawn.groups {
            var fewer = small
            fewer.groups.removeAll { $0.id == group.id }
            if try !agrees(fewer, seed) { small = fewer }
        }
        for step in Plainer.groupSteps {
            for index in small.groups.indices {
                var plainer = small
                step(&plainer.groups[index])
                if try !agrees(plainer, seed) { small = plainer }
            }
        }
        for step in Plainer.situationSteps {
            var plainer = small
            step(&plainer.situation)
            if try !agrees(plainer, seed) { small = plainer }
        }
        return small
    }
}

/// Steps that take one field back to what it is when it is left out.
private enum Plainer {
    private static let group = GroupProfile(id: "", name: "")
    private static let situation = Situation(today: RandomCase.today, needs: [])

    static let groupSteps: [@Sendable (inout GroupProfile) -> Void] = [
        { $0.status = group.status }, { $0.needs = Array($0.needs.prefix(1)) }, { $0.interests = [] },
        { $0.format = group.format }, { $0.location = nil }, { $0.accuracyM = 0 }, { $0.online = false },
        { $0.byPhone = false }, { $0.travelPaid = false }, { $0.unknown = [] },
        { $0.fee = .zero }, { $0.sessions = $0.sessions.map { GroupSession($0.window) } }, { $0.sessions = [] },
        { $0.dropIn = false }, { $0.bookAhead = false },
        { $0.audience = .everyone }, { $0.age = .open }, { $0.languages = [] }, { $0.english = .conversational },
        { $0.interpreting = [] }, { $0.childcare = .none }, { $0.access = [] }, { $0.asksStatus = false },
        { $0.communities = [] }, { $0.register = [] }, { $0.agreement = .init() }, { $0.welcome = nil },
        { $0.volunteering = false },
    ]

    static let situationSteps: [@Sendable (inout Situation) -> Void] = [
        { $0.needs = Array($0.needs.prefix(1)) }, { $0.interests = [] }, { $0.format = .any }, { $0.home = nil },
        { $0.homeAccuracyM = 0 }, { $0.horizonKm = 10 }, { $0.reach = .init() }, { $0.maxFee = .zero },
        { $0.free = nil },
        { $0.canBookAhead = true }, { $0.gender = .unsaid }, { $0.audience = .any }, { $0.age = nil },
        { $0.languages = [] }, { $0.interpreter = .init() }, { $0.childcareNeeded = false }, { $0.access = [] },
        { $0.avoidPapers = true }, { $0.risk = .r0 }, { $0.requires = [] }, { $0.avoid = .init() },
        { $0.communities = [] }, { $0.background = .noPreference }, { $0.wantsToVolunteer = false },
    ]
}

extension GroupProfile {
    /// The same group under another id.
    func renamed(_ id: ID) -> GroupProfile {
        var copy = GroupProfile(id: id, name: name)
        copy.status = status
        copy.needs = needs
        copy.interests = interests
        copy.location = location
        copy.accuracyM = accuracyM
        copy.online = online
        copy.byPhone = byPhone
        copy.sessions = sessions
        copy.languages = languages
        copy.interpreting = interpreting
        copy.access = access
        copy.communities = communities
        copy.register = register
        copy.agreement = agreement
        copy.unknown = unknown
        return copy
    }
}
