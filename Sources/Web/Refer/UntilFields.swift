import Casework
import Vocabulary

/// Until when a yes counts: one of the usual ends with one tap, or another day. None is chosen before the person says it,
/// since the group's link lasts as long.
struct UntilFields: Sendable {
    let usual: Radios
    let other: DateInput

    private static let chosen = "until-usual"
    private static let another = "until"

    init(_ label: String, today: Day, in reader: FormReader) {
        usual = Radios(
            Self.chosen, label,
            Self.ends(from: today).map { Choice($0.day.description, "\($0.words), until \($0.day.inWords)") },
            in: reader, hint: "The group's link ends with it. A year is the longest.")
        other = DateInput(Self.another, "Or until another day", in: reader)
    }

    private static func ends(from today: Day) -> [(words: String, day: Day)] {
        [
            ("Three months", DraftReferral.usualEnd(from: today)), ("Six months", today.adding(days: 182)),
            ("A year", DraftReferral.latestEnd(from: today)),
        ]
    }

    static func read(_ reader: inout FormReader, today: Day) -> Day? {
        let usual = reader.day(chosen)
        let other = reader.day(another)
        // A day that is none was said to be so.
        guard reader.problem(with: chosen) == nil, reader.problem(with: another) == nil else { return nil }
        if let usual, let other, usual != other {
            reader.add("Choose one of these, or write another day: not both", to: chosen)
            return nil
        }
        guard let until = usual ?? other else {
            reader.add("Choose how long the group may keep this", to: chosen)
            return nil
        }
        let last = DraftReferral.latestEnd(from: today)
        if until < today || until > last {
            reader.add("Enter a day from \(today.inWords) to \(last.inWords)", to: usual == nil ? another : chosen)
        }
        return until
    }
}
