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

    init(_ plans: CoverPlans, _ reader: FormReader, reader actor: Actor, today: Day, done: String?) {
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
        away =
            actor.role == .teamLead
            ? Select("worker", "Who is away?", Self.choices(plans.away), in: reader) : nil
        colleague = Select(
            "colleague", "Who stands in?",
            Self.choices(plans.colleagues.filter { actor.role == .teamLead || $0.id != actor.worker }), in: reader,
            hint: "On these days they see the people and the day of whoever is away, and can do all but hand them on.")
        first = DateInput("first", "From", in: reader)
        last = DateInput(
            "last", "Until", in: reader,
            hint: "\(Cover.mostDays) days at most. Whoever is away for longer hands their people over.")
    }

    /// As many colleagues as a list on a phone can hold; no hub has more who meet people.
    private static let mostChoices = 400

    private static func choices(_ colleagues: [Colleague]) -> [Choice] {
        [Choice("", "Choose one")] + colleagues.prefix(mostChoices).map { Choice($0.id.rawValue, $0.label) }
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
    let section: Section? = .today
    let backLink: Link? = Link("Back to Today", to: "/app")
    let until: String
    let sections: [TodaySection]
    let isQuiet: Bool

    init(_ line: CoverLine, _ day: PeopleDay, reference: ReferenceData, clock: Clock) {
        title = "The day of \(line.workerName)"
        let people = line.people == 1 ? "1 person" : "\(line.people) people"
        until =
            "You stand in until \(line.cover.lastDay.inWords). \(line.workerName) supports \(people), whom you find under "
            + "People too."
        sections = TodayWords(reference: reference, clock: clock).sections(day)
            .filter { !$0.lines.isEmpty && $0.id != "covers" }
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
