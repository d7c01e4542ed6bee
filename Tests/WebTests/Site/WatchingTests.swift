import Foundation
import HTTPTypes
import Hummingbird
import Metering
import Synchronization
import Testing

@testable import Web

/// What a supervisor, a load balancer and Prometheus ask: `/healthz`, `/readyz` and `/metrics`.
struct WatchingTests {
    private static let secret = "figures-for-one-reader"

    private struct TryingRoutes: RouteGroup {
        struct Unforeseen: Error {}

        func add(to pages: RouterGroup<SiteContext>) {
            pages.get("/try/defect") { _, _ -> Response in throw Unforeseen() }
            pages.get("/try/people/:id") { _, _ in Response(status: .ok) }
        }
    }

    private func browser(
        from address: String = "127.0.0.1", isBehindProxy: Bool = false, token: String? = nil,
        readiness: Readiness = Readiness()
    ) throws -> Browser {
        let site = try Site(
            settings: SiteSettings(
                baseURL: try #require(URL(string: "http://localhost")), secret: Array(repeating: 7, count: 32),
                proxies: isBehindProxy ? AddressRange.thisMachine : [], metricsToken: token.flatMap(MetricsToken.init)),
            readiness: readiness)
        return Browser(site.router([TryingRoutes()]).buildResponder(), from: address)
    }

