import Matching
import Vocabulary

/// An answer in lines, for somebody at a terminal.
struct AnswerText {
    let answer: Answer
    let names: [GroupProfile.ID: String]

    var text: String {
        var lines = ["\(answer.considered) groups considered, \(answer.offersInAll) to offer."]
        if !answer.offers.isEmpty { lines += ["", "Offers"] + answer.offers.map(line) }
        if !answer.signposts.isEmpty { lines += ["", "To tell of, without a referral"] + answer.signposts.map(line) }
        if !answer.blocked.isEmpty { lines += ["", "Ruled out"] + answer.blocked.map(line) }
        if !answer.unlocks.isEmpty {
            lines += ["", "What would open more"]
            lines += answer.unlocks.map { "  \($0.code.rawValue): \($0.groups)" }
        }
        return lines.joined(separator: "\n")
    }

    private func line(_ offer: Offer) -> String {
        let why = offer.why.sorted { $0.key < $1.key }.map { "\($0.key.rawValue) \($0.value)" }
        let cautions = offer.cautions.map { ", \($0.rawValue)" }.joined()
        return
            "  \(name(offer.id))\(walk(offer.walkMinutes)): \(offer.score) = \(why.joined(separator: " + "))\(cautions)"
    }

    private func line(_ finding: Finding) -> String {
        let reasons = finding.reasons.map { reason in
            guard let gap = reason.standards else { return reason.code.rawValue }
            let details = gap.missing.map { "no \($0)" } + gap.expired.map { "\($0) has ended" }
            return "\(reason.code.rawValue) (\(details.joined(separator: ", ")))"
        }
        return "  \(name(finding.id))\(walk(finding.walkMinutes)): \(reasons.joined(separator: ", "))"
    }

    private func name(_ id: GroupProfile.ID) -> String {
        guard let name = names[id], !name.isEmpty else { return id.rawValue }
        return "\(id) \(name)"
    }

    private func walk(_ minutes: Int?) -> String { minutes.map { ", \($0) min on foot" } ?? "" }
}
