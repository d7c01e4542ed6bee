import Foundation
import HTTPTypes
import Hummingbird
import Testing
import Vocabulary

@testable import Casework
@testable import Web

/// The pages around an identity provider. What it vouches for is tested with tokens in IdentityProviderTests, and with a
/// provider of flesh and blood in Tests/Browser.
@Suite("Sign-in at an identity provider")
struct ProviderPageTests {
    private func browser(_ provider: (SignIn) -> IdentityProvider?, isSecure: Bool = false) async throws -> Browser {
        let house = try await House()
        let signIn = SignIn(desk: house.desk)
        let site = try Site(
            settings: SiteSettings(
                baseURL: try #require(URL(string: isSecure ? "https://localhost" : "http://localhost")),
                secret: Array(repeating: 7, count: 32)),
            desk: house.desk, signIn: signIn)
        return Browser(
            site.router(site.features(of: house.desk, signIn: signIn, provider: provider(signIn))).buildResponder())
    }

    @Test func `the sign-in page leads there where there is a provider, and only there`() async throws {
        let there = try await browser { House.provider(for: $0) }
        #expect(try await there.open("/sign-in").html.contains("href=\"/sign-in/provider\""))
        let nowhere = try await browser { _ in nil }
        #expect(try await !nowhere.open("/sign-in").html.contains("/sign-in/provider"))
        #expect(try await nowhere.send(.get, "/sign-in/provider").status == 404)
        #expect(try await nowhere.send(.get, "/sign-in/provider/return?code=1&state=1").status == 404)
    }

