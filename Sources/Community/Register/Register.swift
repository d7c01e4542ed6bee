import Vocabulary

/// The evidence that a group holds what safe referral requires (D4, N5). A gate, not a note.
public struct Register: Hashable, Sendable {
    /// Every piece of evidence ever seen, the ended ones too.
    public var entries: [Evidence]

    public init(entries: [Evidence] = []) { self.entries = entries }

    /// Whether some entry for this standard is valid on `day`. `until` is the last valid day.
    public func holds(_ standard: StandardCode, on day: Day) -> Bool {
        entries.contains { $0.standard == standard && $0.isValid(on: day) }
    }

    /// The standards of `required` that were never shown, and those whose evidence has all ended; each sorted.
    public func gaps(in required: some Sequence<StandardCode>, on day: Day) -> (
        missing: [StandardCode], expired: [StandardCode]
    ) {
        var missing: Set<StandardCode> = []
        var expired: Set<StandardCode> = []
        for standard in required where !holds(standard, on: day) {
            if entries.contains(where: { $0.standard == standard }) {
                expired.insert(standard)
            } else {
                missing.insert(standard)
            }
        }
        return (missing.sorted(), expired.sorted())
    }

    /// For each standard, the entry that lasts longest: what the register page shows.
    public var current: [Evidence] {
        Dictionary(grouping: entries, by: \.standard).values
            .compactMap { $0.max { ($0.until ?? Day(number: .max)) < ($1.until ?? Day(number: .max)) } }
            .sorted { $0.standard < $1.standard }
    }
}

/// One paper, check or training that somebody of the hub has seen.
public struct Evidence: Identifiable, Hashable, Sendable, Codable {
    public typealias ID = Identifier<Evidence>

    public let id: ID
    public let standard: StandardCode
    /// The first valid day.
    public let from: Day
    /// The last valid day; nil for no end.
    public let until: Day?
    /// What was seen, such as "policy of May 2026": never a person's facts.
    public let note: String
    /// The member of staff who saw it.
    public let seenBy: String
    public let seenOn: Day

    public init(
        id: ID, standard: StandardCode, from: Day, until: Day?, note: String, seenBy: String, seenOn: Day
    ) {
        self.id = id
        self.standard = standard
        self.from = from
        self.until = until
        self.note = note
        self.seenBy = seenBy
        self.seenOn = seenOn
    }

    /// Evidence that starts later still counts as held: `matching.md` knows only the end.
    public func isValid(on day: Day) -> Bool { until.map { $0 >= day } ?? true }
}
