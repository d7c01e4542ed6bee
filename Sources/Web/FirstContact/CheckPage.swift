import Casework
import People
import Reference
import Vocabulary

/// All answers of a first contact, to read over with the person. Nothing on it is for the worker alone, and no word of it
/// says that there is such a thing; that comes on the page after, when the screen is turned back.
struct CheckPage: Page {
    static let template = "first-contact/check"
    static let audience = Audience.staff

    struct Group: Sendable {
        let title: String
        let list: SummaryList
    }

    let title = "Check the answers together"
    let name: String
    let backLink: Link?
    let section: Section? = .people
    let problems: [FieldProblem]
    let groups: [Group]
    let action: String
    let kind: Radios
    let save = Button("Done: the first contact is finished")
    let leave: Link

    init(_ record: AboutRecord, reference: ReferenceData, today: Day, _ reader: FormReader) {
        let id = record.person.id
        let way = PartWay.firstContact(id)
        let words = AboutWords(reference: reference, today: today)
        name = record.person.about.callName
        // Not to the page before, which is for the worker alone.
        backLink = Link("Back", to: way.address(of: .company))
        problems = reader.problems
        groups = AboutPart.allCases.filter { $0 != .risk && $0 != .avoid }.map { part in
            let change = Link("Change", to: way.address(of: part))
            let said = words.shown(part, in: record.person.about).filter { !$0.isPrivate }
            // One link a page: it stands beside the first answer.
            let rows = said.isEmpty ? Array(words.answers(of: part, in: record.person.about).prefix(1)) : said
            return Group(
                title: PartForm.title(of: part),
                list: SummaryList(
                    rows.enumerated().map { SummaryRow($1.key, lines: $1.lines, change: $0 == 0 ? change : nil) }))
        }
        action = way.address(of: .risk).replacing("/\(AboutPart.risk.rawValue)", with: "/check")
        kind = Radios(
            "kind", "How did you talk?",
            [Choice("meeting", "We met"), Choice("call", "By phone"), Choice("visit", "At their place")], in: reader,
            isInline: true)
        leave = Link("Leave it for later", to: "/app/people/\(id.inAddress)?done=kept")
    }
}
