import Vocabulary

/// Applies every rule to the groups of an index, 64 at a time.
///
/// A rule is a word of bits, one for each of 64 groups. Two of them look at one group after the other: how far it is
/// from home, and whether its sessions fit. Nothing is allocated for a group.
///
///     64 groups ─ open? meets a need? near? ─▶ bits of the groups to consider
///               ─ each rule of the table ─▶ a word on the sheet, where a set bit is a reason
///     no bit on the sheet: candidate · only the signpostable: signpost · else: blocked
struct Judge {
    private let view: ColumnView
    private let question: Question
    private let standardsElsewhere: [Int: [Int: UInt32]]
    /// Whether the groups are judged without asking if they are to be considered.
    private let considersAll: Bool
    /// What stands against the 64 groups that are being judged, and how far each is.
    private let words: UnsafeMutablePointer<UInt64>
    private let sheet: ReasonSheet
    private let walks: UnsafeMutablePointer<Int32>
    /// nil where any time will do.
    private let free: FreeTimes?

    private(set) var considered = 0
    private(set) var verdicts: VerdictSheet
    private(set) var sheets: ReasonSheets
    var shortlist: Shortlist
    /// How many groups each reason alone keeps shut, by the place of the reason.
    private(set) var unlocks = [Int](repeating: 0, count: ReasonCode.allCases.count)

    private let barringSignposts = ReasonWord.barringSignposts
    private let unlockable = ReasonWord.unlockable

    init(
        _ view: ColumnView, _ question: Question, _ board: StandardBoard, _ desk: JudgeDesk, limit: Int?,
        considersAll: Bool = false
    ) {
        self.view = view
        self.question = question
        self.standardsElsewhere = question.otherStandards.isEmpty ? [:] : board.others
        self.considersAll = considersAll
        self.words = desk.sheet
        self.sheet = ReasonSheet(desk.sheet)
        self.walks = desk.walks
        self.free = question.free.map {
            FreeTimes($0, today: question.today, view.sessions, longWeeks: view.longWeeks, filling: desk.fits)
        }
        self.verdicts = VerdictSheet(desk.verdicts)
        self.sheets = ReasonSheets(chunks: question.chunks.count)
        self.shortlist = Shortlist(limit: limit)
    }

    /// Judges the groups of a stretch of slots.
    mutating func judge(slots: Range<Int>) {
        guard !slots.isEmpty else { return }
        let first = slots.lowerBound / 64
        let last = (slots.upperBound - 1) / 64
        for word in first...last {
            var mask = UInt64.max
            if word == first { mask &= UInt64.max << UInt64(slots.lowerBound & 63) }
            if word == last { mask &= UInt64.max >> UInt64(63 - (slots.upperBound - 1) & 63) }
            judge(word, mask)
        }
    }

    /// Judges those of 64 groups whose bit is set.
    @inline(__always)
    private mutating func judge(_ word: Int, _ mask: UInt64) {
        let facts = SliceView(view.slices + word * Slices.stride)
        var groups = mask
        let anywhere = facts[.online] | facts[.byPhone]
        if !considersAll {
            groups &= facts[.open] & (anywhere | facts[.placed])
            if groups == 0 { return }
            groups &= view.any(question.needs, word)
        }
        if groups == 0 { return }
        let (near, onFoot) = measure(groups, facts[.placed], word)
        if !considersAll { groups &= anywhere | near }
        if groups == 0 { return }
        considered &+= groups.nonzeroBitCount

        applyRules(to: groups, word, facts, onFoot: onFoot)
        let (any, alone) = sheet.found
        offer(groups & ~any, word)
        find(groups & any, word)
        count(groups & alone)
    }

