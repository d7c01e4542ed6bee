import Vocabulary

/// Finds promises in sentences, and leaves alone every sentence that takes something back.
struct FreeText {
    let words: DirectoryWords

    /// What the text promises about access, and the sentences in which nothing could be found.
    func access(in text: String) -> (codes: [AccessCode], unclear: [String]) {
        var codes: [AccessCode] = []
        var unclear: [String] = []
        for sentence in sentences(of: text) {
            let found = promises(words.accessPhrases, in: sentence)
            if found.isEmpty { unclear.append(sentence) }
            for code in found where !codes.contains(code) { codes.append(code) }
        }
        return (codes, unclear)
    }

    /// The languages that a text on interpreting names, English aside.
    func languages(in text: String) -> [Language] {
        var found: [Language] = []
        for sentence in sentences(of: text) {
            for language in promises(words.languagePhrases, in: sentence)
            where language != .english && !found.contains(language) { found.append(language) }
        }
        return found
    }

    /// "No steps" is a promise; "no" beside a promise takes it back.
    private func promises<Value>(_ phrases: PhraseIndex<Value>, in sentence: String) -> [Value] {
        let (found, rest) = phrases.find(in: words.fold(sentence))
        return rest.contains { FreeText.doubts.contains($0) } ? [] : found
    }

    private func sentences(of text: String) -> [String] {
        text.split(whereSeparator: { ".;\n\r|•".contains($0) })
            .map { String($0.drop(while: \.isWhitespace)) }
            .filter { !$0.allSatisfy(\.isWhitespace) }
    }

    private static let doubts: Set<Substring> = [
        "no", "not", "none", "without", "limited", "partial", "partially", "unfortunately", "cannot", "cant", "isnt",
        "arent", "unable", "except", "planned", "soon", "unless", "only", "lack", "lacks", "unsuitable", "inaccessible",
        "non", "steps", "stairs", "never", "dont", "doesnt",
    ]
}
