import Casework
import HTTPTypes
import People
import Storage
import Testing
import Vocabulary

@testable import Web

struct BreakGlassPageTests {
    private static let reason = "They stand at the door and nobody is here"

    private func ready() async throws -> House {
        let house = try await House()
        try await house.addPerson("theirs") { $0.worker = "worker-colleague" }
        return house
    }

    private func open(_ reference: String, in browser: Browser) async throws -> Browser.Sight {
        let page = try await browser.open("/app/break-glass")
        return try await browser.send(
            ["reference": reference, "reason": Self.reason], to: "/app/break-glass", from: page)
    }

    @Test func `a record that cannot wait is opened, looked at, and closed again`() async throws {
        let house = try await ready()
        let browser = house.browser(as: .linkWorker)
        #expect(try await browser.open("/app/people/theirs").status == 404)
        let opened = try await open("theirs", in: browser)
        #expect(opened.text.contains("Selam") && opened.text.contains("13:00"))
        let record = try await browser.open("/app/people/theirs")
        #expect(record.status == 200 && record.text.contains("can look until 13:00"))
        #expect(!record.html.contains("/about/") && !record.html.contains("/hand-over"), "nothing to change")
        #expect(record.html.contains("/app/people/theirs/contacts/new"))
        let action = try #require(opened.html.firstMatch(of: /action="(\/app\/break-glass\/[^"]+\/end)"/)?.output.1)
        let closed = try await browser.send([:], to: String(action), from: opened)
        #expect(!closed.text.contains("Selam"))
        #expect(try await browser.open("/app/people/theirs").status == 404)
    }

    @Test func `the page says first what to do when a life is in danger, and never whether somebody might be here`()
        async throws
    {
        let house = try await ready()
        let browser = house.browser(as: .safeguardingLead)
        let page = try await browser.open("/app/break-glass")
        let emergency = try #require(page.html.firstRange(of: "tel:999")?.lowerBound)
        let form = try #require(page.html.firstRange(of: "name=\"reference\"")?.lowerBound)
        #expect(emergency < form)
        let nobody = try await open("no-such-person", in: browser)
        #expect(nobody.status == 422 && nobody.text.contains("No record has this name or number"))
        #expect(!nobody.text.contains("If there is such a person"))
    }

    @Test func `a name finds whoever has it, with just enough to choose by`() async throws {
        let house = try await ready()
        try await house.addPerson("another") { $0.about.callName = "Robin" }
        let browser = house.browser(as: .safeguardingLead)
        let found = try await open("SELAM", in: browser)
        #expect(found.status == 200 && found.html.contains("value=\"theirs\"") && !found.html.contains("another"))
        let inside = found.html.split(separator: "<fieldset").last.map(String.init) ?? ""
        #expect(inside.contains("S…") && !inside.contains("Selam"), "a first letter, and no name")
        let opened = try await browser.send(
            ["searched": "yes", "who": "theirs", "reason": Self.reason], to: "/app/break-glass", from: found)
        #expect(opened.text.contains("Open to you now") && opened.text.contains("Selam"))
    }

    @Test func `a slip and the page of a person tell the same short number, and it finds them`() async throws {
        let house = try await ready()
        let number = Person(id: "theirs", createdAt: House.start).shortNumber.text
        let found = try await open(number, in: house.browser(as: .safeguardingLead))
        #expect(found.html.contains("value=\"theirs\""))
        try await house.addPerson()
        let mine = try await house.browser(as: .linkWorker).open("/app/people/person-1")
        #expect(mine.text.contains(Person(id: "person-1", createdAt: House.start).shortNumber.text))
    }

    @Test func `a lead says that they have looked, and it is no longer on Today`() async throws {
        let house = try await ready()
        _ = try await open("theirs", in: house.browser(as: .linkWorker))
        let lead = house.browser(as: .safeguardingLead)
        #expect(try await lead.open("/app").text.contains("Opened because it could not wait"))
        let uses = try await lead.open("/app/break-glass/uses")
        let action = try #require(uses.html.firstMatch(of: /action="(\/app\/break-glass\/[^"]+\/look)"/)?.output.1)
        let after = try await lead.send([:], to: String(action), from: uses)
        #expect(after.text.contains("looked into it"))
        let quiet = "Every record that was opened in an emergency was looked into"
        #expect(try await lead.open("/app").text.contains(quiet))
    }

