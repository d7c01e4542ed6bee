import Casework
import People
import Vocabulary

/// Hands a person to a colleague.
struct HandOverPage: Page {
    static let template = "person/hand-over"
    static let audience = Audience.staff

    let title = "Hand over to a colleague"
    let name: String
    let backLink: Link?
    let section: Section? = .people
    let problems: [FieldProblem]
    let action: String
    let colleague: Select?
    let save = Button("Hand over")

    init(_ person: Person, to colleagues: [Colleague], _ reader: FormReader) {
        let base = "/app/people/\(person.id.inAddress)"
        name = person.about.callName
        backLink = Link("Back to the person", to: base)
        problems = reader.problems
        action = "\(base)/hand-over"
        colleague =
            colleagues.isEmpty
            ? nil
            : Select(
                "colleague", "Who is their link worker from now on?",
                [Choice("", "Choose one")] + colleagues.map { Choice($0.id.rawValue, $0.label) }, in: reader,
                hint: "Tell the person first, and introduce the two if you can.")
    }
}
