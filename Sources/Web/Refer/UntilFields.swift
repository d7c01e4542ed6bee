import Casework
import Vocabulary

/// Until when a yes counts: one of the usual ends with one tap, or another day. None is chosen before the person says it,
/// since the group's link lasts as long.
struct UntilFields: Sendable {
    let usual: Radios
    let other: DateInput

    private static let chosen = "until-usual"
    private static let another = "until"

    /// Takes the choice of a usual end back: what was tapped cannot be untapped.
    private static let written = "other"

    /// - Parameter present: the end that they said before, where the yes is made longer.
    init(_ label: String, today: Day, after present: Day? = nil, in reader: FormReader) {
        usual = Radios(
            Self.chosen, label,
            Self.ends(from: today).filter { end in present.map { end.day > $0 } ?? true }
                .map { Choice($0.day.description, "\($0.words), until \($0.day.inWords)") }
                + [Choice(Self.written, "Until another day, written below")],
            in: reader, hint: "The group's link ends with it. A year is the longest.")
        other = DateInput(Self.another, "Another day", in: reader)
    }

    private static func ends(from today: Day) -> [(words: String, day: Day)] {
        [
            ("Three months", DraftReferral.usualEnd(from: today)), ("Six months", today.adding(days: 182)),
            ("A year", DraftReferral.latestEnd(from: today)),
        ]
    }

    static func read(_ reader: inout FormReader, today: Day, after present: Day? = nil) -> Day? {
        let isWritten = reader.typed(chosen) == written
        let usual = isWritten ? nil : reader.day(chosen)
        let other = reader.day(another)
        // A day that is none was said to be so.
        guard reader.problem(with: chosen) == nil, reader.problem(with: another) == nil else { return nil }
        if let usual, let other, usual != other {
            reader.add("Choose one of these, or write another day: not both", to: chosen)
            return nil
        }
        guard let until = usual ?? other else {
            if isWritten {
                reader.add("Enter until which day the group may keep this", to: another)
            } else {
                reader.add("Choose how long the group may keep this", to: chosen)
            }
            return nil
        }
        let last = DraftReferral.latestEnd(from: today)
        if let present, until <= present {
            reader.add("Enter a day after \(present.inWords)", to: usual == nil ? another : chosen)
        } else if until < today || until > last {
            reader.add("Enter a day from \(today.inWords) to \(last.inWords)", to: usual == nil ? another : chosen)
        }
        return until
    }
}
