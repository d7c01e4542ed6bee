import Logging
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

/// A clock that was set back: what has ended would begin to count again.
@Suite("A clock that was set back")
struct ClockTests {
    private func look(_ test: TestDesk) async throws {
        _ = try await OpenPersonRecord(desk: test.desk)("person-1", by: test.linkWorker)
    }

    @Test func `refuses whoever looks or saves, until it is right again`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        try await look(test)
        #expect(await test.desk.trouble() == nil)
        test.clock.move(seconds: -3600)
        await #expect(throws: StorageFault.clockBehind(seconds: 3600)) { try await look(test) }
        #expect(await test.desk.trouble() == .clockBehind)
        #expect(StoreTrouble(StorageFault.clockBehind(seconds: 1)) == .clockBehind)
        test.clock.move(seconds: 3600)
        #expect(await test.desk.trouble() == nil)
        try await look(test)
    }

    @Test func `lets jobs rest, and they go on when it is right`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        try await look(test)
        let jobs = HubJobs(
            desk: test.desk, mailer: nil, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        test.clock.move(seconds: -3600)
        #expect(await jobs.runOnce().broken == 1)
        #expect(try await test.desk.database.read(test.hub) { try $0.jobs.all() }.isEmpty, "none was begun")
        #expect(await test.desk.trouble() == .clockBehind)
        test.clock.move(seconds: 3600)
        #expect(await jobs.runOnce().broken == 0)
    }

    @Test func `counts when somebody who had it run ahead says that it is right`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        test.clock.move(days: 30)
        try await look(test)
        test.clock.move(days: -30)
        await #expect(throws: StorageFault.self) { try await look(test) }
        try await AcceptClock(desk: test.desk)(test.hub)
        #expect(await test.desk.trouble() == nil)
        try await look(test)
        let found = try await VerifyData(of: test.desk.database, clock: test.clock.clock)().findings
        #expect(!found.contains { $0.place.contains("event") })
    }
}
