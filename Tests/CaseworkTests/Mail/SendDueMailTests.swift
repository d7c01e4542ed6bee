import Community
import Storage
import Synchronization
import Testing
import Vocabulary

@testable import Casework

/// A mail server that says what the test tells it to, and remembers what it was given.
final class ToldMailer: Sendable {
    private let state = Mutex<(answers: [Mailer.Delivery], given: [MailMessage])>(([], []))
    private let otherwise: Mailer.Delivery

    /// - Parameter answers: for the first messages; `otherwise` for all after them.
    init(_ answers: [Mailer.Delivery] = [], otherwise: Mailer.Delivery = .taken) {
        self.otherwise = otherwise
        state.withLock { $0.answers = answers }
    }

    var given: [MailMessage] { state.withLock { $0.given } }

    func mailer() throws -> Mailer {
        Mailer(sender: try #require(MailAddress("kith@hub.example"))) { message in
            self.state.withLock { state in
                state.given.append(message)
                return state.answers.isEmpty ? self.otherwise : state.answers.removeFirst()
            }
        }
    }
}

extension Mailer {
    /// For tests in which no mail may go out.
    static func unset() throws -> Mailer {
        Mailer(sender: try #require(MailAddress("kith@hub.example"))) { message in
            Issue.record("mail went out in a test that sends none: \(message.messageID)")
            return .refused("unset")
        }
    }
}

struct SendDueMailTests {
    private func post(_ test: TestDesk, to recipient: String = "kitchen@example.org", id: OutgoingMail.ID = "mail-1")
        async throws
    {
        let now = test.clock.clock.now
        try await test.desk.database.keepHouse(test.hub) { hub in
            try hub.outbox.add(
                OutgoingMail(
                    id: id, kind: "referral", recipient: recipient, subject: "A new message",
                    body: "https://kith.example/r/secret", createdAt: now, nextAt: now))
        }
    }

    private func mail(_ test: TestDesk, _ id: OutgoingMail.ID = "mail-1") async throws -> OutgoingMail {
        try #require(try await test.desk.database.read(test.hub) { try $0.outbox.find(id) })
    }

    @Test func `what went out is marked, and its text with the link is forgotten`() async throws {
        let test = try await TestDesk()
        try await post(test)
        let server = ToldMailer()
        let send = SendDueMail(desk: test.desk, mailer: try server.mailer())
        #expect(try await send(test.hub) == SendDueMail.Tally(sent: 1))
        let mail = try await mail(test)
        #expect(mail.state == .sent && mail.sentAt == test.clock.clock.now && mail.body == "")
        #expect(try await send(test.hub) == SendDueMail.Tally())
        #expect(server.given.count == 1)
    }

    @Test func `the demo keeps the text to be read`() async throws {
        let test = try await TestDesk()
        try await post(test)
        _ = try await SendDueMail(desk: test.desk, mailer: try ToldMailer().mailer(), keepsBodies: true)(test.hub)
        #expect(try await mail(test).body == "https://kith.example/r/secret")
    }

    @Test func `a server that does not answer is asked after 1 and 5 and 30 minutes, 2 and 8 hours, and no more`()
        async throws
    {
        let test = try await TestDesk()
        try await post(test)
        let server = ToldMailer(otherwise: .notNow("The mail server could not be reached."))
        let send = SendDueMail(desk: test.desk, mailer: try server.mailer())
        for (index, wait) in [60, 300, 1800, 7200, 28_800].enumerated() {
            #expect(try await send(test.hub) == SendDueMail.Tally(later: 1))
            let mail = try await mail(test)
            #expect(mail.state == .waiting && mail.attempts == index + 1)
            #expect(mail.nextAt == test.clock.clock.now.adding(seconds: wait))
            test.clock.move(seconds: wait - 1)
            #expect(try await send(test.hub) == SendDueMail.Tally())
            test.clock.move(seconds: 1)
        }
        #expect(try await send(test.hub) == SendDueMail.Tally(failed: 1))
        test.clock.move(days: 2)
        #expect(try await send(test.hub) == SendDueMail.Tally())
        let failed = try await mail(test)
        #expect(failed.state == .failed && failed.problem == "The mail server could not be reached.")
        #expect(server.given.count == 6)
        #expect(Set(server.given.map(\.messageID)) == ["<mail-1@hub.example>"])
    }

    @Test func `a refusal for good is not tried again`() async throws {
        let test = try await TestDesk()
        try await post(test)
        let server = ToldMailer(otherwise: .refused("The mail server said no to this message (550)."))
        let send = SendDueMail(desk: test.desk, mailer: try server.mailer())
        #expect(try await send(test.hub) == SendDueMail.Tally(failed: 1))
        test.clock.move(days: 1)
        #expect(try await send(test.hub) == SendDueMail.Tally())
    }

