import Casework
import Testing
import Vocabulary

@Suite struct SecretTests {
    @Test func `a token names its hub, holds 26 random signs, and reads back`() throws {
        let token = SecretSource.system.token(for: "demo")
        #expect(token.text.hasPrefix("demo."))
        #expect(token.text.count == "demo.".count + 26)
        let read = try #require(Secret(text: token.text))
        #expect(read.hub == "demo")
        #expect(read.hash == token.hash)
    }

    @Test func `two tokens are never the same`() {
        #expect(Set((0..<1000).map { _ in SecretSource.system.token(for: "demo").text }).count == 1000)
    }

    @Test(arguments: [
        "", "demo", "demo.", ".abc", "demo.short", "demo.0123456789abcdefghjkmnpqr!", "a.b.c",
        "demo.0123456789ABCDEFGHJKMNPQRS",
    ])
    func `what has not the shape of a token is refused`(text: String) {
        #expect(Secret(text: text) == nil)
    }

    @Test func `a short code is two halves of four signs without letters that look like digits`() {
        for _ in 0..<200 {
            let code = SecretSource.system.shortCode()
            #expect(code.wholeMatch(of: /[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}/) != nil)
        }
    }
}
