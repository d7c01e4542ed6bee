import Casework
import People
import Reference
import Vocabulary

/// What social prescribing is, why it is offered and what it cannot fix, to be said to the person before the
/// first referral (D1).
struct ExplanationPage: Page {
    static let template = "refer/explanation"
    static let audience = Audience.staff

    let title: String
    let section: Section? = .people
    let backLink: Link?
    let problems: [FieldProblem]
    let notice: Notice?
    let action: String
    /// Said where the person would rather hear it in another language than the one it is written in.
    let inEnglishOnly: String?
    let understood: Checkboxes
    let manner: MannerFields
    let go = Button("They understood")

    init(_ preparation: Preparation, _ reader: FormReader, reference: ReferenceData) {
        let person = preparation.person
        title = "Explain it first"
        backLink = Link("Groups for \(person.shownName)", to: person.address("/groups"))
        problems = reader.problems
        notice = preparation.hold?.earlyNotice
        action = ReferSteps(preparation).explanation
        let own = person.about.languages.max { $0.level < $1.level }?.language ?? .english
        inEnglishOnly =
            own == .english
            ? nil
            : "We have these words in English only so far. Say them in \(reference.languages.name(of: own)), with an "
                + "interpreter where you need one. Nobody has checked a translation yet."
        understood = Checkboxes(
            "understood", "Did they understand?",
            [Choice("yes", "\(person.shownName) said in their own words what this is")], in: reader,
            hint: "Ask them to say it back to you.")
        manner = MannerFields(person, reader, reference: reference)
    }

    /// Reads that it was understood, and how it was said; nil while something is missing.
    static func read(_ reader: inout FormReader) -> (language: Language, withInterpreter: Bool)? {
        if !reader.ticked("understood") {
            reader.add("Go on when they have said in their own words what this is", to: "understood")
        }
        let manner = MannerFields.read(&reader)
        return reader.problems.isEmpty ? manner : nil
    }
}

/// In which language something was said, and whether somebody interpreted.
struct MannerFields {
    let language: Select
    let interpreter: Radios

    init(_ person: Person, _ reader: FormReader, reference: ReferenceData) {
        let own = person.about.languages.sorted { $0.level > $1.level }.map(\.language)
        let languages = own + (own.contains(.english) ? [] : [.english])
        language = Select(
            "language", "Which language did you speak?",
            [Choice("", "Choose one")] + languages.map { Choice($0.rawValue, reference.languages.name(of: $0)) },
            in: reader)
        interpreter = Radios(
            "interpreter", "Did somebody interpret?", [Choice("yes", "Yes"), Choice("no", "No")], in: reader,
            isInline: true)
    }

    static func read(_ reader: inout FormReader) -> (language: Language, withInterpreter: Bool)? {
        let language = Language(tag: reader.typed("language"))
        if language == nil { reader.add("Choose the language that you spoke", to: "language") }
        guard let answer = reader.yesOrNo("interpreter", orAsk: "Say whether somebody interpreted"), let language
        else { return nil }
        return (language, answer)
    }
}
