import Foundation

/// A point in time, in whole milliseconds since 1970-01-01 00:00 UTC.
public struct Moment: Hashable, Sendable, Comparable, Codable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public init(from decoder: any Decoder) throws {
        self.init(milliseconds: try decoder.singleValueContainer().decode(Int64.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    public static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }

    public func adding(seconds: Int) -> Moment { Moment(milliseconds: milliseconds + Int64(seconds) * 1000) }
    public func adding(days: Int) -> Moment { adding(seconds: days * 86_400) }

    public var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    /// The day it is at this moment in `zone`.
    public func day(in zone: TimeZone) -> Day {
        let seconds = Int64((Double(milliseconds) / 1000).rounded(.down)) + Int64(zone.secondsFromGMT(for: date))
        return Day(number: Int32((Double(seconds) / 86_400).rounded(.down)))
    }

    /// The time of day at this moment in `zone`, to the minute.
    public func time(in zone: TimeZone) -> TimeOfDay {
        let seconds = Int64((Double(milliseconds) / 1000).rounded(.down)) + Int64(zone.secondsFromGMT(for: date))
        return TimeOfDay(secondsSinceMidnight: seconds)
    }
}

extension Day {
    /// The moment at which this day begins in `zone`: midnight, the first of two midnights, or, where the clocks
    /// go forward at midnight, the moment at which they do.
    public func start(in zone: TimeZone) -> Moment {
        func offset(at second: Int64) -> Int64 {
            Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second))))
        }
        let midnight = Int64(number) * 86_400
        // No clock change is near on most days, and then both offsets are one.
        let (before, after) = (offset(at: midnight - 86_400), offset(at: midnight + 86_400))
        let candidates = [midnight - max(before, after), midnight - min(before, after)]
        if let start = candidates.first(where: { $0 + offset(at: $0) == midnight }) {
            return Moment(milliseconds: start * 1000)
        }
        // Midnight was left out: the change lies between the two, found by halving.
        var (early, late) = (candidates[0] - 1, candidates[1])
        while late - early > 1 {
            let middle = early + (late - early) / 2
            if middle + offset(at: middle) < midnight { early = middle } else { late = middle }
        }
        return Moment(milliseconds: late * 1000)
    }
}

/// Tells the time. Everything that depends on now is handed one, so that a test can stop it.
public struct Clock: Sendable {
    private let read: @Sendable () -> Moment
    /// The zone in which the hub's days begin and end.
    public let zone: TimeZone

    public init(zone: TimeZone = Clock.london, _ read: @escaping @Sendable () -> Moment) {
        self.read = read
        self.zone = zone
    }

    public var now: Moment { read() }
    public var today: Day { read().day(in: zone) }

    public static let london = TimeZone(identifier: "Europe/London") ?? .gmt

    public static let system = Clock {
        Moment(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }

    /// A clock that stands still.
    public static func stopped(at moment: Moment) -> Clock { Clock { moment } }
}
