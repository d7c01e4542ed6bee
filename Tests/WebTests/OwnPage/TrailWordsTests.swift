import Foundation
import People
import Reference
import Testing
import Vocabulary

@testable import Casework
@testable import Web

@Suite("The trail in words")
struct TrailWordsTests {
    /// Every verb that is recorded anywhere: the first argument of `record`, `keep` and their like.
    private static func verbs() throws -> Set<String> {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Sources")
        var verbs: Set<String> = []
        for room in ["Casework", "DemoTown/Filling"] {
            let files = FileManager.default.enumerator(
                at: sources.appending(path: room), includingPropertiesForKeys: nil)
            for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
                let text = try String(contentsOf: file, encoding: .utf8)
                // Also where the verb is chosen between two, and where it is handed to a helper that records.
                for found in text.matches(of: /"([a-z]+(?:-[a-z]+)+)",?\s*(?:of:|\[|\)|for:|:\s*"[a-z-]+",?\s*of:)/) {
                    verbs.insert(String(found.1))
                }
                for found in text.matches(of: /verb:\s*"([a-z]+(?:-[a-z]+)+)"/) { verbs.insert(String(found.1)) }
                for found in text.matches(of: /\b(?:record|keep|append)\(\s*"([a-z]+(?:-[a-z]+)*)"/) {
                    verbs.insert(String(found.1))
                }
                for found in text.matches(of: /\?\s*"([a-z]+(?:-[a-z]+)+)"\s*:\s*"([a-z]+(?:-[a-z]+)+)",\s*of:/) {
                    verbs.formUnion([String(found.1), String(found.2)])
                }
            }
        }
        return verbs
    }

    /// Whether it tells what was done, as every verb of the trail does.
    private static func isPast(_ word: String) -> Bool {
        let ends = [
            "ed", "begun", "sent", "given", "-on", "-back", "began", "broken", "written", "chosen", "-in", "-at",
            "understood", "said", "kept", "read", "-again", "-for", "-code", "withdrawn", "made", "turned", "set-up",
            "-set", "-off", "-referrals",
        ]
        return ends.contains { word.hasSuffix($0) }
    }

    @Test func `every verb that is recorded has words`() throws {
        let verbs = try Self.verbs().filter(Self.isPast)
        #expect(verbs.count > 50, "the verbs were not found: \(verbs.sorted())")
        let wordless = verbs.filter { TrailWords.did[$0] == nil && !Self.noVerbs.contains($0) }
        #expect(wordless.isEmpty, "TrailWords.did has no words for \(wordless.sorted())")
    }

    @Test func `every verb that can be recorded has words for the person`() {
        let wordless = TrailVerb.allCases.filter { TrailWords.did[$0.rawValue] == nil }
        #expect(wordless.isEmpty)
        let unknown = TrailWords.did.keys.filter { TrailVerb(rawValue: $0) == nil }.sorted()
        #expect(unknown.isEmpty, "words for what nobody records")
    }

    /// What looks like a verb in the sources and is a value of something else.
    private static let noVerbs: Set<String> = ["taken-back", "broken-off"]

    @Test func `no words speak of the reader as of somebody else`() throws {
        for (verb, words) in TrailWords.did {
            #expect(words.firstMatch(of: /\b(?:they|them|their|client|user|case)\b/) == nil, "\(verb): \(words)")
        }
        #expect(You.words("What they hope for") == "What you hope for")
        #expect(You.words("Only people of their own gender") == "Only people of your own gender")
        #expect(You.words("Their communities: themselves, them.") == "Your communities: yourself, you.")
    }

    @Test func `a line says who, what and why`() throws {
        let words = TrailWords(reference: try ReferenceData.load(), clock: .stopped(at: House.start))
        func line(
            _ verb: String, _ who: OwnTrail.Who, _ detail: [String: String] = [:], group: String? = nil
        ) -> String {
            let line = words.line(
                OwnTrail.Line(at: House.start, who: who, verb: verb, detail: detail, groupName: group))
            return [line.day, "\(line.who) \(line.did)", line.why].compactMap(\.self).joined(separator: " | ")
        }
        let day = "Monday 23 November 2026, 10:00"
        #expect(
            line("person-looked-at", .worker(name: "Rosa", .linkWorker), ["part": "record", "because": "own-worker"])
                == "\(day) | Rosa, link worker looked at your whole record | They are your link worker.")
        #expect(
            line("person-looked-at", .worker(name: "Rosa", .linkWorker), ["part": "company"])
                == "\(day) | Rosa, link worker looked at company")
        #expect(
            line("referral-read", .group, group: "Thursday kitchen")
                == "\(day) | Thursday kitchen read what it was told")
        // From before a tap was asked for: it may have been a mail program.
        #expect(
            line("referral-looked-at", .group, group: "Thursday kitchen")
                == "\(day) | Thursday kitchen opened the page with what it was told, or its mail program did")
        #expect(
            line("referral-sent", .worker(name: "Rosa", nil), group: "Thursday kitchen")
                == "\(day) | Rosa asked Thursday kitchen whether you can come")
        #expect(line("own-page-code-given", .you) == "\(day) | You made a new code for this page")
        #expect(line("person-erased", .program) == "\(day) | Our program deleted this record")
        #expect(
            line("sealed-opened", .worker(name: "Rosa", .linkWorker), ["purpose": "nothing known"]).hasSuffix(
                "No reason was written down."))
    }
}
