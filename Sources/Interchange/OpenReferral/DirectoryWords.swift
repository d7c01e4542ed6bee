import Vocabulary

/// How the words of directories are understood. Reference data fills it; this room knows no words itself.
public struct DirectoryWords: Sendable {
    public var language: @Sendable (String) -> Language?
    public var need: @Sendable (String) -> NeedCode?
    public var interest: @Sendable (String) -> InterestCode?
    public var community: @Sendable (String) -> CommunityCode?
    public var day: @Sendable (String) -> Weekday?
    /// Without case, diacritics and punctuation: the form in which phrases are compared.
    public var fold: @Sendable (String) -> String
    /// Phrases that promise something about access.
    let accessPhrases: PhraseIndex<AccessCode>
    /// Names of languages.
    let languagePhrases: PhraseIndex<Language>
    /// Words that make a document one of identity or status.
    let paperPhrases: PhraseIndex<Bool>

    /// Phrases are folded: words with one blank between them.
    public init(
        language: @escaping @Sendable (String) -> Language?, need: @escaping @Sendable (String) -> NeedCode?,
        interest: @escaping @Sendable (String) -> InterestCode?,
        community: @escaping @Sendable (String) -> CommunityCode?, day: @escaping @Sendable (String) -> Weekday?,
        fold: @escaping @Sendable (String) -> String, accessPhrases: [(phrase: String, code: AccessCode)],
        languagePhrases: [(phrase: String, language: Language)]
    ) {
        self.language = language
        self.need = need
        self.interest = interest
        self.community = community
        self.day = day
        self.fold = fold
        self.accessPhrases = PhraseIndex(accessPhrases.map { ($0.phrase, $0.code) })
        self.languagePhrases = PhraseIndex(languagePhrases.map { ($0.phrase, $0.language) })
        paperPhrases = PhraseIndex(DirectoryWords.papers.map { ($0, true) })
    }

    /// Some people must never be asked for these.
    private static let papers = [
        "passport", "identity", "identification", "id", "visa", "brp", "immigration", "residence permit",
        "birth certificate", "driving licence", "drivers license", "drivers licence", "national insurance",
        "right to work", "asylum", "arc card", "nhs number",
    ]
}
