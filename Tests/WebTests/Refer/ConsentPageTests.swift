import Casework
import Community
import People
import Storage
import Testing
import Vocabulary

@testable import Web

/// What a person agreed to is what counts, whatever a request says beside it.
struct ConsentPageTests {
    private func ready() async throws -> (House, Journey) {
        let house = try await House()
        try await house.addGroup()
        try await house.addPerson { $0.about.whatHelps = "canary-helps" }
        return (house, Journey(browser: house.browser(as: .linkWorker)))
    }

    private func consents(_ house: House, of person: Person.ID = "person-1") async throws -> [Consent] {
        try await house.desk.database.read(house.hub) { try $0.consents.of(person) }
    }

    @Test func `the preview and what the group sees are the same bytes`() async throws {
        let (house, journey) = try await ready()
        let draft = try await journey.drafted()
        let preview = try #require(draft.html.firstMatch(of: /(?s)<dl class="facts.*?<\/dl>/)?.output)
        let sent = try await journey.sent(draft)
        #expect(sent.status == 200)
        let mail = try await house.desk.database.read(house.hub) { try $0.outbox.latest(limit: 1).first }
        let link = try #require(mail?.body.firstMatch(of: /http:\/\/localhost(\/r\/\S+)/)?.output.1)
        let secret = try #require(Secret(text: String(link.dropFirst(3))))
        let seen = try await house.browser(as: nil).read(secret)
        #expect(seen.html.contains(preview), "the group does not see what was previewed")
        #expect(preview.contains("Selam") && !seen.html.contains("canary"))
    }

    /// Somebody who forges a form can add what they like: none of it is read.
    @Test func `no field of a request widens, replaces or overrides a yes`() async throws {
        let (house, journey) = try await ready()
        try await house.addGroup("choir")
        try await house.addPerson("person-2")
        let page = try await journey.explained()
        let forged: [(String, String)] = [
            ("facts", "call-name"), ("facts", "risk"), ("facts", "*"), ("scope", "what-helps"), ("until", "2027-02-22"),
            ("how", "spoken"), ("language", "ti"), ("interpreter", "no"), ("purpose", "join"), ("override", "yes"),
            ("consent", "consent-of-another"), ("person", "person-2"), ("group", "choir"), ("withdrawn", "no"),
        ]
        // A fact that nobody may share is asked about, and nothing is stored.
        let asked = try await journey.browser.post(forged, to: Journey.referral + "/consent", from: page)
        #expect(asked.status == 422)
        #expect(try await consents(house).isEmpty)
        let draft = try await journey.browser.post(
            forged.filter { $0.1 != "risk" && $0.1 != "*" }, to: Journey.referral + "/consent", from: page)
        let consent = try #require(try await consents(house).first)
        #expect(consent.scope == [.callName] && consent.group == "kitchen" && consent.purpose == .join)
        #expect(try await consents(house, of: "person-2").isEmpty)
        #expect(!draft.html.contains("canary-helps"))

        // The yes ends. Whatever is posted now, nothing is sent.
        house.clock.move(days: 100)
        let again = try await journey.browser.open(draft.address)
        let refused = try await journey.browser.post(
            [("version", draft.hidden("version") ?? ""), ("override", "yes"), ("consent", "true"), ("force", "1")],
            to: draft.address + "/sending", from: again)
        #expect(refused.status == 409)
        #expect(try await house.desk.database.read(house.hub) { try $0.outbox.count() } == 0)
    }

    @Test func `a yes needs a purpose, and the interpreter where there was one`() async throws {
        let (_, journey) = try await ready()
        let page = try await journey.explained()
        let missing = try await journey.browser.send(
            ["facts": "call-name", "until": "2027-02-22", "how": "spoken", "language": "ti", "interpreter": "yes"],
            to: Journey.referral + "/consent", from: page)
        #expect(missing.status == 422)
        #expect(missing.text.contains("Say what it is for") && missing.text.contains("Enter who interpreted"))
        let draft = try await journey.agreed(page)
        #expect(draft.text.contains("interpreted by Agency, number 77"))
        #expect(draft.text.contains("So that they can join in."))
    }

    @Test func `a yes is taken back on the person's page with one press, in every state`() async throws {
        let (house, journey) = try await ready()
        let sent = try await journey.sent(try await journey.drafted())
        #expect(sent.status == 200)
        let page = try await journey.browser.open("/app/people/person-1")
        let action = try #require(page.html.firstMatch(of: /action="([^"]+\/withdrawal)"/)?.output.1)
        let after = try await journey.browser.send([:], to: String(action), from: page)
        #expect(after.text.contains("It is taken back") && !after.html.contains("/withdrawal"))
        #expect(try await consents(house).allSatisfy { $0.withdrawnAt != nil })
        let mails = try await house.desk.database.read(house.hub) { try $0.outbox.latest(limit: 9) }
        #expect(mails.map(\.kind) == ["deletion"], "the letter that waited goes out no more")
        // The button is pressed again on a page that was open elsewhere.
        #expect(try await journey.browser.send([:], to: String(action), from: page).status == 200)
        #expect(try await journey.browser.send([:], to: String(action), from: after).status == 409)
    }

    @Test(arguments: [(Role.linkWorker, 404), (.coordinator, 404)])
    func `nobody takes back the yes of somebody who is not theirs`(role: Role, status: Int) async throws {
        let (house, journey) = try await ready()
        _ = try await journey.drafted()
        let consent = try #require(try await consents(house).first)
        try await house.addPerson("person-2") { $0.worker = role == .linkWorker ? "worker-link-worker" : nil }
        let browser = house.browser(as: role)
        let page = try await browser.open("/app/account")
        let address = "/app/people/\(role == .linkWorker ? "person-2" : "person-1")/consents/\(consent.id)/withdrawal"
        #expect(try await browser.send([:], to: address, from: page).status == status)
        #expect(try await consents(house).first?.withdrawnAt == nil)
    }
}
