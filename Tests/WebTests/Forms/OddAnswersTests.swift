import Foundation
import People
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

/// A value that no form offers is no answer, and no silence either: whoever sent it is asked again.
struct OddAnswersTests {
    /// The names of the radios, boxes and lists of a page that change something.
    private static func questions(_ html: String) throws -> [String] {
        let pattern = try Regex<(Substring, Substring)>(
            "<(?:input[^>]*type=\"(?:radio|checkbox)\"|select)[^>]*name=\"([^\"]+)\"")
        return Set(html.matches(of: pattern).map { String($0.output.1) }).sorted()
    }

    /// Fields that say nothing by themselves: a level without its language, the tick beside an empty number.
    private static func saysNothingAlone(_ name: String) -> Bool {
        name.hasPrefix("level-") || name.hasSuffix("-unsaid") || name == "avoid-groups"
    }

    @Test(arguments: AboutPart.allCases)
    func `a value that a form never offered is asked about, and stored as nothing`(part: AboutPart) async throws {
        let house = try await House()
        try await house.addPerson()
        let browser = house.browser(as: .linkWorker)
        let address = "/app/people/person-1/about/\(part.rawValue)"
        let page = try await browser.open(address)
        #expect(page.status == 200)
        let before = try await about(in: house)
        for name in try Self.questions(page.html) where !Self.saysNothingAlone(name) {
            let fields = [
                ("read-at", page.hidden("read-at") ?? ""), ("other-way", "At the library"), (name, "banana"),
            ]
            let sent = try await browser.post(fields, to: address, from: page)
            #expect(sent.status == 422, "\(name)")
            #expect(try await about(in: house) == before, "\(name)")
        }
    }

    private func about(in house: House) async throws -> AboutPerson? {
        try await house.desk.database.read(house.hub) { try $0.people.find("person-1")?.about }
    }

    @Test func `whether somebody was reached is yes or no, and nothing else is a no`() async throws {
        let house = try await House()
        try await house.addPerson()
        let browser = house.browser(as: .linkWorker)
        let page = try await browser.open("/app/people/person-1/contacts/new")
        for odd in ["banana", "YES", ""] {
            let sent = try await browser.send(
                ["kind": "call", "reached": "\(odd)", "note": "Hello"], to: "/app/people/person-1/contacts", from: page)
            #expect(sent.status == 422 && sent.text.contains("Say whether you reached them"), "\(odd)")
        }
        let kept = try await house.desk.database.read(house.hub) { try $0.rows("SELECT id FROM contacts").count }
        #expect(kept == 0)
    }

    @Test func `a choice, some choices and an answer about somebody ask again for what they do not offer`() {
        var reader = FormReader(filled: ["risk": "R9", "wish": "perhaps", "kinds": "call"])
        #expect(reader.choice("risk", of: Risk.self) == nil)
        #expect(reader.toldYesNo("wish") == .notAsked)
        #expect(reader.choices("kinds", of: Contact.Kind.self) == [.call])
        #expect(reader.problems.map(\.field) == ["risk", "wish"])
        var boxes = FormReader(SubmittedForm([(name: "kinds", value: "call"), (name: "kinds", value: "owl")]))
        #expect(boxes.choices("kinds", of: Contact.Kind.self) == [.call])
        #expect(boxes.problem(with: "kinds") != nil)
        var unsaid = FormReader(filled: ["wish": "not-asked", "other": "unsaid"])
        #expect(unsaid.toldYesNo("wish") == .notAsked && unsaid.toldYesNo("other") == .wouldNotSay)
        #expect(unsaid.problems.isEmpty)
    }
}
