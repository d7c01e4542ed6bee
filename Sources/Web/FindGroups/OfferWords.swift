import Casework
import Community
import Matching
import People
import Reference
import Vocabulary

/// What a group is like, in the few words of a card.
struct OfferWords {
    let reference: ReferenceData
    let today: Day

    /// "8 minutes' walk · run in Tigrinya · 2 places left". What a group was trained in or checked for would tell the
    /// risk of whoever is shown its card: see ``forWorker(_:for:)``.
    func facts(of offered: FoundGroups.OfferedGroup, for situation: Situation) -> String {
        let details = offered.group.details
        return [walk(offered.offer.walkMinutes, details), tongue(details, situation), Self.places(offered)]
            .compactMap(\.self).joined(separator: " · ")
    }

    /// What was asked of the group for this person and seen, and what else is the worker's alone.
    func forWorker(_ offered: FoundGroups.OfferedGroup, for situation: Situation) -> ForWorker {
        let asked = situation.risk.requiredStandards + situation.requires
        let current = offered.group.register.current
        let seen = asked.enumerated().filter { !asked[..<$0.offset].contains($0.element) }.compactMap { standard in
            current.first { $0.standard == standard.element }.map { evidence in
                reference.standards.name(of: evidence.standard).inSentence
                    + (evidence.until.map { " until \(month($0))" } ?? "")
            }
        }
        return ForWorker(
            [safety(offered.group.details, situation)]
                + [seen.isEmpty ? nil : "We asked it for this and saw it: \(seen.joined(separator: ", "))."]
                + offered.offer.cautions.filter(Self.isForWorker).map(Self.caution))
    }

    /// Whether the group does something for somebody to whom being safe matters; nil where it is not among their needs.
    private func safety(_ details: GroupDetails, _ situation: Situation) -> String? {
        guard situation.needs.contains(.safety) else { return nil }
        let need = reference.needs.name(of: .safety)
        return details.needs.contains(.safety)
            ? "\(need) matters to them. This group helps with it."
            : "\(need) matters to them. This group does not say that it helps with it."
    }

    func walk(_ minutes: Int?, _ details: GroupDetails) -> String? {
        if let minutes { return Self.walk(minutes) }
        return details.online ? "online" : details.byPhone ? "by telephone" : nil
    }

    static func walk(_ minutes: Int) -> String { minutes == 1 ? "1 minute's walk" : "\(minutes) minutes' walk" }

    /// "2 places left"; "3 places, 1 waits" where somebody waits for one of them.
    static func places(_ offered: FoundGroups.OfferedGroup) -> String {
        guard offered.waiting > 0 else { return places(offered.placesLeft) }
        return places(
            FoundGroups.WaitingList(free: offered.placesLeft + offered.waiting, waiting: offered.waiting))
    }

    static func places(_ left: Int) -> String { left == 1 ? "1 place left" : "\(left) places left" }

    static func places(_ list: FoundGroups.WaitingList) -> String {
        let places = list.free == 1 ? "1 place" : list.free == 0 ? "No place" : "\(list.free) places"
        return "\(places), \(list.waiting) \(list.waiting == 1 ? "waits" : "wait")"
    }

    /// In which language the person would be at home or can follow.
    private func tongue(_ details: GroupDetails, _ situation: Situation) -> String? {
        let own = situation.languages.sorted { $0.level > $1.level }.filter(\.level.canFollow).map(\.language)
        if let language = own.first(where: details.languages.contains) {
            return "run in \(reference.languages.name(of: language))"
        }
        if details.languages.contains(.english) {
            let english = situation.languages.filter { $0.language == .english }.map(\.level).max() ?? .none
            if let needed = details.english.value, english >= needed { return "run in simple English" }
        }
        if let language = own.first(where: { own in details.interpreting.contains { $0.language == own } }) {
            return "with an interpreter into \(reference.languages.name(of: language))"
        }
        return own.isEmpty ? nil : "with an interpreter that we send"
    }

    /// "March", with the year where it is not this or the coming winter.
    private func month(_ day: Day) -> String {
        day.days(since: today) < 300 ? day.monthName : "\(day.monthName) \(day.parts.year)"
    }

    /// "Thursdays 10:00 to 12:00 · free · drop in". What is not known is left to the cautions.
    func times(_ details: GroupDetails) -> String {
        let held = details.sessions.filter { $0.isHeld(on: today) }.sorted()
        var words = held.prefix(3).map(time)
        if held.count > 3 { words.append("and more") }
        if words.isEmpty, !details.timesInWords.isEmpty { words.append(details.timesInWords) }
        if let fee = details.fee.value { words.append(fee == .zero ? "free" : "\(fee) each time") }
        if details.dropIn { words.append("drop in") }
        if details.bookAhead { words.append("book ahead") }
        switch details.childcare {
        case .said(.provided): words.append("childcare")
        case .said(.welcome): words.append("children welcome")
        case .said(.none), .notKnown: break
        }
        return words.joined(separator: " · ").capitalisedFirst
    }

    private func time(_ session: GroupSession) -> String {
        "\(session.day.name)s \(session.from) to \(session.to)" + (session.isOpen ? ", come when you can" : "")
            + (session.until.map { ", until \(PlainDate.short($0))" } ?? "")
    }

    /// Why it fits: "Meets: belonging, English. They both like cooking."
    func why(_ offered: FoundGroups.OfferedGroup, for situation: Situation) -> [String] {
        let details = offered.group.details
        var why: [String] = []
        // That being safe matters to somebody is not for whoever reads over a shoulder: see ``forWorker(_:for:)``.
        let needs = situation.needs.filter { $0 != .safety && details.needs.contains($0) }.map {
            reference.needs.name(of: $0).inSentence
        }
        if !needs.isEmpty { why.append("What matters to them: \(needs.joined(separator: ", ")).") }
        let interests = situation.interests.filter(details.interests.contains)
            .map { reference.interests.name(of: $0).inSentence }
        if !interests.isEmpty { why.append("They like: \(interests.joined(separator: ", ")).") }
        if let background = offered.offer.why[.background] {
            why.append(
                background > 0
                    ? "People of their own background come, as they wished."
                    : "People of their own background come, which they would rather not have.")
        }
        if let welcome = offered.offer.why[.welcome], welcome >= 8 { why.append("People felt very welcome here.") }
        if offered.offer.why[.volunteer] != nil { why.append("They could help out here later.") }
        return why
    }

    static func caution(_ caution: Caution) -> String {
        switch caution {
        case .timesUnknown: "Ask when they meet: we do not know their times."
        case .accessUnknown: "Access: not known. Ask whether they have what is needed in the room."
        case .childcareUnknown: "Children: not known. Ask whether they may come."
        case .costUnknown: "Cost: not known. Ask before anybody goes."
        case .papersUnknown: "Papers: not known. Ask whether they want to see any."
        case .placeAbout: "We know only about where this is. The walk may be shorter."
        case .riskUnjudged: "Nobody has said yet how much risk there is. Until then we ask of a group what R2 asks."
        }
    }

    /// Whether a caution would tell something to somebody who is shown the page.
    static func isForWorker(_ caution: Caution) -> Bool {
        switch caution {
        case .riskUnjudged: true
        case .timesUnknown, .accessUnknown, .childcareUnknown, .costUnknown, .papersUnknown, .placeAbout: false
        }
    }
}
