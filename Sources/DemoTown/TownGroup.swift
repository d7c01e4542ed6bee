import Community
import Vocabulary

/// A group of the town: what it is like, what it showed the coordinator, and what it agreed to. Days are
/// counted from today, so that the register looks alive whenever the demo is started.
struct TownGroup: Sendable {
    /// The name that stories and tests use for it.
    let key: String
    var details: GroupDetails
    var shown: [ShownEvidence] = []
    var agreement: AgreementStory = .neverAsked
    var origin: Origin = .writtenDown
    /// How many days ago it came into the directory.
    var addedDaysAgo = 300

    init(
        _ key: String, _ name: String, of organisation: String, at corner: Corner? = nil, in building: String = "",
        _ describe: (inout GroupDetails) -> Void
    ) {
        self.key = key
        details = GroupDetails(name: name)
        details.organisation = organisation
        details.place = corner.map { $0.place(building) }
        details.languages = [.english]
        // What a coordinator of the town asks every group; descriptions say where the answer was another.
        details.format = .said(.group)
        details.fee = .said(.zero)
        details.audience = .said(.everyone)
        details.english = .said(.conversational)
        details.childcare = .said(.none)
        details.access = .said([])
        details.asksStatus = .said(false)
        details.contact = GroupContact(email: "\(key)@brinehaven.example")
        describe(&details)
    }

    /// A piece of evidence, by the days until it ends.
    struct ShownEvidence: Hashable, Sendable {
        let standard: StandardCode
        /// Days from today to the last valid day, negative when it has ended; nil for no end.
        let endsIn: Int?
    }

    enum AgreementStory: Hashable, Sendable {
        case neverAsked
        /// Asked this many days ago, no answer yet.
        case asked(daysAgo: Int)
        case agreed(Terms)
    }

    struct Terms: Hashable, Sendable {
        var monthly: Int
        var places: Int
        /// How many newcomers a month out of places that are shared out; nil for no limit of its own.
        var cohort: Int?
        /// Days from today to the last day; nil for no end.
        var endsIn: Int?
        var paused = false
        var canCopeWith = ""
        var strain: FundingStrain = .fine
        var by: String
    }

    enum Origin: Hashable, Sendable {
        /// A coordinator wrote it down.
        case writtenDown
        /// It came from the town's directory file, and a coordinator corrected some of it by hand.
        case imported(atSource: GroupDetails, corrected: Set<GroupField>, unmapped: [String])
    }

    // MARK: The words that the descriptions are made of

    /// The four standards that everybody must hold.
    func basics(endIn days: Int) -> TownGroup {
        showing([
            .init(standard: "safeguarding-policy", endsIn: days), .init(standard: "registered-body", endsIn: nil),
            .init(standard: "liability-insurance", endsIn: days + 41),
            .init(standard: "data-protection", endsIn: days + 90),
        ])
    }

    /// What people who are isolated or low need besides.
    func forIsolated(endIn days: Int) -> TownGroup {
        showing([
            .init(standard: "safeguarding-training", endsIn: days), .init(standard: "lone-working", endsIn: days + 60),
            .init(standard: "complaints", endsIn: nil),
        ])
    }

    /// What people who lived through torture or trauma need besides.
    func forTrauma(endIn days: Int) -> TownGroup {
        showing([
            .init(standard: "dbs", endsIn: days + 200), .init(standard: "trauma-training", endsIn: days),
            .init(standard: "confidentiality", endsIn: nil),
        ])
    }

    /// One standard, with the days until it ends: negative when it has.
    func shows(_ standard: StandardCode, endIn days: Int?) -> TownGroup {
        var changed = self
        // The newest word on a standard stands: a group described as whole can have one thing ended.
        changed.shown.removeAll { $0.standard == standard }
        changed.shown.append(.init(standard: standard, endsIn: days))
        return changed
    }

    func agreed(
        monthly: Int, places: Int, cohort: Int? = nil, endsIn days: Int?, by name: String, copes: String = "",
        strain: FundingStrain = .fine, paused: Bool = false
    ) -> TownGroup {
        var changed = self
        changed.agreement = .agreed(
            Terms(
                monthly: monthly, places: places, cohort: cohort, endsIn: days, paused: paused, canCopeWith: copes,
                strain: strain,
                by: name))
        changed.details.contact.name = name
        return changed
    }

    func asked(daysAgo days: Int) -> TownGroup {
        var changed = self
        changed.agreement = .asked(daysAgo: days)
        return changed
    }

    /// - Parameter sourceSays: what the source says otherwise since a coordinator corrected it.
    func imported(
        unmapped: [String] = [], corrected: Set<GroupField> = [], daysAgo: Int = 45,
        sourceSays: (inout GroupDetails) -> Void = { _ in }
    ) -> TownGroup {
        // Directories are mostly silent about these, and a directory's silence is no answer.
        var changed = self
        if details.childcare == .said(.none) { changed.details.childcare = .notKnown }
        if details.access == .said([]) { changed.details.access = .notKnown }
        if details.asksStatus == .said(false) { changed.details.asksStatus = .notKnown }
        if details.fee == .said(.zero), !corrected.contains(.fee) { changed.details.fee = .notKnown }
        var atSource = changed.details
        sourceSays(&atSource)
        changed.origin = .imported(atSource: atSource, corrected: corrected, unmapped: unmapped)
        changed.addedDaysAgo = daysAgo
        return changed
    }

    func added(daysAgo: Int) -> TownGroup {
        var changed = self
        changed.addedDaysAgo = daysAgo
        return changed
    }

    private func showing(_ evidence: [ShownEvidence]) -> TownGroup {
        var changed = self
        for piece in evidence where !changed.shown.contains(where: { $0.standard == piece.standard }) {
            changed.shown.append(piece)
        }
        return changed
    }
}

/// Reads `TH 10:00-12:00`; what cannot be read is left out, and a test sees that nothing is.
func weekly(_ texts: String...) -> [GroupSession] { texts.compactMap(weeklyWindow).map { GroupSession($0) } }

/// When somebody of the town is free, written in the same way.
func freeTimes(_ texts: String...) -> [WeeklyWindow] { texts.compactMap(weeklyWindow) }

func weeklyWindow(_ text: String) -> WeeklyWindow? {
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "-" })
    guard parts.count == 3, let day = Weekday(rawValue: String(parts[0])), let from = TimeOfDay(parts[1]),
        let to = TimeOfDay(parts[2])
    else { return nil }
    return WeeklyWindow(day: day, from: from, to: to)
}