    /// Measures the way to those of 64 groups that have a place. Says which are within the horizon, and which within
    /// the walk.
    @inline(__always)
    private func measure(_ groups: UInt64, _ placed: UInt64, _ word: Int) -> (near: UInt64, onFoot: UInt64) {
        guard question.hasHome else { return (groups & placed, 0) }
        for bit in SetBits(of: groups & ~placed) { walks[bit] = -1 }
        var (near, onFoot) = (UInt64(0), UInt64(0))
        for bit in SetBits(of: groups & placed) {
            let slot = word * 64 + bit
            let row = view.rows[slot]
            let measured = question.distance.measure(row.point, row.accuracy, exactly: view.places[slot])
            walks[bit] = measured.minutes
            near |= (measured.isNear ? 1 : 0) &<< UInt64(bit)
            onFoot |= (measured.minutes <= question.maxWalk ? 1 : 0) &<< UInt64(bit)
        }
        return (near, onFoot)
    }

    /// Fills the sheet.
    @inline(__always)
    private func applyRules(to groups: UInt64, _ word: Int, _ facts: SliceView, onFoot: UInt64) {
        let barring = question.barring
        sheet[.paused] = facts[.paused]
        sheet[.risk] = barring.risk
        sheet[.standards] = standards(groups, word, facts)
        sheet[.agreement] =
            facts[.notAgreed] | ~facts.atLeast(UInt64(question.today), Slices.agreement, bits: view.dayBits)
        sheet[.full] = facts[.full]
        let (women, men) = (facts[.women], facts[.men])
        sheet[.audience] = women & barring.women | men & barring.men | ~(women | men) & barring.everyone
        sheet[.age] = 0
        if let age = question.ageAndOne {
            let isTooOld = facts[.hasOldest] & ~facts.atLeast(age, Slices.tooOld, bits: view.ageBits)
            sheet[.age] = isTooOld | facts.atLeast(age, Slices.fromAge, bits: view.ageBits)
        }
        let lost = ~(view.any(question.follows, word) | facts[flag: question.english]) & barring.language
        let couldFollow = view.any(question.couldFollow, word)
        sheet[.language] = lost & ~couldFollow
        sheet[.interpreter] = lost & couldFollow
        var lacking: UInt64 = question.accessIsUnknown ? .max : 0
        for index in question.access { lacking |= ~view.bits(view.columns[index], word) }
        sheet[.access] = lacking & ~facts[.accessUnknown]
        sheet[.childcare] = facts[.noChildcare] & barring.noChildcare
        let travelPaid = question.canTravel ? UInt64.max : facts[.travelPaid]
        let fromAfar = facts[.online] & question.online | facts[.byPhone] & question.phone
        sheet[.reach] = ~(fromAfar | onFoot | travelPaid & facts[.placed])
        sheet[.cost] =
            facts.atLeast(question.feeTooHigh, Slices.fee, bits: view.feeBits) & ~facts[.costUnknown]
        sheet[.time] = missedTimes(groups, word, dropIn: facts[.dropIn])
        sheet[.booking] = facts[.bookAhead] & barring.bookAhead
        sheet[.papers] = facts[.asksStatus] & barring.asksStatus
        var avoided = view.any(question.avoid, word)
        if !question.avoidedSlots.isEmpty { avoided |= question.avoidedSlots[word] ?? 0 }
        sheet[.avoid] = avoided
        let oneToOne = facts[.oneToOne]
        sheet[.format] = oneToOne & barring.oneToOne | ~oneToOne & barring.inGroups
    }

    /// The groups that lack a standard, and on the sheet which.
    @inline(__always)
    private func standards(_ groups: UInt64, _ word: Int, _ facts: SliceView) -> UInt64 {
        var failing: UInt64 = question.unheardStandards.isEmpty ? 0 : .max
        for (number, chunk) in question.chunks.enumerated() {
            let (lasts, isKnown) = facts.lasts(until: UInt64(question.today), chunk: chunk.number, bits: view.dayBits)
            sheet.setGap(number, missing: ~isKnown, ended: isKnown & ~lasts)
            let fails = ~lasts & chunk.asked
            failing |= fails[0] | fails[1] | fails[2] | fails[3]
        }
        for number in question.otherStandards {
            for bit in SetBits(of: groups) {
                let until = standardsElsewhere[word * 64 + bit]?[number] ?? LastDay.missing
                if until < question.today { failing |= 1 << UInt64(bit) }
            }
        }
        return failing
    }

