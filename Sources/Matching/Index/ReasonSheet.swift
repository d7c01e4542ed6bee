/// The words of a ``ReasonSheet``, in the order of ``ReasonCode``.
enum ReasonWord: Int, CaseIterable {
    case paused, risk, standards, agreement, full, audience, age, language, interpreter, access, childcare, reach,
        cost, time, booking, papers, avoid, format

    static let barringSignposts = all { !$0.allowsSignpost }
    static let unlockable = all(where: \.canBeUnlocked)

    /// The words of the codes that a question is answered with yes for.
    private static func all(where holds: (ReasonCode) -> Bool) -> [ReasonWord] {
        zip(allCases, ReasonCode.allCases).filter { holds($0.1) }.map(\.0)
    }
}

/// What stands against 64 groups: for each reason a word, in which a set bit stands against its group, and for each
/// standard that is asked for the groups that lack it and those where it ended, four standards at a time.
///
///     paused │ risk │ … │ format │ four words: missing │ four words: ended │ missing │ ended │ …
struct ReasonSheet {
    private let words: UnsafeMutablePointer<UInt64>

    init(_ words: UnsafeMutablePointer<UInt64>) { self.words = words }

    subscript(_ reason: ReasonWord) -> UInt64 {
        get { words[reason.rawValue] }
        nonmutating set { words[reason.rawValue] = newValue }
    }

    /// - Parameter number: the place of the four standards among those that are asked for.
    @inline(__always)
    func setGap(_ number: Int, missing: SliceView.Four, ended: SliceView.Four) {
        let start = UnsafeMutableRawPointer(words + ReasonSheet.gap(number))
        start.storeBytes(of: missing, as: SliceView.Four.self)
        (start + MemoryLayout<SliceView.Four>.size).storeBytes(of: ended, as: SliceView.Four.self)
    }

    /// The groups with any reason, and those with one alone.
    var found: (any: UInt64, alone: UInt64) {
        var (once, twice) = (UInt64(0), UInt64(0))
        for place in 0..<ReasonSheet.reasons {
            twice |= once & words[place]
            once |= words[place]
        }
        return (once, once & ~twice)
    }

    static let reasons = 18

    /// How many words a sheet has where standards are asked for out of this many chunks.
    static func size(chunks: Int) -> Int { gap(chunks) }

    /// Where the words of a gap begin.
    fileprivate static func gap(_ number: Int) -> Int { reasons + 2 * Slices.lanesInChunk * number }
}

/// The sheets of all groups that are not offered, one after the other.
struct ReasonSheets: Sendable {
    private let size: Int
    private var words: [UInt64] = []
    private(set) var count: UInt32 = 0

    init(chunks: Int) { size = ReasonSheet.size(chunks: chunks) }

    /// Keeps what stands on a sheet.
    mutating func add(_ sheet: UnsafePointer<UInt64>) {
        words.append(contentsOf: UnsafeBufferPointer(start: sheet, count: size))
        count += 1
    }

    func has(_ reason: ReasonWord, _ verdict: Verdict) -> Bool { bit(reason.rawValue, verdict) }

    /// - Parameters:
    ///   - number: the place of the four standards among those that are asked for.
    ///   - place: the place of the standard among the four.
    func lacks(_ place: Int, ofFour number: Int, _ verdict: Verdict) -> Bool {
        bit(ReasonSheet.gap(number) + place, verdict)
    }

    func hasEnded(_ place: Int, ofFour number: Int, _ verdict: Verdict) -> Bool {
        bit(ReasonSheet.gap(number) + Slices.lanesInChunk + place, verdict)
    }

    private func bit(_ place: Int, _ verdict: Verdict) -> Bool {
        words[Int(verdict.sheet) * size + place] >> UInt64(verdict.slot & 63) & 1 != 0
    }
}
