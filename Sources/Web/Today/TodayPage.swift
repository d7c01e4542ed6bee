import Casework
import Reference
import Vocabulary

/// The start page of somebody who works here: what waits for them, and nothing else.
struct TodayPage: Page {
    static let template = "today/today"
    static let audience = Audience.staff

    let title = "Today"
    let section: Section? = .today
    let greeting: String
    let date: String
    let lead: String
    /// Whether they meet people: then a first contact is one tap away.
    let meetsPeople: Bool
    let urgent: [TodaySection]
    let sections: [TodaySection]
    /// What needs nothing now, a line each.
    let quiet: [String]
    let hasQuiet: Bool
    let isAllQuiet: Bool
    /// What a lead and the administrator look after now and then.
    let keeping: [Link]
    let hasKeeping: Bool

    init(_ board: TodayBoard, name: String, reference: ReferenceData, clock: Clock) {
        let words = TodayWords(reference: reference, clock: clock)
        let all: [TodaySection] =
            switch board {
            case .people(let day): words.sections(day)
            case .register(let day): words.sections(day)
            case .safeguarding(let day): words.sections(day)
            case .house(let day): words.sections(day)
            case .nothing: []
            }
        greeting =
            "\(Self.greeting(at: clock.now.time(in: clock.zone))), \(name.split(separator: " ").first.map(String.init) ?? name)"
        date = clock.today.inWords
        meetsPeople = if case .people = board { true } else { false }
        lead = Self.lead(board)
        let busy = all.filter { !$0.lines.isEmpty }
        urgent = busy.filter(\.isUrgent)
        sections = busy.filter { !$0.isUrgent }
        quiet = all.filter { $0.lines.isEmpty }.map(\.quiet)
        hasQuiet = !quiet.isEmpty
        isAllQuiet = busy.isEmpty && !all.isEmpty
        keeping = Self.keeping(board)
        hasKeeping = !keeping.isEmpty
    }

    private static func keeping(_ board: TodayBoard) -> [Link] {
        let looksAfterIt =
            switch board {
            case .people(let day): day.isTeams
            case .house: true
            case .register, .safeguarding, .nothing: false
            }
        guard looksAfterIt else { return [] }
        return [
            Link("What goes when its time is over", to: "/app/retention"),
            Link("What was erased so far", to: "/app/erasures"),
        ]
    }

    private static func greeting(at time: TimeOfDay) -> String {
        switch time.minutes {
        case ..<(12 * 60): "Good morning"
        case ..<(18 * 60): "Good afternoon"
        default: "Good evening"
        }
    }

    private static func lead(_ board: TodayBoard) -> String {
        switch board {
        case .people(let day):
            switch (day.isTeams, day.walkedWith) {
            case (false, 0): "You have nobody yet."
            case (true, 0): "The team has nobody yet."
            case (let isTeams, let count):
                "\(isTeams ? "The team supports" : "You support") \(count == 1 ? "1 person" : "\(count) people")."
            }
        case .register: "What the register and the groups need from you."
        case .safeguarding: "Who may be in danger, and what no longer protects them."
        case .house: "What the house needs from you."
        case .nothing: "What is there for your role stands above."
        }
    }
}

/// All lines of one section of Today.
struct TodaySectionPage: Page {
    static let template = "today/all"
    static let audience = Audience.staff

    let title: String
    let section: Section? = .today
    let backLink: Link? = Link("Back to Today", to: "/app")
    let lines: [TodaySection.Line]
    let quiet: String
    let isQuiet: Bool
    let note: String?

    init(_ found: TodaySection) {
        title = found.title
        lines = found.lines
        quiet = found.quiet
        isQuiet = found.lines.isEmpty
        note = found.all == nil ? nil : "These are the first \(found.lines.count)."
    }
}
