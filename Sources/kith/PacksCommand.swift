import ArgumentParser
import Foundation
import Reference
import Vocabulary

/// `kith packs`: the words and lists that the program works with.
struct PacksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "packs", abstract: "The reference data: needs, standards, languages and other lists.",
        subcommands: [Check.self])

    /// `kith packs check`: 0 where everything is right, 65 where a pack is not.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check every pack and run its own examples.",
            discussion: "Example: kith packs check --json")

        @Option(help: "Check the packs in this folder instead of the program's own.")
        var folder: String?

        @Flag(help: "Answer in JSON, for programs.")
        var json = false

        func run() throws {
            let (packs, faults) = ReferenceData.check(folder: folder.map { URL(fileURLWithPath: $0) })
            if json {
                try printJSON(packs: packs, faults: faults)
            } else {
                for pack in packs {
                    let review = pack.reviewer.map { "reviewed by \($0)" } ?? "not yet reviewed"
                    print("\(pack.name): version \(pack.version) of \(pack.date), \(review)")
                }
            }
            for fault in faults { FileHandle.standardError.write(Data("kith: \(fault.sentence)\n".utf8)) }
            if !faults.isEmpty { throw ExitCode(65) }
            if !json { print("\(packs.count) packs, nothing wrong") }
        }

        private func printJSON(packs: [PackHeader], faults: [ReferenceFault]) throws {
            let answer = Answer(
                packs: packs.map {
                    .init(
                        date: $0.date.description, name: $0.name, reviewer: $0.reviewer, source: $0.source,
                        version: $0.version)
                },
                faults: faults.map {
                    .init(entry: $0.entry, line: $0.line, pack: $0.pack, problem: $0.problem, remedy: $0.remedy)
                })
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(answer), as: UTF8.self))
        }

        private struct Answer: Encodable {
            struct Pack: Encodable {
                let date: String
                let name: String
                let reviewer: String?
                let source: String
                let version: Int
            }
            struct Fault: Encodable {
                let entry: String?
                let line: Int?
                let pack: String
                let problem: String
                let remedy: String
            }
            let packs: [Pack]
            let faults: [Fault]
        }
    }
}
