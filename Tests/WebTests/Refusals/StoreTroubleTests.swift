import Casework
import Hummingbird
import Logging
import Storage
import Testing

@testable import Web

@Suite struct StoreTroubleTests {
    private func answer(to fault: StorageFault) throws -> HTTPResponse.Status {
        let context = SiteContext(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return try Site.forTest().refuse(fault, in: context, method: .post).status
    }

    @Test func `trouble with the store is a page in plain words with the right status`() throws {
        #expect(try answer(to: .busy) == .serviceUnavailable)
        #expect(try answer(to: .unreachable) == .serviceUnavailable)
        #expect(try answer(to: .fateUnknown) == .serviceUnavailable)
        #expect(try answer(to: .cannotWrite(reason: "disk full")) == .serviceUnavailable)
        #expect(try answer(to: .damaged(reason: "a page")) == .serviceUnavailable)
        #expect(try answer(to: .cannotOpen(reason: "gone")) == .serviceUnavailable)
        #expect(try answer(to: .clockBehind(seconds: 900)) == .serviceUnavailable)
        #expect(try answer(to: .stale(expected: 1, found: 2)) == .conflict)
        #expect(try answer(to: .nul) == .badRequest)
        #expect(try answer(to: .unreadable(column: "about")) == .internalServerError)
    }

    @Test(arguments: [
        (StorageFault.cannotWrite(reason: "a"), "full", "disk"), (.damaged(reason: "a"), "cannot be read", "damaged"),
        (.clockBehind(seconds: 900), "clock", "clock"),
    ])
    func `what lasts is told with its cause, what was typed is shown, and readyz has a word for it`(
        fault: StorageFault, words: String, word: String
    ) throws {
        var context = SiteContext(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        context.form = SubmittedForm([(name: "note", value: "What was typed")])
        let trouble = try #require(StoreTrouble(fault))
        #expect(Readiness.Obstacle(trouble).rawValue == word)
        guard case .outOfOrder(let outage) = Site.refusal(for: trouble) else {
            Issue.record("\(word) is no outage")
            return
        }
        let page = RefusalPage(.outOfOrder(outage), context: context)
        #expect(page.paragraphs.joined().contains(words))
        #expect(page.typed != nil)
        #expect(page.status == .serviceUnavailable)
    }
}
