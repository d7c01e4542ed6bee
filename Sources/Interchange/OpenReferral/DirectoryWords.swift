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
    /// Folded phrases that promise something about access, the longest first.
    public var accessPhrases: [(phrase: String, code: AccessCode)]
    /// Folded names of languages, the longest first.
    public var languagePhrases: [(phrase: String, language: Language)]

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
        self.accessPhrases = accessPhrases.sorted { $0.phrase.utf8.count > $1.phrase.utf8.count }
        self.languagePhrases = languagePhrases.sorted { $0.phrase.utf8.count > $1.phrase.utf8.count }
    }
}
