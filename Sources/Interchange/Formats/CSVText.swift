/// Writes rows of comma-separated text (RFC 4180) that nothing in them can turn into a formula.
///
/// A spreadsheet takes a value that begins with `=` for a formula, and a group may be called what it likes. Such a
/// value gets an apostrophe in front, which spreadsheets show as text and ``plain(_:)`` takes off again. Numbers and
/// telephone numbers begin with signs too, can do nothing, and stay as other programs need them.
public enum CSVText {
    /// One line with its line end.
    public static func line(_ cells: [String]) -> String {
        cells.map { quoted(guarded($0)) }.joined(separator: ",") + "\r\n"
    }

    /// The value that was written, without the apostrophe that ``line(_:)`` put in front of it.
    public static func plain(_ cell: String) -> String {
        guard cell.utf8.first == UInt8(ascii: "'"), needsGuard(cell.dropFirst()) else { return cell }
        return String(cell.dropFirst())
    }

    private static func guarded(_ cell: String) -> String { needsGuard(cell[...]) ? "'\(cell)" : cell }

    /// Whether the text is one that a spreadsheet would calculate, or one that would be read as such a one guarded.
    private static func needsGuard(_ cell: Substring) -> Bool {
        let scalars = cell.unicodeScalars.drop { $0 == "'" }
        guard let first = scalars.first, formulaSigns.contains(first) else { return false }
        return !scalars.allSatisfy(isOfANumber)
    }

    private static let formulaSigns: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    private static func isOfANumber(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar) || [" ", "+", "-", ".", "(", ")"].contains(scalar)
    }

    // A semicolon or a tab parts values where a spreadsheet is set up in another language.
    private static let marks = Set(",\";\t\n\r".utf8)

    private static func quoted(_ cell: String) -> String {
        let needsQuotes = cell.utf8.contains { marks.contains($0) }
        let padded = cell.first == " " || cell.last == " "
        return needsQuotes || padded ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
    }
}
