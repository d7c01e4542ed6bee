import Foundation
import Testing
import Vocabulary

@Suite("Moments")
struct MomentTests {
    private static func zone(_ name: String) throws -> TimeZone { try #require(TimeZone(identifier: name)) }

    /// Zones with every kind of change: none, ordinary ones, at midnight, of half an hour, and a day that
    /// never was (Apia left out 30 December 2011).
    static let zones = [
        "UTC", "Europe/London", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe",
        "America/Santiago", "Asia/Beirut", "Africa/Cairo", "America/Havana", "Pacific/Apia", "Asia/Kathmandu",
    ]

    @Test(arguments: zones)
    func `a day begins where Foundation's begins, for thirty years of clock changes`(name: String) throws {
        let zone = try Self.zone(name)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let first = try #require(Day("2005-01-01"))
        let missing = try #require(Day("2011-12-30"))
        var disagreements: [String] = []
        for offset in 0..<(30 * 365) {
            let day = first.adding(days: offset)
            if name == "Pacific/Apia", day == missing { continue }
            let (year, month, number) = day.parts
            let noon = try #require(
                calendar.date(from: DateComponents(year: year, month: month, day: number, hour: 12)))
            let start = Int64(calendar.startOfDay(for: noon).timeIntervalSince1970 * 1000)
            if day.start(in: zone).milliseconds != start { disagreements.append("\(day)") }
        }
        #expect(disagreements.isEmpty)
    }

    @Test(arguments: zones)
    func `the first moment of a day is in that day, and the one before is not`(name: String) throws {
        let zone = try Self.zone(name)
        let first = try #require(Day("2012-01-01"))
        for offset in 0..<(15 * 365) {
            let day = first.adding(days: offset)
            let start = day.start(in: zone)
            #expect(start.day(in: zone) == day)
            #expect(Moment(milliseconds: start.milliseconds - 1).day(in: zone) < day)
        }
    }

    @Test func `a day is twenty-three hours long when the clocks go forward, twenty-five when they go back`() throws {
        let london = try Self.zone("Europe/London")
        func hours(_ text: String) throws -> Int64 {
            let day = try #require(Day(text))
            return (day.adding(days: 1).start(in: london).milliseconds - day.start(in: london).milliseconds) / 3_600_000
        }
        #expect(try hours("2026-03-29") == 23)
        #expect(try hours("2026-10-25") == 25)
        #expect(try hours("2026-11-23") == 24)
    }

    @Test func `time and day are told before 1970 too`() {
        let moment = Moment(milliseconds: -1)
        #expect(moment.day(in: .gmt).description == "1969-12-31")
        #expect(moment.time(in: .gmt).description == "23:59")
    }

    @Test func `the hub's today follows its own zone, not the world's`() throws {
        let late = Moment(milliseconds: try #require(Day("2026-07-01")).start(in: .gmt).milliseconds - 1_800_000)
        #expect(Clock(zone: .gmt) { late }.today.description == "2026-06-30")
        #expect(Clock(zone: Clock.london) { late }.today.description == "2026-07-01")
    }

    @Test func `seconds and days are added`() {
        let moment = Moment(milliseconds: 1_000)
        #expect(moment.adding(seconds: 2).milliseconds == 3_000)
        #expect(moment.adding(days: 1).milliseconds == 86_401_000)
        #expect(moment < moment.adding(seconds: 1))
        #expect(moment.date.timeIntervalSince1970 == 1)
    }
}