    @inline(__always)
    private func missedTimes(_ groups: UInt64, _ word: Int, dropIn: UInt64) -> UInt64 {
        guard let free else { return 0 }
        var missed: UInt64 = 0
        for bit in SetBits(of: groups) {
            let sessions = view.rows[word * 64 + bit].sessions
            let fits = free.fit(sessions, dropIn: dropIn &>> UInt64(bit) & 1)
            missed |= (fits ? 0 : 1) &<< UInt64(bit)
        }
        return missed
    }

    @inline(__always)
    private mutating func offer(_ groups: UInt64, _ word: Int) {
        for bit in SetBits(of: groups) {
            let slot = word * 64 + bit
            let walk = walks[bit]
            let parts = score(slot, walk)
            shortlist.add(Candidate(score: parts.sum, walk: walk, order: view.order[slot], slot: UInt32(slot)))
        }
    }

    /// Sorts those that are not offered into signposts and blocked.
    @inline(__always)
    private mutating func find(_ groups: UInt64, _ word: Int) {
        if groups == 0 { return }
        var isBarred: UInt64 = .max
        if question.isSignpostable {
            isBarred = 0
            for reason in barringSignposts { isBarred |= sheet[reason] }
        }
        for bit in SetBits(of: groups & ~isBarred) { verdicts.addSignpost(verdict(word, bit)) }
        for bit in SetBits(of: groups & isBarred) { verdicts.addBlocked(verdict(word, bit)) }
        sheets.add(words)
    }

    @inline(__always)
    private func verdict(_ word: Int, _ bit: Int) -> Verdict {
        let slot = word * 64 + bit
        return Verdict(order: view.order[slot], slot: UInt32(slot), walk: walks[bit], sheet: sheets.count)
    }

    /// Counts what each group waits for that waits for one thing only.
    @inline(__always)
    private mutating func count(_ alone: UInt64) {
        if alone == 0 { return }
        for reason in unlockable {
            let groups = alone & sheet[reason]
            if groups != 0 { unlocks[reason.rawValue] += groups.nonzeroBitCount }
        }
    }

    /// The parts of the score of a group that nothing stands against.
    @inline(__always)
    func score(_ slot: Int, _ walk: Int32) -> ScoreParts {
        let word = slot / 64
        let bit = UInt64(slot & 63)
        let facts = SliceView(view.slices + word * Slices.stride)
        func has(_ column: Int32) -> Bool { view.bits(column, word) &>> bit & 1 != 0 }
        func hasAny(_ columns: Range<Int>) -> Bool { view.any(columns, word) &>> bit & 1 != 0 }
        var parts = ScoreParts(welcome: view.rows[slot].welcome, room: view.rows[slot].room)
        for index in question.needs where has(view.columns[index]) {
            parts.need += question.needScores[index - question.needs.lowerBound]
        }
        for index in question.interests where has(view.columns[index]) {
            parts.interest = min(18, parts.interest + 6)
        }
        if hasAny(question.tongues) { parts.tongue = 12 }
        if hasAny(question.ownCommunities) { parts.background = question.background }
        if walk >= 0 {
            parts.near = max(0, 20 - walk / 3)
        } else {
            let fromAfar = facts[.online] & question.online | facts[.byPhone] & question.phone
            if (fromAfar & ~facts[.placed]) &>> bit & 1 != 0 { parts.near = 5 }
        }
        if question.wantsToVolunteer, facts[.volunteering] &>> bit & 1 != 0 { parts.volunteer = 3 }
        return parts
    }
}
