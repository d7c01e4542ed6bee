import Casework
import People
import Vocabulary

/// The closed box on a person's page: it asks why before it opens, and tells nothing until then, not even whether
/// something is in it.
struct SealedBox: Sendable {
    /// The question why, and where the answer goes.
    struct Ask: Sendable {
        let action: String
        let purpose: Radios
        let open = Button("Open it")

        init(of id: Person.ID, _ reader: FormReader) {
            action = "\(id.sealedAddress)/opening"
            purpose = Radios(
                "purpose", "Why do you open it?", Opening.Purpose.ofStaff.map(SealedWords.question), in: reader)
        }
    }

    let lead: String
    let ask: Ask?
    let change: Link?

    init(of person: Person, isSetUp: Bool, hasSecondStep: Bool) {
        guard isSetUp else {
            lead =
                "Sealing is not set up on this machine. Do not write down their right to be here, or who hurt them: whoever looks after Kith can set it up."
            (ask, change) = (nil, nil)
            return
        }
        change = Link("Seal something, or take it away", to: person.id.sealedAddress)
        if person.worker == nil {
            lead = "They have no link worker yet. It opens for the one who takes them on."
            ask = nil
        } else if hasSecondStep {
            lead = "They will see that you opened it, when, and why."
            ask = Ask(of: person.id, FormReader())
        } else {
            lead = "It opens only when you signed in with the second step. You set it up on the page of your account."
            ask = nil
        }
    }
}

/// The question why on a page of its own, where it was not answered.
struct SealedAskPage: Page {
    static let template = "sealed/ask"
    static let audience = Audience.staff

    let title = "Why do you open it?"
    let name: String
    let backLink: Link?
    let section: Section? = .people
    let problems: [FieldProblem]
    let ask: SealedBox.Ask

    init(_ person: Person, _ reader: FormReader) {
        name = person.shownName
        backLink = Link("Back to the person", to: person.address())
        problems = reader.problems
        ask = SealedBox.Ask(of: person.id, reader)
    }
}

/// What is sealed, shown once.
struct SealedOpenedPage: Page {
    static let template = "sealed/opened"
    static let audience = Audience.staff

    let title = "What is sealed"
    let name: String
    let section: Section? = .people
    let why: String
    let facts: SummaryList?
    let shut: String?
    let close: String
    let change: String

    init(_ opened: OpenedFacts, clock: Clock) {
        name = opened.person.shownName
        why = SealedWords.words(opened.opening.purpose)
        let rows = opened.facts.map { sealed, changedAt in
            let fact = sealed.opened(by: opened.opening)
            let day = "Written down on \(changedAt.day(in: clock.zone).inWords)."
            return SummaryRow(SealedWords.name(of: fact.field), lines: SealedWords.lines(fact) + [day])
        }
        facts = rows.isEmpty ? nil : SummaryList(rows)
        let names = Set(opened.shut.map(SealedWords.name(of:))).sorted()
        shut =
            names.isEmpty
            ? nil : "This does not open: \(names.joined(separator: ", ")). Tell whoever looks after Kith."
        close = opened.person.address()
        change = opened.person.id.sealedAddress
    }
}

extension Person.ID {
    var sealedAddress: String { "/app/people/\(inAddress)/sealed" }
}
