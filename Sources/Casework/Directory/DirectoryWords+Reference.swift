import Interchange
import Reference
import Vocabulary

extension DirectoryWords {
    /// The words of directories as the reference data of this program understands them.
    public init(_ reference: ReferenceData) {
        self.init(
            language: { reference.languages.language(forWord: $0) },
            need: { reference.needs.code(forWord: $0) },
            interest: { reference.interests.code(forWord: $0) },
            community: { reference.communities.code(forWord: $0) },
            day: { reference.day(forWord: $0) },
            fold: { FoldedWord($0).text },
            accessPhrases: reference.access.entries.flatMap { entry in
                ([entry.name] + entry.words).map { (FoldedWord($0).text, entry.code) }
            },
            // Codes of two or three letters are words of English too: "is", "so", "may".
            languagePhrases: reference.languages.entries.flatMap { entry in
                ([entry.name, entry.ownName] + entry.words).filter { $0.count > 3 }
                    .map { (FoldedWord($0).text, entry.language) }
            })
    }
}
