import Foundation
import Testing

/// Words of ours that nobody else says: each was on a page once, and what to say instead stands beside it.
struct PlainWordsTests {
    private static let ours: [(words: String, say: String)] = [
        ("walk with them", "are their link worker"), ("walks with", "is the link worker of, supports"),
        ("walked with", "was the link worker of, supported"), ("we walk with", "we support"),
        ("look and begin", "open and start"), ("nobody’s yet", "no link worker yet"), ("a slip?", "by mistake"),
        ("slip of the finger", "by mistake"), ("worthless", "stops working"), ("opens nothing", "stopped working"),
        ("take back their yes", "withdraw their consent"), ("takes back their yes", "withdraws their consent"),
        ("took back their yes", "withdrew their consent"), ("yes counts", "how long the group may keep this"),
        ("this yes count", "how long the group may keep this"), ("feeling well in the mind", "mental health"),
        ("service user", "person"),
    ]

    /// What people read: templates, reference data, and the texts in our own sources.
    private static func read(_ folder: String, _ endings: Set<String>) throws -> [(place: String, text: String)] {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Sources")
            .standardizedFileURL.appending(path: folder)
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var found: [(String, String)] = []
        for case let file as URL in files where endings.contains(file.pathExtension) {
            let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
            for line in lines where !(file.pathExtension == "swift" && line.drop(while: \.isWhitespace).hasPrefix("//"))
            {
                found.append((file.lastPathComponent, String(line)))
            }
        }
        return found
    }

    @Test(arguments: ["Web", "Casework/Mail", "Reference", "kith"])
    func `no page and no letter says what only this house would say`(folder: String) throws {
        let lines = try Self.read(folder, ["swift", "mustache", "yaml"])
        #expect(lines.count > 100, "there is more to read than this")
        for (place, text) in lines {
            for (words, say) in Self.ours where text.lowercased().contains(words) {
                Issue.record("\(place) says “\(words)”; say: \(say)")
            }
        }
    }
}