    @Test func `whoever has to wait reads first what to do when a life is in danger, and whom to call`() async throws {
        let house = try await ready()
        try await house.desk.database.keepHouse(house.hub) { hub in
            guard var home = try hub.transaction.hubs.find(house.hub) else { return }
            home.settings.safeguardingName = "Nell"
            home.settings.safeguardingPhone = "0000 333333"
            try hub.transaction.hubs.saveSettings(of: home)
        }
        let browser = house.browser(as: .linkWorker)
        for _ in 1...20 { _ = try await open("nobody of this name", in: browser) }
        let refused = try await open("nobody of this name", in: browser)
        #expect(refused.status == 429 && refused.headers[.retryAfter] != nil)
        let first = try #require(refused.html.firstRange(of: "tel:999")?.lowerBound)
        let then = try #require(refused.html.firstRange(of: "tel:0000333333")?.lowerBound)
        let why = try #require(refused.html.firstRange(of: "You searched many times")?.lowerBound)
        #expect(first < then && then < why && refused.text.contains("Nell, the safeguarding lead"))
        #expect(refused.html.contains(Self.reason), "what was written is kept")
        let wrong = try await open("nobody", in: house.browser(as: .safeguardingLead))
        let danger = try #require(wrong.html.firstRange(of: "tel:999")?.lowerBound)
        let summary = try #require(wrong.html.firstRange(of: "There is a problem")?.lowerBound)
        #expect(danger < summary, "before what is wrong with the form")
    }

    @Test(arguments: ["/app/break-glass/none/end", "/app/break-glass/none/look", "/app/worries/none/closing"])
    func `a refusal where a life may be at stake says 999 first`(address: String) async throws {
        let house = try await ready()
        let browser = house.browser(as: .safeguardingLead)
        let page = try await browser.open("/app/break-glass")
        let refused = try await browser.send(["reason": "All is well"], to: address, from: page)
        let danger = try #require(refused.html.firstRange(of: "tel:999")?.lowerBound)
        let title = try #require(refused.html.firstRange(of: "<h1")?.lowerBound)
        #expect(refused.status >= 400 && danger < title)
    }

    @Test func `the leads see every search, and that there were many`() async throws {
        let house = try await ready()
        let browser = house.browser(as: .linkWorker)
        for _ in 1...5 { _ = try await open("nobody of this name", in: browser) }
        let lead = house.browser(as: .safeguardingLead)
        let today = try await lead.open("/app")
        #expect(today.html.contains("/app/break-glass/uses#searches") && today.text.contains("5 searches in 7 days"))
        let uses = try await lead.open("/app/break-glass/uses")
        #expect(uses.text.contains("Found nobody") && !uses.text.contains("nobody of this name"))
    }

    @Test func `from a high risk without a plan the page is for that person, and only the reason is missing`()
        async throws
    {
        let house = try await ready()
        try await house.addPerson("at-risk") { person in
            person.worker = "worker-colleague"
            person.about.callName = "Yonas"
            person.about.risk = .r3
            person.lastContactAt = nil
        }
        house.clock.move(days: 15)
        let lead = house.browser(as: .safeguardingLead)
        #expect(try await lead.open("/app").html.contains("/app/break-glass?person=at-risk"))
        let page = try await lead.open("/app/break-glass?person=at-risk")
        #expect(
            page.text.contains("This is for") && page.text.contains("Yonas")
                && !page.html.contains("name=\"reference\""))
        let short = try await lead.send(
            ["searched": "yes", "who": "at-risk", "reason": "help"], to: "/app/break-glass", from: page)
        #expect(short.status == 422 && short.text.contains("Yonas"), "it stays for them")
        let opened = try await lead.send(
            ["searched": "yes", "who": "at-risk", "reason": Self.reason], to: "/app/break-glass", from: short)
        #expect(opened.text.contains("Open to you now"))
        // To anybody else the address tells nothing.
        let other = try await house.browser(as: .linkWorker).open("/app/break-glass?person=at-risk")
        #expect(!other.text.contains("Yonas") && other.html.contains("name=\"reference\""))
    }

    @Test func `what is missing is asked for, and what was typed is kept`() async throws {
        let house = try await ready()
        let browser = house.browser(as: .linkWorker)
        let page = try await browser.open("/app/break-glass")
        let again = try await browser.send(
            ["reference": "theirs", "reason": "help"], to: "/app/break-glass", from: page)
        #expect(again.status == 422 && again.text.contains("Write a little more") && again.html.contains("theirs"))
    }

    @Test func `the team lead reads why, and the reason stands in no address`() async throws {
        let house = try await ready()
        _ = try await open("theirs", in: house.browser(as: .linkWorker))
        let lead = house.browser(as: .teamLead)
        #expect(try await lead.open("/app").text.contains("Opened because it could not wait"))
        #expect(try await lead.open("/app/break-glass/uses").text.contains(Self.reason))
        #expect(try await house.browser(as: .linkWorker).open("/app/break-glass/uses").status == 404)
    }

    @Test func `the page of a person tells their reference`() async throws {
        let house = try await House()
        try await house.addPerson()
        #expect(
            try await house.browser(as: .linkWorker).open("/app/people/person-1").html.contains("<code>person-1</code>")
        )
    }
}
