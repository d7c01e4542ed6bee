import ArgumentParser
import Casework
import Foundation
import Reference
import Storage
import Vocabulary

/// `kith retention`: what is past its time, and whether it may go.
struct RetentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Show what is past its time in a hub, and remove it where that is switched on.",
        discussion: """
            Example: kith retention --data /var/lib/kith --hub demo --dry-run

            Nothing is removed until the rules are switched on for the hub (--switch-on), which asks that they were \
            counted before. From then on each night does the same as this command without --dry-run.
            """)

    @OptionGroup var place: DataPlace

    @Option(help: "The hub's id.")
    var hub: String

    @Flag(name: .customLong("dry-run"), help: "Only count, whatever is switched on.")
    var dryRun = false

    @Flag(name: .customLong("switch-on"), help: "Let the rules remove from now on. They must have been counted before.")
    var switchOn = false

    @Flag(name: .customLong("switch-off"), help: "Only count from now on.")
    var switchOff = false

    @Flag(help: "Answer in JSON, for programs.")
    var json = false

    func validate() throws {
        guard [dryRun, switchOn, switchOff].count(where: \.self) <= 1 else {
            throw ValidationError("Give one of --dry-run, --switch-on and --switch-off.")
        }
    }

    func run() async throws {
        let database = try await place.existing()
        let desk = Desk(database: database, reference: try ReferenceData.load(), baseURL: "")
        let actor = Actor(hub: Identifier(rawValue: hub), identity: .command("kith retention"))
        let retention = ApplyRetention(desk: desk, by: actor)
        do {
            if switchOn || switchOff { try await retention.set(on: switchOn) }
            let outcome = try await retention(dryRun: dryRun || switchOn || switchOff)
            let state = try await retention.state()
            let report = RetentionReport(outcome, rules: desk.reference.retention, since: state.onSince)
            print(json ? try report.json() : report.text)
        } catch ApplyRetention.Refusal.noSuchHub {
            throw CommandFailure("there is no hub \(hub): kith hub list shows them", .answerIsNo)
        } catch ApplyRetention.Refusal.neverCounted {
            throw CommandFailure("nobody has counted yet what would go: run it with --dry-run first", .answerIsNo)
        }
        try database.close()
    }
}

/// What was counted and removed, in words for people or for programs.
struct RetentionReport {
    private let answer: Answer

    init(_ outcome: ApplyRetention.Outcome, rules: [RetentionRule], since: Moment?) {
        answer = Answer(
            onSince: since?.date.ISO8601Format(), removes: outcome.removed != nil,
            rules: rules.map { rule in
                Answer.Rule(
                    code: rule.what.rawValue, name: rule.name, days: rule.days, source: rule.source,
                    due: outcome.due[rule.what] ?? 0, removed: outcome.removed.map { $0[rule.what] ?? 0 })
            })
    }

    var text: String {
        let lines = answer.rules.map { rule in
            let removed = rule.removed.map { ", \($0) removed" } ?? ""
            return "\(rule.name): \(rule.due) older than \(rule.days) days\(removed)"
        }
        let state =
            answer.removes
            ? "These were removed." : "Nothing was removed" + (answer.onSince == nil ? ": the rules only count." : ".")
        return (lines + [state]).joined(separator: "\n")
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(answer), as: UTF8.self)
    }

    private struct Answer: Encodable {
        struct Rule: Encodable {
            let code: String
            let name: String
            let days: Int
            let source: String
            let due: Int
            let removed: Int?
        }

        let onSince: String?
        let removes: Bool
        let rules: [Rule]
    }
}