    @Test func `the way there is kept by this browser alone, and nowhere else`() async throws {
        let browser = try await browser({ House.provider(for: $0) }, isSecure: true)
        let sight = try await browser.send(.get, "/sign-in/provider")
        let address = try #require(sight.headers[.location])
        #expect(sight.status == 303 && address.hasPrefix("https://id.example/authorize?response_type=code"))
        #expect(sight.headers[.cacheControl] == "no-store")
        let cookie = try #require(
            sight.headers[values: .setCookie].first { $0.hasPrefix("__Host-kith-provider=") })
        #expect(["Secure", "HttpOnly", "SameSite=Lax", "Path=/"].allSatisfy { cookie.contains($0) })
        let secret = try #require(browser.cookies["__Host-kith-provider"])
        #expect(!secret.isEmpty && !address.contains(secret))
    }

    @Test func `a way back that was not begun, or broken off, ends at the sign-in page with words`() async throws {
        let browser = try await browser { House.provider(for: $0) }
        let sight = try await browser.send(.get, "/sign-in/provider/return?code=1&state=1")
        #expect(sight.status == 303 && sight.headers[.location] == "/sign-in?told=provider-not-begun")
        #expect(sight.headers[.cacheControl] == "no-store")
        let there = try await browser.send(.get, "/sign-in/provider")
        let page = try await browser.open(
            "/sign-in/provider/return?error=access_denied&state=\(try Self.state(of: there))")
        #expect(page.heading == "Sign in" && page.text.contains("did not let you in, or you stopped there"))
    }

    @Test func `what was kept for the way back is forgotten on arrival`() async throws {
        let browser = try await browser { House.provider(for: $0) }
        let there = try await browser.send(.get, "/sign-in/provider")
        // The provider does not take the code.
        let address = "/sign-in/provider/return?code=1&state=\(try Self.state(of: there))"
        let back = try await browser.send(.get, address)
        #expect(back.headers[.location] == "/sign-in?told=provider-denied")
        let cookie = try #require(back.headers[values: .setCookie].first { $0.hasPrefix("kith-provider=") })
        #expect(cookie.contains("Max-Age=0"))
        #expect(try await browser.send(.get, address).headers[.location] == "/sign-in?told=provider-not-begun")
    }

    @Test func `a provider that is away is told of, and a password still works`() async throws {
        let browser = try await browser { House.provider(for: $0, isAway: true) }
        let page = try await browser.open("/sign-in/provider")
        #expect(page.heading == "Sign in" && page.text.contains("does not answer"))
        #expect(page.html.contains("name=\"password\""))
    }

    @Test func `every refusal has words of its own, that name nobody`() throws {
        let refusals: [IdentityProvider.Refusal] = [
            .away, .notBegun, .denied, .notBelieved(because: "expired"), .notConnected, .taken,
        ]
        let words = refusals.map { ProviderNotice.word(for: $0) }
        let notices = try words.map { try #require(ProviderNotice.notice($0)) }
        #expect(Set(words).count == refusals.count && Set(notices.map(\.text)).count == refusals.count)
        #expect(notices.allSatisfy { !$0.isGood })
        #expect(ProviderNotice.notice("anything") == nil && ProviderNotice.notice(nil) == nil)
    }

    // MARK: One's own account

    /// A browser in which Rosa is signed in by a password.
    private func signedIn(isAway: Bool = false) async throws -> Browser {
        let house = try await House()
        let signIn = SignIn(desk: house.desk, settings: .cheap)
        let link = try await Accounts(desk: house.desk).add(
            email: "rosa@example.org", name: "Rosa", role: .coordinator,
            by: Actor(hub: house.hub, identity: .command("test")))
        let site = try Site(
            settings: SiteSettings(
                baseURL: try #require(URL(string: "http://localhost")), secret: Array(repeating: 7, count: 32)),
            desk: house.desk, signIn: signIn)
        let browser = Browser(
            site.router(
                site.features(of: house.desk, signIn: signIn, provider: House.provider(for: signIn, isAway: isAway))
            ).buildResponder())
        let page = try await browser.open("/setup/\(link.text)")
        _ = try await browser.send(
            ["password": Self.password, "password-again": Self.password], to: "/setup/\(link.text)", from: page)
        return browser
    }

    private static let password = "three tall green gates"
    private static let own = "/app/account/provider"

    private static func state(of sight: Browser.Sight) throws -> String {
        let items = URLComponents(string: sight.headers[.location] ?? "")?.queryItems ?? []
        return try #require(items.first { $0.name == "state" }?.value)
    }

    @Test func `connecting begins with the password, and goes there only then`() async throws {
        let browser = try await signedIn()
        #expect(try await browser.open("/app/account").html.contains("href=\"\(Self.own)\""))
        let there = try await browser.send(.get, "\(Self.own)/way")
        #expect(there.headers[.location] == "\(Self.own)?told=provider-not-begun")
        var page = try await browser.open(Self.own)
        #expect(page.html.contains("name=\"present-password\"") && !page.html.contains("\(Self.own)/way"))
        page = try await browser.send([:], to: Self.own, from: page)
        #expect(page.status == 422 && page.text.contains("Enter the password you use now"))
        page = try await browser.send(["present-password": "another one"], to: Self.own, from: page)
        #expect(page.status == 422 && page.text.contains("This is not the password you use now"))
        page = try await browser.send(["present-password": Self.password], to: Self.own, from: page)
        #expect(page.html.contains("href=\"\(Self.own)/way\""))
        let way = try await browser.send(.get, "\(Self.own)/way")
        #expect(way.headers[.location]?.hasPrefix("https://id.example/authorize?") == true)
        // What the provider does not redeem connects nothing.
        page = try await browser.open("/sign-in/provider/return?code=1&state=\(try Self.state(of: way))")
        #expect(page.heading == "Your organisation’s sign-in" && page.text.contains("Nothing was changed"))
        #expect(page.html.contains("name=\"present-password\""))
        page = try await browser.send([:], to: "\(Self.own)/end", from: page)
        #expect(page.status == 200 && page.html.contains("name=\"present-password\""))
    }

    @Test func `whoever was signed out on the way connects nothing`() async throws {
        let browser = try await signedIn()
        let page = try await browser.open(Self.own)
        _ = try await browser.send(["present-password": Self.password], to: Self.own, from: page)
        let state = try Self.state(of: try await browser.send(.get, "\(Self.own)/way"))
        _ = try await browser.send([:], to: "/sign-out", from: page)
        let back = try await browser.send(.get, "/sign-in/provider/return?code=1&state=\(state)")
        #expect(back.headers[.location] == "/sign-in?told=provider-not-begun")
    }

    @Test func `a provider that is away is told of on one's own page too`() async throws {
        let browser = try await signedIn(isAway: true)
        let page = try await browser.open(Self.own)
        _ = try await browser.send(["present-password": Self.password], to: Self.own, from: page)
        #expect(try await browser.open("\(Self.own)/way").text.contains("does not answer"))
    }
}
