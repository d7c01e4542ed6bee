import Vocabulary

/// Findings in the order of their ids. Each is put into words when it is read.
public struct Findings: Sendable, RandomAccessCollection {
    private let verdicts: [Verdict]
    private let book: FindingBook

    init(_ verdicts: [Verdict], _ book: FindingBook) {
        self.verdicts = verdicts
        self.book = book
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { verdicts.count }
    public subscript(position: Int) -> Finding { book.finding(verdicts[position]) }
}

extension Findings: Equatable {
    public static func == (left: Findings, right: Findings) -> Bool { left.elementsEqual(right) }
}

/// What it takes to put a verdict into words.
struct FindingBook: Sendable {
    private let ids: IDBook
    private let today: Int32
    private let standards: [StandardCode]
    private let otherStandards: [Int]
    private let standardsElsewhere: [Int: [Int: Int32]]
    private let unheardStandards: [StandardCode]

    init(_ index: DirectoryIndex, _ question: Question) {
        ids = index.ids
        today = question.today
        standards = index.board.standards
        otherStandards = question.otherStandards
        standardsElsewhere = question.otherStandards.isEmpty ? [:] : index.board.others
        unheardStandards = question.unheardStandards
    }

    func finding(_ verdict: Verdict) -> Finding {
        var reasons: [Reason] = []
        for (bit, code) in zip(ReasonBit.allCases, ReasonCode.allCases) where verdict.reasons & bit.mask != 0 {
            reasons.append(Reason(code, standards: code == .standards ? gap(verdict) : nil))
        }
        return Finding(id: ids[Int(verdict.slot)], walkMinutes: minutes(verdict.walk), reasons: reasons)
    }

    func minutes(_ walk: Int32) -> Int? { walk < 0 ? nil : Int(walk) }

    func id(_ slot: UInt32) -> GroupProfile.ID { ids[Int(slot)] }

    private func gap(_ verdict: Verdict) -> StandardsGap {
        var missing = unheardStandards
        var expired: [StandardCode] = []
        for lane in 0..<min(StandardBoard.laneCount, standards.count) {
            if verdict.gap >> UInt32(16 + lane) & 1 != 0 { missing.append(standards[lane]) }
            if verdict.gap >> UInt32(lane) & 1 != 0 { expired.append(standards[lane]) }
        }
        for number in otherStandards {
            let until = standardsElsewhere[Int(verdict.slot)]?[number]
            if let until {
                if until < today { expired.append(standards[number]) }
            } else {
                missing.append(standards[number])
            }
        }
        return StandardsGap(missing: missing.sorted(), expired: expired.sorted())
    }
}
