import Foundation
import HTTPTypes
import Hummingbird
import Testing

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

    @Test func `a way back that was not begun, or broken off, ends at the sign-in page with a word`() async throws {
        let browser = try await browser { House.provider(for: $0) }
        let sight = try await browser.send(.get, "/sign-in/provider/return?code=1&state=1")
        #expect(sight.status == 303 && sight.headers[.location] == "/sign-in?told=provider-refused")
        let page = try await browser.open("/sign-in/provider/return?error=access_denied&state=1")
        #expect(page.heading == "Sign in" && page.text.contains("did not let you in"))
    }

    @Test func `what was kept for the way back is forgotten on arrival`() async throws {
        let browser = try await browser { House.provider(for: $0) }
        let there = try await browser.send(.get, "/sign-in/provider")
        let items = URLComponents(string: there.headers[.location] ?? "")?.queryItems ?? []
        let state = try #require(items.first { $0.name == "state" }?.value)
        // The provider does not take the code.
        let back = try await browser.send(.get, "/sign-in/provider/return?code=1&state=\(state)")
        #expect(back.headers[.location] == "/sign-in?told=provider-refused")
        let cookie = try #require(back.headers[values: .setCookie].first { $0.hasPrefix("kith-provider=") })
        #expect(cookie.contains("Max-Age=0"))
    }

    @Test func `a provider that is away is told of, and a password still works`() async throws {
        let browser = try await browser { House.provider(for: $0, isAway: true) }
        let page = try await browser.open("/sign-in/provider")
        #expect(page.heading == "Sign in" && page.text.contains("does not answer"))
        #expect(page.html.contains("name=\"password\""))
    }
}
