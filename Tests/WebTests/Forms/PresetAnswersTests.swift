import Foundation
import People
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

/// An answer that nobody gave is not an answer: no form about a person or a group begins with one.
struct PresetAnswersTests {
    @Test(arguments: AboutPart.allCases)
    func `nothing is chosen in the form of a part of which nobody was asked`(part: AboutPart) async throws {
        let browser = try await House().browser(as: .linkWorker)
        let start = try await browser.open("/app/first-contact")
        #expect(Presets(in: start.html).found == [])
        let next = try await browser.send(["other-way": "At the library"], to: "/app/first-contact", from: start)
        let base = try #require(next.address.components(separatedBy: "/first-contact").first)
        for address in ["\(base)/first-contact/\(part.rawValue)", "\(base)/about/\(part.rawValue)"] {
            let page = try await browser.open(address)
            #expect(page.status == 200)
            #expect(Presets(in: page.html).found == [], "\(address)")
        }
    }

    @Test(arguments: AboutPart.allCases)
    func `a part that is saved as it began stores no answer`(part: AboutPart) async throws {
        let house = try await House()
        let browser = house.browser(as: .linkWorker)
        let start = try await browser.open("/app/first-contact")
        let next = try await browser.send(["other-way": "At the library"], to: "/app/first-contact", from: start)
        let base = try #require(next.address.components(separatedBy: "/first-contact").first)
        let address = "\(base)/first-contact/\(part.rawValue)"
        let page = try await browser.open(address)
        let sent = try await browser.post(
            [("read-at", page.hidden("read-at") ?? ""), ("other-way", "At the library")], to: address, from: page)
        #expect(sent.status == 200, "\(sent.text)")
        let about = try await house.desk.database.read(house.hub) { hub in
            try hub.people.find(Identifier(rawValue: base.components(separatedBy: "/").last ?? ""))?.about
        }
        let stored = try #require(about)
        #expect(AboutQuestion.allCases.filter { $0.standing(in: stored).isAsked } == [])
        #expect(stored.judgement == nil)
    }

    /// Routes whose forms show what is stored as it is: a state that somebody set, to be changed.
    private static let stored: [String: Set<String>] = [
        "GET /app/groups/{group}/details": [
            "status", "needs", "interests", "format", "audience", "english", "childcare", "access", "cost", "papers",
        ],
        "GET /app/sharing/people/{person}": ["choice"],
    ]

    @Test func `no other form of the site has an answer chosen that nobody gave`() async throws {
        let house = try await AccessHouse()
        var forms = 0
        for row in AccessTable.rows where row.route.hasPrefix("GET ") && !row.route.contains("styleguide") {
            for tie in AccessTable.ties(of: row) {
                for role in [nil, Role.linkWorker, .teamLead, .coordinator, .safeguardingLead, .administrator]
                where AccessTable.expected(row.rule, role, tie) == .opens {
                    let got = try await house.ask(row.route, as: role, tie)
                    let presets = Presets(in: got.body)
                    forms += presets.questions
                    let unexplained = presets.found.filter { Self.stored[row.route]?.contains($0) != true }
                    #expect(unexplained == [], "\(row.route) as \(role?.rawValue ?? "nobody")")
                }
            }
        }
        #expect(forms > 50, "the site has more questions than were looked at")
    }
}

/// The answers that are chosen in the forms of a page which change something.
private struct Presets {
    /// The names of the fields, each once.
    let found: [String]
    /// How many radios, boxes and lists there are.
    let questions: Int

    init(in html: String) {
        var found: Set<String> = []
        var questions = 0
        for form in html.matches(of: /(?s)<form[^>]*method="post".*?<\/form>/) {
            for input in form.output.matches(of: /<input[^>]*type="(?:radio|checkbox)"[^>]*>/) {
                questions += 1
                let tag = input.output
                if tag.contains(" checked") { found.insert(Self.name(in: tag)) }
            }
            for select in form.output.matches(of: /(?s)<select[^>]*>.*?<\/select>/) {
                questions += 1
                let body = select.output
                if body.contains(/<option value="[^"]+" selected/) { found.insert(Self.name(in: body)) }
            }
        }
        self.found = found.sorted()
        self.questions = questions
    }

    private static func name(in tag: Substring) -> String {
        tag.firstMatch(of: /name="([^"]*)"/).map { String($0.1) } ?? ""
    }
}
