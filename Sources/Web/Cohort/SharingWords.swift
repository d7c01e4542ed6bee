import Casework
import Matching
import People
import Reference
import Vocabulary

/// What a person gets from a plan, and why, in words.
struct SharingWords {
    let reference: ReferenceData
    let today: Day

    static func words(_ show: SharingBoard.Show) -> String {
        switch show {
        case .all: "Everybody"
        case .changed: "Changed since"
        case .given: "Get a group"
        case .nothing: "Get nothing"
        case .held: "On hold"
        case .leftOut: "Left out"
        }
    }

    func row(_ row: SharingBoard.Row, isOpen: Bool) -> SharingPage.Row {
        SharingPage.Row(
            name: row.person.shownName, address: row.person.address(), tag: tag(row), group: row.groupName,
            lines: [wait(row.situation), unjudged(row.situation), reason(row)].compactMap(\.self) + why(row),
            change: isOpen ? "/app/sharing/people/\(row.person.id.inAddress)" : nil)
    }

    private func tag(_ row: SharingBoard.Row) -> Tag {
        if row.trouble != nil { return Tag("Changed since", .urgent) }
        switch row.line.mark {
        case .leftOut: return Tag("Left out", .ended)
        case .held: return Tag("On hold", .waiting)
        case .chosen: return Tag("You chose", .good)
        case .proposed: return row.line.group == nil ? Tag("Gets nothing", .waiting) : Tag("Gets a group", .good)
        }
    }

    private func wait(_ situation: Situation) -> String {
        let days = situation.waitingDays
        return days <= 0 ? "New today" : days == 1 ? "Waits 1 day" : "Waits \(days) days"
    }

    private func unjudged(_ situation: Situation) -> String? {
        situation.risk == nil ? "Risk not judged yet: only groups with training in trauma are given." : nil
    }

    private func reason(_ row: SharingBoard.Row) -> String? {
        switch row.trouble {
        case .noLongerWaits: return "They do not wait any more: a group was asked meanwhile, or their journey changed."
        case .noLongerFits(let codes):
            let why = codes.map { ReasonWords.heading($0).inSentence }.joined(separator: "; ")
            return why.isEmpty ? "This group is not for them now." : "This has changed: \(why)."
        case .noRoom: return "The group has fewer places left than this plan gives away."
        case nil: break
        }
        switch row.line.shortage {
        case .placesAreTaken:
            return "Groups fit, but every place went to somebody at higher risk, or who has waited longer."
        case .setAside:
            return "Not long ago, what fits was set aside for them or said no. You can still choose it."
        case .noGroupFits:
            let opening = row.opening.map { " \(OpeningWords.headline($0.code, $0.groups))." } ?? ""
            return "No group fits them as things are.\(opening)"
        case nil: return nil
        }
    }

    private func why(_ row: SharingBoard.Row) -> [String] {
        guard row.trouble == nil, row.line.mark != .leftOut, let offered = row.offered else { return [] }
        let words = OfferWords(reference: reference, today: today)
        return [words.facts(of: offered, for: row.situation)] + words.why(offered, for: row.situation)
            + offered.offer.cautions.map(OfferWords.caution)
    }
}
