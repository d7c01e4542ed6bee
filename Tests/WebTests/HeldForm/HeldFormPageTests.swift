import Foundation
import HTTPTypes
import Hummingbird
import People
import Reference
import Storage
import StorageTesting
import Testing
import Vocabulary

@testable import Casework
@testable import Web

/// Somebody writes, is signed out meanwhile, presses Save, signs in, and goes on with every word of it.
struct HeldFormPageTests {
    private static let marker = "papaya-canary"
    private static let password = "three tall green gates"

    private let desk: Desk
    private let clock = TestClock(at: House.start)
    private let responder: RouterResponder<SiteContext>
    private let signIn: SignIn
    /// Signed in with the second step, in a browser of her own.
    private let rosa: Browser
    private let phone: TimeCode

    init() async throws {
        let desk = Desk(
            database: try await TestPlace.alone().open(), clock: clock.clock, reference: try ReferenceData.load(),
            baseURL: "http://localhost", keys: House.keys)
        _ = try await Accounts(desk: desk).addHub("Test hub", id: "test", area: "gb-eng", by: .command("test"))
        signIn = SignIn(desk: desk, settings: .cheap)
        let site = try Site(
            settings: SiteSettings(
                baseURL: try #require(URL(string: "http://localhost")), secret: Array(repeating: 7, count: 32)),
            desk: desk, signIn: signIn)
        responder = site.router(site.features(of: desk, signIn: signIn)).buildResponder()
        self.desk = desk
        rosa = Browser(responder)
        phone = try await Self.join("rosa", in: rosa, desk: desk, clock: clock)
    }

    // MARK: Who is there

    /// An account, its first password and its second step.
    private static func join(_ name: String, in browser: Browser, desk: Desk, clock: TestClock) async throws -> TimeCode
    {
        let link = try await Accounts(desk: desk).add(
            email: "\(name)@example.org", name: name, role: .linkWorker,
            by: Actor(hub: "test", identity: .command("test")))
        let page = try await browser.open("/setup/\(link.text)")
        let offered = try await browser.send(
            ["password": password, "password-again": password], to: "/setup/\(link.text)", from: page)
        let signs = Array(offered.html.matches(of: /<span>([A-Z2-7]{4})<\/span>/).map { String($0.1) }.joined())
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        let bits = signs.flatMap { sign in
            (0..<5).map { (alphabet.firstIndex(of: sign) ?? 0) >> (4 - $0) & 1 }
        }
        let phone = TimeCode(
            secret: stride(from: 0, to: bits.count, by: 8).map { start in
                UInt8(bits[start..<start + 8].reduce(0) { $0 << 1 | $1 })
            })
        _ = try await browser.send(
            ["code": phone.code(TimeCode.number(at: clock.clock.now))], to: "/app/account/second-step", from: offered)
        return phone
    }

    private func enter(_ name: String, _ phone: TimeCode, in browser: Browser) async throws -> Browser.Sight {
        // No code counts twice.
        clock.move(seconds: 60)
        let page = try await browser.open("/sign-in")
        let asked = try await browser.send(
            ["email": "\(name)@example.org", "password": Self.password], to: "/sign-in", from: page)
        return try await browser.send(
            ["code": phone.code(TimeCode.number(at: clock.clock.now))], to: "/sign-in/code", from: asked)
    }

    private func somebody() async throws -> String {
        let start = try await rosa.open("/app/first-contact")
        let page = try await rosa.send(
            ["call-name": "Selam", "phone": "07700 900000"], to: "/app/first-contact", from: start)
        return try #require(page.address.components(separatedBy: "/first-contact").first)
    }

    private enum Table { case people, contacts, heldForms }

    private func count(_ table: Table) async throws -> Int {
        try await desk.database.read("test") { hub in
            switch table {
            case .people: try hub.rows("SELECT id FROM people").count
            case .contacts: try hub.rows("SELECT id FROM contacts").count
            case .heldForms: try hub.rows("SELECT id FROM held_forms").count
            }
        }
    }

    /// Two hours without a touch, and a minute.
    private func sitIdle() { clock.move(seconds: SignIn.idle + 60) }

    // MARK: Back, with every word

    @Test func `somebody new is written down after the sign-in, with every word, and once`() async throws {
        let start = try await rosa.open("/app/first-contact")
        sitIdle()
        let out = try await rosa.send(
            ["call-name": "Selam \(Self.marker)", "phone": "07700 900111", "safe-times": "Mornings & \"late\""],
            to: "/app/first-contact", from: start)
        #expect(
            out.address == "/sign-in?told=writing" && out.text.contains("You were signed out while you were writing"))
        #expect(!out.html.contains(Self.marker))
        let back = try await enter("rosa", phone, in: rosa)
        #expect(back.address == "/app/first-contact?held=yes")
        #expect(back.html.contains("value=\"Selam \(Self.marker)\"") && back.html.contains("07700 900111"))
        #expect(back.html.contains("Mornings &amp; &quot;late&quot;") && back.text.contains("It is not saved yet"))
        #expect(back.hidden(FormField.submission) == start.hidden(FormField.submission))
        #expect(try await count(.people) == 0, "nothing is done before they looked")
        let fields: KeyValuePairs = [
            "call-name": "Selam \(Self.marker)", "phone": "07700 900111", "form-held": "yes",
        ]
        let saved = try await rosa.send(fields, to: "/app/first-contact", from: back)
        #expect(saved.heading == "Which languages do they speak?")
        #expect(rosa.cookies["kith-form"] == nil)
        #expect(try await rosa.open("/app/held-form").heading == "Nothing waits for you here")
    }

