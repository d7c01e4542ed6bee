import Casework
import People
import Reference
import Vocabulary

/// The people a worker walks with, those nobody has taken on, and those whose journey ended.
struct PeoplePage: Page {
    static let template = "person/people"
    static let audience = Audience.staff

    struct Line: Sendable {
        let name: String
        let address: String
        let tag: Tag
        let detail: String
    }

    struct Tab: Sendable {
        let text: String
        let address: String
        let isCurrent: Bool
    }

    let title = "People"
    let section: Section? = .people
    let notice: Notice?
    let tabs: [Tab]
    let show: String
    let search: TextInput
    let lines: [Line]
    let empty: String?
    let count: String
    let pages: Pagination?

    init(
        _ list: PeopleList, show: PeopleList.Show, search: String, reference: ReferenceData, clock: Clock,
        done: String? = nil
    ) {
        notice = done == "handed-over" ? Notice("Your colleague is their link worker now.") : nil
        self.show = show.rawValue
        tabs = PeopleList.Show.allCases.map {
            Tab(text: Self.name(of: $0), address: "/app/people?show=\($0.rawValue)", isCurrent: $0 == show)
        }
        self.search = TextInput(
            "name", "Find by name", in: FormReader(filled: ["name": search]), kind: .search, width: .half)
        lines = list.people.map { Line($0, reference: reference, clock: clock) }
        empty = lines.isEmpty ? Self.empty(show, isSearch: !search.isEmpty) : nil
        let isCut = !search.isEmpty && list.total > PeopleList.pageSize
        count =
            (list.total == 1 ? "1 person" : "\(list.total) people")
            + (isCut ? ". The first \(PeopleList.pageSize) are shown: type more of the name." : "")
        // What was searched for is in no address, so its pages have none either.
        pages =
            search.isEmpty
            ? Pagination(page: list.page, size: PeopleList.pageSize, total: list.total) {
                "/app/people?show=\(show.rawValue)&page=\($0)"
            } : nil
    }

    private static func name(of show: PeopleList.Show) -> String {
        switch show {
        case .mine: "My people"
        case .nobodys: "No link worker yet"
        case .past: "Past"
        }
    }

    private static func empty(_ show: PeopleList.Show, isSearch: Bool) -> String {
        if isSearch { return "Nobody here has a name like that. Try a part of it." }
        switch show {
        case .mine: return "You have nobody yet. Begin a first contact, or look at “No link worker yet”."
        case .nobodys: return "Nobody waits: everybody has a link worker."
        case .past: return "No journey has ended yet."
        }
    }
}

extension PeoplePage.Line {
    init(_ person: Person, reference: ReferenceData, clock: Clock) {
        name = person.about.callName.isEmpty ? "Somebody without a name" : person.about.callName
        address = "/app/people/\(person.id.inAddress)"
        let (text, tone) = TimelineWords.words(person.care.state)
        tag = Tag(text, tone)
        let needs = person.about.needs.prefix(3).map { reference.needs.name(of: $0) }
        let touch =
            person.lastContactAt.map { "in touch \(Ago.words($0.day(in: clock.zone), today: clock.today))" }
            ?? "known since \(Ago.short(person.createdAt.day(in: clock.zone)))"
        detail = (needs + [touch]).joined(separator: " · ")
    }
}