    @Test func `an address that is none fails without asking a server, and holds up nobody`() async throws {
        let test = try await TestDesk()
        try await post(test, to: "kitchen", id: "bad")
        try await post(test, id: "good")
        let server = ToldMailer()
        #expect(
            try await SendDueMail(desk: test.desk, mailer: try server.mailer())(test.hub)
                == SendDueMail.Tally(sent: 1, failed: 1))
        #expect(try await mail(test, "bad").problem == "This is not an address that mail can be sent to.")
        #expect(server.given.map(\.to.text) == ["kitchen@example.org"])
    }

    @Test func `a crash between handing over and marking loses nothing, and the second copy has the same id`()
        async throws
    {
        let test = try await TestDesk()
        try await post(test)
        let server = ToldMailer()
        let database = test.desk.database
        // The process ends while the server is being asked: the try is counted, and nothing is marked.
        let crashing = Mailer(sender: try #require(MailAddress("kith@hub.example"))) { message in
            _ = try? await server.mailer().deliver(message)
            let counted = try? await database.read("test") { try $0.outbox.find("mail-1") }
            #expect(counted?.attempts == 1)
            withUnsafeCurrentTask { $0?.cancel() }
            return .taken
        }
        let hub = test.hub
        let send = SendDueMail(desk: test.desk, mailer: crashing)
        let run = Task { () async throws -> SendDueMail.Tally in try await send(hub) }
        _ = await run.result
        #expect(try await mail(test).state == .waiting)

        test.clock.move(seconds: 60)
        let after = SendDueMail(desk: test.desk, mailer: try server.mailer())
        #expect(try await after(test.hub) == SendDueMail.Tally(sent: 1))
        #expect(server.given.map(\.messageID) == ["<mail-1@hub.example>", "<mail-1@hub.example>"])
    }

    @Test func `a last try that was cut off is not repeated for ever`() async throws {
        let test = try await TestDesk()
        try await post(test)
        var counted = try await mail(test)
        counted.attempts = 6
        let cut = counted
        try await test.desk.database.keepHouse(test.hub) { try $0.outbox.save(cut) }
        #expect(try await SendDueMail(desk: test.desk, mailer: try .unset())(test.hub) == SendDueMail.Tally())
        #expect(try await mail(test).state == .failed)
    }

    @Test func `one hub's mail is not sent for another`() async throws {
        let test = try await TestDesk()
        try await post(test)
        try await test.desk.database.writeAll {
            try $0.hubs.add(Hub(id: "other", name: "Other hub", area: "gb-eng"), at: TestDesk.start)
        }
        #expect(try await SendDueMail(desk: test.desk, mailer: try .unset())("other") == SendDueMail.Tally())
    }

    // MARK: The outbox page

    @Test func `coordinator and administrator see recipients and subjects, and nobody sees letters outside the demo`()
        async throws
    {
        let test = try await TestDesk()
        try await post(test)
        for actor in [test.coordinator, test.administrator] {
            let outbox = try await ReadOutbox(desk: test.desk, showsBodies: false)(page: 1, by: actor)
            #expect(outbox.lines.map(\.recipient) == ["kitchen@example.org"])
            #expect(outbox.lines.map(\.body) == [nil])
        }
        await #expect(throws: Access.Refusal.notInRole) {
            try await ReadOutbox(desk: test.desk, showsBodies: true)(page: 1, by: test.linkWorker)
        }
        let demo = try await ReadOutbox(desk: test.desk, showsBodies: true)(page: 1, by: test.coordinator)
        #expect(demo.lines.map(\.body) == ["https://kith.example/r/secret"])
    }

    @Test func `a mail that failed is on top, is counted, and can be tried again by hand`() async throws {
        let test = try await TestDesk()
        try await post(test)
        let refusing = ToldMailer(otherwise: .refused("No."))
        _ = try await SendDueMail(desk: test.desk, mailer: try refusing.mailer())(test.hub)
        test.clock.move(seconds: 1)
        try await post(test, id: "later")
        let read = ReadOutbox(desk: test.desk, showsBodies: false)
        let outbox = try await read(page: 1, by: test.coordinator)
        #expect(outbox.lines.map(\.id) == ["mail-1", "later"])
        #expect(outbox.lines.map(\.canTryAgain) == [true, false])
        #expect(try await read.countFailed(by: test.administrator) == 1)

        let again = TryMailAgain(desk: test.desk)
        await #expect(throws: Access.Refusal.notInRole) { try await again("mail-1", by: test.linkWorker) }
        await #expect(throws: Access.Refusal.notFound) { try await again("nothing", by: test.coordinator) }
        await #expect(throws: TryMailAgain.Refusal.nothingToTry) { try await again("later", by: test.coordinator) }
        try await again("mail-1", by: test.coordinator)
        #expect(
            try await SendDueMail(desk: test.desk, mailer: try ToldMailer().mailer())(test.hub)
                == SendDueMail.Tally(sent: 2))
    }
}
