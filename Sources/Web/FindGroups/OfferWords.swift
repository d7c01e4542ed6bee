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

    /// "8 minutes' walk · run in Tigrinya · trauma-trained until March · 2 places left".
    func facts(of offered: FoundGroups.OfferedGroup, for situation: Situation) -> String {
        let details = offered.group.details
        return
            ([walk(offered.offer.walkMinutes, details), tongue(details, situation)]
            + training(offered.group.register, situation) + [Self.places(offered)])
            .compactMap(\.self).joined(separator: " · ")
    }

    func walk(_ minutes: Int?, _ details: GroupDetails) -> String? {
        if let minutes { return Self.walk(minutes) }
        return details.online ? "online" : nil
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
            if english >= details.english { return "run in simple English" }
        }
        if let language = own.first(where: { own in details.interpreting.contains { $0.language == own } }) {
            return "with an interpreter into \(reference.languages.name(of: language))"
        }
        return own.isEmpty ? nil : "with an interpreter that we send"
    }

    /// What the person's risk asks for beyond the basics, two at most, the rarest first.
    private func training(_ register: Register, _ situation: Situation) -> [String] {
        let asked = Set(situation.risk.requiredStandards + situation.requires)
            .subtracting(Risk.r0.requiredStandards)
        return Self.trainings.filter { asked.contains($0.standard) }.prefix(2).compactMap { training in
            guard let evidence = register.current.first(where: { $0.standard == training.standard }) else { return nil }
            return training.words + (evidence.until.map { " until \(month($0))" } ?? "")
        }
    }

    private static let trainings: [(standard: StandardCode, words: String)] = [
        ("immigration-advice-regulation", "allowed to give immigration advice"),
        ("modern-slavery-training", "trained in modern slavery"), ("trauma-training", "trauma-trained"),
        ("dbs", "DBS-checked"), ("safeguarding-training", "safeguarding-trained"),
    ]

    /// "March", with the year where it is not this or the coming winter.
    private func month(_ day: Day) -> String {
        day.days(since: today) < 300 ? day.monthName : "\(day.monthName) \(day.parts.year)"
    }

    /// "Thursdays 10:00 to 12:00 · free · drop in".
    func times(_ details: GroupDetails) -> String {
        var words = details.sessions.sorted().prefix(3).map { "\($0.day.name)s \($0.from) to \($0.to)" }
        if details.sessions.count > 3 { words.append("and more") }
        if words.isEmpty, !details.timesInWords.isEmpty { words.append(details.timesInWords) }
        words.append(details.fee == .zero ? "free" : "\(details.fee) each time")
        if details.dropIn { words.append("drop in") }
        if details.bookAhead { words.append("book ahead") }
        switch details.childcare {
        case .provided: words.append("childcare")
        case .welcome: words.append("children welcome")
        case .none: break
        }
        return words.joined(separator: " · ").capitalisedFirst
    }

    /// Why it fits: "Meets: belonging, English. They both like cooking."
    func why(_ offered: FoundGroups.OfferedGroup, for situation: Situation) -> [String] {
        let details = offered.group.details
        var why: [String] = []
        let needs = situation.needs.filter(details.needs.contains).map { reference.needs.name(of: $0).inSentence }
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
        }
    }
}
