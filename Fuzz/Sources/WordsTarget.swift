// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

@testable import Interchange

extension Target {
    /// Short texts: links, codes, days, times, prices, language tags, addresses of mail and of databases, header
    /// text. The first byte chooses.
    static let words = Target(name: "words") { data in
        guard let first = data.first, let text = String(validating: data.dropFirst(), as: UTF8.self) else { return }
        switch Int(first) % 8 {
        case 0: secrets(text)
        case 1: times(text)
        case 2: schedule(text)
        case 3: language(text)
        case 4: mailAddress(text)
        case 5: headers(text)
        case 6: database(text)
        default: prices(text)
        }
    }

    private static func secrets(_ text: String) {
        if let secret = Secret(text: text) {
            expect(Secret(text: secret.text) == secret && secret.text == text, "a token is kept as it is")
        }
        if let code = ShortCode.tidied(text) {
            expect(ShortCode.tidied(code) == code && code.utf8.count == 9, "a tidied code is tidy")
        }
    }

    private static func times(_ text: String) {
        if let day = Day(text) { expect(day.description == text, "a day is read as it is written") }
        if let day = WeeklyTimes.day(text) { expect(text.hasPrefix(day.description), "a moment's day stands in it") }
        if let time = TimeOfDay(text) { expect(time.description == text, "a time is read as it is written") }
        if let time = ClockTime.read(text) { expect((0...1440).contains(time.minutes), "a clock can show it") }
    }

    private static func schedule(_ text: String) {
        let names = [
            "freq", "interval", "byday", "weekday", "opens_at", "closes_at", "valid_from", "valid_to", "dtstart",
            "until", "count", "attending_type",
        ]
        let values = text.split(separator: "\n", omittingEmptySubsequences: false).map { JSONValue.text(String($0)) }
        let record = ForeignRecord(Dictionary(uniqueKeysWithValues: Swift.zip(names, values)), place: "")
        if case .sessions(let sessions, _) = WeeklyTimes.read(record, words: Words.town, today: Words.today) {
            expect(!sessions.isEmpty && sessions == sessions.sorted(), "sessions are in order")
            expect(sessions.allSatisfy { $0.window.to > $0.window.from }, "a session ends after it begins")
        }
    }

    private static func language(_ text: String) {
        guard let language = Language(tag: text) else { return }
        expect(Language(tag: language.rawValue) == language, "a tidy tag is tidy")
        expect(language.rawValue.utf8.allSatisfy { $0 < 0x80 }, "a tag is ASCII")
    }

    private static func mailAddress(_ text: String) {
        guard let address = MailAddress(text) else { return }
        expect(address.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "an address holds no space and no control")
        expect(!address.text.contains { "<>,;:\"()\\".contains($0) }, "an address holds nothing that ends it")
        expect(address.text.utf8.count { $0 == UInt8(ascii: "@") } == 1, "an address has one @")
    }

    private static func headers(_ text: String) {
        for written in [try? HeaderText.unstructured(text), try? HeaderText.phrase(text)].compactMap(\.self) {
            expect(written.utf8.allSatisfy { $0 < 0x7F }, "a header is ASCII")
            for line in written.replacingOccurrences(of: "\r\n ", with: "\u{0}").split(separator: "\0") {
                expect(line.utf8.allSatisfy { $0 >= 0x20 }, "a header breaks only where it is folded")
                expect(line.utf8.count <= 75, "a line of a header is short")
            }
        }
    }

    private static func database(_ text: String) {
        guard let address = try? PostgreSQLAddress("postgres://" + text) else { return }
        expect(!address.description.isEmpty, "an address can be told")
    }

    private static func prices(_ text: String) {
        if let price = Price.pounds(text) { expect((0...99_999_999).contains(price.amount), "an amount is in range") }
        if let price = Price.dearest(in: text) { expect((0...99_999_999).contains(price.amount), "so is the dearest") }
        if Price.saysFree(text) { expect((Price.dearest(in: text)?.amount ?? 0) == 0, "what is free costs nothing") }
        _ = FreeText(words: Words.town).access(in: text)
        _ = FreeText(words: Words.town).languages(in: text)
    }
}
