import Casework
import People
import Reference
import Vocabulary

/// Writes down that somebody was in touch with a person, or tried to be.
struct ContactPage: Page {
    static let template = "person/contact"
    static let audience = Audience.staff

    let title = "Record a contact"
    let name: String
    let backLink: Link?
    let section: Section? = .people
    let problems: [FieldProblem]
    let action: String
    /// What must be known before the phone rings.
    let safety: [String]
    let kind: Radios
    let reached: Radios
    let on: DateInput
    let note: TextArea
    /// For what must stay sealed; nil where sealing is not set up.
    let sealedNote: TextArea?
    /// Asked where the same was written down a moment ago; nil where it was not.
    let again: Checkboxes?
    let save = Button("Save")

    /// - Parameter canSeal: whether sealing is set up.
    init(_ person: Person, _ reader: FormReader, canSeal: Bool = false) {
        let base = "/app/people/\(person.id.inAddress)"
        name = person.about.callName
        backLink = Link("Back to the person", to: base)
        problems = reader.problems
        action = "\(base)/contacts"
        safety = Self.safety(person.about.reach)
        kind = Radios(
            "kind", "How?",
            [
                Choice("call", "By phone"), Choice("message", "By message"), Choice("meeting", "We met"),
                Choice("visit", "At their place"), Choice("letter", "By letter"),
            ], in: reader)
        reached = Radios(
            "reached", "Did you reach them?", [Choice("yes", "Yes"), Choice("no", "No, I tried")], in: reader,
            isInline: true)
        on = DateInput("on", "Which day?", in: reader, hint: "Leave it empty for today.")
        note = TextArea(
            "note", "What was it about?", in: reader, rows: 5,
            hint: "Only what you need next time. They can ask to read it.")
        // Never filled in: what was typed here is not sent back, not even when something else was wrong.
        sealedNote =
            canSeal
            ? TextArea(
                Self.sealedField, "Is there something to seal?", in: FormReader(), rows: 3,
                hint:
                    "Their right to be here, who hurt them: whatever could harm them. It is shut until somebody says why they open it."
                    + (reader.problems.isEmpty ? "" : " If you wrote something here, write it again: it was not kept.")
            ) : nil
        again =
            reader.problem(with: Self.againField) == nil
            ? nil
            : Checkboxes(
                Self.againField, "Was it once more?", [Choice("yes", "Yes, this was another contact")], in: reader)
    }

    /// What is asked where the same was written down a moment ago: whoever goes back and saves again has one contact.
    static func askWhetherAnother(_ reader: inout FormReader, since moment: Moment, clock: Clock) {
        reader.add(
            "You wrote the same down at \(moment.time(in: clock.zone)). It is saved. Tick here only if it was another contact",
            to: againField)
    }

    private static let againField = "again"
    private static let sealedField = FormField.sealed + "note"

    /// What was typed to be sealed; nil where nothing was.
    static func sealed(in form: SubmittedForm) -> Sealed<String>? {
        var reader = FormReader(form)
        // A text that is too long is refused by the use case, and not shown again.
        return reader.text(sealedField, upTo: .max).map { Sealed($0) }
    }

    /// Nil where something must be put right first.
    static func read(_ reader: inout FormReader, today: Day) -> RecordContact.Entry? {
        let kind = reader.choice("kind", of: Contact.Kind.self, orAsk: "Choose how you were in touch")
        let reached = reader.yesOrNo("reached", orAsk: "Say whether you reached them")
        let day = reader.day("on")
        if let day, day > today { reader.add("Enter today or a day before today", to: "on") }
        if let day, today.days(since: day) > 366 { reader.add("Enter a day within the last year", to: "on") }
        let note = reader.text("note", upTo: AboutLimit.note) ?? ""
        guard let kind, let reached, reader.problems.isEmpty else { return nil }
        return RecordContact.Entry(
            kind: kind, reached: reached, note: note, on: day, isAnother: reader.ticked(againField))
    }

    static func safety(_ reach: SafeReach) -> [String] {
        var lines: [String] = []
        if reach.hasPhone {
            // Only a yes opens: whoever was not asked, or would not say, gets no message.
            let message =
                switch reach.mayLeaveMessage {
                case .said(true): "You may leave a message."
                case .said(false): "Never leave a message."
                case .notAsked: "Leave no message: nobody has asked yet whether we may."
                case .wouldNotSay: "Leave no message: they would rather not say whether we may."
                }
            lines.append(message)
        }
        if !reach.sharedWith.isEmpty {
            lines.append("Somebody else uses this phone: \(reach.sharedWith)")
        } else if reach.phoneIsShared.isYes {
            lines.append("Somebody else uses this phone.")
        } else if reach.hasPhone, !reach.phoneIsShared.isNo {
            lines.append("Somebody else may answer: we do not know whether they share this phone.")
        }
        if !reach.safeTimes.isEmpty { lines.append("Safe times: \(reach.safeTimes)") }
        return lines
    }
}

/// Pauses, resumes, ends or begins again the journey of a person with the hub.
struct JourneyPage: Page {
    static let template = "person/journey"
    static let audience = Audience.staff

    let title: String
    let lead: String
    let name: String
    let backLink: Link?
    let section: Section? = .people
    let problems: [FieldProblem]
    let action: String
    let move: Radios
    let because: Select?
    let save = Button("Save")

    init(_ person: Person, _ reader: FormReader, reference: ReferenceData) {
        let base = "/app/people/\(person.id.inAddress)"
        let care = person.care
        name = person.about.callName
        title = care.isOpen ? "Pause or end" : "Begin again"
        lead =
            care.isOpen
            ? "A pause keeps everything and everybody. An end can be undone: nothing is deleted."
            : "Nothing was lost: you go on where you stopped."
        backLink = Link("Back to the person", to: base)
        problems = reader.problems
        action = "\(base)/journey"
        let choices: [(Case.Verb, Choice)] = [
            (.pause, Choice("pause", "Pause", hint: "For now they do not want or need us. Nobody nags.")),
            (.resume, Choice("resume", "Go on after the pause")),
            (.close, Choice("close", "End", hint: "Say why below. Groups that still wait must be told first.")),
            (.reopen, Choice("reopen", "Begin again")),
        ]
        move = Radios("move", "What happens now?", choices.filter { care.can($0.0) }.map(\.1), in: reader)
        because =
            care.can(.close)
            ? Select(
                "because", "If it ends, why?",
                [Choice("", "Choose one")]
                    + Case.ClosingReason.allCases.map { reason in
                        Choice(reason.rawValue, reference.closingReasons.name(of: Code(reason.rawValue)))
                    }, in: reader)
            : nil
    }

    /// Nil where something must be put right first.
    static func read(_ reader: inout FormReader) -> MoveCase.Move? {
        switch reader.typed("move") {
        case "pause": return .pause
        case "resume": return .resume
        case "reopen": return .reopen
        case "close":
            return reader.choice("because", of: Case.ClosingReason.self, orAsk: "Choose why it ends").map { .close($0) }
        default:
            reader.add("Choose what happens now", to: "move")
            return nil
        }
    }
}
