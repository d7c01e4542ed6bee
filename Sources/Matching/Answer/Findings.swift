import Vocabulary

/// Findings in the order of their ids. Each is put into words when it is read.
public struct Findings: Sendable, RandomAccessCollection {
    private let verdicts: [Verdict]
    private let book: FindingBook

    init(_ verdicts: [Verdict], _ book: FindingBook) {
        self.verdicts = verdicts
        self.book = book
    }

    static let none = Findings([], FindingBook())

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
    private let sheets: ReasonSheets
    /// The standards by their lanes, and which of them were asked for, in the order of the sheets.
    private let standards: [StandardCode]
    private let chunks: [Question.StandardChunk]
    private let others: OtherStandards?
    private let unheardStandards: [StandardCode]

    /// Standards that have no lane: for each slot the last days of those that are asked for.
    private struct OtherStandards {
        let today: UInt32
        let asked: [(number: Int, code: StandardCode)]
        let days: [Int: [Int: UInt32]]
    }

    /// The book of no verdict.
    fileprivate init() {
        ids = IDBook()
        sheets = ReasonSheets(chunks: 0)
        (standards, chunks, others, unheardStandards) = ([], [], nil, [])
    }

    init(_ index: borrowing DirectoryIndex, _ question: Question, _ sheets: ReasonSheets) {
        ids = index.ids
        self.sheets = sheets
        standards = index.board.standards
        chunks = question.chunks
        others =
            question.otherStandards.isEmpty
            ? nil
            : OtherStandards(
                today: question.today, asked: question.otherStandards.map { ($0, index.board.standards[$0]) },
                days: index.board.others)
        unheardStandards = question.unheardStandards
    }

    func finding(_ verdict: Verdict) -> Finding {
        var reasons: [Reason] = []
        for (word, code) in zip(ReasonWord.allCases, ReasonCode.allCases) where sheets.has(word, verdict) {
            reasons.append(Reason(code, standards: code == .standards ? gap(verdict) : nil))
        }
        return Finding(
            id: ids[Int(verdict.slot)], walkMinutes: FindingBook.minutes(verdict.walk), reasons: reasons)
    }

    static func minutes(_ walk: Int32) -> Int? { walk < 0 ? nil : Int(walk) }

    private func gap(_ verdict: Verdict) -> StandardsGap {
        var missing = unheardStandards
        var expired: [StandardCode] = []
        for (number, chunk) in chunks.enumerated() {
            for place in 0..<Slices.lanesInChunk where chunk.asked[place] != 0 {
                let standard = standards[chunk.number * Slices.lanesInChunk + place]
                if sheets.lacks(place, ofFour: number, verdict) { missing.append(standard) }
                if sheets.hasEnded(place, ofFour: number, verdict) { expired.append(standard) }
            }
        }
        if let others {
            let days = others.days[Int(verdict.slot)] ?? [:]
            for (number, standard) in others.asked {
                guard let until = days[number] else {
                    missing.append(standard)
                    continue
                }
                if until < others.today { expired.append(standard) }
            }
        }
        return StandardsGap(missing: missing.sorted(), expired: expired.sorted())
    }
}
