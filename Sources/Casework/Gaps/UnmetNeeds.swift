import Matching
import People
import Storage
import Vocabulary

/// What stands between somebody and every group that meets one of their needs, from what is nearest to a solution.
public enum Hindrance: String, CaseIterable, Hashable, Sendable {
    /// A safe group with room is there, and something that can be solved is in the way: a fare, childcare, an hour.
    case barrier
    /// A safe group is there, and it is full.
    case full
    /// Groups are there that have not said yes, or have not shown what keeps people safe.
    case notReady = "not-ready"
    /// Groups are there for other people only.
    case forOthers = "for-others"
    /// No group within reach does this at all.
    case noneNear = "none-near"

    /// Nil where there is an offer.
    init?(of answer: Answer) {
        guard answer.offers.isEmpty else { return nil }
        self = .noneNear
        for finding in [answer.signposts, answer.blocked].joined() {
            let hindrance = Self.hindrance(finding)
            if hindrance.place < place { self = hindrance }
            // Nothing is nearer to a solution, and each further finding is put into words for nothing.
            if self == .barrier { return }
        }
    }

    private static func hindrance(_ finding: Finding) -> Hindrance {
        let gate = finding.reasons.map(\.code).filter { !$0.isBarrier }
        if gate.isEmpty { return .barrier }
        if gate == [.full] { return .full }
        return gate.allSatisfy { [.full, .standards, .agreement, .paused].contains($0) } ? .notReady : .forOthers
    }

    var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Desk {
    /// Keeps for which needs of the person a search as it stands finds no group: see docs/adr/0043.
    ///
    /// Ask before the transaction changes anything, keep when it has recorded the look.
    func unmetNeeds(of person: Person, in hub: HubTransaction) throws -> (found: [UnmetNeedStore.Found], in: String) {
        let situation = try situation(of: person, in: hub)
        return try directories.ask(in: hub, clock: clock) { index, notes in
            Self.unmetNeeds(of: person, situation, index, notes)
        }
    }

    /// Keeps what searches of earlier days found no group for, by the directory as it is now: for a hub whose history is
    /// told at once.
    public func keepSearches(_ searches: [(person: Person, day: Day)], in hub: HubTransaction) throws {
        let situations = try situations(of: searches.map(\.person), in: hub)
        let unmet = try directories.ask(in: hub, clock: clock) { index, notes in
            searches.map { search in
                situations[search.person.id].map { Self.unmetNeeds(of: search.person, $0, index, notes) }
                    ?? (found: [], in: "")
            }
        }
        for (search, unmet) in zip(searches, unmet) {
            try hub.unmetNeeds.replace(of: search.person.id, with: unmet.found, in: unmet.in, on: search.day)
        }
        try hub.unmetNeeds.forget(before: clock.today.adding(days: 1 - GapList.days))
    }

    private static func unmetNeeds(
        of person: Person, _ situation: Situation, _ index: DirectoryIndex, _ notes: DirectoryNotes
    ) -> (found: [UnmetNeedStore.Found], in: String) {
        // Nobody in danger now is sent to a group: that is no gap.
        guard person.care.isOpen, person.about.risk != .r4 else { return ([], "") }
        let found = person.about.needs.uniqued.compactMap { need in
            var alone = situation
            alone.needs = [need]
            // One offer says that there are some.
            return Hindrance(of: index.match(alone, limit: 1)).map {
                UnmetNeedStore.Found(need: need, obstacle: $0.rawValue)
            }
        }
        let home = found.isEmpty ? nil : person.about.limits.home.answer
        return (found, home.flatMap(notes.districts.district) ?? "")
    }
}

extension HubTransaction {
    func keep(_ unmet: (found: [UnmetNeedStore.Found], in: String), of person: Person, today: Day) throws {
        try unmetNeeds.replace(of: person.id, with: unmet.found, in: unmet.in, on: today)
        try unmetNeeds.forget(before: today.adding(days: 1 - GapList.days))
    }
}

extension Array where Element: Hashable {
    /// Each element once, at its first place.
    fileprivate var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
