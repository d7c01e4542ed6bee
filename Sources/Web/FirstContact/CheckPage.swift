import Casework
import People
import Reference

/// All answers of a first contact, to read over with the person. The level of risk is not among them.
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
    let riskAddress: String
    let action: String
    let kind: Radios
    let save = Button("Done: the first contact is finished")
    let leave: Link

    init(_ record: AboutRecord, reference: ReferenceData, _ reader: FormReader) {
        let id = record.person.id
        let way = PartWay.firstContact(id)
        let words = AboutWords(reference: reference, groupNames: record.avoidedGroups)
        name = record.person.about.callName
        backLink = Link("Back", to: way.address(of: .risk))
        problems = reader.problems
        groups = AboutPart.allCases.filter { $0 != .risk && $0 != .avoid }.map { part in
            let change = Link("Change", to: way.address(of: part))
            let all = words.answers(of: part, in: record.person.about)
            let said = all.filter { !$0.lines.isEmpty }
            // One link a page: it stands beside the first answer.
            let rows = said.isEmpty ? Array(all.prefix(1)) : said
            return Group(
                title: PartForm.title(of: part),
                list: SummaryList(
                    rows.enumerated().map { SummaryRow($1.key, lines: $1.lines, change: $0 == 0 ? change : nil) }))
        }
        riskAddress = way.address(of: .avoid)
        action = way.address(of: .risk).replacing("/\(AboutPart.risk.rawValue)", with: "/check")
        kind = Radios(
            "kind", "How did you talk?",
            [Choice("meeting", "We met"), Choice("call", "By phone"), Choice("visit", "At their place")], in: reader,
            isInline: true)
        leave = Link("Leave it for later", to: "/app/people/\(id.inAddress)?done=kept")
    }
}
