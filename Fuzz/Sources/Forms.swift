// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

extension Target {
    /// The body of a form, or what follows the question mark: written again it reads the same, and every reader of a
    /// field answers.
    static let forms = Target(name: "forms") { data in
        let form = try SubmittedForm(decoding: data)
        let again = try? SubmittedForm(decoding: Data(form.pairs.map(written).joined(separator: "&").utf8))
        expect(
            again?.pairs.map(\.name) == form.pairs.map(\.name) && again?.pairs.map(\.value) == form.pairs.map(\.value),
            "a form that is written again reads the same")
        for name in Set(form.names) {
            var reader = FormReader(form)
            if let text = reader.text(name, upTo: 200) {
                expect((1...200).contains(text.unicodeScalars.count), "its length")
            }
            if let number = reader.integer(name, in: -5...500) { expect((-5...500).contains(number), "its range") }
            if let pence = reader.pence(name) {
                expect((0...1_000_099).contains(pence.amount), "the amount is in range")
            }
            if let day = reader.day(name) { expect(Day(day.description) == day, "a day is read as it is written") }
            if let time = reader.time(name) { expect(TimeOfDay(time.description) == time, "a time likewise") }
            if let day = reader.day(String(name.prefix { $0 != "-" })) {
                expect(day.parts.year >= 1900, "a day of ours")
            }
        }
    }

    private static func written(_ pair: (name: String, value: String)) -> String {
        "\(percent(pair.name))=\(percent(pair.value))"
    }

    private static func percent(_ text: String) -> String {
        text.utf8.map { byte in (byte < 16 ? "%0" : "%") + String(byte, radix: 16) }.joined()
    }
}
