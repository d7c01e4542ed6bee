/// A day of the week, Monday first, as two letters in every file format of ours.
public enum Weekday: String, CaseIterable, Codable, Sendable, Comparable {
    case monday = "MO"
    case tuesday = "TU"
    case wednesday = "WE"
    case thursday = "TH"
    case friday = "FR"
    case saturday = "SA"
    case sunday = "SU"

    /// 0 for Monday … 6 for Sunday.
    public var index: Int {
        switch self {
        case .monday: 0
        case .tuesday: 1
        case .wednesday: 2
        case .thursday: 3
        case .friday: 4
        case .saturday: 5
        case .sunday: 6
        }
    }

    public static func < (left: Weekday, right: Weekday) -> Bool { left.index < right.index }
}

/// A time of day in whole minutes, 00:00 to 24:00. 24:00 is only ever the end of something.
public struct TimeOfDay: Hashable, Sendable, Comparable {
    /// Minutes since midnight, 0…1440.
    public let minutes: Int

    public init?(minutes: Int) {
        guard (0...1440).contains(minutes) else { return nil }
        self.minutes = minutes
    }

    /// The time to the minute; whole days, before or after, are left out.
    public init(secondsSinceMidnight seconds: Int64) {
        let ofDay = (seconds % 86_400 + 86_400) % 86_400
        self.minutes = Int(ofDay / 60)
    }

    /// Reads `09:30`: two digits, a colon, two digits; 24:00 is the end of the day.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":") else { return nil }
        var digits: [Int] = []
        for index in [0, 1, 3, 4] {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) else { return nil }
            digits.append(Int(bytes[index] - UInt8(ascii: "0")))
        }
        let hour = digits[0] * 10 + digits[1]
        let minute = digits[2] * 10 + digits[3]
        guard minute < 60, hour < 24 || (hour == 24 && minute == 0) else { return nil }
        self.minutes = hour * 60 + minute
    }

    public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minutes < right.minutes }
}

extension TimeOfDay: CustomStringConvertible {
    public var description: String {
        let hour = minutes / 60
        let minute = minutes % 60
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
}

extension TimeOfDay: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let time = TimeOfDay(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "is not a time of day: write it as 09:30")
        }
        self = time
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A stretch of one day that comes back every week: when a group meets, or when a person is free.
public struct WeeklyWindow: Hashable, Sendable, Codable, Comparable {
    public let day: Weekday
    public let from: TimeOfDay
    public let to: TimeOfDay

    /// Nil unless the end is after the start.
    public init?(day: Weekday, from: TimeOfDay, to: TimeOfDay) {
        guard to > from else { return nil }
        self.day = day
        self.from = from
        self.to = to
    }

    private enum CodingKeys: String, CodingKey { case day, from, to }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let window = WeeklyWindow(
            day: try container.decode(Weekday.self, forKey: .day),
            from: try container.decode(TimeOfDay.self, forKey: .from),
            to: try container.decode(TimeOfDay.self, forKey: .to))
        guard let window else {
            throw DecodingError.dataCorruptedError(
                forKey: .to, in: container, debugDescription: "must be after the start")
        }
        self = window
    }

    public static func < (left: WeeklyWindow, right: WeeklyWindow) -> Bool {
        (left.day.index, left.from.minutes, left.to.minutes) < (right.day.index, right.from.minutes, right.to.minutes)
    }

    /// How many minutes the two windows share: 0 on different days.
    public func overlap(with other: WeeklyWindow) -> Int {
        guard day == other.day else { return 0 }
        return max(0, min(to.minutes, other.to.minutes) - max(from.minutes, other.from.minutes))
    }

    /// Whether this window lies wholly inside the other, borders included.
    public func lies(inside other: WeeklyWindow) -> Bool {
        day == other.day && from >= other.from && to <= other.to
    }
}
