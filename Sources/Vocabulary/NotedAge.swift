/// An age with the day on which it was noted: it grows, and nobody is asked for a day of birth.
///
/// ```
/// noted        17 on 3 March 2026
/// 30 November  17 or 18: the birthday may have been
/// 3 March 2027 18
/// ```
public struct NotedAge: Hashable, Sendable, Codable {
    public let years: Int
    /// Nil where it was noted before the day was kept.
    public let notedOn: Day?

    /// How long an age is taken as it was said: nobody is asked again the day after.
    public static let freshDays = 28

    public init(_ years: Int, on day: Day?) {
        self.years = years
        self.notedOn = day
    }

    /// How old they can be on this day. Where no day was kept, as old as was said, or a year more.
    public func possible(on today: Day) -> ClosedRange<Int> {
        guard let notedOn, today > notedOn else { return years...(notedOn == nil ? years + 1 : years) }
        let (now, then) = (today.parts, notedOn.parts)
        let isBefore = (now.month, now.day) < (then.month, then.day)
        let least = years + now.year - then.year - (isBefore ? 1 : 0)
        let isAnniversary = (now.month, now.day) == (then.month, then.day)
        let isFresh = today.days(since: notedOn) <= NotedAge.freshDays
        return least...(isAnniversary || isFresh ? least : least + 1)
    }
}
