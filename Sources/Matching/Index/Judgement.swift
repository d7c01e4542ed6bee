/// What a judge found, before it is put into words.
struct Judgement {
    let considered: Int
    /// The best candidates in their order, cut to the limit.
    let best: [Best]
    let offersInAll: Int
    /// By id.
    let signposts: [Verdict]
    /// By id.
    let blocked: [Verdict]
    let sheets: ReasonSheets
    let unlocks: [Answer.Unlock]

    struct Best {
        let candidate: Candidate
        let parts: ScoreParts
    }
}

extension Judge {
    /// What was found, put in order.
    mutating func finish(_ order: IDOrder) -> Judgement {
        var best: [Judgement.Best] = []
        for candidate in shortlist.finish() {
            best.append(.init(candidate: candidate, parts: score(Int(candidate.slot), candidate.walk)))
        }
        return Judgement(
            considered: considered, best: best, offersInAll: shortlist.count,
            signposts: verdicts.signposts.sorted(by: order), blocked: verdicts.blocked.sorted(by: order),
            sheets: sheets, unlocks: unlocksInOrder)
    }

    /// Most groups first, then by code.
    private var unlocksInOrder: [Answer.Unlock] {
        var found: [Answer.Unlock] = []
        for (code, groups) in zip(ReasonCode.allCases, unlocks) where groups > 0 {
            found.append(Answer.Unlock(code: code, groups: groups))
        }
        found.sort { $0.groups != $1.groups ? $0.groups > $1.groups : $0.code.rawValue < $1.code.rawValue }
        return found
    }
}
