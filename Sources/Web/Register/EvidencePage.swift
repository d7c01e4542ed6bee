import Casework
import Community
import Reference
import Vocabulary

/// The form for one piece of evidence.
struct EvidencePage: Page {
    static let template = "register/evidence"
    static let audience = Audience.staff

    let title = "Add evidence"
    let section: Section? = .register
    let backLink: Link?
    let problems: [FieldProblem]
    let group: String
    let action: String
    let standard: Radios
    let from: DateInput
    let until: DateInput
    let endless: Checkboxes
    let note: TextInput
    let save = Button("Put on the register")

    init(_ reader: FormReader, of group: Group, reference: ReferenceData) {
        let address = "/app/groups/\(Site.query(group.id.rawValue))"
        backLink = Link("Back to the group", to: address)
        action = "\(address)/evidence"
        self.group = group.details.name
        problems = reader.problems
        standard = Radios(
            "standard", "What have you seen?",
            reference.standards.entries.map { entry in
                Choice(entry.code.rawValue, entry.name, hint: entry.evidence ?? entry.explanation)
            }, in: reader)
        from = DateInput("from", "First day it is valid", in: reader, hint: "It stands on the paper.")
        until = DateInput("until", "Last day it is valid", in: reader)
        endless = Checkboxes("endless", "Or", [Choice("yes", "It has no end")], in: reader)
        note = TextInput(
            "note", "Which paper was it?", in: reader,
            hint: "For example: policy of May 2026, seen at a visit. No names of people.")
    }
}

/// What the evidence form says.
struct EvidenceForm {
    let standard: StandardCode
    let from: Day
    let until: Day?
    let note: String

    static func read(_ reader: inout FormReader) -> EvidenceForm? {
        let standard = reader.choice("standard", of: StandardCode.self, orAsk: "Choose what you have seen")
        let from = reader.day("from", orAsk: "Enter the first day it is valid")
        let endless = reader.ticked("endless")
        let until = reader.day(
            "until", orAsk: endless ? nil : "Enter the last day it is valid, or tick that it has no end")
        let note = reader.text("note", upTo: AddEvidence.longestNote) ?? ""
        guard reader.problems.isEmpty, let standard, let from else { return nil }
        return EvidenceForm(standard: standard, from: from, until: endless ? nil : until, note: note)
    }

    static func explain(_ refusal: AddEvidence.Refusal, in reader: inout FormReader) {
        switch refusal {
        case .unknownStandard: reader.add("Choose what you have seen", to: "standard")
        case .endsBeforeItBegins: reader.add("The last day must not be before the first", to: "until")
        case .notYetValid: reader.add("The first day must be today or earlier", to: "from")
        case .noteTooLong: reader.add("Make this shorter", to: "note")
        }
    }
}
