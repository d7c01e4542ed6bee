import HTTPTypes
import Hummingbird
import Testing

@testable import Web

/// Pages and forms that only tests ask for.
private struct TryingRoutes: RouteGroup {
    let site: Site
    struct Unforeseen: Error {}
    struct Full: RefusedOnPage {
        var refusal: Refusal { .notNow("This group is full until June.") }
    }

    func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/try/defect") { _, _ -> Response in throw Unforeseen() }
        pages.get("/try/full") { _, _ -> Response in throw Full() }
        pages.get("/try/mine") { _, context -> Response in
            _ = try context.signedIn()
            return Response(status: .ok)
        }
        pages.get("/try/things/:id") { _, context -> Response in
            _ = try context.path("id")
            throw Refusal.unknown
        }
        pages.post("/try/stale") { _, _ -> Response in
            throw Refusal.stale(
                Refusal.Conflict(
                    subject: "The group's name",
                    differences: [Refusal.Conflict.Difference(field: "Name", yours: "<b>Mine</b>", theirs: "Theirs")],
                    address: "/app/groups/1"))
        }
        pages.get("/try/often") { _, _ -> Response in throw Refusal.tooMany(retryAfterSeconds: 300) }
    }
}

struct SiteTests {
    private let browser: Browser

    init() throws {
        let site = try Site.forTest()
        browser = Browser(site.router([TryingRoutes(site: site)]).buildResponder())
    }

    @Test func `the first page names the languages and leads to what Kith is`() async throws {
        let first = try await browser.open("/")
        #expect(first.status == 200)
        #expect(first.html.contains("<a href=\"/en/\" lang=\"en\" hreflang=\"en\""))
        let welcome = try await browser.open("/en/")
        #expect(welcome.heading == "Find people and places that help")
        #expect(welcome.html.contains("data-exit"))
        #expect(browser.cookies.isEmpty, "a page without a form gives nobody a cookie")
    }

    @Test func `every answer says what the browser must not do`() async throws {
        for address in ["/", "/en/", "/nothing-here", "/try/defect", "/healthz"] {
            let sight = try await browser.open(address)
            let policy = try #require(sight.headers[.contentSecurityPolicy])
            #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "\(address)")
            #expect(sight.headers[.xContentTypeOptions] == "nosniff")
            #expect(sight.headers[try #require(HTTPField.Name("Referrer-Policy"))] == "no-referrer")
        }
    }

    @Test func `a page with a form is never kept, an asset for a year`() async throws {
        let guide = try await browser.open("/styleguide")
        #expect(guide.headers[.cacheControl] == "no-store")
        let style = try #require(guide.html.firstMatch(of: /href="(\/assets\/[0-9a-f]{16}\/kith\.css)"/)).output.1
        let asset = try await browser.open(String(style))
        #expect(asset.status == 200)
        #expect(asset.headers[.contentType] == "text/css; charset=utf-8")
        #expect(asset.headers[.cacheControl] == "public, max-age=31536000, immutable")
        #expect(try await browser.open("/assets/0000000000000000/kith.css").status == 404)
        #expect(try await browser.open("/assets/..%2f..%2f/kith.css").status == 404)
    }

    @Test func `the stylesheet is small enough for a slow phone, and no rule hides in another`() async throws {
        let guide = try await browser.open("/styleguide")
        let address = try #require(guide.html.firstMatch(of: /href="(\/assets\/[0-9a-f]{16}\/kith\.css)"/)).output.1
        let style = try await browser.open(String(address)).html
        #expect(style.utf8.count < 40_000, "\(style.utf8.count) bytes")
        // A merge that loses a brace puts everything after it behind somebody's wide screen.
        var depth = 0
        for line in style.split(separator: "\n") {
            if line.hasPrefix("@media") { #expect(depth == 0, "\(line)") }
            depth += line.count { $0 == "{" } - line.count { $0 == "}" }
        }
        #expect(depth == 0)
    }

    @Test func `the style guide is there in the demo only`() async throws {
        let site = try Site.forTest(isDemo: false)
        #expect(
            try await Browser(site.router([]).buildResponder()).open("/styleguide").status == 404)
    }

    @Test func `what goes wrong has its status and a page in plain words`() async throws {
        let unknown = try await browser.open("/nothing-here")
        #expect(unknown.status == 404)
        #expect(unknown.heading == "We cannot find this page")
        #expect(try await browser.open("/try/things/7").html == unknown.html, "a thing of others looks like no thing")
        #expect(try await browser.send(.post, "/en/").status == 405)
        let full = try await browser.open("/try/full")
        #expect(full.status == 409)
        #expect(full.text.contains("This group is full until June."))
        let often = try await browser.open("/try/often")
        #expect(often.status == 429)
        #expect(often.headers[.retryAfter] == "300")
        #expect(often.text.contains("Wait 5 minutes"))
    }

    @Test func `a defect shows a number and nothing else`() async throws {
        let sight = try await browser.open("/try/defect")
        #expect(sight.status == 500)
        #expect(sight.html.contains(/<p class="reference">[0-9a-f]{8}<\/p>/))
        #expect(!sight.html.contains("Unforeseen"))
    }

    @Test func `whoever is not signed in is led to the sign-in page and back`() async throws {
        let sight = try await browser.send(.get, "/try/mine")
        #expect(sight.status == 303)
        #expect(sight.headers[.location] == "/sign-in?next=/try/mine")
    }

    @Test func `a stale form comes back with both texts`() async throws {
        let page = try await browser.open("/styleguide")
        let sight = try await browser.send([:], to: "/try/stale", from: page)
        #expect(sight.status == 409)
        #expect(sight.text.contains("<b>Mine</b>") && sight.text.contains("Theirs"))
    }

    @Test func `an address that is not text is refused`() async throws {
        #expect(try await browser.open("/?q=%ff").status == 400)
        #expect(try await browser.open("/?q=%00").status == 400)
    }

    @Test func `a head request has the headers and no body`() async throws {
        let sight = try await browser.send(.head, "/en/")
        #expect(sight.status == 200)
        #expect(sight.html.isEmpty)
    }

    @Test func `cookies are strict where the site is reached by https`() async throws {
        let site = try Site.forTest(baseURL: "https://kith.example")
        let sight = try await Browser(site.router([]).buildResponder(), host: "kith.example").open("/styleguide")
        let cookie = try #require(sight.headers[.setCookie])
        #expect(cookie.hasPrefix("__Host-kith-visit="))
        for property in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] { #expect(cookie.contains(property)) }
        #expect(!cookie.contains("Domain") && !cookie.contains("Max-Age"))
        #expect(sight.headers[.strictTransportSecurity] != nil)
    }
}
