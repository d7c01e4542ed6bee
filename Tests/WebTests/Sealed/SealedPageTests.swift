import Foundation
import HTTPTypes
import People
import Storage
import Testing
import Vocabulary

@testable import Casework
@testable import Web

@Suite struct SealedPageTests {
    private static let marker = "Qxz-sealed-marker"

    private func house(keys: KeyRing = House.keys) async throws -> (House, String) {
        let house = try await House(keys: keys)
        var about = AboutPerson()
        about.callName = "Robin"
        about.reach.phone = "0000 000000"
        let id = try await BeginFirstContact(desk: house.desk)(
            with: about, submission: "1", by: house.actor(.linkWorker))
        return (house, "/app/people/\(id)")
    }

    private func seal(_ fields: KeyValuePairs<String, String>, _ browser: Browser, _ person: String) async throws
        -> Browser.Sight
    {
        let form = try await browser.open("\(person)/sealed")
        var all = fields.map { ($0.key, $0.value) }
        all.append(("read-at", try #require(form.hidden("read-at"))))
        return try await browser.post(all, to: "\(person)/sealed", from: form)
    }

    private func open(_ browser: Browser, _ person: String, for purpose: String = "crisis") async throws
        -> Browser.Sight
    {
        let page = try await browser.open(person)
        return try await browser.send(["purpose": purpose], to: "\(person)/sealed/opening", from: page)
    }

    @Test func `the box is closed, asks why, and shows what is in it once`() async throws {
        let (house, person) = try await house()
        let browser = house.browser(as: .linkWorker)
        let saved = try await seal(
            ["sealed-situation": "asylum-refused", "sealed-cause": "torture", "sealed-note": Self.marker], browser,
            person)
        #expect(saved.text.contains("It is sealed."))
        for address in [person, "\(person)/sealed", "/app", "/app/people"] {
            let page = try await browser.open(address)
            #expect(!page.html.contains(Self.marker), "\(address)")
            #expect(!page.text.contains("the answer was no") || address.hasSuffix("sealed"))
        }
        let opened = try await open(browser, person)
        #expect(opened.status == 200)
        #expect(opened.headers[.cacheControl] == "no-store")
        #expect(opened.text.contains("Asked for asylum, the answer was no"))
        #expect(opened.text.contains("Torture"))
        #expect(opened.text.contains(Self.marker))
        #expect(opened.text.contains("will see that you opened it today: a crisis"))

        // By its address it cannot be had.
        #expect(try await browser.open("\(person)/sealed/opening").status != 200)
        let after = try await browser.open(person)
        #expect(after.text.contains("Opened what is sealed: a crisis"))
        #expect(!after.html.contains(Self.marker))
    }

    @Test func `without a purpose it asks again, and nothing is opened`() async throws {
        let (house, person) = try await house()
        let browser = house.browser(as: .linkWorker)
        _ = try await seal(["sealed-note": Self.marker], browser, person)
        for purpose in ["", "curiosity"] {
            let asked = try await open(browser, person, for: purpose)
            #expect(asked.status == 422)
            #expect(asked.heading == "Why do you open it?")
            #expect(!asked.html.contains(Self.marker))
        }
        let looks = try await house.desk.database.read(house.hub) { hub in
            try hub.events.concerning(Person.ID(rawValue: String(person.dropFirst("/app/people/".count))), limit: 99)
                .filter { $0.verb == "sealed-opened" }.count
        }
        #expect(looks == 0)
    }

    @Test func `a page that is called back later shows nothing any more`() async throws {
        let (house, person) = try await house()
        let browser = house.browser(as: .linkWorker)
        _ = try await seal(["sealed-note": Self.marker], browser, person)
        let page = try await browser.open(person)
        let first = try await browser.send(["purpose": "crisis"], to: "\(person)/sealed/opening", from: page)
        #expect(first.html.contains(Self.marker))
        house.clock.move(seconds: 120)
        let again = try await browser.send(["purpose": "crisis"], to: "\(person)/sealed/opening", from: page)
        #expect(again.status == 409)
        #expect(!again.html.contains(Self.marker))
    }

    @Test func `others get the page of something that is not there`() async throws {
        let (house, person) = try await house()
        _ = try await seal(["sealed-note": Self.marker], house.browser(as: .linkWorker), person)
        try await house.desk.database.keepHouse(house.hub) { hub in
            var one = try #require(
                try hub.people.find(Person.ID(rawValue: String(person.dropFirst("/app/people/".count)))))
            one.worker = "somebody-else"
            try hub.people.save(one)
        }
        for role in Role.allCases where role != .teamLead {
            let browser = house.browser(as: role)
            let start = try await browser.open("/app/account")
            for address in ["\(person)/sealed", "/app/people/nobody/sealed"] {
                #expect(try await browser.open(address).status == 404, "\(role)")
                #expect(try await browser.send(["sealed-note": "x"], to: address, from: start).status == 404)
                let opening = try await browser.send(["purpose": "crisis"], to: "\(address)/opening", from: start)
                #expect(opening.status == 404)
            }
        }
        #expect(try await open(house.browser(as: .teamLead), person).html.contains(Self.marker))
    }

    @Test func `what was typed to be sealed never comes back, whatever went wrong`() async throws {
        let (house, person) = try await house()
        let browser = house.browser(as: .linkWorker)
        let form = try await browser.open("\(person)/sealed")
        // Too long, an answer that is none, and a proof that does not count any more.
        let long = Self.marker + String(repeating: "a", count: AboutLimit.note)
        let wrong = try await browser.send(
            ["sealed-note": long, "sealed-situation": Self.marker, "read-at": "0.0.0.0.0"], to: "\(person)/sealed",
            from: form)
        #expect(wrong.status == 422)
        #expect(!wrong.html.contains(Self.marker))
        let old = try await browser.send(
            .post, "\(person)/sealed", body: "sealed-note=\(Self.marker)&note=kept&form-proof=old")
        #expect(old.status == 403)
        #expect(!old.html.contains(Self.marker))
        #expect(old.html.contains("kept"))

        // Somebody else was faster.
        _ = try await seal(["sealed-note": "Zxq-their-note"], browser, person)
        let late = try await browser.send(
            ["sealed-note": Self.marker, "read-at": "0.0.0.0.0"], to: "\(person)/sealed", from: form)
        #expect(late.status == 409)
        #expect(!late.html.contains(Self.marker))
        #expect(!late.html.contains("Zxq-their-note"))

        // A contact whose other fields are wrong.
        let contact = try await browser.open("\(person)/contacts/new")
        let bad = try await browser.send(
            ["kind": "", "reached": "yes", "note": "kept", "sealed-note": Self.marker], to: "\(person)/contacts",
            from: contact)
        #expect(bad.status == 422)
        #expect(bad.html.contains("kept"))
        #expect(!bad.html.contains(Self.marker))
        #expect(bad.text.contains("write it again"))
    }

    @Test func `what is typed to be sealed is kept as no draft, whoever sends it where`() async throws {
        let (house, person) = try await house()
        let browser = house.browser(as: .linkWorker)
        let form = try await browser.open("\(person)/sealed")
        #expect(!form.html.contains("data-draft"))
        let kept = try await browser.send(
            ["hopes": "kept", "sealed-note": Self.marker], to: "\(person)/drafts/hopes", from: form)
        #expect(kept.status == 204)
        let id = Person.ID(rawValue: String(person.dropFirst("/app/people/".count)))
        let drafts = try await KeepDraft(desk: house.desk).kept(.part(.hopes, of: id), by: house.actor(.linkWorker))
        #expect(drafts.first?.fields.map(\.name) == ["hopes"])
    }

    @Test func `a contact's sealed note is told of in the story, and read in the box`() async throws {
        let (house, person) = try await house()
        let browser = house.browser(as: .linkWorker)
        let form = try await browser.open("\(person)/contacts/new")
        let saved = try await browser.send(
            ["kind": "call", "reached": "yes", "note": "Tea", "sealed-note": Self.marker], to: "\(person)/contacts",
            from: form)
        #expect(saved.text.contains("Spoke on the phone, with a sealed note"))
        #expect(!saved.html.contains(Self.marker))
        #expect(try await open(browser, person).html.contains(Self.marker))
    }

    @Test func `a field is left, replaced, or taken away, without anything being shown`() async throws {
        let (house, person) = try await house()
        let browser = house.browser(as: .linkWorker)
        _ = try await seal(
            ["sealed-situation": "refugee", "sealed-support": "s95", "sealed-cause": "torture", "sealed-note": "one"],
            browser, person)
        let form = try await browser.open("\(person)/sealed")
        // Nothing is chosen beforehand, and whoever chooses nothing leaves what is there.
        #expect(!form.html.contains(" checked"))
        #expect(!form.html.contains("one</textarea>"))
        _ = try await seal(
            ["sealed-situation": "", "sealed-support": "-", "sealed-cause": "-", "sealed-note": "two"], browser, person)
        let opened = try await open(browser, person)
        #expect(opened.text.contains("Refugee"))
        #expect(opened.text.contains("two"))
        for gone in ["section 95", "Torture", "one."] { #expect(!opened.text.contains(gone)) }
        _ = try await seal(["sealed-situation": "-", "sealed-note-gone": "-"], browser, person)
        #expect(try await open(browser, person).text.contains("Nothing is sealed about them."))
    }

    @Test func `where sealing is not set up, the pages say so and take nothing`() async throws {
        let (house, person) = try await house(keys: .none)
        let browser = house.browser(as: .linkWorker)
        let page = try await browser.open(person)
        #expect(page.text.contains("Sealing is not set up on this machine."))
        #expect(!page.html.contains("/sealed/opening"))
        let form = try await browser.open("\(person)/sealed")
        #expect(!form.html.contains("sealed-note"))
        #expect(try await !browser.open("\(person)/contacts/new").html.contains("sealed-note"))
        let refused = try await browser.send(
            ["sealed-note": Self.marker, "read-at": "0.0.0.0.0"], to: "\(person)/sealed", from: page)
        #expect(refused.status == 409)
        #expect(!refused.html.contains(Self.marker))
        let opening = try await browser.send(["purpose": "crisis"], to: "\(person)/sealed/opening", from: page)
        #expect(opening.status == 409)
    }

    @Test func `without the second step the box says what is missing`() {
        let person = Person(id: "p", worker: "w", createdAt: House.start)
        let weak = SealedBox(of: person, isSetUp: true, hasSecondStep: false)
        #expect(weak.ask == nil)
        #expect(weak.change != nil)
        #expect(weak.lead.contains("second step"))
        var free = person
        free.worker = nil
        #expect(SealedBox(of: free, isSetUp: true, hasSecondStep: true).ask == nil)
        #expect(OpenSealed.Refusal.secondStepNeeded.isShownAs.contains("second step"))
    }
}

extension RefusedOnPage {
    /// The reason that the page gives.
    fileprivate var isShownAs: String { if case .notNow(let reason) = refusal { reason } else { "" } }
}
