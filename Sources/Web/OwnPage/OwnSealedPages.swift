import Casework
import Foundation
import People
import Vocabulary

/// Before what is sealed opens to the person who told it: what it is, and their code once more.
struct OwnSealedPage: OwnPageView {
    static let template = "own-page/sealed"

    enum Box: Sendable {
        case empty, closed
        /// The keys that open it are not here.
        case withoutKeys
    }

    struct Ask: Sendable {
        let code: TextInput
        let paper = Button("Show it, to read or print", name: "as", value: "page")
        let file = Button("Save a file", weight: .quiet, name: "as", value: "file")
    }

    let title = "What is sealed about you"
    let backLink: Link? = Link("Back", to: "\(OwnAddress.home)/private")
    let problems: [FieldProblem]
    let notice: Notice?
    let lead: String
    let ask: Ask?

    init(_ box: Box, _ problems: [FieldProblem] = [], wasShown: Bool = false) {
        self.problems = problems
        notice =
            wasShown
            ? Notice("It was shown once, and this form is used up. Type in your code again.", isGood: false) : nil
        // Empty on purpose: the code that was typed does not come back.
        var reader = FormReader()
        for problem in problems { reader.add(problem.text, to: problem.field) }
        switch box {
        case .empty:
            lead = "Nothing that you told us is sealed."
            ask = nil
        case .withoutKeys:
            lead =
                "What is sealed cannot be opened here at the moment. Nothing of it is lost. Try again later, or ask us."
            ask = nil
        case .closed:
            lead =
                "It could do the most harm if somebody else reads it. So we ask for your code once more, and write down that you opened it."
            ask = Ask(code: OwnEnterPage.input(reader, "Type in your code once more"))
        }
    }
}

/// What is sealed, in words, shown once to the person who told it.
struct OwnSealedOpenedPage: OwnPageView {
    static let template = "own-page/sealed-opened"

    let title = "What is sealed about you"
    let backLink: Link? = Link("Close it", to: "\(OwnAddress.home)/private")
    let made: String
    let facts: SummaryList?
    let shut: String?

    init(_ opened: OpenedFacts, clock: Clock) {
        made = clock.today.inWords
        let rows = opened.facts.map { sealed, changedAt in
            let fact = sealed.opened(by: opened.opening)
            return SummaryRow(
                SealedWords.ownName(of: fact.field),
                lines: SealedWords.lines(fact) + ["Written down on \(changedAt.day(in: clock.zone).inWords)."])
        }
        facts = rows.isEmpty ? nil : SummaryList(rows)
        let names = Set(opened.shut.map(SealedWords.ownName(of:))).sorted()
        shut = names.isEmpty ? nil : "This does not open: \(names.joined(separator: ", ")). Ask us about it."
    }
}

/// The same as a file. Its shape is a promise: `docs/own-page.md`.
struct OwnSealedFile: Encodable {
    struct Fact: Encodable {
        let field: String
        let name: String
        let words: [String]
        let writtenAt: String
    }

    let schema = "kith-sealed"
    let version = 1
    let madeAt: String
    let facts: [Fact]
    /// The names of what is there and does not open.
    let shut: [String]

    init(_ opened: OpenedFacts, clock: Clock) {
        madeAt = clock.now.date.ISO8601Format()
        facts = opened.facts.map { sealed, changedAt in
            let fact = sealed.opened(by: opened.opening)
            return Fact(
                field: fact.field.key, name: SealedWords.ownName(of: fact.field), words: SealedWords.lines(fact),
                writtenAt: changedAt.date.ISO8601Format())
        }
        shut = opened.shut.map(\.key)
    }

    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}
