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
        #expect(try answer(to: .stale(expected: 1, found: 2)) == .conflict)
        #expect(try answer(to: .nul) == .badRequest)
        #expect(try answer(to: .unreadable(column: "about")) == .internalServerError)
    }
}
