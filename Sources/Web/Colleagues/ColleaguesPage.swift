import Casework
import People
import Vocabulary

/// Everybody who has or had an account here.
struct ColleaguesPage: Page {
    static let template = "colleagues/colleagues"
    static let audience = Audience.staff
    static let concernsSomebody = false

    struct Line: Sendable {
        let name: String
        let detail: String
        let tag: Tag?
        let close: Link?
    }

    let title = "Colleagues"
    let section: Section? = .colleagues
    let notice: Notice?
    let lines: [Line]
    let pages: Pagination?

    init(_ list: StaffList, reader: Actor, done: String?) {
        notice = done == "closed" ? Notice("The account is closed. Whoever has to know gets a mail.") : nil
        lines = list.lines.map { Line($0, isReader: $0.account == reader.worker) }
        pages = Pagination(page: list.page, size: StaffList.pageSize, total: list.total) {
            "/app/colleagues?page=\($0)"
        }
    }
}

extension ColleaguesPage.Line {
    init(_ line: StaffList.Line, isReader: Bool) {
        name = line.name
        let people = line.people == 1 ? "supports 1 person" : "supports \(line.people) people"
        detail = [line.role?.words ?? "", line.email, line.people > 0 ? people : ""].filter { !$0.isEmpty }
            .joined(separator: " · ")
        tag =
            line.isOpen
            ? nil
            : line.people > 0 ? Tag("Left, with people", .urgent) : Tag("Left", .ended)
        let address = "/app/colleagues/\(line.account.inAddress)/closing"
        // Nobody locks themselves out by a press. Whoever left with people can still hand them on.
        close =
            isReader || (!line.isOpen && line.people == 0)
            ? nil : Link(line.isOpen ? "Close the account" : "Hand their people on", to: address)
    }
}

/// Somebody leaves: who walks with their people from now on?
struct ClosingPage: Page {
    static let template = "colleagues/closing"
    static let audience = Audience.staff
    static let concernsSomebody = false

    let title = "Close an account"
    let section: Section? = .colleagues
    let backLink: Link? = Link("Back to colleagues", to: "/app/colleagues")
    let problems: [FieldProblem]
    let name: String
    let email: String
    let count: String
    let action: String
    /// Asked where they walk with somebody.
    let who: Select?
    let go = Button("Close the account")

    /// The value of the answer that nobody has them yet.
    static let team = "the-team"

    init(_ leaving: Accounts.Leaving, _ reader: FormReader) {
        problems = reader.problems
        name = leaving.name
        email = leaving.email
        count =
            switch leaving.people {
            case 0: "They support nobody now."
            case 1: "They support 1 person."
            default: "They support \(leaving.people) people."
            }
        action = "/app/colleagues/\(leaving.account.inAddress)/closing"
        who =
            leaving.people == 0
            ? nil
            : Select(
                "who", "Who is their link worker from now on?",
                [Choice("", "Choose one"), Choice(Self.team, "The team: the team lead finds somebody for each")]
                    + leaving.colleagues.map { Choice("to \($0.id.rawValue)", $0.label) }, in: reader,
                hint: "Whoever it is gets a mail. You do not see who the people are.")
    }

    static func read(_ reader: inout FormReader, people: Int) -> Accounts.Handing? {
        guard people > 0, let who = reader.text("who", upTo: 300, orAsk: "Choose who is their link worker from now on")
        else {
            return nil
        }
        return who == team ? .toTheTeam : .toColleague(Identifier(rawValue: String(who.dropFirst("to ".count))))
    }
}
