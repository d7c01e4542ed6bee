import Vocabulary

/// The words of the vocabulary as files write them.
extension JSONReader {
    mutating func word<Word: Spelled>(_: Word.Type = Word.self) throws(ReadingFault) -> Word {
        Word(rawValue: try string())
    }

    mutating func words<Word: Spelled>(_: Word.Type = Word.self) throws(ReadingFault) -> [Word] {
        try list { reader throws(ReadingFault) in try reader.word() }
    }

    mutating func day() throws(ReadingFault) -> Day {
        guard let day = Day(try string()) else { throw ReadingFault("is not a day: write it as 2026-11-23") }
        return day
    }

    mutating func coordinate() throws(ReadingFault) -> Coordinate {
        var latitude: Double?
        var longitude: Double?
        try object(Keys.place) { key, reader throws(ReadingFault) in
            let degrees = try reader.double()
            let most = key == 0 ? 90.0 : 180.0
            guard degrees.magnitude <= most else {
                throw ReadingFault("must be from -\(Int(most)) to \(Int(most))")
            }
            if key == 0 { latitude = degrees } else { longitude = degrees }
        }
        guard let latitude else { throw ReadingFault("is missing").inside("latitude") }
        guard let longitude, let place = Coordinate(latitude: latitude, longitude: longitude) else {
            throw ReadingFault("is missing").inside("longitude")
        }
        return place
    }

    mutating func window() throws(ReadingFault) -> WeeklyWindow {
        try window(Keys.window) { _, _ in }
    }

    mutating func session() throws(ReadingFault) -> GroupSession {
        var isOpen = false
        var until: Day?
        let window = try window(Keys.session) { key, reader throws(ReadingFault) in
            if key == 3 { isOpen = try reader.bool() } else { until = try reader.day() }
        }
        return GroupSession(window, isOpen: isOpen, until: until)
    }

    /// - Parameter more: reads the keys behind those of every window.
    private mutating func window(
        _ keys: KeyTable, _ more: (Int, inout JSONReader) throws(ReadingFault) -> Void
    ) throws(ReadingFault) -> WeeklyWindow {
        var day: Weekday?
        var from: TimeOfDay?
        var to: TimeOfDay?
        try object(keys) { key, reader throws(ReadingFault) in
            switch key {
            case 0: day = try reader.oneOf(Keys.weekday)
            case 1: from = try reader.timeOfDay()
            case 2: to = try reader.timeOfDay()
            default: try more(key, &reader)
            }
        }
        guard let day else { throw ReadingFault("is missing").inside("day") }
        guard let from else { throw ReadingFault("is missing").inside("from") }
        guard let to else { throw ReadingFault("is missing").inside("to") }
        guard let window = WeeklyWindow(day: day, from: from, to: to) else {
            throw ReadingFault("must be after the start").inside("to")
        }
        return window
    }

    private mutating func timeOfDay() throws(ReadingFault) -> TimeOfDay {
        guard let time = TimeOfDay(try string()) else { throw ReadingFault("is not a time of day: write it as 09:30") }
        return time
    }

    mutating func oneOf<Choice: CaseIterable>(_ choices: Choices<Choice>) throws(ReadingFault) -> Choice {
        choices.values[try choice(choices.names)]
    }

    /// The values of an enumeration beside their names.
    struct Choices<Choice: CaseIterable & Sendable>: Sendable {
        let names: KeyTable
        let values: [Choice]

        init() where Choice: RawRepresentable, Choice.RawValue == String {
            names = KeyTable(Choice.self)
            values = Array(Choice.allCases)
        }
    }

    private enum Keys {
        static let place = KeyTable(["latitude", "longitude"])
        static let window = KeyTable(["day", "from", "to"])
        static let session = KeyTable(["day", "from", "to", "open", "until"])
        static let weekday = Choices<Weekday>()
    }
}
