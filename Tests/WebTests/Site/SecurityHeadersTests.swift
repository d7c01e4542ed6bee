import Casework
import HTTPTypes
import Hummingbird
import Testing

@testable import Web

/// Every answer of every route, to everybody, carries what keeps a browser from doing harm; nothing about somebody is
/// kept in a browser's memory of pages.
@Suite("What every answer says to the browser")
struct SecurityHeadersTests {
    /// A hub of its own: the statements that others ask of theirs are counted.
    private static let hub = Task { () async throws -> FilledHub in try await FilledHub(rows: 10) }

    /// What the same bytes are for everybody, under addresses of their own.
    private static let kept = ["/assets/", "/favicon.ico", "/robots.txt"]
    private static let plain = kept + ["/healthz", "/readyz", "/metrics"]

    private static let expected: KeyValuePairs = [
        "Content-Security-Policy":
            "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    ]

    private func check(_ sight: Browser.Sight, _ method: HTTPRequest.Method, isSignedIn: Bool) throws {
        let what = "\(method) \(sight.address): \(sight.status)"
        for (name, value) in Self.expected {
            #expect(sight.headers[try #require(HTTPField.Name(name))] == value, "\(name) of \(what)")
        }
        let caching = try #require(sight.headers[.cacheControl], "\(what) does not say whether it may be kept")
        let mayBeKept = sight.status == 200 && Self.kept.contains { sight.address.hasPrefix($0) }
        let isPublic = !isSignedIn && sight.status == 200
        #expect(caching == "no-store" || mayBeKept || (isPublic && caching == "no-cache"), "\(what) says \(caching)")
        #expect(sight.status < 500, "\(what)")
    }

    @Test func `every route answers everybody with every header, and nothing about somebody is kept`() async throws {
        let hub = try await Self.hub.value
        for (_, addresses) in Rounds(hub: hub).addresses() {
            for address in addresses {
                for role in [nil] + Role.allCases.map(Optional.some) {
                    let browser = hub.browser(as: role)
                    let sight = try await browser.send(.get, address)
                    try check(sight, .get, isSignedIn: role != nil && !Self.plain.contains { address.hasPrefix($0) })
                    // With a token in its address a page is about somebody, whoever looks.
                    if address.contains(".") && !Self.plain.contains(where: { address.hasPrefix($0) }) {
                        #expect(sight.headers[.cacheControl] == "no-store", "\(address)")
                    }
                }
                try check(try await hub.browser(as: .linkWorker).send(.head, address), .head, isSignedIn: true)
            }
        }
    }

    @Test func `a refusal of any kind carries them too`() async throws {
        let hub = try await Self.hub.value
        let paths = Set(hub.router.routes.map(\.path.description))
        for path in paths.sorted() {
            // No form of ours: nothing is done, whatever stands in the path.
            let address = path.replacing("{", with: "").replacing("}", with: "")
            for method in [HTTPRequest.Method.post, .put, .delete, .options, .trace] {
                // Whoever leaves is not refused.
                if method == .post, LeavingAddress(rawValue: address) != nil {
                    let sight = try await hub.browser(as: nil).send(method, address)
                    try check(sight, method, isSignedIn: true)
                    #expect(sight.status == (address == LeavingAddress.quick.rawValue ? 405 : 303), "\(address)")
                    continue
                }
                let sight = try await hub.browser(as: .linkWorker).send(method, address)
                try check(sight, method, isSignedIn: true)
                #expect([400, 403, 404, 405].contains(sight.status), "\(method) \(address): \(sight.status)")
            }
        }
        for address in ["/nothing-here", "/app/nothing-here", "/?q=%ff", "/r/made-up", "/assets/0/none.css"] {
            try check(try await hub.browser(as: nil).send(.get, address), .get, isSignedIn: true)
        }
    }

    @Test func `by https the browser is told to stay with it`() async throws {
        let name = try #require(HTTPField.Name("Strict-Transport-Security"))
        let secure = try Site.forTest(baseURL: "https://kith.example").router([]).buildResponder()
        for address in ["/", "/nothing-here", "/healthz", "/robots.txt", "/sign-in?next=/app"] {
            let sight = try await Browser(secure, host: "kith.example").send(.get, address)
            #expect(sight.headers[name] == "max-age=31536000; includeSubDomains")
        }
        let plain = Browser(try Site.forTest().router([]).buildResponder())
        #expect(try await plain.send(.get, "/").headers[name] == nil)
    }
}
