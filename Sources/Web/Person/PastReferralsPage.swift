import Casework
import People
import Reference
import Vocabulary

/// The groups that somebody was referred to and that are over, for those who read on from their page.
struct PastReferralsPage: Page {
    static let template = "person/past-referrals"
    static let audience = Audience.staff

    let title: String
    let section: Section? = .people
    let backLink: Link?
    let plans: [PersonPage.Plan]
    let empty: String?
    let pages: Pagination?

    init(_ past: PastReferrals, reference: ReferenceData, clock: Clock) {
        let address = "/app/people/\(past.person.id.inAddress)"
        title = "Groups that are over"
        backLink = Link(past.person.shownName, to: address)
        plans = past.referrals.map { PersonPage.Plan($0, reference: reference, clock: clock) }
        empty = plans.isEmpty ? "No referral is over yet." : nil
        pages = Pagination(page: past.page, size: PersonRecord.pastPageSize, total: past.total) {
            "\(address)/referrals?page=\($0)"
        }
    }
}
