import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("Somebody is handed to a colleague")
struct HandToTests {
    private func handed() async throws -> TestDesk {
        let test = try await TestDesk()
        try await test.addStaff()
        try await test.addPerson("theirs")
        test.clock.move(seconds: 60)
        for _ in 1...2 {
            try await HandTo(desk: test.desk)("theirs", to: "worker-2", submission: "h", by: test.linkWorker)
        }
        return test
    }

    @Test func `who is told by mail, once, without a word about whom it is`() async throws {
        let test = try await handed()
        let mails = try await test.mails
        #expect(mails.map(\.recipient) == ["worker-2@example.org"] && mails.map(\.kind) == ["handed-over"])
        #expect(!mails.contains { $0.body.contains("Robin") || $0.subject.contains("Robin") })
        #expect(mails.allSatisfy { $0.body.contains("Rosa handed somebody to you") })
    }

    @Test func `and finds them on Today until somebody was in touch`() async throws {
        let test = try await handed()
        let since = test.clock.clock.now
        for actor in [test.otherLinkWorker, test.teamLead] {
            let lines = try await test.peopleDay(by: actor).handedOn.shown
            #expect(lines.map(\.person) == ["theirs"] && lines.map(\.since) == [since])
        }
        #expect(try await test.peopleDay(by: test.linkWorker).handedOn.isEmpty)
        test.clock.move(days: 30)
        #expect(
            try await test.peopleDay(by: test.otherLinkWorker).handedOn.shown.count == 1, "it does not go by itself")
        try await RecordContact(desk: test.desk)(
            RecordContact.Entry(kind: .call, reached: true, note: "Well"), with: "theirs", submission: "c",
            by: test.otherLinkWorker)
        #expect(try await test.peopleDay(by: test.otherLinkWorker).handedOn.isEmpty)
    }

    @Test func `the people of somebody who left stand there too`() async throws {
        let test = try await TestDesk()
        try await test.addStaff()
        try await test.addPerson("one")
        try await test.addPerson("two")
        try await Accounts(desk: test.desk).close(
            "worker-1@example.org", handing: .toColleague("worker-2"),
            by: Actor(hub: test.hub, identity: .command("user close")))
        #expect(
            try await Set(test.peopleDay(by: test.otherLinkWorker).handedOn.shown.map(\.person)) == ["one", "two"])
    }
}
