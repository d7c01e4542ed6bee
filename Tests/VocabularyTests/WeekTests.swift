import Foundation
import Testing
import Vocabulary

@Suite("Weeks and times of day")
struct WeekTests {
    private func window(_ day: Weekday, _ from: String, _ to: String) throws -> WeeklyWindow {
        let (start, end) = (try #require(TimeOfDay(from)), try #require(TimeOfDay(to)))
        return try #require(WeeklyWindow(day: day, from: start, to: end))
    }

    @Test(arguments: ["00:00", "00:01", "09:30", "23:59", "24:00"])
    func `times survive being read and written`(text: String) {
        #expect(TimeOfDay(text)?.description == text)
    }

    @Test(arguments: [
        "", "9:30", "09:60", "24:01", "25:00", "09.30", "0930", "09:30 ", "9:30am", "０9:30", "-1:00", "ab:cd",
    ])
    func `times that do not exist are not read`(text: String) {
        #expect(TimeOfDay(text) == nil)
    }

    @Test func `minutes outside the day are no time`() {
        #expect(TimeOfDay(minutes: -1) == nil)
        #expect(TimeOfDay(minutes: 1441) == nil)
        #expect(TimeOfDay(minutes: 1440)?.description == "24:00")
        #expect(TimeOfDay(secondsSinceMidnight: -60).description == "23:59")
        #expect(TimeOfDay(secondsSinceMidnight: 86_400).description == "00:00")
    }

    @Test func `a window ends after it starts`() throws {
        let (before, after) = (try #require(TimeOfDay("10:00")), try #require(TimeOfDay("10:01")))
        #expect(WeeklyWindow(day: .monday, from: before, to: after) != nil)
        #expect(WeeklyWindow(day: .monday, from: before, to: before) == nil)
        #expect(WeeklyWindow(day: .monday, from: after, to: before) == nil)
    }

    @Test(arguments: [
        ("10:00", "12:00", "10:00", "12:00", 120, true), ("10:00", "12:00", "09:30", "14:30", 120, true),
        ("10:00", "12:00", "11:30", "14:00", 30, false), ("10:00", "12:00", "12:00", "14:00", 0, false),
        ("10:00", "12:00", "08:00", "10:00", 0, false), ("10:00", "12:00", "10:30", "11:00", 30, false),
    ])
    func `windows overlap and lie in each other`(
        from: String, to: String, otherFrom: String, otherTo: String, minutes: Int, inside: Bool
    ) throws {
        let one = try window(.thursday, from, to)
        let other = try window(.thursday, otherFrom, otherTo)
        #expect(one.overlap(with: other) == minutes)
        #expect(other.overlap(with: one) == minutes)
        #expect(one.lies(inside: other) == inside)
        let elsewhere = try window(.friday, otherFrom, otherTo)
        #expect(one.overlap(with: elsewhere) == 0)
        #expect(!one.lies(inside: elsewhere))
    }

    @Test func `windows sort by day, then start, then end`() throws {
        let sorted = [
            try window(.monday, "09:00", "10:00"), try window(.monday, "09:00", "11:00"),
            try window(.monday, "10:00", "10:30"), try window(.sunday, "00:00", "01:00"),
        ]
        #expect(sorted.shuffled().sorted() == sorted)
    }

    @Test func `a window of a file must have an end after its start`() throws {
        let good = #"{"day":"TH","from":"10:00","to":"24:00"}"#
        #expect(try JSONDecoder().decode(WeeklyWindow.self, from: Data(good.utf8)).to.minutes == 1440)
        for bad in [
            #"{"day":"TH","from":"10:00","to":"10:00"}"#, #"{"day":"THU","from":"10:00","to":"11:00"}"#,
            #"{"day":"TH","from":"9:00","to":"11:00"}"#, #"{"day":"TH","from":"10:00"}"#,
        ] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(WeeklyWindow.self, from: Data(bad.utf8)) }
        }
    }

    @Test func `weekdays begin with Monday`() {
        #expect(Weekday.allCases.map(\.index) == Array(0...6))
        #expect(Weekday.allCases.map(\.rawValue) == ["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
        #expect(Weekday.monday < .sunday)
    }
}
