extension Day {
    /// The day in full English words: `Thursday 27 November 2026`.
    public var inWords: String {
        let (year, month, day) = parts
        return "\(weekday.name) \(day) \(Day.monthNames[month - 1]) \(year)"
    }

    /// The name of the day's month: `March`.
    public var monthName: String { Day.monthNames[parts.month - 1] }

    private static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}

extension Weekday {
    /// `Monday`.
    public var name: String {
        switch self {
        case .monday: "Monday"
        case .tuesday: "Tuesday"
        case .wednesday: "Wednesday"
        case .thursday: "Thursday"
        case .friday: "Friday"
        case .saturday: "Saturday"
        case .sunday: "Sunday"
        }
    }
}