    @Test func `sealed words come back too, and stand nowhere in the store meanwhile`() async throws {
        let base = try await somebody()
        let form = try await rosa.open("\(base)/sealed")
        sitIdle()
        _ = try await rosa.send(
            [
                "read-at": form.hidden("read-at") ?? "", "sealed-situation": "refugee",
                "sealed-note": "\(Self.marker)\n<b>",
            ],
            to: "\(base)/sealed", from: form)
        let held = try await desk.database.read("test") { hub in
            try hub.rows("SELECT * FROM held_forms").map { try $0.text("sealed") }
        }
        #expect(held.count == 1 && !held[0].contains(Self.marker) && !held[0].contains("refugee"))
        let back = try await enter("rosa", phone, in: rosa)
        #expect(back.address == "\(base)/sealed?held=yes" && back.headers[.cacheControl] == "no-store")
        #expect(back.html.contains("\(Self.marker)\n&lt;b&gt;</textarea>"))
        #expect(back.html.contains("<option value=\"refugee\" selected>"))
        let sealed = try await rosa.send(
            [
                "read-at": back.hidden("read-at") ?? "", "sealed-situation": "refugee",
                "sealed-note": "\(Self.marker)\n<b>", "form-held": "yes",
            ], to: "\(base)/sealed", from: back)
        #expect(sealed.text.contains("It is sealed"))
        let opened = try await rosa.send(["purpose": "correcting"], to: "\(base)/sealed/opening", from: sealed)
        #expect(opened.text.contains(Self.marker) && opened.text.contains("Refugee"))
    }

    @Test func `a contact with a sealed note comes back, whether it was idle or ended from elsewhere`() async throws {
        let base = try await somebody()
        let form = try await rosa.open("\(base)/contacts/new")
        let elsewhere = Browser(responder)
        let there = try await enter("rosa", phone, in: elsewhere)
        _ = try await elsewhere.send([:], to: "/app/account/other-sessions/end", from: there)
        _ = try await rosa.send(
            ["kind": "call", "reached": "yes", "note": "All well", "sealed-note": Self.marker], to: "\(base)/contacts",
            from: form)
        let back = try await enter("rosa", phone, in: rosa)
        #expect(back.address == "\(base)/contacts/new?held=yes")
        #expect(back.html.contains("All well</textarea>") && back.html.contains("\(Self.marker)</textarea>"))
        #expect(back.html.contains("name=\"kind\" value=\"call\" checked"))
        let fields: KeyValuePairs = [
            "kind": "call", "reached": "yes", "note": "All well", "sealed-note": Self.marker, "form-held": "yes",
        ]
        for _ in 1...2 { _ = try await rosa.send(fields, to: "\(base)/contacts", from: back) }
        #expect(try await count(.contacts) == 1, "it is one submission, however often it is sent")
    }

