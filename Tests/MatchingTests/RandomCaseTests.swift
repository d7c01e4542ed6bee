import Matching
import Testing

/// A random case that never meets a rule would prove nothing.
@Suite struct RandomCaseTests {
    @Test func `the random cases meet every rule, every part of the score and every tier`() throws {
        var reasons: [ReasonCode: Int] = [:]
        var parts: [ScorePart: Int] = [:]
        var unlocks: Set<ReasonCode> = []
        var signposts = 0
        var cautions = 0
        for seed in UInt64(1)...600 {
            let drawn = RandomCase(seed: seed)
            let answer = PlainAnswer(drawn.groups, drawn.situation)
            signposts += answer.signposts.count
            unlocks.formUnion(answer.unlocks.map(\.code))
            for finding in answer.blocked + answer.signposts {
                for reason in finding.reasons { reasons[reason.code, default: 0] += 1 }
            }
            for offer in answer.offers {
                cautions += offer.cautions.count
                for part in offer.why.keys { parts[part, default: 0] += 1 }
            }
        }
        for code in ReasonCode.allCases { #expect(reasons[code, default: 0] >= 20, "\(code.rawValue)") }
        for part in ScorePart.allCases { #expect(parts[part, default: 0] >= 50, "\(part.rawValue)") }
        #expect(unlocks == Set(ReasonCode.allCases.filter(\.canBeUnlocked)))
        #expect(signposts >= 100)
        #expect(cautions >= 50)
    }
}
