import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Testing

@testable import Web

struct ProxyTests {
    private struct Echo: RouteGroup {
        func add(to pages: RouterGroup<SiteContext>) {
            pages.get("/try/sender") { _, context in context.remoteAddress ?? "" }
        }
    }

    private func browser(from address: String, proxies: [String] = [], base: String = "http://localhost") throws
        -> Browser
    {
        let site = try Site(
            settings: SiteSettings(
                baseURL: try #require(URL(string: base)), secret: Array(repeating: 7, count: 32),
                proxies: proxies.compactMap(AddressRange.init)))
        return Browser(
            site.router([Echo()]).buildResponder(), from: address, host: try #require(URL(string: base)?.host()))
    }

    private func headers(_ pairs: [(String, String)]) throws -> HTTPFields {
        var fields = HTTPFields()
        for (name, value) in pairs { fields.append(HTTPField(name: try #require(HTTPField.Name(name)), value: value)) }
        return fields
    }

    @Test(arguments: [
        // Whoever connects directly is who they are, whatever they say.
        ("192.0.2.1", ["10.0.0.0/8"], ["203.0.113.7"], "192.0.2.1"),
        ("192.0.2.1", [], ["203.0.113.7"], "192.0.2.1"),
        ("10.1.2.3", ["10.0.0.0/8"], ["203.0.113.7"], "203.0.113.7"),
        // What somebody wrote before the proxy's own word counts for nothing.
        ("10.1.2.3", ["10.0.0.0/8"], ["198.51.100.9, 203.0.113.7"], "203.0.113.7"),
        ("10.1.2.3", ["10.0.0.0/8"], ["198.51.100.9", "203.0.113.7"], "203.0.113.7"),
        // Two proxies of ours in a row.
        ("10.1.2.3", ["10.0.0.0/8"], ["198.51.100.9, 203.0.113.7, 10.9.9.9"], "203.0.113.7"),
        ("10.1.2.3", ["10.0.0.0/8"], ["not an address"], "10.1.2.3"),
        ("10.1.2.3", ["10.0.0.0/8"], [], "10.1.2.3"),
        ("::1", ["::1/128"], ["2001:db8::7"], "2001:db8::7"),
        ("::ffff:10.1.2.3", ["10.0.0.0/8"], ["203.0.113.7"], "203.0.113.7"),
    ])
    func `a proxy is believed because of where it is`(
        connection: String, proxies: [String], forwarded: [String], sender: String
    ) async throws {
        let sight = try await browser(from: connection, proxies: proxies).send(
            .get, "/try/sender", headers: try headers(forwarded.map { ("X-Forwarded-For", $0) }))
        #expect(sight.html == sender)
    }

    @Test func `a page asked for in the clear is asked for again by TLS, and nothing sent in the clear is taken`()
        async throws
    {
        let browser = try browser(from: "10.1.2.3", proxies: ["10.0.0.0/8"], base: "https://kith.example")
        let clear = try headers([("X-Forwarded-Proto", "http")])
        let sight = try await browser.send(.get, "/sign-in?next=/app", headers: clear)
        #expect(sight.status == 308 && sight.headers[.location] == "https://kith.example/sign-in?next=/app")
        #expect(try await browser.send(.post, "/sign-in", body: "a=b", headers: clear).status == 403)
        #expect(try await browser.send(.get, "/healthz", headers: clear).status == 200)
        let tls = try headers([("X-Forwarded-Proto", "https")])
        #expect(try await browser.send(.get, "/try/sender", headers: tls).status == 200)
        // From elsewhere the header is nobody's word.
        let other = try self.browser(from: "192.0.2.1", proxies: ["10.0.0.0/8"], base: "https://kith.example")
        #expect(try await other.send(.get, "/try/sender", headers: clear).status == 200)
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("192.0.2.128/25", "192.0.2.127", false),
        ("192.0.2.128/25", "192.0.2.129", true), ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false),
        ("0.0.0.0/0", "203.0.113.7", true), ("0.0.0.0/0", "2001:db8::1", false),
        ("2001:db8::/33", "2001:db8:8000::1", false), ("2001:db8::/33", "2001:db8:7fff::1", true),
    ])
    func `a range holds the addresses that begin like it`(range: String, address: String, holds: Bool) throws {
        #expect(try #require(AddressRange(range)).contains(address) == holds)
    }

    @Test(arguments: ["", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0/8", "::1/129", "a/8", "10.0.0.0/8/8"])
    func `what is no range is none`(text: String) {
        #expect(AddressRange(text) == nil)
    }
}