    @Test func `a form that was taken before the session ended is not done twice`() async throws {
        let base = try await somebody()
        let form = try await rosa.open("\(base)/contacts/new")
        let fields: KeyValuePairs = ["kind": "call", "reached": "yes", "note": "All well"]
        _ = try await rosa.send(fields, to: "\(base)/contacts", from: form)
        sitIdle()
        _ = try await rosa.send(fields, to: "\(base)/contacts", from: form)
        let back = try await enter("rosa", phone, in: rosa)
        _ = try await rosa.send(fields, to: "\(base)/contacts", from: back)
        #expect(try await count(.contacts) == 1)
    }

    @Test func `whoever signed in again in another window loses nothing in the first`() async throws {
        let base = try await somebody()
        let form = try await rosa.open("\(base)/about/hopes")
        _ = try await enter("rosa", phone, in: rosa)
        let back = try await rosa.send(
            ["read-at": form.hidden("read-at") ?? "", "hopes": "To sing"], to: "\(base)/about/hopes", from: form)
        #expect(back.address == "\(base)/about/hopes?held=yes" && back.html.contains("To sing"))
        let saved = try await rosa.send(
            ["read-at": back.hidden("read-at") ?? "", "hopes": "To sing", "form-held": "yes"],
            to: "\(base)/about/hopes", from: back)
        #expect(saved.text.contains("The change is saved"))
    }

    @Test func `rows that were added to a part are there again`() async throws {
        let base = try await somebody()
        let form = try await rosa.open("\(base)/about/languages")
        sitIdle()
        var fields = [("read-at", form.hidden("read-at") ?? ""), ("rows", "9")]
        for number in 1...9 { fields += [("language-\(number)", "ti"), ("level-\(number)", "fluent")] }
        _ = try await rosa.post(fields, to: "\(base)/about/languages", from: form)
        let back = try await enter("rosa", phone, in: rosa)
        #expect(back.html.contains("id=\"language-9\""))
    }

    // MARK: And nobody else

    @Test func `somebody else who signs in there never sees it, and its owner still does`() async throws {
        let other = Browser(responder)
        let othersPhone = try await Self.join("sam", in: other, desk: desk, clock: clock)
        let base = try await somebody()
        let form = try await rosa.open("\(base)/contacts/new")
        sitIdle()
        _ = try await rosa.send(
            ["kind": "call", "note": Self.marker, "sealed-note": Self.marker], to: "\(base)/contacts", from: form)
        let theirs = try await enter("sam", othersPhone, in: rosa)
        #expect(theirs.address == "/app" && !theirs.html.contains(Self.marker))
        for address in ["/app/held-form", "/app/held-form?list=yes", "\(base)/contacts/new?held=yes"] {
            #expect(try await !rosa.open(address).html.contains(Self.marker))
        }
        let page = try await rosa.open("/app/account")
        _ = try await rosa.send([:], to: "/app/held-form/removal", from: page)
        // A second press in the old window, by whoever sits there now: nothing is kept and nothing is shown.
        let pressed = try await rosa.send(["note": Self.marker], to: "\(base)/contacts", from: form)
        #expect(pressed.status == 403 && !pressed.html.contains(Self.marker))
        #expect(try await count(.heldForms) == 1)
    }

    @Test func `before the code was typed nothing comes back, and the browser alone opens nothing`() async throws {
        let base = try await somebody()
        let form = try await rosa.open("\(base)/contacts/new")
        sitIdle()
        _ = try await rosa.send(["note": Self.marker, "kind": "call"], to: "\(base)/contacts", from: form)
        let page = try await rosa.open("/sign-in")
        _ = try await rosa.send(
            ["email": "rosa@example.org", "password": Self.password], to: "/sign-in", from: page)
        for address in ["/app/held-form", "/app/held-form?list=yes", "\(base)/contacts/new?held=yes"] {
            let sight = try await rosa.open(address)
            #expect(sight.heading == "Sign in" && !sight.html.contains(Self.marker))
        }
        let values = rosa.cookies.values.joined(separator: " ")
        #expect(!values.contains(Self.marker) && !values.contains("contacts"))
    }

