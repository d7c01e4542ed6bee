import Foundation
import Testing

@testable import Reference

/// One pack at a time is spoiled in a copy of the program's own.
struct PackFaultTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("packs-\(UUID().uuidString)")
        let packs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/Reference/Packs")
        try FileManager.default.copyItem(at: packs, to: folder)
    }

    private func fault(in pack: String, after text: String) throws -> ReferenceFault {
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(text.utf8).write(to: folder.appendingPathComponent("\(pack).yaml"))
        let faults = ReferenceData.check(folder: folder).faults
        #expect(throws: ReferenceFault.self) { try ReferenceData.load(folder: folder) }
        return try #require(faults.first { $0.pack == pack })
    }

    private func interests(_ entries: String, head: String = "version: 1\ndate: 2026-11-23") throws -> ReferenceFault {
        try fault(in: "interests", after: "pack: interests\n\(head)\nsource: test\nreviewer: null\n\(entries)")
    }

    @Test func `a code that stands there twice is named with its line`() throws {
        let fault = try interests(
            "entries:\n  - {code: a, name: A, explanation: x}\n  - {code: a, name: B, explanation: x}")
        #expect(fault.sentence == "interests.yaml, line 8, entry a: stands there twice; take one out")
    }

    @Test func `a word belongs to one code`() throws {
        let fault = try interests(
            "entries:\n  - {code: a, name: A, explanation: x, words: [Tea-time]}\n"
                + "  - {code: b, name: B, explanation: x, words: [tea time]}")
        #expect(fault.entry == "b")
        #expect(fault.problem.contains("which is a's"))
    }

    @Test(arguments: [
        ("entries:\n  - {code: a, explanation: x}", "has no name"),
        ("entries:\n  - {code: a, name: A, explanation: x, wrods: [b]}", "has an unknown key wrods"),
        ("entries: []", "has no entries"),
        ("entries:\n  - {code: a, name: A, explanation: x, words: tea}", "its words are not a list"),
        ("entries:\n  - {code: a, name: A, explanation: x, words: [\"-\"]}", "has a word without letters"),
        ("entries:\n  - {code: a, name: A, name: B, explanation: x}", "gives name twice"),
        ("entries:\n  - {code: a, name: A, explanation: x}\nvectors:\n  - {word: tea, code: a}", "means nothing"),
        ("entries: [", "is not valid YAML"),
    ])
    func `what is wrong is said`(entries: String, problem: String) throws {
        #expect(try interests(entries).problem.contains(problem))
    }

    @Test func `a pack that stands for more than fits into any memory is refused at once`() throws {
        let laughs = (1...40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" }.joined(separator: "\n")
        let began = ContinuousClock.now
        let fault = try fault(in: "interests", after: "a0: &a0 [x, x]\n\(laughs)\n? *a40\n: 1\n")
        #expect(fault.problem == "points from one place to another with & and *")
        #expect(began.duration(to: .now) < .seconds(10))
    }

    @Test func `brackets nested without end are refused`() throws {
        let deep = String(repeating: "[", count: 20_000)
        #expect(try interests("entries: \(deep)").problem.hasPrefix("is not valid YAML"))
    }

    @Test func `a name may hold the sign for and`() {
        #expect(!PackReader.hasAlias("name: Tea & talk\nexplanation: R&D, 2*3 * 4, &\n*\n"))
        for text in ["a: &b c", "- *b", "[&b c, *b]", "? *b", "{*b : 1}", "&b", "a: !!str &b c"] {
            #expect(PackReader.hasAlias(text), "\(text)")
        }
    }

    @Test(arguments: [("date: 2026-11-23", "has no version"), ("version: 1\ndate: tomorrow", "has no date")])
    func `a pack says its version and its date`(head: String, problem: String) throws {
        let entries = "entries:\n  - {code: a, name: A, explanation: x}"
        #expect(try interests(entries, head: head).problem == problem)
    }

    @Test func `a pack that is missing or not text is refused`() throws {
        #expect(try fault(in: "needs", after: "").problem == "is empty")
    }

    @Test func `a standard that matching asks for may not be missing`() throws {
        let fault = try fault(
            in: "standards",
            after: "pack: standards\nversion: 1\ndate: 2026-11-23\nsource: test\nreviewer: null\nentries:\n"
                + "  - {code: dbs, name: A, explanation: x, evidence: y}")
        #expect(fault.problem == "is missing, and matching asks for it")
    }
}
