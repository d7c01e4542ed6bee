import Foundation
import Hummingbird
import Reference
import Storage
import StorageTesting
import Testing
import Vocabulary

@testable import Casework
@testable import Web

/// From the administrator's link to a sign-in with a code, in browsers.
struct SecondStepPageTests {
    private let desk: Desk
    private let clock = TestClock(at: House.start)
    private let link: Secret
    private let password = "three tall green gates"
    private static let email = "rosa@example.org"

    init() async throws {
        let desk = Desk(
            database: try await TestPlace.alone().open(), clock: clock.clock, reference: try ReferenceData.load(),
            baseURL: "http://localhost", keys: KeyRing { HubKeys.made() })
        let hub = try await Accounts(desk: desk).addHub("Test hub", id: "test", area: "gb-eng", by: .command("test"))
        link = try await Accounts(desk: desk).add(
            email: Self.email, name: "Rosa", role: .linkWorker,
            by: Actor(hub: hub.id, identity: .command("test")))
        self.desk = desk
    }

    private func browser(isDemo: Bool = false, sendsMail: Bool = true) throws -> Browser {
        var settings = SignIn.Settings.cheap
        settings.isDemo = isDemo
        settings.sendsMail = sendsMail
        let signIn = SignIn(desk: desk, settings: settings)
        let site = try Site(
            settings: SiteSettings(
                baseURL: try #require(URL(string: "http://localhost")), secret: Array(repeating: 7, count: 32)),
            desk: desk, signIn: signIn)
        return Browser(site.router(site.features(of: desk, signIn: signIn)).buildResponder())
    }

    private func choose(in browser: Browser) async throws -> Browser.Sight {
        let page = try await browser.open("/setup/\(link.text)")
        return try await browser.send(
            ["password": password, "password-again": password], to: "/setup/\(link.text)", from: page)
    }

    private func enter(in browser: Browser, next: String = "") async throws -> Browser.Sight {
        let page = try await browser.open("/sign-in")
        return try await browser.send(
            ["email": Self.email, "password": password, "next": next], to: "/sign-in", from: page)
    }

    /// What the phone would show, from the groups that stand on the page.
    private func code(from page: Browser.Sight) throws -> TimeCode {
        let shown = page.html.matches(of: /<span>([A-Z2-7]{4})<\/span>/).map { String($0.1) }.joined()
        try #require(shown.count == 32)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        let bits = shown.flatMap { sign in
            let value = alphabet.firstIndex(of: sign) ?? 0
            return (0..<5).map { value >> (4 - $0) & 1 }
        }
        return TimeCode(
            secret: stride(from: 0, to: bits.count, by: 8).map { start in
                UInt8(bits[start..<start + 8].reduce(0) { $0 << 1 | $1 })
            })
    }

    private func shown(by phone: TimeCode) -> String { phone.code(TimeCode.number(at: clock.clock.now)) }

    private func setUp(in browser: Browser) async throws -> (phone: TimeCode, page: Browser.Sight) {
        let page = try await choose(in: browser)
        let phone = try code(from: page)
        return (
            phone,
            try await browser.send(["code": shown(by: phone)], to: "/app/account/second-step", from: page)
        )
    }

    @Test func `a chosen password leads a link worker to the second step, with a picture and words`() async throws {
        let browser = try browser()
        let page = try await choose(in: browser)
        #expect(page.address == "/app/account/second-step" && page.heading == "A code from your phone")
        #expect(page.text.contains("before you can open what people asked us to keep sealed"))
        #expect(page.html.contains("<svg class=\"qr\"") && !page.html.contains("style="))
        let again = try await browser.open("/app/account/second-step")
        #expect(try code(from: again).code(1) == code(from: page).code(1))
        let empty = try await browser.send([:], to: "/app/account/second-step", from: page)
        #expect(empty.status == 422)
        let wrong = try await browser.send(["code": "000000"], to: "/app/account/second-step", from: page)
        #expect(wrong.status == 422 && !wrong.html.contains("value=\"000000\""))
        #expect(wrong.text.contains("This is not the code that belongs to this picture"))
    }

    @Test func `ten recovery codes are shown once, and the page says that it is on`() async throws {
        let browser = try browser()
        let (_, page) = try await setUp(in: browser)
        #expect(page.heading == "Your recovery codes" && page.headers[.cacheControl] == "no-store")
        let codes = page.html.matches(of: /<li>([0-9a-z]{4}(-[0-9a-z]{4}){3})<\/li>/).map { String($0.1) }
        #expect(codes.count == 10)
        let on = try await browser.open("/app/account/second-step")
        #expect(on.text.contains("You have 10 recovery codes left"))
        #expect(codes.allSatisfy { !on.html.contains($0) })
        #expect(try await browser.open("/app/account").text.contains("On since Monday"))
        // The form once more, as from a second window: nothing is shown and nothing changes.
        let twice = try await browser.send(["code": "000000"], to: "/app/account/second-step", from: page)
        #expect(twice.heading == "A code from your phone" && !twice.html.contains("class=\"qr\""))
    }

