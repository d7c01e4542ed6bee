import Testing
import Vocabulary

struct PhoneNumberTests {
    @Test(arguments: [
        ("07700900982", "07700900982"), ("07700 900 982", "07700900982"), ("(0115) 496-0123", "01154960123"),
        ("+44 7700 900982", "+447700900982"), ("+44 (0)115 496 0123", "+441154960123"),
        ("0044 7700 900 982", "+447700900982"), ("0115.496.0123", "01154960123"), ("01632 96012", "0163296012"),
        ("+251 91 123 4567", "+251911234567"), ("00 48 22 123 45 67", "+48221234567"),
        (" 07700\u{A0}900982 ", "07700900982"),
    ])
    func `a number is taken as people write it`(typed: String, dialled: String) {
        let number = PhoneNumber(typed)
        #expect(number?.dialled == dialled)
        #expect(number?.text == typed)
    }

    @Test(arguments: [
        "0115 496 0123 ext 12", "0115 496 0123 ext. 12", "01154960123x12", "0115 496 0123 extension 12",
        "0115 496 0123 #12",
    ])
    func `an extension is taken, and is not dialled with the number`(typed: String) {
        #expect(PhoneNumber(typed)?.dialled == "01154960123")
        #expect(PhoneNumber(typed)?.extensionDigits == "12")
    }

    @Test(arguments: [
        "", "1", "0000", "07700 900", "7700 900982", "077009009821", "call my cousin", "07700 900982 (cousin)",
        "07700 90098O", "+44 7700 900", "+1", "+0 7700 900982", "07700+900982", "++447700900982",
        "+1234567890123456", "0115 496 0123 ext 1234567", "a@example.org",
    ])
    func `what cannot be dialled is no number`(typed: String) {
        #expect(PhoneNumber(typed) == nil)
    }

    @Test(arguments: ["116 123", "111", "101"])
    func `short numbers are for organisations alone`(typed: String) {
        #expect(PhoneNumber(typed) == nil)
        #expect(PhoneNumber(typed, short: true) != nil)
        #expect(PhoneNumber("123", short: true) == nil)
    }
}

struct TypedMoneyTests {
    @Test(arguments: [
        ("2,50", 250), ("2.50", 250), ("£2.50", 250), ("£ 2,50", 250), ("2,5", 250), ("2.5", 250), ("2", 200), ("0", 0),
        ("0,05", 5), ("50p", 50), ("1000", 100_000), ("1,234.50", 123_450), ("1.234,50", 123_450), ("2٫50", 250),
    ])
    func `one or two digits after a comma or a point are pence`(typed: String, pence: Int) {
        #expect(Pence(typed: typed) == Pence(pence))
    }

    @Test(arguments: [
        "1,000", "1.000", "2,505", "2 50", "2,", ",50", "1,23.50", "1,2345.50", "-1", "two", "", "1e3", "½",
    ])
    func `what could be two amounts, or none, is never guessed`(typed: String) {
        #expect(Pence(typed: typed) == nil)
    }
}
