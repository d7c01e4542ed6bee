import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("A yes after the end")
struct LateYesTests {
    @Test func `is written down once and told to the worker, and reopens nothing`() async throws {
        let test = try await TestDesk()
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        test.clock.move(days: 15)
        await test.jobs().runOnce()
        #expect(try await ReadEndedLink(desk: test.desk)(sent.link)?.takes == [.lateYes, .worry])
        try await test.answer(.accept, sent)
        try await test.answer(.accept, sent)
        #expect(try await test.referral(sent.id).state == .expired)
        #expect(try await test.trail(of: sent.id).filter { $0 == "late-yes-said" }.count == 1)
        #expect(try await ReadEndedLink(desk: test.desk)(sent.link)?.said == [.lateYes])
        #expect(try await test.changes().lateYeses.shown.map(\.referral) == [sent.id])
        await #expect(throws: GroupLinkClosed.self) { try await test.answer(.waitlist, sent) }
        // Referred again, it is nothing to do any more.
        test.clock.move(seconds: 60)
        _ = try await test.refer()
        #expect(try await test.changes().lateYeses.isEmpty)
    }

    @Test func `counts where the worker ended it while the group had not decided, for sixty days`() async throws {
        let test = try await TestDesk()
        let sent = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        try await test.answer(.waitlist, sent)
        try await EndReferral(desk: test.desk)(
            sent.id, because: .other, welcome: nil, submission: TestDesk.submission(), by: test.linkWorker)
        #expect(try await ReadEndedLink(desk: test.desk)(sent.link)?.takes == [.lateYes, .worry])
        test.clock.move(days: 61)
        #expect(try await ReadEndedLink(desk: test.desk)(sent.link) == nil)
        await #expect(throws: GroupLinkClosed.self) { try await test.answer(.accept, sent) }
    }
}
