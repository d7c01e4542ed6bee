import ArgumentParser
import Foundation
import Matching

/// `kith match`: the groups of a file for the situation of a file.
struct MatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Find the groups that fit a situation, and say why the others do not.",
        discussion: """
            Example:
              kith match --directory groups.json --situation amal.json --limit 5

            The files are as docs/matching.md draws them; - reads one of them from the standard input. \
            Keys that are not known are passed over; a value that is not known is an error, and then \
            nothing is matched.
            """)

    @Option(help: ArgumentHelp("The groups: a JSON array.", valueName: "file"))
    var directory: String

    @Option(help: ArgumentHelp("The situation: a JSON object.", valueName: "file"))
    var situation: String

    @Option(help: ArgumentHelp("Show at most so many offers.", valueName: "number"))
    var limit: Int?

    @Flag(help: "Write the answer as JSON.")
    var json = false

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit must not be negative.") }
    }

    func run() throws {
        let person = try MatchFiles.situation(in: situation)
        let groups = try MatchFiles.groups(in: directory)
        let answer = try MatchFiles.index(groups, of: directory).match(person, limit: limit)
        if json {
            FileHandle.standardOutput.write(Data(answer.json + [UInt8(ascii: "\n")]))
        } else {
            let names = Dictionary(groups.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
            print(AnswerText(answer: answer, names: names).text)
        }
    }
}
