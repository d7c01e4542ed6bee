import Casework
import Community
import Vocabulary

/// The directory by name, searched and filtered.
struct DirectoryListPage: Page {
    static let template = "register/directory"
    static let audience = Audience.staff

    let title = "All groups"
    let section: Section? = .register
    let backLink: Link? = Link("Register", to: "/app/register")
    let search: TextInput
    let filter: Select
    let look = Button("Show", weight: .quiet)
    let groups: DataTable?
    let pages: Pagination?
    let found: String
    let mayKeep: Bool

    init(_ page: DirectoryPage, search: String, filter: GroupFilter, reader: FormReader, today: Day, mayKeep: Bool) {
        self.mayKeep = mayKeep
        self.search = TextInput("search", "Name of the group", in: reader, kind: .search, width: .half)
        self.filter = Select(
            "filter", "Show", GroupFilter.allCases.map { Choice($0.rawValue, Self.words(for: $0)) }, in: reader)
        found = page.total == 1 ? "1 group" : "\(page.total) groups"
        groups =
            page.groups.isEmpty
            ? nil
            : DataTable(
                "Groups by name", columns: ["Group", "By whom, and where", "State", "Holds now"],
                rows: page.groups.map { group in
                    let load = page.loads[group.id] ?? Load()
                    return [
                        .link(group.details.name, to: "/app/groups/\(Site.query(group.id.rawValue))"),
                        .text(group.signs.joined(separator: " · ")),
                        .tag(GroupWords.state(of: group, load: load, today: today)),
                        .number(load.held),
                    ]
                })
        pages = Pagination(page: page.page, size: DirectoryPage.size, total: page.total) { number in
            "/app/groups?search=\(Site.query(search))&filter=\(filter.rawValue)&page=\(number)"
        }
    }

    private static func words(for filter: GroupFilter) -> String {
        switch filter {
        case .all: "All groups"
        case .neverAsked: "Never asked for an agreement"
        case .unanswered: "Asked, no answer yet"
        case .agreed: "With an agreement"
        case .differing: "Different from their source"
        case .unmapped: "With words we do not know"
        case .closed: "Closed"
        }
    }
}
