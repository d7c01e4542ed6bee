/// Finds known phrases in folded text, word by word, the longest phrase first.
struct PhraseIndex<Value: Sendable>: Sendable {
    private struct Phrase: Sendable {
        let words: [Substring]
        let value: Value
    }

    // By their first word: most words of a sentence begin no phrase.
    private let byFirstWord: [Substring: [Phrase]]

    /// The phrases must be folded: words with one blank between them.
    init(_ phrases: [(phrase: String, value: Value)]) {
        let split = phrases.map { Phrase(words: $0.phrase.split(separator: " "), value: $0.value) }
            .filter { !$0.words.isEmpty }
        byFirstWord = Dictionary(grouping: split, by: { $0.words[0] })
            .mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }

    /// The values found, in order, and the words that belong to no phrase.
    func find(in text: String) -> (found: [Value], rest: [Substring]) {
        let words = text.split(separator: " ")
        var found: [Value] = []
        var rest: [Substring] = []
        var index = 0
        while index < words.count {
            let match = byFirstWord[words[index]]?.first { words[index...].starts(with: $0.words) }
            if let match {
                found.append(match.value)
                index += match.words.count
            } else {
                rest.append(words[index])
                index += 1
            }
        }
        return (found, rest)
    }
}
