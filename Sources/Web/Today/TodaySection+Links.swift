import Casework
import Community
import People
import Storage

/// What people took back, and links that are with somebody else.
extension TodayWords {
    func takenBack(_ found: Lines<ReferralLine>) -> TodaySection {
        referrals(
            "taken-back", "They withdrew their consent", found, quiet: "Nobody took back a yes on their own page."
        ) {
            (
                "\($0.groupName) · \(ago($0.at)). The group sees nothing any more. Ask them how they are.", nil,
                "Record a contact", contact($0.person)
            )
        }
    }

    func lettersToPrint(_ found: Lines<ReferralLine>) -> TodaySection {
        referrals(
            "letters-to-print", "A new letter has to be printed", found, quiet: "No letter has to be printed anew."
        ) {
            (
                "\($0.groupName) has somebody else to write to. The link was closed \(ago($0.at)).",
                Tag("No link", .urgent), "Print the letter", referral($0)
            )
        }
    }

    func linksInDoubt(_ found: Lines<ReferralStore.DoubtedGroup>) -> TodaySection {
        let lines = found.shown.map { line in
            TodaySection.Line(
                name: line.name, address: group(line.group),
                detail: "Somebody else is its contact now. "
                    + (line.links == 1
                        ? "1 link is still with the one before" : "\(line.links) links are still with the one before"),
                tag: Tag("Who holds it?", .urgent), next: Link("Decide", to: "\(group(line.group))#links"))
        }
        return TodaySection(
            "links-in-doubt", "Links that somebody else may hold", lines, hasMore: found.hasMore,
            quiet: "Every link is with the group’s contact.", isUrgent: true)
    }
}
