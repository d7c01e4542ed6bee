import Foundation
import Testing
import Vocabulary

struct ToldTests {
    @Test func `not asked, would not say and no are three values, in a file too`() throws {
        let all: [Told<Bool>] = [.notAsked, .wouldNotSay, .said(false), .said(true)]
        #expect(Set(all).count == 4)
        let written = try all.map { String(decoding: try JSONEncoder().encode([$0]), as: UTF8.self) }
        #expect(written == [#"["not-asked"]"#, #"["would-not-say"]"#, #"[{"said":false}]"#, #"[{"said":true}]"#])
    }

    @Test func `what is written in a program is an answer, and what nobody knows was not asked`() {
        let fares: Told<Bool> = false
        let minutes: Told<Int> = 30
        let access: Told<[AccessCode]> = []
        #expect(fares == .said(false) && minutes == .said(30) && access == .said([]))
        #expect(Told<Int>(known: nil) == .notAsked && Told(known: 3) == .said(3))
    }

    @Test func `only a yes is a yes and only a no is a no`() {
        #expect(
            [Told<Bool>.notAsked, .wouldNotSay, .said(false), .said(true)].map(\.isYes) == [false, false, false, true])
        #expect(
            [Told<Bool>.notAsked, .wouldNotSay, .said(false), .said(true)].map(\.isNo) == [false, false, true, false])
    }
}

struct NotedAgeTests {
    private let noted = NotedAge(17, on: Day("2026-03-03"))

    @Test(arguments: [
        ("2026-03-03", 17...17), ("2026-03-31", 17...17), ("2026-04-01", 17...18), ("2027-03-02", 17...18),
        ("2027-03-03", 18...18), ("2027-04-01", 18...19), ("2036-11-30", 27...28),
    ])
    func `an age grows from the day on which it was noted`(day: String, possible: ClosedRange<Int>) throws {
        #expect(noted.possible(on: try #require(Day(day))) == possible)
    }

    @Test func `where no day was kept it can be a year more, and a clock that went back makes nobody younger`() throws {
        let today = try #require(Day("2026-11-30"))
        #expect(NotedAge(17, on: nil).possible(on: today) == 17...18)
        #expect(noted.possible(on: try #require(Day("2025-01-01"))) == 17...17)
    }
}
