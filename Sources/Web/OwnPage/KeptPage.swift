import Casework
import People
import Vocabulary

/// What of somebody's record stays by law when the rest is deleted, and the form that says so.
struct KeptPage: Page {
    static let template = "own-page/kept"
    static let audience = Audience.staff

    struct Kept: Sendable {
        let part: String
        let ground: String
        let words: String
        /// The part as the form that releases it names it.
        let name: String
    }

    let title = "What has to stay by law"
    let name: String
    let section: Section? = .people
    let backLink: Link?
    let problems: [FieldProblem]
    let notice: Notice?
    let action: String
    let kept: [Kept]
    let hasKept: Bool
    let part: Radios
    let ground: Radios
    let why: TextArea

    init(_ state: KeepPart.State, _ reader: FormReader = FormReader(), done: String? = nil) {
        let person = state.person
        name = person.shownName
        backLink = Link("Back to the person", to: person.address())
        problems = reader.problems
        notice =
            switch done {
            case "kept": Notice("This stays when the rest is deleted. They can read why.")
            case "released": Notice("This is deleted with the rest.")
            default: nil
            }
        action = person.id.keptAddress
        kept = state.kept.map {
            Kept(
                part: Self.words($0.part), ground: OwnWords.words($0.ground), words: $0.words, name: $0.part.rawValue)
        }
        hasKept = !kept.isEmpty
        part = Radios(
            "part", "What has to stay", KeptPart.Part.allCases.map { Choice($0.rawValue, Self.words($0)) }, in: reader)
        ground = Radios(
            "ground", "Why",
            [
                Choice("law", "Another law asks for it"), Choice("claim", "A case before a court"),
                Choice("safeguarding", "Somebody else’s safety"),
            ], in: reader)
        why = TextArea("why", "In words that they read", in: reader, rows: 3)
    }

    static func words(_ part: KeptPart.Part) -> String {
        switch part {
        case .about: "What they told us"
        case .contacts: "The notes of calls and meetings"
        case .messages: "What groups were told"
        }
    }
}

extension Person.ID {
    var keptAddress: String { "/app/people/\(inAddress)/kept" }
}
