import People
import Testing
import Vocabulary

struct PersonLinkTests {
    private let now = Moment(milliseconds: 1_795_428_000_000)

    @Test func `there is one link of two people, whichever is named first`() throws {
        let one = try #require(PersonLink("a", "b", because: "The same phone", by: "w", at: now))
        let other = PersonLink("b", "a", because: "The same phone", by: "w", at: now)
        #expect(one == other)
        #expect(one.other(than: "a") == "b")
        #expect(one.other(than: "b") == "a")
    }

    @Test func `nobody is linked with themselves`() {
        #expect(PersonLink("a", "a", because: "", by: "w", at: now) == nil)
    }
}
