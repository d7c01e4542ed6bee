import Vocabulary

/// The number of each word of a list, from 0 in the order in which the words came.
///
/// A directory says the same few words again and again, so that the last ones are remembered at a place that a look at
/// three bytes gives. Whoever makes up words that fall on one place gains nothing: then the dictionary is asked.
struct WordNumbers<Word: Spelled & Sendable>: Sendable {
    private var numbers: [Word: Int] = [:]
    private var recent: [Recent] = []

    private struct Recent {
        let word: Word
        let number: Int
    }

    private static var places: Int { 256 }

    func number(of word: Word) -> Int? {
        let place = WordNumbers.place(of: word)
        if place < recent.count, recent[place].word == word { return recent[place].number }
        return numbers[word]
    }

    /// The number of a word; that of a new word is what `make` gives.
    @inline(__always)
    mutating func number(of word: Word, orNew make: () -> Int) -> Int {
        let place = WordNumbers.place(of: word)
        if place < recent.count, recent[place].word == word { return recent[place].number }
        return search(word, place, make)
    }

    @inline(never)
    private mutating func search(_ word: Word, _ place: Int, _ make: () -> Int) -> Int {
        let number = numbers[word] ?? make()
        numbers[word] = number
        let found = Recent(word: word, number: number)
        if recent.isEmpty { recent = Array(repeating: found, count: WordNumbers.places) }
        recent[place] = found
        return number
    }

    private static func place(of word: Word) -> Int {
        let utf8 = word.rawValue.utf8
        let mixed: Int? = utf8.withContiguousStorageIfAvailable { bytes in
            guard let first = bytes.first, let last = bytes.last else { return 0 }
            return (Int(first) &* 31 &+ Int(last)) &* 31 &+ Int(bytes[bytes.count / 2]) &* 7 &+ bytes.count
        }
        return (mixed ?? utf8.count) & (places - 1)
    }
}
