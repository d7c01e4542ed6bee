import Vocabulary

/// One of each: fields, lists, tables, states. The people on it are made up.
struct StyleGuidePage: Page {
    static let template = "styleguide/styleguide"
    static let audience = Audience.staff

    let title = "Style guide"
    let problems: [FieldProblem]
    let section: Section? = .today
    let backLink: Link? = Link("Back", to: "/")
    let notice: Notice? = Notice("The example was saved.", link: Link("Look at it", to: "/styleguide"))
    var translations: [Language: String] { ["en": "/styleguide", "ar": "/styleguide/right-to-left"] }

    let name: TextInput
    let email: TextInput
    let fee: TextInput
    let walk: TextInput
    let note: TextArea
    let ends: DateInput
    let risk: Radios
    let voicemail: Radios
    let access: Checkboxes
    let language: Select
    let save: Button
    let later: Button
    let remove: Button
    let tags: [Tag]
    let facts: SummaryList
    let cards: [Card]
    let groups: DataTable
    let tasks: TaskList
    let pages: Pagination?
    let more: Details

    static let known: KeyValuePairs = ["name": "Selam", "risk": "R1", "access": "step-free", "language": "ti"]

    /// Reads the example form as a feature would.
    static func read(_ reader: inout FormReader) {
        _ = reader.text("name", upTo: 60, orAsk: "Enter a name or an alias")
        _ = reader.text("email", upTo: 200)
        _ = reader.pence("fee")
        _ = reader.integer("walk", in: 5...60, orAsk: "Enter how many minutes, from 5 to 60")
        _ = reader.day("ends", orAsk: "Enter when the evidence ends")
        _ = reader.choice("risk", of: Risk.self, orAsk: "Choose a level of risk")
        _ = reader.text("note", upTo: 2000)
    }

    init(_ reader: FormReader) {
        self.problems = reader.problems
        self.name = TextInput(
            "name", "What should we call them?", in: reader, hint: "An alias is fine.",
            why: "So that you can greet them as they wish. It need not be the name on their papers.")
        self.email = TextInput("email", "E-mail (if they have one)", in: reader, kind: .email, width: .half)
        self.fee = TextInput("fee", "The most they can pay each time", in: reader, kind: .money, width: .short)
        self.walk = TextInput(
            "walk", "How far can they walk?", in: reader, kind: .number, width: .short, suffix: "minutes")
        self.note = TextArea("note", "What matters to them now", in: reader, hint: "In their own words.")
        self.ends = DateInput("ends", "When does this evidence end?", in: reader)
        self.risk = Radios(
            "risk", "How much risk are they at?",
            [
                Choice("R0", "No particular risk"), Choice("R1", "A little more careful"),
                Choice("R2", "More careful", hint: "Only groups whose leaders know trauma."),
                Choice("R4", "In danger now", hint: "Nobody is sent to a group. Open the safety plan."),
            ], in: reader)
        self.voicemail = Radios(
            "voicemail", "May we leave a message?", [Choice("yes", "Yes"), Choice("no", "No")], in: reader,
            isInline: true)
        self.access = Checkboxes(
            "access", "What do they need in the room?",
            [
                Choice("step-free", "No steps"), Choice("hearing-loop", "A hearing loop"),
                Choice("quiet", "A quiet place"),
            ],
            in: reader, hint: "Choose everything that helps.")
        self.language = Select(
            "language", "Which language do they like best?",
            [Choice("", "Choose one"), Choice("ti", "Tigrinya"), Choice("ar", "Arabic"), Choice("en", "English")],
            in: reader)
        self.save = Button("Save and go on")
        self.later = Button("Save for later", weight: .quiet, name: "later", value: "yes")
        self.remove = Button("Take off the register", weight: .serious)
        self.tags = [
            Tag("Ready", .calm), Tag("Accepted", .good), Tag("Waiting 9 days", .waiting), Tag("Ends tomorrow", .urgent),
            Tag("Ended", .ended),
        ]
        self.facts = SummaryList([
            SummaryRow("Name", "Selam", change: Link("Change", to: "/styleguide")),
            SummaryRow("Languages", lines: ["Tigrinya – fluent", "Arabic – some"]),
            SummaryRow("How to reach her", "Text first. Her cousin uses this phone on Sundays."),
            SummaryRow("In her words", "أحب الطبخ مع الناس"),
        ])
        self.cards = [
            Card(
                "Cooking together", to: "/styleguide", tag: Tag("2 places left", .good),
                lines: [
                    "8 minutes' walk · run in Tigrinya · trauma-trained until March", "Tuesdays 10:00 to 12:00 · free",
                ],
                links: [Link("Refer Selam", to: "/styleguide"), Link("More about this group", to: "/styleguide")]),
            Card("Allotment on the hill", tag: Tag("Full until June", .waiting), lines: ["25 minutes' walk"]),
        ]
        self.groups = DataTable(
            "Groups by what ends soon", columns: ["Group", "Ends", "State", "Places"],
            rows: [
                [
                    .link("Cooking together", to: "/styleguide"), .text("Insurance, Friday 27 November 2026"),
                    .tag(Tag("Ends soon", .urgent)), .number(2),
                ],
                [
                    .link("Football for all", to: "/styleguide"), .text("Agreement, Monday 1 March 2027"),
                    .tag(Tag("Good", .good)), .number(11),
                ],
            ])
        self.tasks = TaskList([
            TaskList.Task(
                "Call Amal", to: "/styleguide", detail: "First contact · waiting 3 days", tag: Tag("Today", .urgent)),
            TaskList.Task("Read what Cooking together answered", to: "/styleguide", tag: Tag("New", .good)),
        ])
        self.pages = Pagination(page: 2, size: 20, total: 318) { "/styleguide?page=\($0)" }
        self.more = Details(
            "What does this level mean?", ["Level 2 asks for trained leaders.", "Checks must be in date."])
    }
}
