import Casework
import Community
import Hummingbird
import Matching
import People
import Reference
import Vocabulary

/// Who gets which group, who gets nothing, and why: a proposal to be changed and confirmed. Nothing is sent by it.
struct SharingPage: Page {
    static let template = "cohort/sharing"
    static let audience = Audience.staff

    /// What just happened.
    enum Told: String {
        case proposed, changed, confirmed
        case linesChanged = "lines-changed"
    }

    let title = "Share places out"
    let section: Section? = .sharing
    let status: HTTPResponse.Status
    let notice: Notice?
    let lead: String
    let shows: Shows?
    let rows: [Row]
    let isEmpty: Bool
    let pages: Pagination?
    let confirm: Confirm?
    let propose: Propose?

    struct Shows {
        let items: [Show]
    }

    /// One kind of line, to be shown alone.
    struct Show {
        let text: String
        let address: String
        let isCurrent: Bool
    }

    struct Confirm {
        let version: Int
        let button = Button("Confirm")
        let note = "Nothing is sent. Each link worker finds the group on Today, and asks the person first."
    }

    struct Propose {
        let button: Button
        /// What a new proposal does to the one on the page; nil where there is none.
        let note: String?
    }

    struct Row {
        let name: String
        let address: String
        let tag: Tag
        /// The group; nil where they get nothing.
        let group: String?
        let lines: [String]
        let change: String?
    }

    init(_ board: SharingBoard, reference: ReferenceData, clock: Clock, told: Told?) {
        let words = SharingWords(reference: reference, today: board.today)
        let isOpen = board.plan.map { !$0.isConfirmed } ?? false
        status = told == .linesChanged ? .conflict : .ok
        notice = told.flatMap(Self.notice)
        lead = Self.lead(board, clock: clock)
        shows = board.plan == nil ? nil : Shows(items: Self.shows(board))
        rows = board.rows.map { words.row($0, isOpen: isOpen) }
        isEmpty = board.plan != nil && board.rows.isEmpty
        pages = Pagination(
            page: board.page, size: SharingBoard.pageSize, total: board.counts[board.show] ?? 0,
            label: "People in this plan"
        ) { Self.address(board.show, page: $0) }
        confirm = board.plan.flatMap { isOpen ? Confirm(version: $0.version) : nil }
        propose =
            board.waiting == 0
            ? nil
            : Propose(
                button: Button(
                    isOpen ? "Propose again" : "Propose who gets which group", weight: isOpen ? .quiet : .main),
                note: isOpen ? "This proposal and what you changed in it are then gone." : nil)
    }

    private static func lead(_ board: SharingBoard, clock: Clock) -> String {
        let waiting = waiting(board)
        guard let plan = board.plan else {
            return waiting + " When places are short, those at higher risk come first, then those who have waited "
                + "longer. As many people as possible get a group."
        }
        func who(_ worker: Identifier<Worker>?) -> String { worker.flatMap { board.names[$0] } ?? "a colleague" }
        func day(_ moment: Moment) -> String { moment.day(in: clock.zone).inWords }
        if let at = plan.confirmedAt {
            return "Confirmed by \(who(plan.confirmedBy)), \(day(at)). What it suggests stands on Today for "
                + "\(CohortPlan.suggestedForDays) days. \(waiting)"
        }
        return "Proposed by \(who(plan.proposedBy)), \(day(plan.proposedAt)), for "
            + "\(board.counts[.all] == 1 ? "1 person" : "\(board.counts[.all] ?? 0) people"). "
            + "Look at it, change what you know better, and confirm."
    }

    private static func waiting(_ board: SharingBoard) -> String {
        let known =
            switch board.waiting {
            case 0: "Nobody waits for a group without a suggestion."
            case 1: "1 person waits for a group."
            case let count: "\(count) people wait for a group."
            }
        let people = board.waiting == 0 ? ("1 person", "people") : ("1 more", "more")
        switch board.withoutNeeds {
        case 0: return known
        case 1: return known + " \(people.0) has no needs written down yet and cannot be given a group."
        case let count:
            return known + " \(count) \(people.1) have no needs written down yet and cannot be given a group."
        }
    }

