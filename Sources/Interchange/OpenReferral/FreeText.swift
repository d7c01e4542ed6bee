import Vocabulary

/// Finds promises in sentences, and leaves alone every sentence that takes something back.
struct FreeText {
    let words: DirectoryWords

    /// What the text promises about access, and the sentences in which nothing could be found.
    func access(in text: String) -> (codes: [AccessCode], unclear: [String]) {
        var codes: [AccessCode] = []
        var unclear: [String] = []
        for sentence in sentences(of: text) {
            let found = phrases(words.accessPhrases.lazy.map { ($0.phrase, $0.code) }, in: sentence)
            if found.isEmpty { unclear.append(sentence) }
            for code in found where !codes.contains(code) { codes.append(code) }
        }
        return (codes, unclear)
    }

    /// The languages that a text on interpreting names, English aside.
    func languages(in text: String) -> [Language] {
        var found: [Language] = []
        for sentence in sentences(of: text) {
            for language in phrases(words.languagePhrases.lazy.map { ($0.phrase, $0.language) }, in: sentence)
            where language != .english && !found.contains(language) { found.append(language) }
        }
        return found
    }

    private func phrases<Value>(_ phrases: some Sequence<(String, Value)>, in sentence: String) -> [Value] {
        var rest = " \(words.fold(sentence)) "
        var found: [Value] = []
        for (phrase, value) in phrases where rest.contains(" \(phrase) ") {
            found.append(value)
            // "accessible toilet" is no "toilet" as well: what is understood is taken out.
            rest = rest.replacing(" \(phrase) ", with: " · ")
        }
        // "No steps" is a promise; "no" beside a promise takes it back.
        for doubt in FreeText.doubts where rest.contains(doubt) { return [] }
        return found
    }

    private func sentences(of text: String) -> [String] {
        text.split(whereSeparator: { ".;\n\r|•".contains($0) })
            .map { String($0.drop(while: \.isWhitespace)) }
            .filter { !$0.allSatisfy(\.isWhitespace) }
    }

    private static let doubts = [
        " no ", " not ", " none ", " without ", " limited ", " partial ", " partially ", " unfortunately ", " cannot ",
        " cant ", " isnt ", " arent ", " unable ", " except ", " planned ", " soon ", " only if ", " unless ", " lack ",
        " unsuitable ", " inaccessible ", " steps to ", " non ",
    ]
}
