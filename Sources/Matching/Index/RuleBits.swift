/// The rules that are decided for 64 groups at once: in each word, a set bit stands against its group.
struct RuleBits {
    private let paused: UInt64
    private let risk: UInt64
    private let agreement: UInt64
    private let full: UInt64
    private let audience: UInt64
    private let language: UInt64
    private let interpreter: UInt64
    private let access: UInt64
    private let childcare: UInt64
    private let booking: UInt64
    private let papers: UInt64
    private let avoid: UInt64
    private let format: UInt64
    /// Facts that the rules of one group need.
    let online: UInt64
    let placed: UInt64
    let travelPaid: UInt64
    let dropIn: UInt64

    @inline(__always)
    init(_ view: ColumnView, _ question: Question, _ word: Int) {
        func any(_ columns: Range<Int>) -> UInt64 {
            var bits: UInt64 = 0
            for index in columns { bits |= view.bits(view.columns[index], word) }
            return bits
        }
        let barring = question.barring
        paused = view.flag(.paused, word)
        risk = barring.risk
        agreement = view.flag(.notAgreed, word)
        full = view.flag(.full, word)
        let women = view.flag(.women, word)
        let men = view.flag(.men, word)
        audience = women & barring.women | men & barring.men | ~(women | men) & barring.everyone

        let english = view.flags[word * FlagWords.stride + question.english]
        let lost = ~(any(question.follows) | english) & barring.language
        interpreter = lost & any(question.couldFollow)
        language = lost & ~interpreter

        var lacking: UInt64 = question.accessIsUnknown ? .max : 0
        for index in question.access { lacking |= ~view.bits(view.columns[index], word) }
        access = lacking
        childcare = view.flag(.noChildcare, word) & barring.noChildcare
        booking = view.flag(.bookAhead, word) & barring.bookAhead
        papers = view.flag(.asksStatus, word) & barring.asksStatus
        var avoided = any(question.avoid)
        if !question.avoidedSlots.isEmpty { avoided |= question.avoidedSlots[word] ?? 0 }
        avoid = avoided
        let oneToOne = view.flag(.oneToOne, word)
        format = oneToOne & barring.oneToOne | ~oneToOne & barring.inGroups
        online = view.flag(.online, word)
        placed = view.flag(.placed, word)
        travelPaid = view.flag(.travelPaid, word)
        dropIn = view.flag(.dropIn, word)
    }

    /// The reasons of one of the 64 groups, each at the bit of its place.
    @inline(__always)
    func reasons(_ bit: UInt64) -> UInt32 {
        var reasons = RuleBits.at(bit, paused, .paused) | RuleBits.at(bit, risk, .risk)
        reasons |= RuleBits.at(bit, agreement, .agreement) | RuleBits.at(bit, full, .full)
        reasons |= RuleBits.at(bit, audience, .audience) | RuleBits.at(bit, language, .language)
        reasons |= RuleBits.at(bit, interpreter, .interpreter) | RuleBits.at(bit, access, .access)
        reasons |= RuleBits.at(bit, childcare, .childcare) | RuleBits.at(bit, booking, .booking)
        reasons |= RuleBits.at(bit, papers, .papers) | RuleBits.at(bit, avoid, .avoid)
        reasons |= RuleBits.at(bit, format, .format)
        return reasons
    }

    @inline(__always)
    private static func at(_ bit: UInt64, _ word: UInt64, _ reason: ReasonBit) -> UInt32 {
        UInt32(truncatingIfNeeded: word &>> bit & 1) &<< reason.rawValue
    }
}
