import Vocabulary

extension DirectoryIndex {
    /// Every considered group with what speaks for it or against it.
    /// - Parameter limit: the most offers to return; nil for all. Signposts and blocked are never cut.
    public func match(_ situation: Situation, limit: Int? = nil) -> Answer {
        let question = Question(situation, self)
        let book = FindingBook(self, question)
        let answer = withColumns(for: question) { view in
            var judge = Judge(view, question, board, limit: limit)
            for stretch in stretches(for: situation) { judge.judge(slots: stretch) }
            let offers = judge.shortlist.finish().map { candidate in
                let slot = Int(candidate.slot)
                return offer(candidate, judge.score(slot, candidate.walk, rows[slot]), situation, book)
            }
            judge.signposts.sortByOrder()
            judge.blocked.sortByOrder()
            return Answer(
                considered: judge.considered, offers: offers, offersInAll: judge.shortlist.count,
                signposts: Findings(judge.signposts, book),
                blocked: Findings(judge.blocked, book), unlocks: Answer.unlocks(judge.unlocks))
        }
        return answer
            ?? Answer(
                considered: 0, offers: [], offersInAll: 0, signposts: Findings([], book), blocked: Findings([], book),
                unlocks: [])
    }

    /// Why one group is, or is not, among the offers; nil where no group has this id.
    public func explain(_ id: GroupProfile.ID, for situation: Situation) -> Explanation? {
        guard let slot = order.slot(of: id, in: ids) else { return nil }
        let question = Question(situation, self)
        let book = FindingBook(self, question)
        let verdict = withColumns(for: question) { view -> Explanation.Verdict? in
            var judge = Judge(view, question, board, limit: nil, considersAll: true)
            judge.judge(slots: slot..<slot + 1)
            if let verdict = judge.signposts.first { return .signpost(book.finding(verdict)) }
            if let verdict = judge.blocked.first { return .blocked(book.finding(verdict)) }
            return judge.shortlist.finish().first.map { candidate in
                .offer(offer(candidate, judge.score(slot, candidate.walk, rows[slot]), situation, book))
            }
        }
        return (verdict ?? nil).map { Explanation(omissions: omissions(slot, situation, question), verdict: $0) }
    }

    private func offer(
        _ candidate: Candidate, _ parts: ScoreParts, _ situation: Situation, _ book: FindingBook
    ) -> Offer {
        let isTimeless = situation.free != nil && rows[Int(candidate.slot)].sessions.isEmpty
        return Offer(
            id: book.id(candidate.slot), walkMinutes: book.minutes(candidate.walk),
            cautions: isTimeless ? [.timesUnknown] : [], parts: parts)
    }

    /// The stretches of slots outside of which no group is to be considered, in ascending order.
    private func stretches(for situation: Situation) -> [Range<Int>] {
        var stretches = [0..<firstSlot(from: Grid.online + 1)]
        if let home = situation.home {
            for keys in Grid.stretches(around: home, horizonKm: situation.horizonKm) {
                let start = firstSlot(from: keys.lowerBound)
                let end = keys.upperBound == Grid.nowhere ? laidOut : firstSlot(from: keys.upperBound + 1)
                if start < end { stretches.append(start..<end) }
            }
        } else {
            stretches.append(firstSlot(from: Grid.online + 1)..<firstSlot(from: Grid.nowhere))
        }
        stretches.append(laidOut..<slotCount)
        return stretches
    }

    /// The first slot, of those laid out, whose key is not below this one.
    private func firstSlot(from key: UInt32) -> Int {
        var (low, high) = (0, laidOut)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func omissions(_ slot: Int, _ situation: Situation, _ question: Question) -> [Explanation.Omission] {
        var omissions: [Explanation.Omission] = []
        if flags.contains(.closed, slot) { omissions.append(.closed) }
        if !question.columns[question.needs].contains(where: { words.contains(Int($0), slot) }) {
            omissions.append(.meetsNoNeed)
        }
        if flags.contains(.online, slot) { return omissions }
        if !flags.contains(.placed, slot) {
            omissions.append(.hasNoPlace)
        } else if let metres = situation.home?.distance(to: places[slot]), metres > situation.horizonKm * 1000 {
            omissions.append(.beyondHorizon(metres: metres))
        }
        return omissions
    }
}

extension Answer {
    /// Most groups first, then by code.
    fileprivate static func unlocks(_ counts: [Int]) -> [Unlock] {
        zip(ReasonCode.allCases, counts).filter { $0.1 > 0 }.map { Unlock(code: $0.0, groups: $0.1) }
            .sorted { ($1.groups, $0.code.rawValue) < ($0.groups, $1.code.rawValue) }
    }
}
