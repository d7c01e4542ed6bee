import Foundation

/// A name as it is searched for, compared and sorted by: in Latin letters without accents, in lower case, so that
/// `lukasz` finds `Łukasz`, `isil` finds `Işıl`, `ohara` finds `O’Hara` and `علی` finds `علي`, and `christos` finds `Χρήστος`.
///
/// The letters are folded by ICU's own transforms, which know every script; of ours are only the signs between them:
///
///     apostrophes, vowel signs, invisible signs    go          O’Hara     ohara
///     hyphens, dots, commas, spaces                one space   Al-Hassan  al hassan
///     everything else                              stays       50%        50%
///
/// Both engines compare what was folded here, byte by byte: neither folds letters by itself beyond those of English.
/// A name of ASCII letters costs a fifth of a microsecond, one of an alphabet 13, a Chinese one 64, and the first of these in a
/// program 76 ms, in which ICU opens its rules (docs/adr/0057). A rule that is changed is a new migration: see
/// `Migration.foldedNames`.
public enum FoldedName {
    /// The name folded; empty only where it holds no sign that could be looked for.
    public static func text(_ name: String) -> String {
        if let plain = separated(name.utf8) { return plain }
        let latin = sameHe(name).applyingTransform(toLatin, reverse: false) ?? name
        if let plain = separated(latin.utf8) { return plain }
        return separated(latin.unicodeScalars)
    }

    /// The words of a name, each folded.
    public static func words(_ name: String) -> [String] { text(name).split(separator: " ").map(String.init) }

    /// Words of a name whose orders are all looked for: four make 24, and nobody asks for 120.
    private static let mostOrdered = 4

    /// How the name may stand, folded, where somebody else wrote it down: in every order of its words, and run together.
    /// A column of folded names can be asked for all of them by its index. Empty for a name of nothing.
    public static func forms(_ name: String) -> [String] {
        let words = words(name)
        guard !words.isEmpty else { return [] }
        var forms = words.count > mostOrdered ? [words] : [[]]
        if words.count <= mostOrdered {
            for word in words {
                forms = forms.flatMap { form in
                    (0...form.count).map { place in
                        var longer = form
                        longer.insert(word, at: place)
                        return longer
                    }
                }
            }
        }
        return Set(forms.map { $0.joined(separator: " ") } + [words.joined()]).sorted()
    }

    /// Whether two names may be one: alike once they are folded, however they are cut into words and in whichever
    /// order the words stand. An empty name is like none.
    public static func areAlike(_ one: String, _ other: String) -> Bool {
        let (one, other) = (words(one), words(other))
        guard !one.isEmpty else { return false }
        return one.joined() == other.joined() || one.sorted() == other.sorted()
    }

    /// The one thing that ICU keeps apart: Persian and Dari write `فاطمه` where Arabic writes `فاطمة`.
    private static func sameHe(_ name: String) -> String {
        guard name.unicodeScalars.contains("\u{629}") else { return name }
        var same = String.UnicodeScalarView()
        for scalar in name.unicodeScalars { same.append(scalar == "\u{629}" ? "\u{647}" : scalar) }
        return String(same)
    }

    /// Vowel signs of Arabic and whatever is invisible would come between letters, so that they go first; what a
    /// letter keeps above or below it goes once it is Latin, for in other scripts that can be a vowel.
    ///
    /// Greek is written as it is spoken today and stands in passports, before Any-Latin would write it as it was spoken
    /// long ago: `christos`, not `chrestos`.
    ///
    /// It must not begin with a set in brackets: ICU would take that for the only letters to look at.
    private static let toLatin = StringTransform(
        "NFC; [[\\u064B-\\u065F\\u0670\\u0640][:Cf:]] Remove; Greek-Latin/UNGEGN; Any-Latin; NFD; [:Mn:] Remove; Latin-ASCII; Lower"
    )

    /// Lower case letters with one space between words, without the tables of Unicode; nil where a byte is not ASCII.
    private static func separated(_ name: String.UTF8View) -> String? {
        var folded: [UInt8] = []
        folded.reserveCapacity(name.count)
        var gap = false
        for byte in name {
            switch byte {
            case 0x80...: return nil
            case UInt8(ascii: "'"), UInt8(ascii: "`"): continue
            case ...0x20, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ","), 0x7F: gap = true
            default:
                if gap, !folded.isEmpty { folded.append(UInt8(ascii: " ")) }
                gap = false
                folded.append((0x41...0x5A).contains(byte) ? byte + 0x20 : byte)
            }
        }
        return String(decoding: folded, as: UTF8.self)
    }

    /// The same where something is left that has no Latin letter: it stays as it is, apart from signs of speech.
    private static func separated(_ name: String.UnicodeScalarView) -> String {
        let kept = name.filter {
            ![.modifierLetter, .modifierSymbol, .format, .nonspacingMark].contains($0.properties.generalCategory)
        }
        var folded = ""
        for word in String(kept).split(whereSeparator: { $0.isWhitespace || "-.,".contains($0) }) {
            if !folded.isEmpty { folded += " " }
            folded += word.replacing("'", with: "").replacing("`", with: "").lowercased()
        }
        return folded
    }
}
