import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("A contact is written down")
struct RecordContactTests {
    private func record(
        _ entry: RecordContact.Entry, _ submission: String, by actor: Actor? = nil, on test: TestDesk
    ) async throws {
        try await RecordContact(desk: test.desk)(
            entry, with: "person-1", submission: submission, by: actor ?? test.linkWorker)
    }

    private func count(_ test: TestDesk) async throws -> Int {
        try await test.desk.database.read(test.hub) { try $0.contacts.of("person-1").count }
    }

    @Test func `saved again after going back it is one, until the worker says that it was another`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        var entry = RecordContact.Entry(kind: .call, reached: false, note: "No answer")
        try await record(entry, "first filling-in", on: test)
        let at = test.clock.clock.now
        test.clock.move(seconds: 120)
        await #expect(throws: RecordContact.Refusal.sameAsBefore(at: at)) {
            try await record(entry, "the page loaded once more", on: test)
        }
        #expect(try await count(test) == 1)
        entry.isAnother = true
        try await record(entry, "the page loaded once more", on: test)
        #expect(try await count(test) == 2)
    }

    @Test func `what differs, and what was long ago, is another by itself`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        let entry = RecordContact.Entry(kind: .call, reached: false)
        try await record(entry, "1", on: test)
        try await record(RecordContact.Entry(kind: .call, reached: true), "2", on: test)
        let yesterday = test.clock.clock.today.adding(days: -1)
        try await record(RecordContact.Entry(kind: .call, reached: false, on: yesterday), "3", on: test)
        try await record(entry, "4", by: test.worker("lead-1", .teamLead), on: test)
        test.clock.move(seconds: 31 * 60)
        try await record(entry, "5", on: test)
        #expect(try await count(test) == 5)
    }

    @Test func `words that stay sealed are kept, whatever was written down a moment ago`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        let entry = RecordContact.Entry(kind: .call, reached: false, note: "No answer")
        try await record(entry, "1", on: test)
        try await RecordContact(desk: test.desk)(
            entry, with: "person-1", sealing: Sealed("canary-sealed"), submission: "2", by: test.linkWorker)
        let sealed = try await test.desk.database.read(test.hub) { try $0.contacts.of("person-1").map(\.noteIsSealed) }
        #expect(sealed.count == 2 && sealed.contains(true))
    }

    @Test func `the same call later in the day is asked about by its own time alone`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        let call = RecordContact.Entry(kind: .call, reached: false, note: "No answer")
        try await record(call, "1", on: test)
        test.clock.move(seconds: 5 * 3600)
        try await record(RecordContact.Entry(kind: .message, reached: false), "2", on: test)
        test.clock.move(seconds: 600)
        try await record(call, "3", on: test)
        #expect(try await count(test) == 3)
    }
}
