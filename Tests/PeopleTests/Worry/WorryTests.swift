import Testing
import Vocabulary

@testable import People

@Suite("A group's worry")
struct WorryTests {
    private static let start = Moment(milliseconds: 1_795_428_000_000)
    private let new = Worry(id: "w", person: "p", referral: "r", group: "kitchen", raisedAt: start)

    @Test func `is closed only after the group was called and something was decided`() throws {
        var worry = new
        #expect(throws: Worry.Refusal.nobodyCalled) { try worry.decide("A visit", by: "a", at: Self.start) }
        #expect(throws: Worry.Refusal.nobodyCalled) { try worry.close(because: "Well", by: "lead", at: Self.start) }
        try worry.call(reached: false, by: "a", at: Self.start)
        #expect(throws: Worry.Refusal.undecided) { try worry.close(because: "Well", by: "lead", at: Self.start) }
        try worry.decide("A visit", by: "a", at: Self.start)
        #expect(throws: Worry.Refusal.wordsMissing) { try worry.close(because: " ", by: "lead", at: Self.start) }
        #expect(worry.isOpen)
        try worry.close(because: "They are well", by: "lead", at: Self.start)
        #expect(!worry.isOpen && worry.closing?.words == "They are well")
        #expect(throws: Worry.Refusal.closed) { try worry.call(reached: true, by: "a", at: Self.start) }
    }

    @Test func `said once more, asks for a call and a decision once more`() throws {
        var worry = new
        try worry.call(reached: true, by: "a", at: Self.start)
        try worry.decide("A visit", by: "a", at: Self.start)
        try worry.raiseAgain(at: Self.start.adding(seconds: 60))
        let later = Self.start.adding(seconds: 120)
        #expect(throws: Worry.Refusal.nobodyCalled) { try worry.close(because: "Well", by: "lead", at: later) }
        try worry.call(reached: true, by: "a", at: later)
        #expect(throws: Worry.Refusal.undecided) { try worry.close(because: "Well", by: "lead", at: later) }
    }

    @Test func `a short number has eight digits, is told in any manner, and differs from person to person`() {
        let numbers = (0..<2_000).map {
            Person(id: Identifier(rawValue: "person-\($0)"), createdAt: Self.start).shortNumber
        }
        #expect(numbers.allSatisfy { $0.digits.count == 8 && $0.digits.allSatisfy(\.isNumber) })
        #expect(Set(numbers).count >= 1_998)
        let number = numbers[0]
        for typed in [number.digits, number.text, " \(number.digits.prefix(4))-\(number.digits.suffix(4)) "] {
            #expect(ShortNumber(typed) == number)
        }
        #expect(ShortNumber("١٢٣٤٥٦٧٨")?.digits == "12345678")
        for typed in ["", "1234567", "123456789", "1234567a", "Robin"] { #expect(ShortNumber(typed) == nil) }
    }
}
