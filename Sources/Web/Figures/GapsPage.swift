import Casework
import Reference
import Vocabulary

/// Needs without a safe group within reach, by district: the gap list.
struct GapsPage: Page {
    static let template = "figures/gaps"
    static let audience = Audience.staff
    static let concernsSomebody = false

    static let pageSize = 50

    let title = "Where a safe group is missing"
    let section: Section? = .figures
    let backLink: Link? = Link("Figures", to: "/app/figures")
    let lead: String
    let table: DataTable?
    let pages: Pagination?
    let hasGaps: Bool
    let download = Link("Download as a table (CSV)", to: "/app/figures/gaps/table")

    init(_ list: GapList, page: Int, reference: ReferenceData) {
        let words = GapWords(reference: reference)
        lead =
            "From \(list.first.inWords) to \(list.last.inWords). A person counts once for each need for which the last "
            + "search found no group that they could be referred to. Numbers are rounded to the nearest 5. Districts "
            + "with 1 to 4 people are put together as “elsewhere”, so that nobody can be found."
        let window = PageWindow(page, of: list.gaps.count, size: Self.pageSize)
        let shown = list.gaps.dropFirst(window.offset).prefix(window.size)
        hasGaps = !list.gaps.isEmpty
        table =
            hasGaps
            ? DataTable(
                "People without a safe group", columns: GapWords.columns,
                rows: shown.map { words.cells($0).map(DataTable.Cell.text) }) : nil
        pages = Pagination(page: window.page, size: window.size, total: list.gaps.count) {
            "/app/figures/gaps?page=\($0)"
        }
    }
}

/// A gap in words, for the page and for the table that is taken away.
struct GapWords {
    static let columns = ["Need", "District", "People", "Mostly because"]

    let reference: ReferenceData

    func cells(_ gap: GapList.Gap) -> [String] {
        let place: String
        switch gap.place {
        case .district(let name): place = name
        case .elsewhere: place = "Elsewhere, or not known"
        }
        return [
            reference.needs.name(of: gap.need), place, FiguresPage.words(gap.people),
            gap.mostly.map(Self.words) ?? "Not told for so few",
        ]
    }

    static func words(_ obstacle: Hindrance) -> String {
        switch obstacle {
        case .barrier: "A fare, childcare, the hour or the language stands in the way"
        case .full: "The groups are full"
        case .notReady: "Groups have not said yes, or not shown what keeps people safe"
        case .forOthers: "The groups are for other people"
        case .noneNear: "No group near does this"
        }
    }
}
