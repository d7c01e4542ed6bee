import Vocabulary

/// Days as pages say them, in English: in full and with the weekday.
public enum PlainDate {
    /// `Friday 27 November 2026`.
    public static func long(_ day: Day) -> String {
        let (year, month, number) = day.parts
        return "\(weekdays[day.weekday.index]) \(number) \(months[month - 1]) \(year)"
    }

    /// `27 November 2026`, for where a column of days stands.
    public static func short(_ day: Day) -> String {
        let (year, month, number) = day.parts
        return "\(number) \(months[month - 1]) \(year)"
    }

    /// `today`, `tomorrow`, `in 9 days`, `9 days ago`.
    public static func distance(of day: Day, from today: Day) -> String {
        switch day.days(since: today) {
        case 0: "today"
        case 1: "tomorrow"
        case -1: "yesterday"
        case let days where days > 0: "in \(days) days"
        case let days: "\(-days) days ago"
        }
    }

    public static func weekday(_ day: Weekday) -> String { weekdays[day.index] }

    private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
