import Casework
import Community
import Reference
import Vocabulary

/// The details of a group, to write down or to correct.
struct GroupDetailsPage: Page {
    static let template = "register/details"
    static let audience = Audience.staff

    let title: String
    let section: Section? = .register
    let backLink: Link?
    let problems: [FieldProblem]
    let action: String
    let version: String
    let who: [FormPart]
    let save = Button("Save")

    /// A run of fields under a heading; each is one of the kinds below.
    struct FormPart: Sendable {
        let heading: String
        let fields: [Field]
    }

    /// One field of whichever kind: exactly one of these is there.
    struct Field: Sendable {
        var text: TextInput?
        var area: TextArea?
        var radios: Radios?
        var boxes: Checkboxes?

        init(_ text: TextInput) { self.text = text }
        init(_ area: TextArea) { self.area = area }
        init(_ radios: Radios) { self.radios = radios }
        init(_ boxes: Checkboxes) { self.boxes = boxes }
    }

    init(_ reader: FormReader, of group: Group.ID?, reference: ReferenceData) {
        let address = group.map { "/app/groups/\(Site.query($0.rawValue))" }
        title = group == nil ? "Write down a group" : "Correct the details"
        backLink = Link("Back", to: address ?? "/app/groups")
        action = address.map { "\($0)/details" } ?? "/app/groups"
        version = reader.typed("version")
        problems = reader.problems
        who = [
            FormPart(heading: "Who they are", fields: Self.identity(reader)),
            FormPart(heading: "What they offer", fields: Self.offer(reader, reference)),
            FormPart(heading: "Where and when", fields: Self.placeAndTime(reader)),
            FormPart(heading: "Who can come", fields: Self.welcome(reader, reference)),
            FormPart(heading: "How to reach the group", fields: Self.contact(reader)),
        ]
    }

    /// Chosen beforehand nowhere: leaving a question empty says the same.
    private static let notKnown = Choice(GroupForm.notKnown, "Not known")

    private static func identity(_ reader: FormReader) -> [Field] {
        [
            Field(TextInput("name", "Name of the group", in: reader)),
            Field(TextInput("organisation", "Who runs it", in: reader)),
            Field(TextArea("summary", "What it is, in a few sentences", in: reader)),
            Field(
                Radios(
                    "status", "Is it running?", GroupStatus.allCases.map { Choice($0.rawValue, GroupWords.status($0)) },
                    in: reader)),
        ]
    }

    private static func offer(_ reader: FormReader, _ reference: ReferenceData) -> [Field] {
        [
            Field(Checkboxes("needs", "What does it help with?", choices(reference.needs), in: reader, isInline: true)),
            Field(
                Checkboxes(
                    "interests", "What do people do there?", choices(reference.interests), in: reader, isInline: true)),
            Field(
                Radios(
                    "format", "How does it meet?",
                    [Choice("group", "In a group"), Choice("one-to-one", "One to one"), notKnown], in: reader,
                    isInline: true)),
            Field(
                Radios(
                    "cost", "What does one session cost?",
                    [
                        Choice(GroupForm.Cost.free.rawValue, "It is free"),
                        Choice(GroupForm.Cost.paid.rawValue, "It costs something"), notKnown,
                    ], in: reader)),
            Field(TextInput("fee", "How much does it cost?", in: reader, kind: .money, width: .short)),
            Field(
                Checkboxes(
                    "also", "Does any of this apply?",
                    [
                        Choice("online", "People can join online"),
                        Choice("by-phone", "People can take part by telephone"),
                        Choice("travel-paid", "It pays for the way there"),
                        Choice("volunteering", "It has roles for volunteers"),
                    ], in: reader)),
            Field(
                Radios(
                    "papers", "Does it ask for papers or status?",
                    [
                        Choice("yes", "Yes", hint: "People who fear that are not sent there."), Choice("no", "No"),
                        notKnown,
                    ],
                    in: reader)),
        ]
    }

    private static func placeAndTime(_ reader: FormReader) -> [Field] {
        [
            Field(TextArea("place", "Address, a line each", in: reader, rows: 3)),
            Field(
                TextInput(
                    "latitude", "Latitude", in: reader, width: .short,
                    hint: "For example, 52.9536. It is used for walking times.")),
            Field(TextInput("longitude", "Longitude", in: reader, width: .short)),
            Field(
                TextInput(
                    "accuracy", "About how many metres off may this be?", in: reader, kind: .number, width: .short,
                    hint: "0 is the house itself. Leave it empty if you do not know.")),
            Field(
                TextArea(
                    "sessions", "When does it meet?", in: reader, rows: 4,
                    hint:
                        "One line for each time, like: Thursday 10:00 to 12:00. You can add “open hours” if people come "
                        + "when they can, and “until 2027-03-31” if it ends.")),
            Field(
                TextInput(
                    "times-in-words", "Other times, in words", in: reader, hint: "For example: every second Friday")),
            Field(
                Checkboxes(
                    "coming", "How do people come?",
                    [Choice("drop-in", "They can drop in at any time"), Choice("book-ahead", "They must book ahead")],
                    in: reader)),
        ]
    }

    private static func welcome(_ reader: FormReader, _ reference: ReferenceData) -> [Field] {
        [
            Field(
                Radios(
                    "audience", "For whom is it?",
                    Vocabulary.Audience.allCases.map { Choice($0.rawValue, GroupWords.audience($0)) } + [notKnown],
                    in: reader, isInline: true)),
            Field(TextInput("age-from", "Youngest age", in: reader, kind: .number, width: .short)),
            Field(TextInput("age-to", "Oldest age", in: reader, kind: .number, width: .short)),
            Field(
                TextInput(
                    "languages", "Languages it is run in", in: reader,
                    hint: "With commas between, like: English, Tigrinya")),
            Field(
                Radios(
                    "english", "How much English does it take?",
                    LanguageLevel.allCases.map { Choice($0.rawValue, GroupWords.english($0)) } + [notKnown],
                    in: reader)),
            Field(
                TextInput(
                    "interpreting", "Languages it interprets into", in: reader,
                    hint: "With the interpreter's community in brackets where it matters: Arabic (Syrian), Farsi")),
            Field(
                Radios(
                    "childcare", "And children?",
                    Childcare.allCases.map { Choice($0.rawValue, GroupWords.childcare($0)) } + [notKnown],
                    in: reader)),
            Field(
                Checkboxes(
                    "access", "Access", choices(reference.access) + [Choice(GroupForm.none, "None of these")],
                    in: reader, hint: "Tick nothing if it is not known.", isInline: true)),
            Field(TextInput("communities", "Communities it is run by or for", in: reader, hint: "With commas between")),
        ]
    }

    private static func contact(_ reader: FormReader) -> [Field] {
        [
            Field(TextInput("contact-name", "Whom to ask for", in: reader)),
            Field(TextInput("contact-email", "E-mail", in: reader, kind: .email)),
            Field(TextInput("contact-phone", "Telephone", in: reader, kind: .tel, width: .half)),
            Field(TextInput("contact-website", "Website", in: reader)),
        ]
    }

    private static func choices<List>(_ list: CodeList<List>) -> [Choice] {
        list.entries.map { Choice($0.code.rawValue, $0.name) }
    }
}
