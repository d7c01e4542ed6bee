import Casework
import HTTPTypes
import Testing

@testable import Web

/// Signing in leads to a page of ours, whatever stands in the address; nothing in an address becomes a header.
struct RedirectTests {
    @Test(arguments: [
        "//evil.example", "https://evil.example", "https:evil.example", "/\\evil.example", "\\\\evil.example",
        "/app//evil.example", "/app/\\evil.example", "/app/../\\evil", "/\t/evil.example", "/app/\t/evil.example",
        "/app\n/evil.example", " /app/people", "/app/people ", "javascript:alert(1)", "/app@evil.example", "app/people",
        "/app.evil.example", "/apple", "/r/demo.token", "/sign-out", "", "/app/\u{2028}x", "/app/é", "@evil.example",
        "/app/people\r\nSet-Cookie: a=b", "/%2fevil.example", "data:text/html,x",
    ])
    func `nobody is led out of the site`(wanted: String) throws {
        let actor = House.actor(.linkWorker)
        #expect(SignInPage.next(wanted, for: actor) == SignInPage.next("", for: actor))
    }

    @Test(arguments: ["/app/people", "/app/people?show=mine&page=2", "/app/groups/group-1"])
    func `a page of ours is led to`(wanted: String) {
        #expect(SignInPage.next(wanted, for: House.actor(.linkWorker)) == wanted)
    }

    @Test func `line breaks in an address do not become headers`() async throws {
        let browser = try await House().browser(as: nil)
        for address in [
            "/app/people/x%0d%0aSet-Cookie:%20evil=1", "/r/x%0d%0aevil:%201.0123456789abcdefghjkmnpqrs",
            "/setup/%0d%0aevil", "/sign-in?next=/app%0d%0aevil:%201", "/app?%0d%0aevil:1",
        ] {
            let sight = try await browser.send(.get, address)
            for field in sight.headers {
                #expect(!field.value.contains("\r") && !field.value.contains("\n"), "\(field.name) of \(address)")
                #expect(!field.name.rawName.contains("evil"))
            }
            if sight.headers[.location] != nil {
                #expect(sight.headers[.location]?.hasPrefix("/sign-in?next=/app") == true)
            }
        }
    }
}
