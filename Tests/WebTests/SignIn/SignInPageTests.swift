import Foundation
import Hummingbird
import Reference
import Storage
import StorageTesting
import Testing
import Vocabulary

@testable import Casework
@testable import Web

struct SignInPageTests {
    private let browser: Browser
    private let desk: Desk
    private let link: Secret
    private let password = "three tall green gates"

    init() async throws {
        let desk = Desk(
            database: try await TestPlace.alone().open(), reference: try ReferenceData.load(),
            baseURL: "http://localhost")
        let hub = try await Accounts(desk: desk).addHub("Test hub", id: "test", area: "gb-eng", by: .command("test"))
        link = try await Accounts(desk: desk).add(
            email: "rosa@example.org", name: "Rosa", role: .administrator,
            by: Actor(hub: hub.id, identity: .command("test")))
        self.desk = desk
        browser = try Self.browser(of: desk)
    }

    private static func browser(of desk: Desk) throws -> Browser {
        // Cheap: the cost of a derivation has a test of its own.
        let signIn = SignIn(desk: desk, settings: .cheap)
        let site = try Site(
            settings: SiteSettings(
                baseURL: try #require(URL(string: "http://localhost")), secret: Array(repeating: 7, count: 32)),
            desk: desk, signIn: signIn)
        return Browser(site.router(site.features(of: desk, signIn: signIn)).buildResponder())
    }

    private func choose() async throws -> Browser.Sight {
        let page = try await browser.open("/setup/\(link.text)")
        return try await browser.send(
            ["password": password, "password-again": password], to: "/setup/\(link.text)", from: page)
    }

    @Test func `from the set-up link to the account, out, and in again`() async throws {
        let today = try await choose()
        #expect(today.heading.hasPrefix("Good"))
        let account = try await browser.open("/app/account")
        #expect(account.heading == "Your account")
        #expect(account.text.contains("Administrator"))
        let out = try await browser.send([:], to: "/sign-out", from: account)
        #expect(out.text.contains("You are signed out."))
        #expect(try await browser.open("/app/account").heading == "Sign in")
        let page = try await browser.open("/sign-in?next=/app/account")
        let back = try await browser.send(
            ["email": "rosa@example.org", "password": password, "next": "/app/account"], to: "/sign-in", from: page)
        #expect(back.heading == "Your account")
    }

    @Test func `what is wrong with a sign-in is told without telling who has an account`() async throws {
        _ = try await choose()
        let other = try Self.browser(of: desk)
        let page = try await other.open("/sign-in")
        let empty = try await other.send([:], to: "/sign-in", from: page)
        #expect(empty.status == 422)
        #expect(empty.html.contains("href=\"#email\"") && empty.html.contains("href=\"#password\""))
        let wrong = try await other.send(
            ["email": "rosa@example.org", "password": "wrong"], to: "/sign-in", from: page)
        let unknown = try await other.send(
            ["email": "nobody@example.org", "password": "wrong"], to: "/sign-in", from: page)
        #expect(wrong.status == 422 && unknown.status == 422)
        #expect(wrong.text.contains("The e-mail address or the password is not right"))
        #expect(!wrong.html.contains("value=\"wrong\""))
        #expect(
            wrong.html.replacing("rosa", with: "nobody").replacing(/value="[0-9a-f]{32}"/, with: "")
                == unknown.html.replacing(/value="[0-9a-f]{32}"/, with: ""))
    }

    @Test func `too many tries are asked to wait`() async throws {
        _ = try await choose()
        let other = try Self.browser(of: desk)
        let page = try await other.open("/sign-in")
        for _ in 0..<5 {
            _ = try await other.send(["email": "rosa@example.org", "password": "wrong"], to: "/sign-in", from: page)
        }
        let stopped = try await other.send(
            ["email": "rosa@example.org", "password": password], to: "/sign-in", from: page)
        #expect(stopped.status == 429)
        #expect(stopped.headers[.retryAfter] != nil)
        #expect(stopped.heading == "Please wait a little")
    }

    @Test(arguments: [
        "//evil.example", "https://evil.example", "/app\\..\\evil", "/app//evil.example", "/application", "",
        "/app/\u{0}",
    ])
    func `nobody is led out of the site by signing in`(next: String) {
        let actor = Actor(hub: "test", identity: .worker("1", name: "Rosa", .linkWorker))
        #expect(SignInPage.next(next, for: actor) == "/app")
    }

    @Test func `a form from before the sign-in no longer counts`() async throws {
        let before = try await browser.open("/sign-in")
        _ = try await choose()
        let sight = try await browser.send([:], to: "/app/account/password", from: before)
        #expect(sight.status == 403)
        // Whoever leaves is not told that their page is too old.
        let out = try await browser.send([:], to: "/sign-out", from: before)
        #expect(out.status == 200 && browser.cookies["kith-session"] == nil)
    }

    @Test func `a link that ended says so, and nothing else`() async throws {
        _ = try await choose()
        let other = try Self.browser(of: desk)
        for address in ["/setup/\(link.text)", "/setup/test.00000000000000000000000000", "/setup/x"] {
            let sight = try await other.open(address)
            #expect(sight.status == 410)
            #expect(sight.heading == "This link has ended")
        }
    }

    @Test func `passwords that differ or are common come back to the form`() async throws {
        let page = try await browser.open("/setup/\(link.text)")
        let differ = try await browser.send(
            ["password": password, "password-again": "other"], to: "/setup/\(link.text)", from: page)
        #expect(differ.status == 422)
        #expect(differ.text.contains("Enter the same password in both fields"))
        let common = try await browser.send(
            ["password": "password1234", "password-again": "password1234"], to: "/setup/\(link.text)", from: page)
        #expect(common.text.contains("harder to guess"))
    }

    @Test func `other sessions are listed and ended, and the password is changed`() async throws {
        _ = try await choose()
        let other = try Self.browser(of: desk)
        let page = try await other.open("/sign-in")
        _ = try await other.send(["email": "rosa@example.org", "password": password], to: "/sign-in", from: page)
        let account = try await browser.open("/app/account")
        #expect(account.html.components(separatedBy: "/app/account/sessions/end").count == 2)
        let ended = try await browser.send([:], to: "/app/account/other-sessions/end", from: account)
        #expect(ended.text.contains("You are signed out everywhere else."))
        #expect(try await other.open("/app/account").heading == "Sign in")
        let wrong = try await browser.send(
            ["present-password": "no", "password": "four wide blue doors", "password-again": "four wide blue doors"],
            to: "/app/account/password", from: ended)
        #expect(wrong.status == 422)
        #expect(wrong.text.contains("This is not the password you use now"))
        let changed = try await browser.send(
            [
                "present-password": password, "password": "four wide blue doors",
                "password-again": "four wide blue doors",
            ],
            to: "/app/account/password", from: ended)
        #expect(changed.text.contains("Your password is changed."))
    }
}
