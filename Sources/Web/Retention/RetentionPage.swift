import Casework
import Reference
import Storage
import Vocabulary

/// The rules for keeping: what is past its time, what they removed last, and the switch. Numbers, and nobody's name.
struct RetentionPage: Page {
    static let template = "retention/retention"
    static let audience = Audience.staff

    struct Rule: Sendable {
        let name: String
        let words: String
        let source: String
    }

    struct Switch: Sendable {
        /// Where the switch is put, and the word that says that somebody means it.
        enum Way: String, Sendable {
            case on, off

            var word: String { self == .on ? "remove" : "keep" }
        }

        let lead: String
        let word: TextInput
        let button: Button

        init(_ way: Way, _ reader: FormReader) {
            lead =
                way == .on
                ? "From tonight on, each night removes what is past its time. It cannot be brought back."
                : "From now on each night only counts. What is gone stays gone."
            word = TextInput(
                "word", "To go on, type the word \(way.word)", in: reader, width: .half,
                hint: "So that nobody does it by mistake.")
            button = Button(
                way == .on ? "Let the rules remove" : "Only count from now on",
                weight: way == .on ? .serious : .main, name: "to", value: way.rawValue)
        }
    }

    let title = "What goes when its time is over"
    let section: Section? = .today
    let backLink: Link? = Link("Back to Today", to: "/app")
    let problems: [FieldProblem]
    let notice: Notice?
    let state: String
    let counted: String
    let rules: DataTable
    let last: String
    let about: [Rule]
    /// Nil until it was counted what would go.
    let change: Switch?

    init(
        _ found: RetentionStore.State, rules: [RetentionRule], clock: Clock, _ reader: FormReader = FormReader(),
        done: String? = nil
    ) {
        func said(_ moment: Moment) -> String {
            "\(moment.day(in: clock.zone).inWords), \(moment.time(in: clock.zone))"
        }
        problems = reader.problems
        notice = Self.notice(done)
        state =
            found.onSince.map { since in
                "The rules remove what is past its time, each night, since \(said(since))."
                    + (found.onBy.map { " \($0) switched it on." } ?? "")
            } ?? "Nothing is removed: the rules only count."
        counted =
            found.countedAt.map { "Counted on \(said($0)). Each night counts anew." }
            ?? "Nobody has counted yet what would go."
        last =
            found.appliedAt.map { "Last removed on \(said($0)): \(Self.things(found.removed))." }
            ?? "Nothing was removed so far."
        self.rules = DataTable(
            "What the rules find", columns: ["What", "Kept for", "Past its time", "Removed last time"],
            rows: rules.map { rule in
                [
                    .text(rule.name), .text("\(rule.days) days"), Self.number(found.counts, rule, found.countedAt),
                    Self.number(found.removed, rule, found.appliedAt),
                ]
            })
        about = rules.map { Rule(name: $0.name, words: $0.explanation, source: $0.source) }
        change = found.countedAt == nil ? nil : Switch(found.onSince == nil ? .on : .off, reader)
    }

    private static func number(_ counts: [String: Int], _ rule: RetentionRule, _ at: Moment?) -> DataTable.Cell {
        at == nil ? .text("–") : .number(counts[rule.what.rawValue] ?? 0)
    }

    private static func things(_ removed: [String: Int]) -> String {
        switch removed.values.reduce(0, +) {
        case 0: "nothing was past its time"
        case 1: "1 thing"
        case let count: "\(count) things"
        }
    }

    private static func notice(_ done: String?) -> Notice? {
        switch done {
        case "counted": Notice("Counted. Nothing was removed.")
        case "on": Notice("The rules remove what is past its time, from tonight on.")
        case "off": Notice("The rules only count from now on.")
        default: nil
        }
    }
}
