import Casework
import Foundation
import NIOCore
import People
import Testing

@testable import Web

/// A form of a page, filled in as somebody had sent it.
struct FilledPageTests {
    private static let page = """
        <main id="main"><form method="post" action="/other"><input name="note" value="other"></form>
        <form class="form" method="post" action="/app/a?b&amp;c" novalidate><input type="hidden" name="form-proof" \
        value="new"><input type="hidden" name="read-at" value="2">
        <input id="call" name="call-name" type="text" value="stored" dir="auto">
        <input type="radio" id="r1" name="risk" value="R1" checked><input type="radio" name="risk" value="R2">
        <input type="checkbox" name="access" value="step-free" checked><input type="checkbox" name="access" value="loop">
        <select name="how"><option value="" selected>Skip</option><option value="one">One</option></select>
        <textarea name="sealed-note" rows="5">
        stored &lt;/form&gt;</textarea><input type="password" name="password" value="">
        <button name="later" value="yes">Later</button></form></main>
        """

    private func filled(_ fields: KeyValuePairs<String, String>, action: String = "/app/a?b&c") -> String? {
        let held = HeldForm(
            address: action, page: "/app/a", submission: "s",
            fields: fields.map { Draft.Field(name: $0.key, value: $0.value) })
        return FilledPage(Array(Self.page.utf8), with: held).map { String(buffer: $0.buffer) }
    }

    @Test func `every kind of field has what was sent, and only that`() throws {
        let html = try #require(
            filled([
                "call-name": "O'Brien \"\u{338} <b> &", "risk": "R2", "access": "loop", "how": "one",
                "sealed-note": "\none\n</textarea><script>x", "read-at": "1", "form-proof": "old", "later": "yes",
                "password": "secret",
            ]))
        #expect(html.contains("value=\"O&#39;Brien &quot;\u{338} &lt;b&gt; &amp;\""))
        #expect(html.contains("name=\"risk\" value=\"R2\" checked>") && !html.contains("value=\"R1\" checked"))
        #expect(html.contains("value=\"loop\" checked>") && !html.contains("value=\"step-free\" checked"))
        #expect(html.contains("<option value=\"one\" selected>") && html.contains("<option value=\"\">"))
        #expect(html.contains("\n\none\n&lt;/textarea&gt;&lt;script&gt;x</textarea>"))
        #expect(html.contains("name=\"read-at\" value=\"1\"") && html.contains("name=\"form-proof\" value=\"new\""))
        #expect(!html.contains("stored") && !html.contains("secret") && !html.contains("\"old\""))
        #expect(html.contains("name=\"form-held\" value=\"yes\"") && html.contains("value=\"other\""))
        #expect(html.contains("You were signed out while you were writing"))
        #expect(html.components(separatedBy: "name=\"later\"").count == 2, "the button is pressed anew")
    }

    @Test func `what was not sent is empty, and what the page has no field for goes along`() throws {
        let html = try #require(filled(["language-3": "ti", "language-4": "\"><b>"]))
        #expect(!html.contains("stored") && !html.contains(" checked") && !html.contains(" selected"))
        #expect(html.contains("<input type=\"hidden\" name=\"language-3\" value=\"ti\">"))
        #expect(html.contains("value=\"&quot;&gt;&lt;b&gt;\""))
    }

    @Test func `a page without that form is not filled`() {
        #expect(filled(["call-name": "x"], action: "/app/elsewhere") == nil)
    }
}