    private func header(_ name: String, _ value: String) throws -> HTTPFields {
        [try #require(HTTPField.Name(name)): value]
    }

    // MARK: Figures

    @Test(arguments: ["127.0.0.1", "127.3.2.1", "::1", "::ffff:127.0.0.1"])
    func `this machine reads the figures, and nobody keeps them`(address: String) async throws {
        let sight = try await browser(from: address).open("/metrics")
        #expect(sight.status == 200)
        #expect(sight.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(sight.headers[.cacheControl] == "no-store")
        #expect(sight.html.contains("# TYPE kith_requests_under_way gauge\nkith_requests_under_way 1\n"))
    }

    @Test(arguments: ["192.0.2.1", "10.0.0.1", "::1234", "2001:db8::1", "1127.0.0.1"])
    func `for another machine there is no such page`(address: String) async throws {
        let browser = try browser(from: address)
        for method in [HTTPRequest.Method.get, .post, .put] {
            let sight = try await browser.send(method, "/metrics")
            let unknown = try await browser.send(method, "/nothing-here")
            #expect(sight.status == 404)
            #expect(sight.html == unknown.html)
            #expect(sight.headers == unknown.headers)
        }
    }

    @Test(arguments: ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP"])
    func `what came through a proxy on this machine is not from this machine`(name: String) async throws {
        for isBehindProxy in [true, false] {
            let browser = try browser(isBehindProxy: isBehindProxy)
            for value in ["192.0.2.1", "127.0.0.1"] {
                #expect(try await browser.send(.get, "/metrics", headers: try header(name, value)).status == 404)
            }
            #expect(try await browser.open("/metrics").status == 200)
        }
    }

    @Test func `another machine is not believed when it says that it is this one`() async throws {
        let browser = try browser(from: "192.0.2.1", isBehindProxy: true)
        let sight = try await browser.send(.get, "/metrics", headers: try header("X-Forwarded-For", "127.0.0.1"))
        #expect(sight.status == 404)
    }

    @Test func `the token opens the figures from anywhere, and nothing else does`() async throws {
        let browser = try browser(from: "192.0.2.1", isBehindProxy: true, token: Self.secret)
        for right in ["Bearer \(Self.secret)", "bearer \(Self.secret)"] {
            #expect(try await browser.send(.get, "/metrics", headers: [.authorization: right]).status == 200)
        }
        for wrong in [
            "Bearer \(Self.secret)x", "Bearer \(Self.secret.dropLast())", "Bearer ", "Bearer", "", Self.secret,
            "Basic \(Self.secret)", "Bearer \(Self.secret.uppercased())",
        ] {
            #expect(
                try await browser.send(.get, "/metrics", headers: [.authorization: wrong]).status == 404, "\(wrong)")
        }
        #expect(try await browser.open("/metrics").status == 404)
    }

    @Test(arguments: [
        "", "short", "nineteen-characters", "twenty characters, one of them a space", "übermäßig-lang-und-gut",
    ])
    func `a token that could be guessed or sent by no header is none`(text: String) {
        #expect(MetricsToken(text) == nil)
    }

    @Test func `requests are counted by their route, and never by their path`() async throws {
        let browser = try browser()
        for address in ["/try/people/8f14e45f", "/try/people/c9f0f895", "/try/defect", "/who-is/8f14e45f", "/who/else"]
        {
            _ = try await browser.open(address)
        }
        _ = try await browser.send(try #require(HTTPRequest.Method("BREW")), "/try/people/8f14e45f")
        _ = try await browser.send(.put, "/try/people/8f14e45f")
        let page = try await browser.open("/metrics").html
        for line in [
            "kith_requests_total{method=\"GET\",route=\"/try/people/{id}\",status=\"200\"} 2",
            "kith_requests_total{method=\"PUT\",route=\"/try/people/{id}\",status=\"405\"} 1",
            "kith_requests_total{method=\"GET\",route=\"NotFound\",status=\"404\"} 2",
            "kith_requests_total{method=\"other\",route=\"NotFound\",status=\"404\"} 1",
            "kith_requests_total{method=\"GET\",route=\"/try/defect\",status=\"500\"} 1",
            "kith_request_errors_total{method=\"GET\",route=\"/try/defect\"} 1",
            "kith_request_errors_total{method=\"GET\",route=\"/try/people/{id}\"} 0",
            "kith_request_seconds_count{method=\"GET\",route=\"/try/people/{id}\"} 2",
            "kith_request_seconds_bucket{method=\"GET\",route=\"/try/people/{id}\",le=\"+Inf\"} 2",
            "kith_requests_under_way 1",
        ] {
            #expect(page.contains(line + "\n"), "\(line)")
        }
        #expect(!page.contains("8f14e45f") && !page.contains("who") && !page.contains("BREW"))
    }

    // MARK: Ready or not

    @Test func `a server says in one word why it wants no requests`() async throws {
        let storeAnswers = Mutex(true)
        let readiness = Readiness(isServing: false, patience: .seconds(60)) {
            storeAnswers.withLock { $0 } ? nil : .store
        }
        let browser = try browser(from: "192.0.2.1", readiness: readiness)
        func says(_ word: String, _ status: Int) async throws {
            let sight = try await browser.open("/readyz")
            #expect(sight.status == status)
            #expect(sight.html == word + "\n")
            #expect(sight.headers[.cacheControl] == "no-store")
            #expect(try await browser.open("/healthz").html == "alive\n")
            #expect(try await browser.open("/en/").status == 200, "it goes on answering")
        }
        try await says("starting", 503)
        readiness.serve()
        try await says("ready", 200)
        storeAnswers.withLock { $0 = false }
        try await says("store", 503)
        storeAnswers.withLock { $0 = true }
        try await says("ready", 200)
        readiness.drain()
        try await says("draining", 503)
        readiness.serve()
        try await says("draining", 503)
    }

    @Test func `a server that is not ready has made no error`() async throws {
        let browser = try browser(readiness: Readiness { .store })
        #expect(try await browser.open("/readyz").status == 503)
        let page = try await browser.open("/metrics").html
        #expect(page.contains("kith_requests_total{method=\"GET\",route=\"/readyz\",status=\"503\"} 1\n"))
        #expect(page.contains("kith_request_errors_total{method=\"GET\",route=\"/readyz\"} 0\n"))
    }

    @Test(.timeLimit(.minutes(5)))
    func `a store that hangs is asked once, and nobody waits for it longer than patience`() async throws {
        let asked = Mutex(0)
        let (held, release) = AsyncStream.makeStream(of: Void.self)
        let readiness = Readiness(patience: .milliseconds(50)) {
            asked.withLock { $0 += 1 }
            for await _ in held {}
            return nil
        }
        let browser = try browser(readiness: readiness)
        for _ in 0..<3 { #expect(try await browser.open("/readyz").html == "store\n") }
        #expect(asked.withLock { $0 } == 1)
        release.finish()
        // The question that hung is answered now, and then a new one is asked.
        while await readiness.obstacle() != nil || asked.withLock({ $0 }) == 1 {
            try await Task.sleep(for: .milliseconds(1))
        }
    }
}
