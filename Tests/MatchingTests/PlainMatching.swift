import Matching
import Vocabulary

/// An answer as the plain rules give it, to be compared with the engine's.
struct PlainAnswer: Equatable {
    var considered = 0
    var offers: [Offer] = []
    var signposts: [Finding] = []
    var blocked: [Finding] = []
    var unlocks: [Answer.Unlock] = []

    init(_ groups: [GroupProfile], _ situation: Situation, limit: Int? = nil) {
        let rules = PlainRules(situation: situation)
        for group in groups where rules.considers(group) {
            considered += 1
            let reasons = rules.reasons(against: group)
            let finding = Finding(id: group.id, walkMinutes: rules.walkMinutes(to: group), reasons: reasons)
            if reasons.isEmpty {
                offers.append(rules.offer(group))
            } else if situation.risk == .r0, reasons.allSatisfy({ PlainAnswer.signposts.contains($0.code) }) {
                signposts.append(finding)
            } else {
                blocked.append(finding)
            }
        }
        offers.sort { left, right in
            if left.score != right.score { return left.score > right.score }
            if left.walkMinutes != right.walkMinutes { return (left.walkMinutes ?? .max) < (right.walkMinutes ?? .max) }
            return left.id < right.id
        }
        if let limit { offers = Array(offers.prefix(limit)) }
        signposts.sort { $0.id < $1.id }
        blocked.sort { $0.id < $1.id }
        unlocks = PlainAnswer.unlocks(signposts + blocked)
    }

    init(_ answer: Answer) {
        considered = answer.considered
        offers = answer.offers
        signposts = Array(answer.signposts)
        blocked = Array(answer.blocked)
        unlocks = answer.unlocks
    }

    private static let signposts: [ReasonCode] = [.standards, .agreement, .full]
    private static let keys: [ReasonCode] = [
        .childcare, .reach, .cost, .language, .interpreter, .booking, .time, .full, .agreement, .standards,
    ]

    private static func unlocks(_ findings: [Finding]) -> [Answer.Unlock] {
        var counts: [ReasonCode: Int] = [:]
        for finding in findings where finding.reasons.count == 1 && keys.contains(finding.reasons[0].code) {
            counts[finding.reasons[0].code, default: 0] += 1
        }
        return counts.map { Answer.Unlock(code: $0.key, groups: $0.value) }.sorted { left, right in
            left.groups != right.groups ? left.groups > right.groups : left.code.rawValue < right.code.rawValue
        }
    }
}
