import Casework
import People
import Reference
import Vocabulary

/// Who stands in for whom, and a form for the next time somebody is away.
struct CoverPage: Page {
    static let template = "cover/cover"
    static let audience = Audience.staff
    static let concernsSomebody = false

    let title = "When somebody is away"
    let section: Section?
    let backLink: Link? = Link("Back to Today", to: "/app")
    let problems: [FieldProblem]
    let notice: Notice?
    let lines: [Line]
    let isEmpty: Bool
    /// Who is away: asked of a team lead only.
    let away: Select?
    let colleague: Select
    /// Where the rest of the names are; nil where all are in the list.
    let awayPages: Pagination?
    let colleaguePages: Pagination?
    let first: DateInput
    let last: DateInput
    let go = Button("Write it down")

    struct Line: Sendable {
        let text: String
        let days: String
        let tag: Tag
        let day: Link?
        let end: String
    }

    /// - Parameter pages: which part of the two lists of names is shown, where they are long.
    init(
        _ plans: CoverPlans, _ reader: FormReader, reader actor: Actor, pages: Pages = Pages(), today: Day,
        done: String?
    ) {
        problems = reader.problems
        section = nil
        notice =
            switch done {
            case "arranged": Notice("It is written down. Both get a mail.")
            case "ended": Notice("It has ended. Both get a mail.")
            default: nil
            }
        lines = plans.lines.map(Line.init)
        isEmpty = lines.isEmpty
        let isLead = actor.role == .teamLead
        let others = plans.colleagues.filter { isLead || $0.id != actor.worker }
        // Whoever was chosen stands in the part that is shown, wherever that was.
        let awayPart = Part(plans.away, page: pages.away, chosen: reader.typed("worker"))
        let colleaguePart = Part(others, page: pages.colleagues, chosen: reader.typed("colleague"))
        func address(_ away: Int, _ colleagues: Int) -> String {
            "\(CoverAddress.all)?away=\(away)&colleagues=\(colleagues)"
        }
        away = isLead ? Select("worker", "Who is away?", awayPart.choices, in: reader) : nil
        awayPages =
            isLead
            ? Pagination(
                page: awayPart.page, size: Self.mostChoices, total: awayPart.total, label: "Names of who is away"
            ) { address($0, colleaguePart.page) } : nil
        colleaguePages = Pagination(
            page: colleaguePart.page, size: Self.mostChoices, total: colleaguePart.total,
            label: "Names of who stands in"
        ) { address(awayPart.page, $0) }
        colleague = Select(
            "colleague", "Who stands in?", colleaguePart.choices, in: reader,
            hint: "On these days they see the people and the day of whoever is away, and can do all but hand them on.")
        first = DateInput("first", "From", in: reader)
        last = DateInput(
            "last", "Until", in: reader,
            hint: "\(Cover.mostDays) days at most. Whoever is away for longer hands their people over.")
    }

    /// As many colleagues as a list on a phone can hold. The rest is on further pages, and the page says so.
    static let mostChoices = 400

    /// Which part of each list of names is shown, counted from 1.
    struct Pages {
        var away = 1
        var colleagues = 1
    }

    /// A part of a list of names.
    private struct Part {
        let choices: [Choice]
        let page: Int
        let total: Int

        init(_ colleagues: [Colleague], page: Int, chosen: String) {
            let place = colleagues.firstIndex { $0.id.rawValue == chosen }
            let window = PageWindow(
                place.map { $0 / CoverPage.mostChoices + 1 } ?? page, of: colleagues.count, size: CoverPage.mostChoices)
            self.page = window.page
            total = colleagues.count
            choices =
                [Choice("", "Choose one")]
                + colleagues.dropFirst(window.offset).prefix(window.size).map { Choice($0.id.rawValue, $0.label) }
        }
    }

    /// What the form asks for.
    struct Wanted {
        let worker: Identifier<Worker>
        let colleague: Identifier<Worker>
        let first: Day
        let last: Day
    }

    static func read(_ reader: inout FormReader, by actor: Actor) -> Wanted? {
        let worker =
            actor.role == .teamLead
            ? reader.text("worker", upTo: 200, orAsk: "Choose who is away").map { Identifier<Worker>(rawValue: $0) }
            : actor.worker
        let colleague = reader.text("colleague", upTo: 200, orAsk: "Choose who stands in")
        let first = reader.day("first", orAsk: "Enter the first day")
        let last = reader.day("last", orAsk: "Enter the last day")
        guard reader.problems.isEmpty, let worker, let colleague, let first, let last else { return nil }
        return Wanted(worker: worker, colleague: Identifier(rawValue: colleague), first: first, last: last)
    }

    static func explain(_ refusal: Cover.Refusal, in reader: inout FormReader) {
        switch refusal {
        case .oneself: reader.add("Choose somebody else than who is away", to: "colleague")
        case .daysOutOfRange(let latest):
            reader.add("Enter a day that is not over, from the first day to \(latest.inWords)", to: "last")
        case .alreadyOver: break
        }
    }
}

extension CoverPage.Line {
    init(_ line: CoverLine) {
        text = "\(line.byName) for \(line.workerName)"
        days = "From \(line.cover.firstDay.inWords) to \(line.cover.lastDay.inWords)."
        tag = line.isInForce ? Tag("Today", .good) : Tag("Not yet", .waiting)
        day =
            line.isReaders && line.isInForce ? Link("Open their day", to: CoverAddress.day(of: line.cover.worker)) : nil
        end = "\(CoverAddress.all)/\(line.cover.id.inAddress)/end"
    }
}

/// The day of a worker who is away, for whoever stands in.
struct CoveredDayPage: Page {
    static let template = "cover/day"
    static let audience = Audience.staff

    let title: String
    let section: Web.Section? = .today
    let backLink: Link?
    let until: String
    let sections: [Section]
    let isQuiet: Bool

    /// A section, and where all of it is.
    struct Section: Sendable {
        let id: String
        let title: String
        let count: String
        let lines: [TodaySection.Line]
        let isUrgent: Bool
        /// What is said where these are not all.
        let part: String?
        /// Where all are; nil where these are, or no page holds more.
        let all: Link?
    }

    /// - Parameter shown: the one section that is shown whole; nil for the day.
    init(
        _ line: CoverLine, _ day: PeopleDay, showing shown: String? = nil, reference: ReferenceData, clock: Clock
    ) {
        let own = CoverAddress.day(of: line.cover.worker)
        backLink = shown == nil ? Link("Back to Today", to: "/app") : Link("Back to their day", to: own)
        title = "The day of \(line.workerName)"
        let people = line.people == 1 ? "1 person" : "\(line.people) people"
        until =
            "You stand in until \(line.cover.lastDay.inWords). \(line.workerName) supports \(people), whom you find under "
            + "People too."
        sections = TodayWords(reference: reference, clock: clock).sections(day)
            .filter { !$0.lines.isEmpty && $0.id != "covers" && (shown == nil || $0.id == shown) }
            .map { section in
                let isPart = section.all != nil
                return Section(
                    id: section.id, title: section.title, count: section.count, lines: section.lines,
                    isUrgent: section.isUrgent, part: isPart ? "These are the first \(section.lines.count)." : nil,
                    all: isPart && shown == nil ? Link("See all", to: "\(own)?section=\(section.id)") : nil)
            }
        isQuiet = sections.isEmpty
    }
}

extension Colleague {
    /// The name as it stands in a list for choosing: with the role and the address where somebody else has it too.
    var label: String {
        guard let distinction else { return name }
        return "\(name) (\(role.words.lowercased()), \(distinction.address))"
    }
}
