import Testing
import Vocabulary

@testable import Web

struct FormReaderTests {
    @Test func `a form is decoded field by field, with what was sent twice`() throws {
        let form = try SubmittedForm(decoding: "a=1&b=x+y%26z&a=2&c&=d&e=%F0%9F%A7%A1".utf8)
        #expect(form.all("a") == ["1", "2"])
        #expect(form["b"] == "x y&z")
        #expect(form["c"] == "")
        #expect(form["e"] == "🧡")
        #expect(form["nothing"] == nil)
    }

    @Test(arguments: ["2.50", "£2.50", " £2.50 ", "٢.٥٠", "2,50", "٢٫٥٠", "2.5"])
    func `money is read as people write it`(typed: String) {
        var reader = FormReader(filled: ["fee": typed])
        #expect(reader.pence("fee") == Pence(250))
        #expect(reader.problems.isEmpty)
    }

    @Test(arguments: ["-1", "two", "1.234", "1,234", ".", "1e3", "2..50", "½"])
    func `what is no amount of money is asked for again`(typed: String) {
        var reader = FormReader(filled: ["fee": typed])
        #expect(reader.pence("fee") == nil)
        #expect(reader.problem(with: "fee")?.hasPrefix("Enter an amount of money, like 2.50") == true)
        #expect(reader.typed("fee") == typed)
    }

    @Test func `a day comes from three fields or from one`() {
        var parts = FormReader(filled: ["d-day": "27", "d-month": "3", "d-year": "2026"])
        #expect(parts.day("d") == Day(year: 2026, month: 3, day: 27))
        var whole = FormReader(filled: ["d": "2026-03-27"])
        #expect(whole.day("d") == Day(year: 2026, month: 3, day: 27))
        var arabic = FormReader(filled: ["d-day": "٢٧", "d-month": "٣", "d-year": "٢٠٢٦"])
        #expect(arabic.day("d") == Day(year: 2026, month: 3, day: 27))
    }

    @Test(arguments: [("31", "2", "2026"), ("1", "", "2026"), ("1", "1", "26"), ("x", "1", "2026")])
    func `a day that is not in the calendar is asked for again`(day: String, month: String, year: String) {
        var reader = FormReader(filled: ["d-day": day, "d-month": month, "d-year": year])
        #expect(reader.day("d") == nil)
        #expect(reader.problem(with: "d") == "Enter a real date, like 27 3 2026")
    }

    @Test func `an empty field is a problem only where it is asked for`() {
        var reader = FormReader(.empty)
        #expect(reader.text("a", upTo: 10) == nil)
        #expect(reader.integer("b", in: 0...9) == nil)
        #expect(reader.day("c") == nil)
        #expect(reader.choice("d", of: Risk.self) == nil)
        #expect(reader.problems.isEmpty)
        #expect(reader.text("a", upTo: 10, orAsk: "Enter a name") == nil)
        #expect(reader.problems == [FieldProblem("a", "Enter a name")])
    }

    @Test func `the length of a text is counted in scalars`() {
        var reader = FormReader(filled: ["short": "  ሰላም  ", "long": "👩‍👩‍👧"])
        #expect(reader.text("short", upTo: 3) == "ሰላም")
        #expect(reader.text("long", upTo: 4) == nil)
        #expect(reader.problem(with: "long") == "Make this 1 character shorter: it can hold 4")
    }

    @Test func `choices that were not offered are asked about, and each counts once`() {
        var reader = FormReader(SubmittedForm([("r", "R1"), ("s", "R1"), ("s", "R9"), ("s", "R1"), ("s", "R3")]))
        #expect(reader.choice("r", of: Risk.self) == .r1)
        #expect(reader.choices("s", of: Risk.self) == [.r1, .r3])
        #expect(reader.problems.map(\.field) == ["s"])
    }

    @Test func `a time may leave out its first nought`() {
        var reader = FormReader(filled: ["from": "9:30", "to": "25:00"])
        #expect(reader.time("from") == TimeOfDay("09:30"))
        #expect(reader.time("to") == nil)
        #expect(reader.problem(with: "to") == "Enter a time, like 09:30")
    }
}