    @Test func `a sign-in asks for the code on a second page, and nothing is open before it`() async throws {
        let (phone, _) = try await setUp(in: try browser())
        clock.move(seconds: 60)
        let browser = try browser()
        let asked = try await enter(in: browser, next: "/app/account")
        #expect(asked.heading == "Enter the code from your phone")
        #expect(browser.cookies["kith-session"] == nil)
        #expect(try await browser.open("/app/account").heading == "Sign in")
        let empty = try await browser.send([:], to: "/sign-in/code", from: asked)
        #expect(empty.status == 422)
        let wrong = try await browser.send(["code": "000 000"], to: "/sign-in/code", from: asked)
        #expect(wrong.status == 422 && wrong.text.contains("This code is not right"))
        let digits = shown(by: phone)
        let spaced = "\(digits.prefix(3)) \(digits.suffix(3))"
        let inside = try await browser.send(
            ["code": spaced, "next": "/app/account"], to: "/sign-in/code", from: asked)
        #expect(inside.heading == "Your account")
        #expect(browser.cookies["kith-code"] == nil)
    }

    @Test func `a recovery code opens in its place, and the wrong one is told beside its field`() async throws {
        let (_, page) = try await setUp(in: try browser())
        let code = try #require(page.html.firstMatch(of: /<li>([0-9a-z-]{19})<\/li>/).map { String($0.1) })
        let browser = try browser()
        let asked = try await enter(in: browser)
        let wrong = try await browser.send(["recovery-code": "no"], to: "/sign-in/code", from: asked)
        #expect(wrong.status == 422 && wrong.html.contains("href=\"#recovery-code\""))
        let inside = try await browser.send(["recovery-code": code], to: "/sign-in/code", from: asked)
        #expect(inside.address == "/app")
    }

    @Test func `whoever takes too long, or stole the cookie, begins anew`() async throws {
        let (phone, _) = try await setUp(in: try browser())
        clock.move(seconds: 60)
        let browser = try browser()
        let asked = try await enter(in: browser)
        let thief = try Browser(
            responder(), cookies: browser.cookies.filter { $0.key == "kith-code" })
        #expect(try await thief.open("/sign-in/code").heading == "Sign in")
        clock.move(seconds: 301)
        let late = try await browser.send(["code": shown(by: phone)], to: "/sign-in/code", from: asked)
        #expect(late.heading == "Sign in" && late.text.contains("There was no code for too long"))
        #expect(try await browser.open("/sign-in/code").heading == "Sign in")
    }

