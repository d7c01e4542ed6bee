import Foundation
import Testing
import Vocabulary

@Suite("Days")
struct DayTests {
    private static let foundation: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    @Test func `agree with Foundation's calendar over four hundred years, which is all there is to the calendar`()
        throws
    {
        let first = try #require(Day(year: 1800, month: 1, day: 1))
        let last = try #require(Day(year: 2200, month: 12, day: 31))
        var date = try #require(Self.foundation.date(from: DateComponents(year: 1800, month: 1, day: 1)))
        var disagreements: [String] = []
        for number in first.number...last.number {
            let day = Day(number: number)
            let parts = Self.foundation.dateComponents([.year, .month, .day, .weekday], from: date)
            let mine = day.parts
            // Foundation counts weekdays from Sunday, 1.
            let weekday = ((parts.weekday ?? 0) + 5) % 7
            if mine.year != parts.year || mine.month != parts.month || mine.day != parts.day
                || day.weekday.index != weekday || Day(year: mine.year, month: mine.month, day: mine.day) != day
            {
                disagreements.append("\(day)")
            }
            date.addTimeInterval(86_400)
        }
        #expect(disagreements.isEmpty)
    }

    @Test func `survive being written and read, at both ends of the calendar`() throws {
        for text in ["0001-01-01", "1600-02-29", "1969-12-31", "1970-01-01", "2000-02-29", "2026-11-23", "9999-12-31"] {
            #expect(Day(text)?.description == text)
            let json = try JSONEncoder().encode([try #require(Day(text))])
            #expect(String(decoding: json, as: UTF8.self) == "[\"\(text)\"]")
            #expect(try JSONDecoder().decode([Day].self, from: json).first?.description == text)
        }
    }

    @Test(arguments: [
        "", "2026-11-31", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "0000-01-01",
        "10000-01-01", "2026-1-1", "26-01-01", "2026/11/23", "2026-11-23 ", " 2026-11-23", "２０２６-11-23", "2026-11-2३",
        "-026-11-23", "+026-11-23", "2026-11-23T00:00", "tomorrow", "2026–11–23",
    ])
    func `that do not exist are not read`(text: String) {
        #expect(Day(text) == nil)
    }

    @Test func `that cannot be read say what to write instead`() {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Day].self, from: Data("[\"2026-02-30\"]".utf8))
        }
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Day].self, from: Data("[20780]".utf8)) }
    }

    @Test func `count forwards and backwards`() throws {
        let day = try #require(Day("2024-02-28"))
        #expect(day.adding(days: 1).description == "2024-02-29")
        #expect(day.adding(days: 2).description == "2024-03-01")
        #expect(day.adding(days: -59).description == "2023-12-31")
        #expect(day.adding(days: 366).days(since: day) == 366)
        #expect(day.days(since: day.adding(days: 10)) == -10)
        #expect(day < day.adding(days: 1))
    }

    @Test(arguments: [
        ("2026-11-23", "2026-11-01", "2026-12-01"), ("2026-12-31", "2026-12-01", "2027-01-01"),
        ("2024-02-29", "2024-02-01", "2024-03-01"), ("2025-01-01", "2025-01-01", "2025-02-01"),
    ])
    func `know where their month begins and the next one`(day: String, start: String, next: String) throws {
        let day = try #require(Day(day))
        #expect(day.startOfMonth.description == start)
        #expect(day.startOfNextMonth.description == next)
    }
}
