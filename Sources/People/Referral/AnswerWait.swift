import Vocabulary

/// How long a group has had to answer: only days count on which it could have.
///
///     sent ──1──2──[paused]──3──[hub closed]──4── … 7 reminded … 14 last day, then the wait ends
///
/// A day counts unless the hub is closed on it, or the group had asked for a pause when it ended.
public struct AnswerWait: Hashable, Sendable {
    /// The day on which the group was written to: the one after it is the first that counts.
    public let from: Day
    private let closures: ClosureDays
    private let pauses: [Pause]

    /// Days from the first to the last, both of them paused; no last day while it lasts.
    public struct Pause: Hashable, Sendable {
        public let first: Day
        public let last: Day?

        public init(from first: Day, to last: Day?) {
            self.first = first
            self.last = last
        }

        func contains(_ day: Day) -> Bool { day >= first && (last.map { day <= $0 } ?? true) }
    }

    public init(from day: Day, closures: ClosureDays = .none, pauses: [Pause] = []) {
        from = day
        self.closures = closures
        self.pauses = pauses
    }

    /// Whether the clock stands still on this day.
    public func isStopped(on day: Day) -> Bool { closures.contains(day) || isPaused(on: day) }

    /// Whether it stands still because of the group.
    public func isPaused(on day: Day) -> Bool { pauses.contains { $0.contains(day) } }

    /// How many days have counted by the end of this one.
    public func days(to day: Day) -> Int {
        guard day > from else { return 0 }
        return (1...day.days(since: from)).count { !isStopped(on: from.adding(days: $0)) }
    }

    /// The day that is the `count`th to count; nil while nobody can know, since a pause has no end yet.
    public func day(_ count: Int) -> Day? {
        let open = pauses.filter { $0.last == nil }.map(\.first).min()
        var day = from
        var left = count
        while left > 0 {
            day = day.adding(days: 1)
            if let open, day >= open { return nil }
            if !isStopped(on: day) { left -= 1 }
        }
        return day
    }

    /// The last day on which an answer comes in time; nil while nobody can know.
    public var lastDay: Day? { day(Referral.expiresAfterDays) }
}
