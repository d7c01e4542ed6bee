import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOConcurrencyHelpers
import NIOCore
import Testing
import Vocabulary

@testable import Web

/// A browser without a screen: it keeps cookies, follows redirects, and sends the forms of a page
/// with the hidden fields that stand in them. It talks to the router's responder, without a network.
final class Browser {
    /// A page as it came back.
    struct Sight {
        let address: String
        let status: Int
        let headers: HTTPFields
        let html: String

        /// The text between the first `<h1>` and its end, without tags.
        var heading: String { Sight.text(of: Sight.between("<h1", "</h1>", in: html)) }
        var title: String { Sight.text(of: Sight.between("<title>", "</title>", in: html)) }
        /// Everything that can be read, without tags.
        var text: String { Sight.text(of: html) }

        /// The value of the hidden field of this name, the first on the page.
        func hidden(_ name: String) -> String? {
            guard let start = html.range(of: "name=\"\(name)\" value=\"") else { return nil }
            return String(html[start.upperBound...].prefix { $0 != "\"" })
        }

        private static func between(_ start: String, _ end: String, in html: String) -> String {
            guard let from = html.range(of: start), let to = html.range(of: end, range: from.upperBound..<html.endIndex)
            else { return "" }
            let inner = html[from.upperBound..<to.lowerBound]
            return start.hasSuffix(">") ? String(inner) : String(inner.drop { $0 != ">" }.dropFirst())
        }

        private static func text(of html: String) -> String {
            html.replacing(/<[^>]*>/, with: "")
                .replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&lt;", with: "<")
                .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }

    private let responder: RouterResponder<SiteContext>
    private(set) var cookies: [String: String] = [:]
    private let address: String
    private let host: String
    private let logger: Logger

    init(
        _ responder: RouterResponder<SiteContext>, from address: String = "192.0.2.1", cookies: [String: String] = [:],
        host: String = "localhost", logger: Logger? = nil
    ) {
        self.host = host
        self.cookies = cookies
        self.responder = responder
        self.address = address
        self.logger = logger ?? Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    }

    /// Opens an address, and follows redirects like a browser, up to five.
    func open(_ address: String) async throws -> Sight {
        try await follow(try await send(.get, address))
    }

    /// Sends a form to `address`, with the proof and the submission of the page it stands on.
    func send(_ fields: KeyValuePairs<String, String>, to address: String, from page: Sight) async throws -> Sight {
        try await post(fields.map { ($0.key, $0.value) }, to: address, from: page)
    }

    /// Sends a form whose fields are not known beforehand.
    func post(_ fields: [(String, String)], to address: String, from page: Sight) async throws -> Sight {
        var all = fields
        if let proof = page.hidden(FormField.proof) { all.append((FormField.proof, proof)) }
        for name in [FormField.submission, FormField.owner, FormField.page] where !all.contains(where: { $0.0 == name })
        {
            if let value = page.hidden(name) { all.append((name, value)) }
        }
        let body = all.map { "\(Self.encode($0.0))=\(Self.encode($0.1))" }.joined(separator: "&")
        return try await follow(try await send(.post, address, body: body))
    }

    /// One request as it is, without following where the answer leads.
    func send(
        _ method: HTTPRequest.Method, _ address: String, body: String? = nil,
        type: String = "application/x-www-form-urlencoded", headers extra: HTTPFields = [:]
    ) async throws -> Sight {
        var headers = extra
        if !cookies.isEmpty {
            headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")
        }
        if body != nil { headers[.contentType] = type }
        let head = HTTPRequest(
            method: method, scheme: "http", authority: host, path: address, headerFields: headers)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body ?? "")))
        let response = try await responder.respond(
            to: request, context: SiteContext(logger: logger, remoteAddress: self.address))
        for cookie in response.headers[values: .setCookie] { keep(cookie) }
        let writer = BodyCollector()
        try await response.body.write(writer)
        return Sight(
            address: address, status: response.status.code, headers: response.headers,
            html: String(buffer: writer.collected.withLockedValue { $0 }))
    }

    static func encode(_ text: String) -> String {
        text.utf8.map { plain.contains($0) ? String(UnicodeScalar($0)) : "%" + Hexadecimal.text([$0]) }.joined()
    }

    private static let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~".utf8)

    private func follow(_ first: Sight) async throws -> Sight {
        var sight = first
        for _ in 0..<5 {
            guard (300..<400).contains(sight.status), let location = sight.headers[.location] else { return sight }
            // What follows the # stays in the browser.
            sight = try await send(.get, String(location.prefix { $0 != "#" }))
        }
        Issue.record("five redirects and no page")
        return sight
    }

    private func keep(_ header: String) {
        let pair = header.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(pair[0])
        let value = pair.count > 1 ? String(pair[1]) : ""
        cookies[name] = value.isEmpty ? nil : value
    }
}

/// Collects what a response writes.
private struct BodyCollector: ResponseBodyWriter {
    let collected = NIOLockedValueBox(ByteBuffer())

    mutating func write(_ buffer: ByteBuffer) async throws {
        _ = collected.withLockedValue { $0.writeImmutableBuffer(buffer) }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
