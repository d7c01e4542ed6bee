/// Writes rows of comma-separated text (RFC 4180).
enum CSVText {
    /// One line with its line end.
    static func line(_ cells: [String]) -> String {
        cells.map(quoted).joined(separator: ",") + "\r\n"
    }

    private static func quoted(_ cell: String) -> String {
        let needsQuotes = cell.utf8.contains { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
        }
        let padded = cell.first == " " || cell.last == " "
        return needsQuotes || padded ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
    }
}
