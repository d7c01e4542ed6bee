import HTTPTypes
import Hummingbird
import Testing

@testable import Web

struct FormCheckTests {
    private let browser: Browser

    init() throws { browser = Browser(try Site.forTest().router([]).buildResponder()) }

    @Test func `a form that is right is taken, one that is wrong comes back as it was`() async throws {
        let page = try await browser.open("/styleguide")
        let wrong = try await browser.send(
            ["name": " ", "walk": "three", "note": "Ω <b> 🧡 لا", "fee": "2.5"], to: "/styleguide", from: page)
        #expect(wrong.status == 422)
        #expect(wrong.title.hasPrefix("Error: "))
        #expect(wrong.html.contains("<a href=\"#name\">Enter a name or an alias</a>"))
        #expect(
            wrong.html.contains("<a href=\"#walk\">Enter how many")
                || wrong.html.contains("<a href=\"#walk\">Enter a whole number"))
        #expect(wrong.html.contains("aria-describedby=\"name-hint name-problem\""))
        #expect(wrong.html.contains("Ω &lt;b&gt; 🧡 لا</textarea>"))
        #expect(wrong.html.contains("value=\"three\""))
        #expect(
            wrong.hidden(FormField.submission) == page.hidden(FormField.submission), "it is still the same submission")
        let right = try await browser.send(
            ["name": "Selam", "walk": "٢٠", "ends": "2026-12-24", "risk": "R1"], to: "/styleguide", from: wrong)
        #expect(right.status == 200)
    }

    @Test func `a form without a proof, or with somebody else's, is refused and what was typed is shown`() async throws
    {
        let page = try await browser.open("/styleguide")
        let none = try await browser.send(.post, "/styleguide", body: "name=Selam&password=secret")
        #expect(none.status == 403)
        #expect(none.heading == "This page was open for too long")
        #expect(none.text.contains("Selam") && !none.text.contains("secret"))
        let other = Browser(try Site.forTest().router([]).buildResponder())
        _ = try await other.open("/styleguide")
        #expect(try await other.send(["name": "Selam"], to: "/styleguide", from: page).status == 403)
    }

    @Test func `a proof from before somebody signed in does not count afterwards`() {
        let guardian = FormGuard(secret: Array(repeating: 1, count: 32))
        let before = guardian.proof(visit: "v", session: nil)
        #expect(guardian.isProof(before, visit: "v", session: nil))
        #expect(!guardian.isProof(before, visit: "v", session: "s"))
        #expect(!guardian.isProof(before, visit: "w", session: nil))
        #expect(!guardian.isProof("", visit: "v", session: nil))
        #expect(!FormGuard(secret: Array(repeating: 2, count: 32)).isProof(before, visit: "v", session: nil))
    }

    @Test func `what is too long or no form is refused`() async throws {
        let page = try await browser.open("/styleguide")
        let long = try await browser.send(
            ["name": String(repeating: "a", count: 1_000_000)], to: "/styleguide", from: page)
        #expect(long.status == 413)
        #expect(long.heading == "That is too long")
        #expect(try await browser.send(.post, "/styleguide", body: "{}", type: "application/json").status == 400)
        #expect(try await browser.send(.post, "/styleguide", body: "name=%ff").status == 400)
        #expect(try await browser.send(.post, "/styleguide", body: "name=%0").status == 400)
        #expect(try await browser.send(.post, "/styleguide", body: "name=a%00b").status == 400)
        for type in [
            "application/x-www-form-urlencoded-not", "multipart/form-data; boundary=x", "text/plain", "",
            "application/x-www-form-urlencoded; charset=utf-7", "application/x-www-form-urlencoded; charset=utf-16",
        ] {
            #expect(try await browser.send(.post, "/styleguide", body: "name=a", type: type).status == 400, "\(type)")
        }
        for type in ["application/x-www-form-urlencoded", "Application/X-WWW-Form-Urlencoded; charset=\"UTF-8\""] {
            #expect(try await browser.send(.post, "/styleguide", body: "name=a", type: type).status == 403, "\(type)")
        }
        let many = (0...500).map { "f\($0)=1" }.joined(separator: "&")
        #expect(try await browser.send(.post, "/styleguide", body: many).status == 400)
        let endless = (0..<10_000).map { "f\($0)=1" }.joined(separator: "&")
        #expect(try await browser.send(.post, "/styleguide", body: endless).status == 400)
        let name = String(repeating: "n", count: 200_000)
        #expect(try await browser.send(.post, "/styleguide", body: "\(name)=1").status == 403)
    }

    @Test func `of two fields with one name the first counts, everywhere alike`() async throws {
        let page = try await browser.open("/styleguide")
        let proof = try #require(page.hidden(FormField.proof))
        let sent = try await browser.send(
            .post, "/styleguide", body: "\(FormField.proof)=\(proof)&\(FormField.proof)=wrong&name=Selam&name=Rosa")
        #expect(sent.status == 422)
        #expect(sent.html.contains("value=\"Selam\"") && !sent.html.contains("value=\"Rosa\""))
        let other = try await browser.send(
            .post, "/styleguide", body: "\(FormField.proof)=wrong&\(FormField.proof)=\(proof)&name=Selam")
        #expect(other.status == 403)
    }
}