    @Test func `after an hour it is gone, and the page says how long it is kept`() async throws {
        let base = try await somebody()
        let form = try await rosa.open("\(base)/contacts/new")
        sitIdle()
        _ = try await rosa.send(["note": Self.marker, "kind": "call"], to: "\(base)/contacts", from: form)
        clock.move(seconds: HoldForm.minutes * 60)
        let back = try await enter("rosa", phone, in: rosa)
        #expect(back.heading == "Nothing waits for you here" && back.text.contains("kept for an hour"))
        #expect(!back.html.contains(Self.marker) && rosa.cookies["kith-form"] == nil)
    }

    @Test func `a form that another site made is not held, and neither is one that holds a password`() async throws {
        let form = try await rosa.open("/app/first-contact")
        let account = try await rosa.open("/app/account")
        sitIdle()
        for forged in ["", "0.test.worker", "\(String(repeating: "0", count: 64)).test.worker-1"] {
            let sight = try await rosa.send(
                .post, "/app/first-contact",
                body: "form-owner=\(forged)&phone=0000&form-proof=\(String(repeating: "0", count: 64))")
            #expect(sight.status == 403)
        }
        let refused = try await rosa.send(
            ["present-password": "x", "password": "y"], to: "/app/account/password", from: account)
        #expect(refused.status == 403)
        // What the page keeps by itself is not waited for either.
        let draft = try await rosa.send(
            ["phone": "0000", "draft-number": "1"], to: "/app/first-contact/draft", from: form)
        #expect(draft.status == 401)
        #expect(try await count(.heldForms) == 0)
    }

    @Test func `a form whose page is gone is shown with its words, and can be sent or thrown away`() async throws {
        let base = try await somebody()
        let form = try await rosa.open("\(base)/contacts/new")
        sitIdle()
        var fields: [(String, String)] = [("kind", "call"), ("reached", "yes"), ("note", Self.marker)]
        fields.append((FormField.page, "/app/people/nobody"))
        _ = try await rosa.post(fields, to: "\(base)/contacts", from: form)
        let back = try await enter("rosa", phone, in: rosa)
        #expect(back.address == "/app/held-form?list=yes" && back.text.contains(Self.marker))
        #expect(back.html.contains("action=\"\(base)/contacts\""))
        let sent = try await rosa.post(
            Array(fields.dropLast()) + [("form-held", "yes")], to: "\(base)/contacts", from: back)
        #expect(sent.text.contains("The contact is written down"))
    }

    @Test func `where somebody lives is printed nowhere, not even to whoever typed it`() async throws {
        let base = try await somebody()
        let form = try await rosa.open("\(base)/about/travel")
        sitIdle()
        let fields = [
            ("latitude", "52.9536"), ("longitude", "-1.1505"), ("home", "52.9536,-1.1505"), ("walk", "17"),
            (FormField.page, "/app/people/nobody"),
        ]
        _ = try await rosa.post(fields, to: "\(base)/about/travel", from: form)
        let back = try await enter("rosa", phone, in: rosa)
        #expect(back.address == "/app/held-form?list=yes" && back.text.contains("17") && back.text.contains("A place"))
        #expect(!back.text.contains("52.95") && !back.text.contains("1.15"))
        // It goes along all the same.
        #expect(back.html.contains("value=\"52.9536,-1.1505\""))
    }

    @Test func `signing out on purpose leaves nothing behind in the browser`() async throws {
        let page = try await rosa.open("/app/account")
        _ = try await rosa.send([:], to: "/sign-out", from: page)
        #expect(rosa.cookies["kith-form"] == nil && rosa.cookies["kith-session"] == nil)
    }
}
