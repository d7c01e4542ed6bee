import Vocabulary

extension DirectoryIndex {
    /// Every considered group with what speaks for it or against it.
    /// - Parameter limit: the most offers to return; nil for all. Signposts and blocked are never cut.
    public borrowing func match(_ situation: Situation, limit: Int? = nil) -> Answer {
        let question = Question(situation, self)
        let (board, order, stretches) = (board, order, stretches(for: situation))
        let judgement = withColumns(for: question) { view in
            JudgeDesk.with(
                slots: stretches.reduce(0) { $0 + $1.count }, chunks: question.chunks.count,
                sessions: view.sessions.count
            ) { desk in
                var judge = Judge(view, question, board, desk, limit: limit)
                for stretch in stretches { judge.judge(slots: stretch) }
                return judge.finish(order)
            }
        }
        guard let judgement else {
            return Answer(considered: 0, offers: [], offersInAll: 0, signposts: .none, blocked: .none, unlocks: [])
        }
        let book = FindingBook(self, question, judgement.sheets)
        var offers: [Offer] = []
        offers.reserveCapacity(judgement.best.count)
        for best in judgement.best { offers.append(offer(best, situation)) }
        return Answer(
            considered: judgement.considered, offers: offers, offersInAll: judgement.offersInAll,
            signposts: Findings(judgement.signposts, book), blocked: Findings(judgement.blocked, book),
            unlocks: judgement.unlocks)
    }

    /// Why one group is, or is not, among the offers; nil where no group has this id.
    public borrowing func explain(_ id: GroupProfile.ID, for situation: Situation) -> Explanation? {
        guard let slot = order.slot(of: id, in: ids) else { return nil }
        let question = Question(situation, self)
        let (board, order) = (board, order)
        let judgement = withColumns(for: question) { view in
            JudgeDesk.with(slots: 1, chunks: question.chunks.count, sessions: view.sessions.count) { desk in
                var judge = Judge(view, question, board, desk, limit: nil, considersAll: true)
                judge.judge(slots: slot..<slot + 1)
                return judge.finish(order)
            }
        }
        guard let judgement else { return nil }
        let book = FindingBook(self, question, judgement.sheets)
        let verdict: Explanation.Verdict? =
            if let best = judgement.best.first {
                .offer(offer(best, situation))
            } else if let verdict = judgement.signposts.first {
                .signpost(book.finding(verdict))
            } else {
                judgement.blocked.first.map { .blocked(book.finding($0)) }
            }
        return verdict.map { Explanation(omissions: omissions(slot, situation, question), verdict: $0) }
    }

    private borrowing func offer(_ best: Judgement.Best, _ situation: Situation) -> Offer {
        Offer(
            id: ids[Int(best.candidate.slot)], walkMinutes: FindingBook.minutes(best.candidate.walk),
            cautions: cautions(best.candidate, situation), parts: best.parts)
    }

    /// In their order.
    private borrowing func cautions(_ candidate: Candidate, _ situation: Situation) -> [Caution] {
        let row = rows[Int(candidate.slot)]
        var cautions: [Caution] = []
        func note(_ caution: Caution, _ holds: Bool) { if holds { cautions.append(caution) } }
        note(.timesUnknown, situation.free != nil && !hasTimes(row, on: LastDay.number(situation.today)))
        note(.accessUnknown, row.isUnknown(.access) && !situation.access.isEmpty)
        note(.childcareUnknown, row.isUnknown(.childcare) && situation.childcareNeeded)
        note(.costUnknown, row.isUnknown(.cost))
        note(.papersUnknown, row.isUnknown(.papers) && situation.avoidPapers)
        let accuracies = Int(row.accuracy) + situation.judgedHomeAccuracyM
        note(.placeAbout, candidate.walk >= 0 && accuracies > DirectoryIndex.mostExact)
        note(.riskUnjudged, situation.risk == nil)
        return cautions
    }

    /// Up to how many metres off the two ends of a walk may be together before somebody is told.
    private static var mostExact: Int { 500 }

    /// Whether the group publishes a session that is still held.
    private borrowing func hasTimes(_ row: GroupRow, on day: UInt32) -> Bool {
        var hasTimes = false
        longWeeks.visit(row.sessions) { hasTimes = hasTimes || sessions.isHeld($0, on: day) }
        return hasTimes
    }

    /// The stretches of slots outside of which no group is to be considered, in ascending order.
    private borrowing func stretches(for situation: Situation) -> [Range<Int>] {
        var end = firstSlot(from: Grid.anywhere + 1, after: 0)
        var stretches = [0..<end]
        if let home = situation.home {
            let horizonKm = situation.horizonKm + Double(situation.judgedHomeAccuracyM) / 1000
            for number in Grid.accuracies.indices {
                let cells = Grid.keys(ofAccuracy: number)
                // Most directories have no places of some accuracies, and then there are no cells to look up.
                end = firstSlot(from: cells.lowerBound, after: end)
                guard end < laidOut, keys[end] <= cells.upperBound else { continue }
                for keys in Grid.stretches(around: home, horizonKm: horizonKm, ofAccuracy: number) {
                    let start = firstSlot(from: keys.lowerBound, after: end)
                    end = firstSlot(from: keys.upperBound + 1, after: start)
                    if start < end { stretches.append(start..<end) }
                }
            }
        } else {
            stretches.append(end..<firstSlot(from: Grid.nowhere, after: end))
        }
        stretches.append(laidOut..<slotCount)
        return stretches
    }

    /// The first slot, of those laid out, whose key is not below this one; it is not before `start`.
    private borrowing func firstSlot(from key: UInt32, after start: Int) -> Int {
        // Steps that double find the end of a short stretch near its beginning.
        var low = start
        var step = 1
        while low + step <= laidOut, keys[low + step - 1] < key {
            low += step
            step *= 2
        }
        var high = min(laidOut, low + step - 1)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private borrowing func omissions(_ slot: Int, _ situation: Situation, _ question: Question) -> [Explanation
        .Omission]
    {
        var omissions: [Explanation.Omission] = []
        if slices.contains(.closed, slot) { omissions.append(.closed) }
        if !question.columns[question.needs].contains(where: { words.contains(Int($0), slot) }) {
            omissions.append(.meetsNoNeed)
        }
        if slices.contains(.online, slot) || slices.contains(.byPhone, slot) { return omissions }
        if !slices.contains(.placed, slot) {
            omissions.append(.hasNoPlace)
        } else if let straight = situation.home?.distance(to: places[slot]) {
            let metres = straight - Double(Int(rows[slot].accuracy) + situation.judgedHomeAccuracyM)
            if metres > situation.horizonKm * 1000 { omissions.append(.beyondHorizon(metres: metres)) }
        }
        return omissions
    }
}
