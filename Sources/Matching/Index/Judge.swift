import Vocabulary

/// Applies every rule to the groups of an index, 64 at a time.
///
/// What is a bit of a group is decided for 64 groups at once; what is a number of a group is read from
/// its row, once. Nothing is allocated for a group: verdicts go to two lists, candidates to a shortlist.
///
///     64 groups ─ open? meets a need? ─▶ bits of the groups to judge
///               ─ audience, access, language, … ─▶ one word of bits for each such rule
///     each bit  ─ walk, agreement, register, times ─▶ a number with one bit for each reason
///               ─ none: candidate · only the signpostable: signpost · else: blocked
struct Judge {
    private let view: ColumnView
    private let question: Question
    private let standardsElsewhere: [Int: [Int: Int32]]
    /// Whether the groups are judged without asking if they are to be considered.
    private let considersAll: Bool

    private let signpostable = ReasonBit.signpostable
    private let unlockable = ReasonBit.unlockable
    private let powers = StandardBoard.powers
    private let upperPowers = StandardBoard.upperPowers

    private(set) var considered = 0
    var signposts: [Verdict] = []
    var blocked: [Verdict] = []
    var shortlist: Shortlist
    /// How many groups each reason alone keeps shut, by the place of the reason.
    private(set) var unlocks = [Int](repeating: 0, count: ReasonCode.allCases.count)

    init(_ view: ColumnView, _ question: Question, _ board: StandardBoard, limit: Int?, considersAll: Bool = false) {
        self.view = view
        self.question = question
        self.standardsElsewhere = board.others
        self.considersAll = considersAll
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
        var groups = mask
        if !considersAll {
            groups &= view.flag(.open, word) & (view.flag(.online, word) | view.flag(.placed, word))
            if groups == 0 { return }
            groups &= union(question.needs, word)
        }
        if groups == 0 { return }
        let rules = RuleBits(view, question, word)
        while groups != 0 {
            let bit = UInt64(groups.trailingZeroBitCount)
            groups &= groups - 1
            judge(slot: word * 64 + Int(bit), bit, rules, word)
        }
    }

    @inline(__always)
    private func union(_ columns: Range<Int>, _ word: Int) -> UInt64 {
        var bits: UInt64 = 0
        for index in columns { bits |= view.bits(view.columns[index], word) }
        return bits
    }

    @inline(__always)
    private mutating func judge(slot: Int, _ bit: UInt64, _ rules: RuleBits, _ word: Int) {
        let row = view.rows + slot
        let isOnline = rules.online &>> bit & 1 != 0
        let isPlaced = rules.placed &>> bit & 1 != 0
        var walk: Int32 = -1
        if isPlaced && question.hasHome {
            let measured = question.distance.measure(
                x: row.pointee.x, y: row.pointee.y, z: row.pointee.z, place: view.places[slot])
            if !measured.isNear && !isOnline && !considersAll { return }
            walk = measured.minutes
        }
        considered &+= 1
        let reaches =
            (isOnline && question.canBeOnline) || (walk >= 0 && walk <= question.maxWalk)
            || (isPlaced && (question.canTravel || rules.travelPaid &>> bit & 1 != 0))
        let (fails, gap) = standards(row, slot)
        var reasons = rules.reasons(bit)
        reasons |= fails ? ReasonBit.standards.mask : 0
        reasons |= row.pointee.agreementUntil < question.today ? ReasonBit.agreement.mask : 0
        let isOutside = question.youngest < row.pointee.ageFrom || question.oldest > row.pointee.ageTo
        reasons |= isOutside ? ReasonBit.age.mask : 0
        reasons |= reaches ? 0 : ReasonBit.reach.mask
        reasons |= Int(row.pointee.fee) > question.maxFee ? ReasonBit.cost.mask : 0
        reasons |= failsTime(row, dropIn: rules.dropIn &>> bit & 1) ? ReasonBit.time.mask : 0
        if reasons == 0 {
            let parts = score(slot, walk, row.pointee)
            shortlist.add(
                Candidate(score: parts.sum, walk: walk, order: view.order[slot], slot: UInt32(slot)))
            return
        }
        let verdict = Verdict(
            order: view.order[slot], slot: UInt32(slot), reasons: reasons, walk: walk, gap: gap)
        if question.isSignpostable && reasons & ~signpostable == 0 {
            signposts.append(verdict)
        } else {
            blocked.append(verdict)
        }
        // A power of two is one reason alone.
        if reasons & (reasons - 1) == 0 && reasons & unlockable != 0 {
            unlocks[reasons.trailingZeroBitCount] += 1
        }
    }

    /// Whether a standard is missing or ended, and which lanes these are.
    @inline(__always)
    private func standards(_ row: UnsafePointer<GroupRow>, _ slot: Int) -> (fails: Bool, gap: UInt32) {
        let lanes = row.pointee.standards
        // A bit for each lane that fails, above or below; they are added without deciding whether there is one.
        let isMissing = lanes .== StandardBoard.Lanes(repeating: StandardBoard.missing)
        let bits = powers.replacing(with: upperPowers, where: isMissing)
            .replacing(with: 0, where: lanes .>= question.standardDays)
        let gap = UInt32(bitPattern: bits.wrappedSum())
        var fails = gap != 0 || !question.unheardStandards.isEmpty
        for number in question.otherStandards {
            fails = fails || (standardsElsewhere[slot]?[number] ?? StandardBoard.missing) < question.today
        }
        return (fails, gap)
    }

    @inline(__always)
    private func failsTime(_ row: UnsafePointer<GroupRow>, dropIn: UInt64) -> Bool {
        if question.free.isAlways { return false }
        return !question.free.fits(row.pointee.sessions, dropIn, view)
    }

    /// The parts of the score of a group that nothing stands against.
    @inline(__always)
    func score(_ slot: Int, _ walk: Int32, _ row: GroupRow) -> ScoreParts {
        let word = slot / 64
        let bit = UInt64(slot & 63)
        func has(_ column: Int32) -> Bool { view.bits(column, word) &>> bit & 1 != 0 }
        func hasAny(_ columns: Range<Int>) -> Bool { union(columns, word) &>> bit & 1 != 0 }
        var parts = ScoreParts(welcome: row.welcome, room: row.room)
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
        } else if question.canBeOnline, view.flag(.online, word) &>> bit & 1 != 0,
            view.flag(.placed, word) &>> bit & 1 == 0
        {
            parts.near = 5
        }
        if question.wantsToVolunteer, view.flag(.volunteering, word) &>> bit & 1 != 0 { parts.volunteer = 3 }
        return parts
    }
}
