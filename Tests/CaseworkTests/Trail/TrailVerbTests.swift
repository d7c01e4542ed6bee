import Foundation
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("The verbs of the trail")
struct TrailVerbTests {
    /// The sources of the rooms that write to the trail, without the list itself and without comments.
    private static func sources() throws -> String {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Sources")
        var text = ""
        for room in ["Casework", "Storage", "DemoTown"] {
            let files = FileManager.default.enumerator(
                at: sources.appending(path: room), includingPropertiesForKeys: nil)
            for case let file as URL in files ?? .init()
            where file.pathExtension == "swift" && !file.lastPathComponent.hasPrefix("TrailVerb") {
                text += try String(contentsOf: file, encoding: .utf8)
                    .split(separator: "\n").filter { !$0.contains("//") }.joined(separator: "\n")
            }
        }
        return text
    }

    @Test func `each is written by something, so that nobody waits for a word that never comes`() throws {
        let text = try Self.sources()
        let unwritten = TrailVerb.allCases.filter { verb in
            !TrailVerb.ofBefore.contains(verb) && !text.contains("\"\(verb.rawValue)\"")
                && text.firstMatch(of: try! Regex("record\\(\\s*\\.\(verb)\\b")) == nil
        }
        #expect(unwritten.isEmpty)
    }

    @Test func `each word of a detail is written by something`() throws {
        let text = try Self.sources()
        let unwritten = TrailVerb.Key.allCases.filter {
            !text.contains("\"\($0.rawValue)\"") && !text.contains("Key.\($0).rawValue")
        }
        #expect(unwritten.isEmpty)
        let declared = TrailVerb.allCases.reduce(into: Set<TrailVerb.Key>()) { $0.formUnion($1.keys) }
        #expect(declared == Set(TrailVerb.Key.allCases), "a word that no verb has is read in vain")
    }

    @Test func `a verb or a word that no reader could know is not recorded`() async throws {
        let test = try await TestDesk()
        func record(_ verb: String, _ detail: [String: String]) async throws {
            try await test.desk.database.write(test.hub) { hub in
                try hub.record(
                    verb, of: .person("person-1"), by: test.linkWorker, clock: test.clock.clock, detail: detail)
            }
        }
        try await record("about-changed", ["part": "reach"])
        await #expect(throws: TrailVerb.Undeclared.verb("referral-nudged")) { try await record("referral-nudged", [:]) }
        await #expect(throws: TrailVerb.Undeclared.key(.journeyMoved, "move")) {
            try await record("journey-moved", ["move": "pause"])
        }
    }

    @Test func `every move of a journey is told in what happened, with its reason`() async throws {
        let test = try await TestDesk()
        try await test.addPerson { person in
            for verb in [Case.Verb.lookAt, .startContacting, .assess, .begin] { try? person.care.move(verb) }
        }
        let moves: [MoveCase.Move] = [.pause, .resume, .close(.theirChoice), .reopen]
        for move in moves {
            test.clock.move(seconds: 60)
            try await MoveCase(desk: test.desk)(
                move, of: "person-1", submission: TestDesk.submission(), by: test.linkWorker)
        }
        let told = try await OpenPersonRecord(desk: test.desk)("person-1", by: test.linkWorker).timeline
        #expect(
            told.map(\.what) == [
                .journey(.reopen, because: nil), .journey(.close, because: .theirChoice),
                .journey(.resume, because: nil),
                .journey(.pause, because: nil),
            ])
    }
}
