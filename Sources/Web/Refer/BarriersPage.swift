import Casework
import Community
import Matching
import People
import Reference
import Vocabulary

/// Before a referral: how is each thing solved that stands in the way? (S4)
struct BarriersPage: Page {
    static let template = "refer/barriers"
    static let audience = Audience.staff
    static let steps = 4

    let title: String
    let section: Section? = .people
    let backLink: Link?
    let problems: [FieldProblem]
    let notice: Notice?
    let group: String
    let action: String
    /// What stands in the way only because nobody asked, and where it is asked: there is nothing to solve yet.
    let asks: [Ask]
    let fields: [TextArea]
    /// Nil where everything has to be asked first.
    let go: Button?

    struct Ask {
        let words: String
        let ask: Link
    }

    init(_ preparation: Preparation, _ reader: FormReader, reference: ReferenceData) {
        let person = preparation.person
        title = "What has to be solved first?"
        group = preparation.standing.group.details.name
        backLink = Link("Groups for \(person.shownName)", to: person.address("/groups"))
        problems = reader.problems
        notice = preparation.hold?.earlyNotice
        action = ReferSteps(preparation).barriers
        let words = ReasonWords(reference: reference, about: person.about)
        asks = preparation.standing.barriers.compactMap { code in
            words.open(code)?.ask(person.id).map { Ask(words: words.sentence(Reason(code)), ask: $0) }
        }
        fields = Self.solvable(preparation).map { code in
            TextArea(
                code.rawValue, words.sentence(Reason(code)), in: reader, rows: 2,
                hint: "How is this solved? \(BarriersPage.example(code))")
        }
        go = fields.isEmpty ? nil : Button("Save and go on")
    }

    /// What can be solved: whatever rests on what they said, or on what they would rather not say.
    static func solvable(_ preparation: Preparation) -> [ReasonCode] {
        preparation.standing.barriers.filter {
            OpenQuestion(behind: $0, in: preparation.person.about)?.isUnsaid ?? true
        }
    }

    /// The answers that were written down before.
    static func filled(_ preparation: Preparation) -> FormReader {
        FormReader(SubmittedForm(preparation.solved.map { (name: $0.key.rawValue, value: $0.value) }))
    }

    /// Reads an answer to each barrier; one that is empty is asked for again.
    static func read(_ reader: inout FormReader, barriers: [ReasonCode]) -> [ReasonCode: String] {
        var solutions: [ReasonCode: String] = [:]
        for code in barriers {
            solutions[code] = reader.text(
                code.rawValue, upTo: SolveBarriers.mostCharacters,
                orAsk: "Write how this is solved: \(ReasonWords.heading(code).inSentence)")
        }
        return solutions
    }

    private static func example(_ code: ReasonCode) -> String {
        switch code {
        case .childcare: "For example: a neighbour looks after the children."
        case .reach: "For example: we gave them a bus pass."
        case .cost: "For example: the group lets them come free."
        case .time: "For example: they changed their shift."
        case .booking: "For example: we book for them each Monday."
        case .language, .interpreter: "For example: an interpreter is booked for the first two visits."
        case .access: "For example: the group brings a ramp."
        case .format: "For example: they would like to try a group once."
        default: ""
        }
    }
}

/// The addresses of the steps before a referral.
struct ReferSteps {
    let start: String
    var barriers: String { start + "/barriers" }
    var explanation: String { start + "/explanation" }
    var consent: String { start + "/consent" }

    /// Where it is written down that they would like a group all the same that they took back their yes to.
    let wish: String

    init(person: String, group: String) {
        let both = "/app/people/\(person)/groups/\(group)"
        start = both + "/referral"
        wish = both + "/wish"
    }

    init(_ preparation: Preparation) {
        self.init(person: preparation.person.id.rawValue, group: preparation.standing.group.id.rawValue)
    }

    /// The first step that is not done.
    func next(_ preparation: Preparation) -> String {
        if !preparation.unsolved.isEmpty { return barriers }
        return preparation.person.understanding == nil ? explanation : consent
    }
}
