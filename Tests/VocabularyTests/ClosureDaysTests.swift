import Testing
import Vocabulary

@Suite("The days on which a hub is closed")
struct ClosureDaysTests {
    private let monday = Day(number: 20_780)

    @Test func `a day on which the hub is closed is no day of waiting`() {
        let closures = ClosureDays([monday.adding(days: 2), monday.adding(days: 40)])
        #expect(closures.openDays(after: monday, to: monday.adding(days: 5)) == 4)
        #expect(closures.openDays(after: monday.adding(days: 2), to: monday.adding(days: 5)) == 3)
        #expect(closures.openDays(after: monday, to: monday) == 0)
        #expect(closures.openDays(after: monday, to: monday.adding(days: -3)) == 0)
        #expect(ClosureDays.none.openDays(after: monday, to: monday.adding(days: 9)) == 9)
    }
}
