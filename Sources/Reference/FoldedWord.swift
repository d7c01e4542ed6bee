import Foundation

/// A word as directories write it, made comparable: without case, diacritics or punctuation.
///
/// `  Café/drop-in ` and `cafe drop in` are the same word. Marks are only taken from Latin, Greek and
/// Cyrillic letters: in other scripts they are vowels, and two words would become one.
public struct FoldedWord: Hashable, Sendable {
    public let text: String

    public init(_ word: some StringProtocol) {
        if let plain = FoldedWord.foldedASCII(word) {
            text = plain
            return
        }
        var folded = String.UnicodeScalarView()
        var gap = false
        for scalar in String(word).decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
            if (0x300...0x36F).contains(scalar.value) { continue }
            let isLetter =
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || scalar.properties.generalCategory == .nonspacingMark
                || scalar.properties.generalCategory == .spacingMark
            if isLetter {
                if gap, !folded.isEmpty { folded.append(" ") }
                gap = false
                folded.append(scalar)
            } else if !FoldedWord.apostrophes.contains(scalar) {
                gap = true
            }
        }
        text = String(folded)
    }

    // An apostrophe joins: "women's" and "womens" are one word.
    private static let apostrophes: Set<Unicode.Scalar> = ["'", "\u{2019}", "\u{2018}", "\u{02BC}"]

    /// The common case without the tables of Unicode; nil where a character is not ASCII.
    private static func foldedASCII(_ word: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(word.utf8.count)
        var gap = false
        for byte in word.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                if gap, !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
                gap = false
                bytes.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                if gap, !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
                gap = false
                bytes.append(byte + 32)
            case UInt8(ascii: "'"): continue
            case 0x80...: return nil
            default: gap = true
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
