import Casework
import People

/// Where a group is that keeps its address to itself: for the one worker who goes there.
struct AddressPage: Page {
    static let template = "refer/address"
    static let audience = Audience.staff

    let title: String
    let section: Section? = .people
    let backLink: Link?
    let lines: [String]
    let isEmpty: Bool
    let phone: String?

    init(_ address: OpenAddress.Address, referral: Referral.ID) {
        title = "Where \(address.group) is"
        backLink = Link("Back to the referral", to: "/app/referrals/\(referral)")
        lines = address.lines
        isEmpty = address.lines.isEmpty
        phone = address.phone.isEmpty ? nil : address.phone
    }
}

extension OpenAddress.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        .notNow(
            "This group tells its address only once it has said yes. Nothing was opened. Go back to see where it stands."
        )
    }
}
