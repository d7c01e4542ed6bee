import Foundation
import Testing
import Vocabulary

@testable import Interchange

/// An export opened in a spreadsheet calculates nothing, and reads back as what it was.
struct CSVTextTests {
    private static let formulas = [
        "=HYPERLINK(\"https://evil.example\")", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)",
        "\t=1+1", "\r=1+1", "\n=1+1", "=", "\u{FF1D}1+1", "'=1+1", "''@x", "'-a",
    ]

    @Test(arguments: formulas)
    func `a value that a spreadsheet would calculate gets an apostrophe, and loses it when it is read`(value: String) {
        let line = CSVText.line([value])
        #expect(line.hasPrefix("'") || line.hasPrefix("\"'"))
        #expect(cells(of: line) == [value])
    }

    @Test(arguments: ["-1.1505", "+44 115 496 0000", "+44 (0)115 496-0000", "-", "Tea", "'tis the season", "", "1=1"])
    func `numbers, telephone numbers and ordinary words are written as they are`(value: String) {
        #expect(CSVText.line([value, "x"]) == "\(value),x\r\n")
        #expect(CSVText.plain(value) == value)
    }

    @Test func `a semicolon or a tab cannot begin a value of its own`() {
        #expect(CSVText.line(["a;=1+1", "b\t=1+1"]) == "\"a;=1+1\",\"b\t=1+1\"\r\n")
    }

    @Test func `an exported package comes back with the names that groups gave themselves`() throws {
        let table = [
            "services.csv": "id,name,status,description\n1,\"=HYPERLINK(\"\"x\"\")\",active,@tea\n2,'-cake,active,\n"
        ]
        let reading = try Words.reader.read(package: Package.files(table))
        #expect(reading.services.map(\.name) == ["=HYPERLINK(\"x\")", "-cake"])
        let names = OpenReferralWriter.Names(language: { $0.rawValue }, access: { $0.rawValue }, region: "Lowmoorshire")
        let files = try OpenReferralWriter(names: names).package(reading.services)
        let services = try #require(files.first { $0.name == "services.csv" })
        let text = String(decoding: services.data, as: UTF8.self)
        #expect(text.contains("\"'=HYPERLINK(\"\"x\"\")\"") && text.contains(",'@tea,") && text.contains(",'-cake,"))
        let again = try Words.reader.read(package: files.map { PackageFile(name: $0.name, data: $0.data) })
        #expect(again.services.map(\.name) == reading.services.map(\.name))
        #expect(again.services.map(\.description) == reading.services.map(\.description))
    }

    private func cells(of line: String) -> [String] {
        var parser = CSVParser(fieldLimit: 1 << 20)
        var rows: [[String]] = []
        Data(line.utf8).withUnsafeBytes { bytes in parser.feed(bytes) { rows.append($0.cells) } }
        parser.finish { rows.append($0.cells) }
        return rows.flatMap { $0.map(CSVText.plain) }
    }
}
