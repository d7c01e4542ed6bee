import Community
import Testing
import Vocabulary

@Suite struct RegisterTests {
    static let today = Day(number: 20_780)

    private func evidence(_ standard: StandardCode, until: Day?) -> Evidence {
        Evidence(
            id: Identifier(rawValue: "\(standard)-\(until?.number ?? 0)"), standard: standard,
            from: Self.today.adding(days: -300), until: until, note: "", seenBy: "Fictional", seenOn: Self.today)
    }

    @Test func `evidence holds on its last day and not on the next`() {
        let register = Register(entries: [evidence("dbs", until: Self.today)])
        #expect(register.holds("dbs", on: Self.today))
        #expect(!register.holds("dbs", on: Self.today.adding(days: 1)))
    }

    @Test func `one entry that lasts is enough`() {
        let register = Register(entries: [
            evidence("dbs", until: Self.today.adding(days: -1)), evidence("dbs", until: nil),
        ])
        #expect(register.holds("dbs", on: Self.today.adding(days: 10_000)))
    }

    @Test func `what was never shown is missing, what ended is expired, each sorted`() {
        let register = Register(entries: [
            evidence("trauma-training", until: Self.today.adding(days: -1)),
            evidence("complaints", until: Self.today.adding(days: -5)), evidence("dbs", until: nil),
        ])
        let gaps = register.gaps(
            in: ["trauma-training", "lone-working", "dbs", "complaints", "confidentiality"], on: Self.today)
        #expect(gaps.missing == ["confidentiality", "lone-working"])
        #expect(gaps.expired == ["complaints", "trauma-training"])
    }

    @Test func `the page shows for each standard the entry that lasts longest`() {
        let long = evidence("dbs", until: Self.today.adding(days: 50))
        let register = Register(entries: [evidence("dbs", until: Self.today), long, evidence("complaints", until: nil)])
        #expect(register.current.map(\.standard) == ["complaints", "dbs"])
        #expect(register.current.last == long)
    }
}
