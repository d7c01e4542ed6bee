import Foundation

/// A name as it is searched for: in lower case and without accents, so that `zoe` finds `Zoë` and `é` finds `É`.
///
/// Each engine folds other letters by itself, SQLite those of English only. The stores write this beside the name, and
/// both engines compare it as it stands.
enum FoldedName {
    static func text(_ name: String) -> String {
        guard !name.utf8.allSatisfy({ $0 < 0x80 }) else { return name.lowercased() }
        var folded = String.UnicodeScalarView()
        for scalar in name.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars
        where !isAccent(scalar) { folded.append(scalar) }
        return String(folded).precomposedStringWithCanonicalMapping
    }

    // The accents of Latin, Greek and Cyrillic letters. In other scripts a mark is a vowel, and two names would be one.
    private static func isAccent(_ scalar: Unicode.Scalar) -> Bool { (0x300...0x36F).contains(scalar.value) }

    /// A pattern for `LIKE … ESCAPE '\\'` that finds `text` anywhere, its signs taken as they are.
    static func pattern(_ text: String) -> String { "%" + beginning(text) }

    /// A pattern that finds what begins with `text`.
    static func beginning(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_") + "%"
    }
}
