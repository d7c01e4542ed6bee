import Vocabulary

/// A controlled list as its pack gives it, in the pack's order.
public struct CodeList<List>: Sendable {
    public struct Entry: Sendable, Hashable {
        public let code: Code<List>
        /// What it is called on a page.
        public let name: String
        /// What it means, in plain words for a person or a volunteer.
        public let explanation: String
        /// What is usually shown for it; only standards have one.
        public let evidence: String?
        /// How other directories write it.
        public let words: [String]
    }

    public let pack: PackHeader
    public let entries: [Entry]
    private let byCode: [Code<List>: Int]
    private let byWord: [FoldedWord: Int]

    init(pack: PackHeader, entries: [Entry]) {
        self.pack = pack
        self.entries = entries
        var codes: [Code<List>: Int] = [:]
        var words: [FoldedWord: Int] = [:]
        for (index, entry) in entries.enumerated() {
            codes[entry.code] = index
            for word in [entry.code.rawValue, entry.name] + entry.words { words[FoldedWord(word)] = index }
        }
        byCode = codes
        byWord = words
    }

    public subscript(code: Code<List>) -> Entry? { byCode[code].map { entries[$0] } }

    /// What the code is called; the code itself where the list has lost it.
    public func name(of code: Code<List>) -> String { self[code]?.name ?? code.rawValue }

    /// The code that a foreign word stands for; nil where no entry claims it.
    public func code(forWord word: some StringProtocol) -> Code<List>? {
        byWord[FoldedWord(word)].map { entries[$0].code }
    }
}

/// Where a pack comes from and whether somebody has read it over.
public struct PackHeader: Sendable, Hashable {
    /// The file without its ending: `needs`.
    public let name: String
    public let version: Int
    public let date: Day
    public let source: String
    /// Who has reviewed it; nil until somebody has.
    public let reviewer: String?
}

/// Why a group says no to a referral.
public enum DeclineReasonList {}
/// Why a person's time with a group ended.
public enum EndingReasonList {}
/// Why the hub's work with a person ended.
public enum ClosingReasonList {}
/// The days of the week by the words directories use for them.
public enum WeekdayList {}
