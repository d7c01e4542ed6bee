import Casework
import People
import Vocabulary

/// Seals facts about a person without showing any: what is there already stays shut, and what was typed is not shown
/// again, whatever else was wrong.
struct SealedFormPage: Page {
    static let template = "sealed/form"
    static let audience = Audience.staff

    struct Fields: Sendable {
        let action: String
        let readAt: String
        let situation: Select
        let support: Select
        let nrm: Radios
        let cause: Checkboxes
        let note: TextArea
        let removeNote: Checkboxes?
        let save = Button("Seal it")
        let skip: String
    }

    let title = "Seal something"
    let name: String
    let lead: String
    let backLink: Link?
    let section: Section? = .people
    let problems: [FieldProblem]
    /// Nil where sealing is not set up.
    let fields: Fields?

    init(_ form: SealedForm, isSetUp: Bool, _ problems: [FieldProblem] = []) {
        name = form.person.shownName
        backLink = Link("Back to the person", to: form.person.address())
        self.problems = problems
        guard isSetUp else {
            lead = "Sealing is not set up on this machine: ask whoever looks after Kith. Nothing was written down."
            fields = nil
            return
        }
        lead = "It is locked away: no group, no list and no figure ever sees it. Opening it is told to them."
        fields = Fields(form, problems)
    }
}

extension SealedFormPage.Fields {
    /// What stands for "take away what is sealed".
    static let removal = "-"

    static func name(_ field: SealedField) -> String { FormField.sealed + field.key }

    init(_ form: SealedForm, _ problems: [FieldProblem]) {
        // Empty on purpose: nothing that was typed comes back.
        var reader = FormReader()
        for problem in problems { reader.add(problem.text, to: problem.field) }
        func isThere(_ field: SealedField) -> Bool { form.versions[field] != nil }
        func choices(_ field: SealedField, _ values: [Choice]) -> [Choice] {
            let unsaid = Choice(FormField.unsaid, "They would rather not say")
            return isThere(field)
                ? [Choice("", "Leave what is sealed as it is")] + values
                    + [unsaid, Choice(Self.removal, "Take it away, as if nobody had asked")]
                : [Choice("", "Not asked")] + values + [unsaid]
        }
        action = form.person.id.sealedAddress
        readAt = form.stamp
        situation = Select(
            Self.name(.situation), SealedWords.name(of: .situation),
            choices(.situation, ImmigrationSituation.allCases.map { Choice($0.rawValue, SealedWords.words($0)) }),
            in: reader, width: .full, why: "Only to find out what health care is free for them, if they ask.")
        support = Select(
            Self.name(.support), SealedWords.name(of: .support),
            choices(.support, AsylumSupport.allCases.map { Choice($0.rawValue, SealedWords.words($0)) }),
            in: reader, width: .full)
        nrm = Radios(
            Self.name(.nrm), SealedWords.name(of: .nrm),
            choices(.nrm, TraffickingDecision.allCases.map { Choice($0.rawValue, SealedWords.words($0)) }), in: reader,
            hint: "By the National Referral Mechanism.")
        cause = Checkboxes(
            Self.name(.cause), SealedWords.name(of: .cause),
            CauseOfHarm.allCases.map { Choice($0.rawValue, SealedWords.words($0)) }
                + [Choice(FormField.unsaid, "They would rather not say")]
                + (isThere(.cause) ? [Choice(Self.removal, "Take it away, as if nobody had asked")] : []), in: reader,
            hint: isThere(.cause)
                ? "Something is sealed here. What you tick takes its place." : "Tick nothing if you did not ask.",
            why: "Care after torture or violence is free for everybody.")
        note = TextArea(
            Self.name(.note), SealedWords.name(of: .note), in: reader, rows: 5,
            hint: isThere(.note)
                ? "There is a sealed note. What you write here takes its place." : "Leave it empty to skip it.")
        removeNote =
            isThere(.note)
            ? Checkboxes(
                Self.name(.note) + "-gone", "The sealed note of before",
                [Choice(Self.removal, "Take it away")], in: reader) : nil
        skip = form.person.address()
    }

    /// What becomes of which field; nil where something must be put right first.
    static func read(_ reader: inout FormReader) -> [SealedField: SealFacts.Change]? {
        var changes: [SealedField: SealFacts.Change] = [:]
        for field in [SealedField.situation, .support, .nrm] {
            let typed = reader.typed(name(field))
            if typed.isEmpty { continue }
            if typed == removal {
                changes[field] = .forget
            } else if typed == FormField.unsaid {
                changes[field] = .seal(Sealed(.wouldNotSay(field)))
            } else if let fact = SealedFact(field, text: typed) {
                changes[field] = .seal(Sealed(fact))
            } else {
                reader.add("Choose one of the answers, or skip it", to: name(field))
            }
        }
        let causes = reader.choices(name(.cause), of: CauseOfHarm.self, beside: [removal, FormField.unsaid])
        let others = reader.chosen(name(.cause)).intersection([removal, FormField.unsaid])
        if others.count > 1 || (!others.isEmpty && !causes.isEmpty) {
            reader.add("You ticked answers that do not go together. Which is right?", to: name(.cause))
        } else if !causes.isEmpty {
            changes[.cause] = .seal(Sealed(.cause(Set(causes))))
        } else if others.contains(FormField.unsaid) {
            changes[.cause] = .seal(Sealed(.wouldNotSay(.cause)))
        } else if others.contains(removal) {
            changes[.cause] = .forget
        }
        if let note = reader.text(name(.note), upTo: AboutLimit.note) {
            changes[.note] = .seal(Sealed(.note(note)))
        } else if reader.ticked(name(.note) + "-gone") {
            changes[.note] = .forget
        }
        return reader.problems.isEmpty ? changes : nil
    }
}
