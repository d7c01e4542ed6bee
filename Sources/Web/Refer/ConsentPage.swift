import Casework
import Community
import People
import Reference
import Vocabulary

/// The person's yes: what the group may know, until when, and how they said so.
struct ConsentPage: Page {
    static let template = "refer/consent"
    static let audience = Audience.staff

    let title: String
    let section: Section? = .people
    let backLink: Link?
    let problems: [FieldProblem]
    let notice: Notice?
    let lead: String
    let action: String
    let solved: SummaryList?
    let facts: Checkboxes
    let purpose: Radios
    let until: UntilFields
    let how: Radios
    let manner: MannerFields
    let who: TextInput
    let go = Button("Show what the group will see")

    init(_ preparation: Preparation, _ reader: FormReader, reference: ReferenceData) {
        let person = preparation.person
        let group = preparation.standing.group.details.name
        let steps = ReferSteps(preparation)
        title = "What may \(group) know?"
        backLink = Link("Groups for \(person.shownName)", to: person.address("/groups"))
        problems = reader.problems
        notice = preparation.hold?.earlyNotice
        lead =
            "Read each line to \(person.shownName). Tick only what they say yes to. They can take it back at any time."
        action = steps.consent
        let barriers = preparation.standing.barriers.compactMap { code in
            preparation.solved[code].map {
                SummaryRow(ReasonWords.heading(code), $0, change: Link("Change", to: steps.barriers))
            }
        }
        solved = barriers.isEmpty ? nil : SummaryList(barriers)
        let lines = MessageLines(reference: reference)
        let everything = ReferralMessage(about: person.about, scope: Set(SharedFact.allCases))
        facts = Checkboxes(
            "facts", "\(group) may know",
            lines.lines(of: everything).map { Choice($0.fact.rawValue, $0.key, hint: $0.value) }, in: reader)
        purpose = Radios(
            "purpose", "What is it for?",
            [
                Choice(Consent.Purpose.join.rawValue, "They want to join in"),
                Choice(
                    Consent.Purpose.ask.rawValue, "Only to ask whether there is a place",
                    hint: "They decide when they know."),
            ], in: reader)
        until = UntilFields("How long may the group keep this?", today: preparation.today, in: reader)
        how = ConsentPage.how(in: reader)
        manner = MannerFields(person, reader, reference: reference)
        who = ConsentPage.who(in: reader)
    }

    static func how(in reader: FormReader) -> Radios {
        Radios(
            "how", "How did they say yes?", [Choice("spoken", "They said it"), Choice("written", "They signed it")],
            in: reader, isInline: true)
    }

    static func who(in reader: FormReader) -> TextInput {
        TextInput(
            "interpreted-by", "Who interpreted?", in: reader, width: .half,
            hint: "A name, or the number that the agency gave you. It stays here. Leave it empty if nobody did.")
    }

    static func read(_ reader: inout FormReader, today: Day) -> DraftReferral.Yes? {
        let facts = reader.choices(
            "facts", of: SharedFact.self, orAsk: "Tick at least one thing that the group may know")
        let purpose = reader.choice("purpose", of: Consent.Purpose.self, orAsk: "Say what it is for")
        let until = UntilFields.read(&reader, today: today)
        let manner = manner(&reader)
        guard reader.problems.isEmpty, let purpose, let until, let manner else { return nil }
        return DraftReferral.Yes(scope: Set(facts), for: purpose, until: until, manner: manner)
    }

    static func manner(_ reader: inout FormReader) -> Consent.Manner? {
        let how = reader.choice("how", of: Consent.Manner.How.self, orAsk: "Say how they said yes")
        let who = reader.text("interpreted-by", upTo: 200)
        guard let manner = MannerFields.read(&reader) else { return nil }
        if manner.withInterpreter, who == nil {
            reader.add("Enter who interpreted, or the number that the agency gave you", to: "interpreted-by")
        }
        guard let how else { return nil }
        return Consent.Manner(
            language: manner.language, withInterpreter: manner.withInterpreter, how: how,
            interpreter: manner.withInterpreter ? who : nil)
    }
}