    private static func shows(_ board: SharingBoard) -> [Show] {
        SharingBoard.Show.allCases.compactMap { show in
            let count = board.counts[show] ?? 0
            guard count > 0 || show == .all else { return nil }
            return Show(
                text: "\(SharingWords.words(show)) (\(count))", address: address(show, page: 1),
                isCurrent: show == board.show)
        }
    }

    private static func address(_ show: SharingBoard.Show, page: Int) -> String {
        let asked =
            (show == .all ? [] : ["show=\(show.rawValue)"]) + (page > 1 ? ["page=\(page)"] : [])
        return "/app/sharing" + (asked.isEmpty ? "" : "?\(asked.joined(separator: "&"))")
    }

    private static func notice(_ told: Told) -> Notice? {
        switch told {
        case .proposed: Notice("Here is a proposal. Nobody is told of it before you confirm.", isGood: false)
        case .changed: Notice("The change is saved.")
        case .confirmed: Notice("Confirmed. The link workers find it on Today.")
        case .linesChanged:
            Notice(
                "Nothing was confirmed. These lines changed since they were proposed. Choose something else for each, "
                    + "or leave them out. Then confirm again.", isGood: false)
        }
    }
}

/// Another group for one person, or none for now.
struct SharingChoicePage: Page {
    static let template = "cohort/choice"
    static let audience = Audience.staff

    let title: String
    let section: Section? = .sharing
    let backLink: Link? = Link("Share places out", to: "/app/sharing")
    let problems: [FieldProblem]
    let action: String
    let version: Int
    let choices: Radios
    let note: String?
    let save = Button("Save")

    init(_ choice: SharingChoice, _ reader: FormReader, reference: ReferenceData) {
        let words = OfferWords(reference: reference, today: choice.situation.today)
        title = "What should \(choice.person.shownName) get?"
        problems = reader.problems
        action = "/app/sharing/people/\(choice.person.id.inAddress)"
        version = choice.plan.version
        let known = reader.problems.isEmpty ? FormReader(filled: ["choice": Self.value(choice.line)]) : reader
        let offers = choice.offers.map { offered in
            Choice(
                "group \(offered.group.id)", offered.group.details.name,
                hint: (offered.group.signs + [words.facts(of: offered, for: choice.situation)]).joined(separator: " · ")
                    + (choice.turnedDown.contains(offered.group.id)
                        ? " Not long ago, it was set aside for them or said no." : ""))
        }
        let hold =
            choice.line.group == nil
            ? [] : [Choice("hold", "Hold the place", hint: "It is kept for them in this plan. Nobody is told yet.")]
        let out = [
            Choice(
                "leave-out", "Leave them out", hint: "They get nothing from this plan. The place is free for others.")
        ]
        choices = Radios("choice", "Groups that are safe for them and have room", offers + hold + out, in: known)
        note =
            choice.fullInPlan == 0
            ? nil
            : choice.fullInPlan == 1
                ? "1 more group fits. It has no place left for this plan."
                : "\(choice.fullInPlan) more groups fit. They have no place left for this plan."
    }

    private static func value(_ line: CohortPlan.Line) -> String {
        switch line.mark {
        case .leftOut: "leave-out"
        case .held: "hold"
        case .proposed, .chosen: line.group.map { "group \($0)" } ?? ""
        }
    }

    static func read(_ reader: inout FormReader) -> ChangeSharing.Change? {
        switch reader.typed("choice") {
        case "hold": return .hold
        case "leave-out": return .leaveOut
        case let typed where typed.hasPrefix("group "):
            return .choose(Group.ID(rawValue: String(typed.dropFirst("group ".count))))
        default:
            reader.add("Choose what they should get", to: "choice")
            return nil
        }
    }
}
