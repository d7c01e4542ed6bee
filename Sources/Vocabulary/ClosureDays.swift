/// The days on which a hub is closed: bank holidays, the days between the years. No clock that waits for somebody's
/// answer runs on them.
public struct ClosureDays: Hashable, Sendable {
    public let days: Set<Day>

    public static let none = ClosureDays([])

    public init(_ days: some Sequence<Day>) { self.days = Set(days) }

    public func contains(_ day: Day) -> Bool { days.contains(day) }

    /// How many days there are after `first` up to and with `last`, without those on which the hub is closed.
    public func openDays(after first: Day, to last: Day) -> Int {
        guard last > first else { return 0 }
        return last.days(since: first) - days.count { $0 > first && $0 <= last }
    }
}
