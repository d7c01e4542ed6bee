import Vocabulary

/// What a schedule of HSDS means for a person: the same hours every week, or words.
///
/// HSDS schedules are pieces of RRULE (RFC 5545). Only what surely comes back every week becomes a
/// ``GroupSession``; every other rule is kept in words, and a time that cannot be is refused.
enum WeeklyTimes: Equatable {
    case sessions([GroupSession], way: Way)
    /// Not weekly, or not clear enough to be: shown as it is.
    case words(String)
    case impossible(field: String, reason: String)

    /// How somebody who comes is met.
    enum Way: Equatable {
        case there, online, byPhone
    }

    /// What opening hours are called in a description, when we write them.
    static let openHours = "Open hours: come when you can"

    static func read(_ schedule: ForeignRecord, words: DirectoryWords, today: Day) -> WeeklyTimes {
        let opens = schedule.text("opens_at")
        let closes = schedule.text("closes_at")
        let start = opens.flatMap(ClockTime.read)
        var end = closes.flatMap(ClockTime.read)
        if let opens, start == nil {
            return .impossible(field: "opens_at", reason: "\(Findings.short(opens)) is not a time of day")
        }
        if let closes, end == nil {
            return .impossible(field: "closes_at", reason: "\(Findings.short(closes)) is not a time of day")
        }
        // Closing at midnight is the end of the day, not its start.
        if end?.minutes == 0, let start, start.minutes > 0 { end = TimeOfDay(minutes: 1440) }
        for field in ["valid_from", "valid_to", "dtstart", "until"] {
            if let text = schedule.text(field), day(text) == nil {
                return .impossible(field: field, reason: "\(Findings.short(text)) is not a day")
            }
        }
        guard isInForce(schedule, today: today), isWeekly(schedule), let start, let end, end > start,
            let days = days(of: schedule, words: words)
        else { return .words(inWords(schedule)) }
        let isOpen = schedule.text("description").map(words.fold) == words.fold(openHours)
        let sessions = days.compactMap { day in
            WeeklyWindow(day: day, from: start, to: end).map {
                GroupSession($0, isOpen: isOpen, until: lastDay(of: schedule))
            }
        }
        return .sessions(sessions.sorted(), way: way(of: schedule))
    }

    /// A day, or the day of a moment written as `2026-11-23T10:00:00Z`.
    static func day(_ text: String) -> Day? {
        if let day = Day(text) { return day }
        guard text.utf8.count > 10, let end = text.index(text.startIndex, offsetBy: 10, limitedBy: text.endIndex),
            end < text.endIndex, text[end] == "T" || text[end] == " "
        else { return nil }
        return Day(text[..<end])
    }

    static func way(of schedule: ForeignRecord) -> Way {
        let kind = schedule.text("attending_type")?.lowercased() ?? ""
        if ["online", "virtual", "video", "remote"].contains(where: { kind.contains($0) }) { return .online }
        return kind.contains("phone") ? .byPhone : .there
    }

    private static func isInForce(_ schedule: ForeignRecord, today: Day) -> Bool {
        let begins = schedule.text("valid_from").flatMap(day)
        return (begins.map { $0 <= today } ?? true) && (lastDay(of: schedule).map { $0 >= today } ?? true)
    }

    private static func lastDay(of schedule: ForeignRecord) -> Day? {
        [schedule.text("valid_to"), schedule.text("until")].compactMap { $0.flatMap(day) }.min()
    }

    private static func isWeekly(_ schedule: ForeignRecord) -> Bool {
        let frequency = schedule.text("freq")?.uppercased() ?? "WEEKLY"
        let interval = schedule.text("interval") ?? "1"
        return ["WEEKLY", "WEEK", "DAILY"].contains(frequency) && interval == "1"
            && !(frequency == "DAILY" && schedule.text("count") != nil)
    }

    private static func days(of schedule: ForeignRecord, words: DirectoryWords) -> [Weekday]? {
        var names = schedule.texts("byday")
        if names.isEmpty { names = schedule.texts("weekday") }
        if names.isEmpty {
            if schedule.text("freq")?.uppercased() == "DAILY" { return Weekday.allCases }
            // A weekly rule without days comes back on the weekday of its start (RFC 5545, 3.3.10).
            guard schedule.text("freq") != nil, let start = schedule.text("dtstart").flatMap(day) else { return nil }
            return [start.weekday]
        }
        var days: Set<Weekday> = []
        for name in names.flatMap({ $0.split(whereSeparator: { ",;/&".contains($0) }) }) {
            guard let day = words.day(String(name)) ?? numbered(name, in: schedule) else { return nil }
            days.insert(day)
        }
        return days.isEmpty ? nil : days.sorted()
    }

    /// HSDS 1.1 numbers its weekdays from Monday, 1; a few sources begin with Sunday, 0.
    private static func numbered(_ name: Substring, in schedule: ForeignRecord) -> Weekday? {
        guard schedule.text("byday") == nil, let number = Int(name.filter { $0 != " " }), (0...7).contains(number)
        else { return nil }
        return Weekday.allCases[(number + 6) % 7]
    }

    private static func inWords(_ schedule: ForeignRecord) -> String {
        let hours = [schedule.text("opens_at"), schedule.text("closes_at")].compactMap { $0 }.joined(separator: "–")
        let parts: [String?] = [
            schedule.text("freq"), schedule.text("interval").flatMap { $0 == "1" ? nil : "every \($0)" },
            schedule.text("byday", "weekday"), schedule.text("bymonthday").map { "on \($0)" }, hours,
            schedule.text("valid_from").map { "from \($0)" }, schedule.text("valid_to", "until").map { "until \($0)" },
            schedule.text("description", "original_text"), schedule.text("notes"),
        ]
        return parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
