import Vocabulary

/// The number of each word of a list, from 0 in the order in which the words came.
///
/// A directory says the same few words again and again, so that the last ones are remembered, spelled out in four
/// numbers, at a place that these give. Whoever makes up words that fall on one place gains nothing: then the
/// dictionary is asked, as it is for a word of more than 32 bytes.
struct WordNumbers<Word: Spelled & Sendable>: Sendable {
    private var numbers: [Word: Int] = [:]
    private var recent: [Recent] = []

    private struct Recent {
        let spelling: Spelling
        let number: Int
    }

    func number(of word: Word) -> Int? {
        guard let spelling = Spelling(word.rawValue), spelling.place < recent.count else { return numbers[word] }
        let known = recent[spelling.place]
        return known.spelling == spelling ? known.number : numbers[word]
    }

    /// The number of a word; that of a new word is what `make` gives.
    @inline(__always)
    mutating func number(of word: Word, orNew make: () -> Int) -> Int {
        let spelling = Spelling(word.rawValue)
        if let spelling, spelling.place < recent.count {
            let known = recent[spelling.place]
            if known.spelling == spelling { return known.number }
        }
        return search(word, spelling, make)
    }

    @inline(never)
    private mutating func search(_ word: Word, _ spelling: Spelling?, _ make: () -> Int) -> Int {
        let number = numbers[word] ?? make()
        numbers[word] = number
        guard let spelling else { return number }
        if recent.isEmpty { recent = Array(repeating: Recent(spelling: .none, number: 0), count: Spelling.places) }
        recent[spelling.place] = Recent(spelling: spelling, number: number)
        return number
    }
}

/// The bytes of a word of up to 32 bytes, and how many they are: two words are the same where these are.
private struct Spelling: Equatable {
    private var bytes = SIMD4<UInt64>.zero
    private var length: UInt64

    static let places = 256
    /// The spelling of no word.
    static let none = Spelling()

    private init() { length = .max }

    @inline(__always)
    init?(_ word: String) {
        let length = word.utf8.count
        guard length <= MemoryLayout.size(ofValue: bytes) else { return nil }
        self.length = UInt64(length)
        let copied: Void? = word.utf8.withContiguousStorageIfAvailable { characters in
            withUnsafeMutableBytes(of: &bytes) { $0.copyMemory(from: UnsafeRawBufferPointer(characters)) }
        }
        if copied == nil { return nil }
    }

    /// Below ``places``.
    @inline(__always)
    var place: Int {
        let mixed = (bytes[0] ^ bytes[1] &* 31 ^ bytes[2] &* 961 ^ bytes[3] &* 29_791 ^ length)
        return Int(truncatingIfNeeded: (mixed &* 0x9E37_79B9_7F4A_7C15) &>> 56)
    }
}