    private func responder() throws -> RouterResponder<SiteContext> {
        let signIn = SignIn(desk: desk, settings: .cheap)
        let site = try Site(
            settings: SiteSettings(
                baseURL: try #require(URL(string: "http://localhost")), secret: Array(repeating: 7, count: 32)),
            desk: desk, signIn: signIn)
        return site.router(site.features(of: desk, signIn: signIn)).buildResponder()
    }

    @Test func `guessing at codes is stopped`() async throws {
        _ = try await setUp(in: try browser())
        let browser = try browser()
        let asked = try await enter(in: browser)
        for _ in 0..<5 { _ = try await browser.send(["code": "1"], to: "/sign-in/code", from: asked) }
        let stopped = try await browser.send(["code": "1"], to: "/sign-in/code", from: asked)
        #expect(stopped.status == 429)
    }

    @Test func `a password alone is told to ask for a new link, and in the demo to type it again`() async throws {
        _ = try await choose(in: try browser())
        let alone = try browser()
        _ = try await enter(in: alone)
        let told = try await alone.open("/app/account/second-step")
        #expect(told.text.contains("ask your administrator for a new link") && !told.html.contains("class=\"qr\""))
        let refused = try await alone.send(["code": "000000"], to: "/app/account/second-step", from: told)
        #expect(!refused.html.contains("class=\"qr\""))
        let demo = try browser(isDemo: true)
        _ = try await enter(in: demo)
        let page = try await demo.open("/app/account/second-step")
        let code = shown(by: try code(from: page))
        let wrong = try await demo.send(
            ["code": code, "present-password": "no"], to: "/app/account/second-step", from: page)
        #expect(wrong.status == 422 && wrong.text.contains("This is not the password you use now"))
        let done = try await demo.send(
            ["code": code, "present-password": password], to: "/app/account/second-step", from: page)
        #expect(done.heading == "Your recovery codes")
    }

    @Test func `new recovery codes want the code of the phone`() async throws {
        let browser = try browser()
        let (phone, page) = try await setUp(in: browser)
        clock.move(seconds: 60)
        let empty = try await browser.send([:], to: "/app/account/recovery-codes", from: page)
        let wrong = try await browser.send(["code": "000000"], to: "/app/account/recovery-codes", from: page)
        #expect(empty.status == 422 && wrong.status == 422)
        let new = try await browser.send(["code": shown(by: phone)], to: "/app/account/recovery-codes", from: page)
        #expect(new.text.contains("The ones from before no longer work"))
    }

    @Test func `nobody comes to these pages who is not signed in`() async throws {
        let browser = try browser()
        #expect(try await browser.open("/app/account/second-step").heading == "Sign in")
        let page = try await browser.open("/sign-in")
        for action in ["/app/account/second-step", "/app/account/recovery-codes", "/app/account/sessions/end"] {
            #expect(try await browser.send([:], to: action, from: page).status == 401)
        }
    }

    // MARK: Links by mail

    private func mailed() async throws -> String? {
        let body = try await desk.database.read("test") { try $0.outbox.latest(limit: 9) }
            .first { $0.kind == "sign-in-link" }?.body
        return body?.firstMatch(of: /http:\/\/localhost(\/sign-in\/link\/\S+)/).map { String($0.1) }
    }

    @Test func `a link by mail shows a button, and the button signs in once`() async throws {
        _ = try await choose(in: try browser())
        let browser = try browser()
        let page = try await browser.open("/sign-in/link")
        let empty = try await browser.send([:], to: "/sign-in/link", from: page)
        #expect(empty.status == 422)
        let known = try await browser.send(["email": Self.email], to: "/sign-in/link", from: page)
        let address = try #require(try await mailed())
        let unknown = try await browser.send(["email": "nobody@example.org"], to: "/sign-in/link", from: page)
        #expect(known.status == 200 && known.text == unknown.text)
        let button = try await browser.open(address)
        #expect(button.text.contains("You sign in as rosa@example.org"))
        #expect(try await browser.open(address).status == 200)
        let inside = try await browser.send([:], to: address, from: button)
        #expect(inside.address == "/app")
        let late = try await (try self.browser()).open(address)
        #expect(late.status == 410 && late.heading == "This link has ended")
    }

    @Test func `a link by mail leads to the code where there is one`() async throws {
        _ = try await setUp(in: try browser())
        let browser = try browser()
        let page = try await browser.open("/sign-in/link")
        _ = try await browser.send(["email": Self.email], to: "/sign-in/link", from: page)
        let address = try #require(try await mailed())
        let button = try await browser.open(address)
        let asked = try await browser.send([:], to: button.address, from: button)
        #expect(asked.heading == "Enter the code from your phone")
    }

    @Test func `where no mail goes out the page says so, and sends none`() async throws {
        _ = try await choose(in: try browser())
        let browser = try browser(sendsMail: false)
        let page = try await browser.open("/sign-in/link")
        #expect(page.text.contains("This hub cannot send mail"))
        let other = try await browser.open("/sign-in")
        _ = try await browser.send(["email": Self.email], to: "/sign-in/link", from: other)
        #expect(try await mailed() == nil)
    }

    @Test func `whoever is kept out by others' tries is led to a link, and one session is ended alone`() async throws {
        let home = try browser()
        _ = try await choose(in: home)
        let stranger = try browser()
        let page = try await stranger.open("/sign-in")
        var stopped = page
        for _ in 0..<6 {
            stopped = try await stranger.send(["email": Self.email, "password": "no"], to: "/sign-in", from: page)
        }
        #expect(stopped.status == 429 && stopped.html.contains("href=\"/sign-in/link\""))
        // The browser that set the password up is known, and signs in all the same.
        _ = try await home.send([:], to: "/sign-out", from: try await home.open("/app/account"))
        #expect(try await enter(in: home).address == "/app")
        let other = Browser(try responder(), cookies: ["kith-device": home.cookies["kith-device"] ?? ""])
        _ = try await enter(in: other)
        let account = try await home.open("/app/account")
        let id = try #require(account.hidden("session"))
        let ended = try await home.send(["session": id], to: "/app/account/sessions/end", from: account)
        #expect(ended.text.contains("That one is signed out"))
        #expect(try await other.open("/app/account").heading == "Sign in")
    }
}
