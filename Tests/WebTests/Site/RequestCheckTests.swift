import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import Web

/// What no browser sends that reads our pages is refused before anything looks at it.
struct RequestCheckTests {
    private func browser(host: String, baseURL: String = "https://kith.example") throws -> Browser {
        Browser(try Site.forTest(baseURL: baseURL).router([]).buildResponder(), from: "127.0.0.1", host: host)
    }

    private static let names: [(base: String, good: [String], bad: [String])] = [
        (
            "https://kith.example",
            ["kith.example", "KITH.example", "kith.example:443", "kith.example:8080", "kith.example."],
            [
                "evil.example", "kith.example.evil.example", "kith.example@evil.example",
                "kith.example:80@evil.example",
                "127.0.0.1", "localhost", "[::1]", "", ":80", " kith.example", "kith.example/", "[kith.example",
            ]
        ),
        (
            "http://127.0.0.1:8080", ["127.0.0.1:8080", "localhost", "127.9.9.9", "[::1]:8080", "localhost."],
            [
                "evil.example", "127.0.0.1.evil.example", "127.evil.example", "10.0.0.1", "localhost.evil.example",
                "[::2]",
            ]
        ),
        (
            "http://0.0.0.0:8080", ["10.0.0.1", "192.168.1.7:8080", "localhost:8080", "[fe80::1]", "[2001:db8::1]:80"],
            ["evil.example", "10.0.0.1.evil.example", "999.0.0.1", "[evil]", "kith"]
        ),
        ("http://[::1]:8080", ["[::1]:8080", "localhost"], ["evil.example", "[::1]evil.example"]),
    ]

    @Test(arguments: names)
    func `the site answers to its own name only`(base: String, good: [String], bad: [String]) throws {
        let hosts = SiteHosts(baseURL: try #require(URL(string: base)))
        for host in good { #expect(hosts.contains(host), "\(host)") }
        for host in bad { #expect(!hosts.contains(host), "\(host)") }
        #expect(!hosts.contains(nil))
    }

    @Test func `another name gets a page in plain words that leads nowhere else`() async throws {
        for address in ["/", "/en/", "/sign-in", "/app", "/nothing-here"] {
            let sight = try await browser(host: "evil.example").send(.get, address)
            #expect(sight.status == 421)
            #expect(sight.heading == "This address does not lead here")
            #expect(!sight.html.contains("evil"))
            #expect(sight.headers[.cacheControl] == "no-store")
        }
    }

    @Test func `supervisors ask by the server's own address`() async throws {
        let browser = try browser(host: "10.0.0.7:8080")
        for address in ["/healthz", "/readyz", "/metrics"] {
            #expect(try await browser.send(.get, address).status == 200, "\(address)")
        }
    }

    @Test func `no page takes its links from what the browser says`() async throws {
        let browser = try browser(host: "kith.example:4444")
        let headers: HTTPFields = [
            try #require(HTTPField.Name("X-Forwarded-Host")): "evil.example",
            try #require(HTTPField.Name("X-Forwarded-Proto")): "evil",
            try #require(HTTPField.Name("Forwarded")): "host=evil.example",
            try #require(HTTPField.Name("X-HTTP-Method-Override")): "DELETE",
            try #require(HTTPField.Name("X-Original-URL")): "/app",
        ]
        for address in ["/", "/en/", "/sign-in"] {
            let sight = try await browser.send(.get, address, headers: headers)
            #expect(sight.status == 200 || sight.status == 404)
            #expect(!sight.html.contains("evil") && !sight.html.contains("4444"))
        }
    }

    @Test func `an address or headers beyond all measure are refused`() async throws {
        let browser = try browser(host: "kith.example")
        #expect(try await browser.send(.get, "/?q=" + String(repeating: "a", count: 4_000)).status == 200)
        #expect(try await browser.send(.get, "/?q=" + String(repeating: "a", count: 4_100)).status == 414)
        let name = try #require(HTTPField.Name("X-Much"))
        var many = HTTPFields()
        for number in 0..<70 { many.append(HTTPField(name: name, value: "\(number)")) }
        #expect(try await browser.send(.get, "/", headers: many).status == 431)
        let long: HTTPFields = [name: String(repeating: "a", count: 17_000)]
        #expect(try await browser.send(.get, "/", headers: long).status == 431)
    }

    @Test func `a method that a page does not have is refused, and says which it has`() async throws {
        let browser = try browser(host: "kith.example")
        for method in [HTTPRequest.Method.put, .patch, .delete, .options, .trace, .post] {
            let sight = try await browser.send(method, "/en/", headers: [.cookie: "kith-visit=marker"])
            #expect(sight.status == 405)
            #expect(sight.headers[.allow] == "GET, HEAD")
            #expect(!sight.html.contains("marker"), "what was sent does not come back")
        }
        #expect(try await browser.send(.connect, "/en/").status == 404)
        let made = try #require(HTTPRequest.Method("MADE-UP"))
        #expect(try await browser.send(made, "/en/").status == 404)
    }

    @Test(arguments: [
        "/assets/../Templates/layout.mustache", "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2f..%2fetc%2fpasswd/x",
        "/assets/%252e%252e/kith.css", "/assets/x/..%5c..%5ckith.css", "/assets/x/kith.css%00.svg", "//etc/passwd",
        "/assets//kith.css", "/assets/x/", "/assets/%c0%ae%c0%ae/kith.css", "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/./kith.css", "/assets/x/kith.css/..", "/robots.txt/../../etc/passwd",
    ])
    func `no path leads out of the site's own files`(address: String) async throws {
        let sight = try await browser(host: "kith.example").send(.get, address)
        #expect(sight.status == 404 || sight.status == 400)
        #expect(!sight.html.contains("root:") && !sight.html.contains("{{"))
    }
}
