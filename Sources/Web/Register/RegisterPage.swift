import Casework
import Community
import Reference
import Vocabulary

/// The register by what ends soon: each line leads to the group it is about.
struct RegisterPage: Page {
    static let template = "register/register"
    static let audience = Audience.staff

    let title = "Register"
    let section: Section? = .register
    let summary: String
    let mayKeep: Bool
    let parts: [Part]
    let isQuiet: Bool

    struct Part: Sendable {
        let heading: String
        let explanation: String
        let tasks: TaskList
        let more: Link?
    }

    init(_ board: RegisterBoard, today: Day, reference: ReferenceData, mayKeep: Bool) {
        self.mayKeep = mayKeep
        summary = board.groupCount == 1 ? "1 group in the directory." : "\(board.groupCount) groups in the directory."
        let ends = board.endingEvidence.map { line in
            Self.line(
                line.group, line.name, "\(reference.standards.name(of: line.standard)) · \(PlainDate.long(line.until))",
                Self.tag(line.until, today))
        }
        let agreements = board.endingAgreements.map { line in
            Self.line(line.group, line.name, "Agreement · \(PlainDate.long(line.until))", Self.tag(line.until, today))
        }
        let parts: [Part?] = [
            Self.part(
                "Ends soon", "People at risk cannot be referred to a group whose evidence has ended.", ends, more: nil),
            Self.part(
                "Agreements that end",
                "When an agreement has ended, nobody is referred until the group says yes again.",
                agreements, more: nil),
            Self.part(
                "Differs from its source",
                "You corrected something, and the directory it came from now says something else.",
                groups: board.withDifferences, Tag("Choose one", .waiting), all: .differing),
            Self.part(
                "Asked, no answer yet", "A call often helps more than a second mail.", groups: board.unanswered,
                Tag("Waiting", .waiting), all: .unanswered),
            Self.part(
                "Never asked",
                "These groups can be told about, and nobody is referred to them until they were asked and said yes.",
                groups: board.neverAsked, Tag("Not asked"), all: .neverAsked),
            Self.part(
                "Words we do not know yet", "The directory used words that none of our lists has.",
                groups: board.withUnmappedWords, Tag("Look", .calm), all: .unmapped),
        ]
        self.parts = parts.compactMap(\.self)
        isQuiet = self.parts.isEmpty
    }

    private static func part(_ heading: String, _ explanation: String, _ lines: [TaskList.Task], more: Link?) -> Part? {
        lines.isEmpty ? nil : Part(heading: heading, explanation: explanation, tasks: TaskList(lines), more: more)
    }

    /// A part that shows the first few groups, and leads to the directory where there are more.
    private static func part(
        _ heading: String, _ explanation: String, groups: [GroupLine], _ tag: Tag, all filter: GroupFilter
    ) -> Part? {
        let shown = groups.prefix(RegisterBoard.groupsShown)
        return part(
            heading, explanation, shown.map { line($0.id, $0.name, $0.signs.joined(separator: " · "), tag) },
            more: groups.count > shown.count
                ? Link("See all of these", to: "/app/groups?filter=\(filter.rawValue)") : nil)
    }

    private static func line(_ id: Group.ID, _ name: String, _ detail: String, _ tag: Tag) -> TaskList.Task {
        TaskList.Task(
            name, to: "/app/groups/\(Site.query(id.rawValue))", detail: detail.isEmpty ? nil : detail, tag: tag)
    }

    private static func tag(_ day: Day, _ today: Day) -> Tag {
        let left = day.days(since: today)
        return Tag(
            left < 0
                ? "Ended \(PlainDate.distance(of: day, from: today))"
                : "Ends \(PlainDate.distance(of: day, from: today))",
            left < 14 ? .urgent : .waiting)
    }
}
