import Casework
import People
import Reference
import Vocabulary

/// What a commissioner may know: how many, never who.
struct FiguresPage: Page {
    static let template = "figures/figures"
    static let audience = Audience.staff
    static let concernsSomebody = false

    let title = "Figures"
    let section: Section? = .figures
    let lead: String
    let gaps = Link("Where a safe group is missing", to: "/app/figures/gaps")
    let tables: [DataTable]

    init(_ figures: HubFigures, reference: ReferenceData) {
        lead =
            "\(figures.on.inWords). Numbers are rounded to the nearest 5, and 1 to 4 people are “fewer than 5”, so that "
            + "nobody can be found in them."
        tables = [
            Self.table("People", "Where they are", figures.people, Self.words),
            Self.table("Referrals", "How they stand, or ended", figures.referrals) {
                Self.words($0, reference: reference)
            },
            Self.table("How long groups took to answer, over the last year", "Answered", figures.answers, Self.words),
            Self.table("What matters to people we support. Many name more than one", "Need", figures.needs) {
                reference.needs.name(of: $0)
            },
        ]
    }

    private static func table<Key>(
        _ title: String, _ column: String, _ told: ToldTable<Key>, _ words: (Key) -> String
    ) -> DataTable {
        // On a phone each row is a block: what is nobody's is one.
        let rows = told.rows.filter { $0.count != .none }
        let rest = rows.count < told.rows.count ? [[DataTable.Cell.text("Everything else"), .text("None")]] : []
        let total = told.total.map { [[DataTable.Cell.text("All together"), .text(Self.words($0))]] } ?? []
        return DataTable(
            title, columns: [column, "How many"],
            rows: rows.map { [.text(words($0.key)), .text(Self.words($0.count))] } + rest + total)
    }

    static func words(_ count: ToldCount) -> String {
        switch count {
        case .none: "None"
        case .few: "Fewer than \(SmallNumbers.fewest)"
        case .about(let number): "About \(number)"
        }
    }

    private static func words(_ row: HubFigures.PeopleRow) -> String {
        switch row {
        case .waitingUpToAWeek: "Wait for a first contact, up to a week"
        case .waitingUpToFourWeeks: "Wait for a first contact, up to four weeks"
        case .waitingLonger: "Wait for a first contact, longer"
        case .assessed: "First contact done, no group yet"
        case .active: "Supported"
        case .paused: "Paused"
        case .moving: "Moving away"
        case .over: "Over"
        }
    }

    private static func words(_ row: HubFigures.ReferralRow, reference: ReferenceData) -> String {
        switch row {
        case .open(let state): ReferralWords.state(state)
        case .expired: "No answer came"
        case .declined(let reason):
            "The group said no"
                + (reason.map { ": \(ReferralWords.declineReason($0, reference))" } ?? ", no reason given")
        case .ended(let reason):
            "Ended" + (reason.map { ": \(ReferralWords.endReason($0, reference))" } ?? ", no reason given")
        }
    }

    private static func words(_ row: HubFigures.AnswerRow) -> String {
        switch row {
        case .withinThreeDays: "Within three days"
        case .withinAWeek: "Within a week"
        case .withinTwoWeeks: "Within two weeks"
        case .later: "Later"
        }
    }
}

/// What a researcher sees: the extracts that were agreed, of which there is none yet.
struct ExtractsPage: Page {
    static let template = "figures/extracts"
    static let audience = Audience.staff
    static let concernsSomebody = false

    let title = "Extracts for research"
    let section: Section? = .extracts
}
