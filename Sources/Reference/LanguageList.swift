import Vocabulary

/// The languages that a hub can choose from. Others can still be recorded by their tag.
public struct LanguageList: Sendable {
    public struct Entry: Sendable, Hashable {
        public let language: Language
        /// Its name in English.
        public let name: String
        /// Its name in itself.
        public let ownName: String
        /// A sign language: seen, not heard or read.
        public let isSigned: Bool
        /// How directories write it, three-letter codes among them.
        public let words: [String]
    }

    public let pack: PackHeader
    public let entries: [Entry]
    private let byTag: [Language: Int]
    private let byWord: [FoldedWord: Int]

    init(pack: PackHeader, entries: [Entry]) {
        self.pack = pack
        self.entries = entries
        var tags: [Language: Int] = [:]
        var words: [FoldedWord: Int] = [:]
        for (index, entry) in entries.enumerated() {
            tags[entry.language] = index
            for word in [entry.language.rawValue, entry.name, entry.ownName] + entry.words {
                words[FoldedWord(word)] = index
            }
        }
        byTag = tags
        byWord = words
    }

    public subscript(language: Language) -> Entry? { byTag[language].map { entries[$0] } }

    /// Its English name; the tag itself where the list does not know it.
    public func name(of language: Language) -> String { self[language]?.name ?? language.rawValue }

    /// The language that a word or a tag stands for: `Urdu`, `اردو`, `urd` and `ur-GB` are all `ur`.
    public func language(forWord word: some StringProtocol) -> Language? {
        if let index = byWord[FoldedWord(word)] { return entries[index].language }
        guard let tag = Language(tag: String(word)), let base = tag.rawValue.split(separator: "-").first,
            base.count < tag.rawValue.count
        else { return nil }
        return byTag[Language(rawValue: String(base))].map { entries[$0].language }
    }
}

/// What a risk level means, in the words a link worker needs beside it.
public struct RiskMeaning: Sendable, Hashable {
    public let risk: Risk
    public let name: String
    public let explanation: String
    /// What to do, and what a group must hold.
    public let advice: String
}
