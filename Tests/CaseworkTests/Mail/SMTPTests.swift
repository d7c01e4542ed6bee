import Foundation
import Storage
import Testing
import Vocabulary

@testable import Casework

/// Real messages over a real connection.
struct SMTPTests {
    private func message(subject: String = "A new message", body: String = "Hello,\n\nCafé – ሰላም.\n.\nThe end.\n")
        throws
        -> MailMessage
    {
        try MailMessage(
            OutgoingMail(
                id: "mail-1", kind: "referral", recipient: "kitchen@example.org", subject: subject, body: body,
                createdAt: TestDesk.start, nextAt: TestDesk.start),
            from: Hub(id: "test", name: "Test hub", area: "gb-eng"),
            sender: try #require(MailAddress("kith@hub.example")))
    }

    private func deliver(_ message: MailMessage, to url: String, credentials: SMTPServer.Credentials? = nil)
        async throws
        -> Mailer.Delivery
    {
        let server = try SMTPServer(url: url, credentials: credentials, patience: (connecting: 2, sending: 3))
        return await Mailer.smtp(server, sender: message.from).deliver(message)
    }

    @Test func `a message arrives whole, in a form that every mail program reads`() async throws {
        let server = try SMTPTestServer()
        defer { server.stop() }
        #expect(try await deliver(try message(subject: "Grüße aus dem Café"), to: server.url) == .taken)

        #expect(server.lines.contains { $0.hasPrefix("MAIL FROM:<kith@hub.example>") })
        #expect(server.lines.contains { $0.hasPrefix("RCPT TO:<kitchen@example.org>") })
        let sent = try #require(server.messages.first)
        let parts = sent.components(separatedBy: "\r\n\r\n")
        let head = parts[0]
        for line in [
            "Date: Mon, 23 Nov 2026 10:00:00 +0000", "From: Test hub <kith@hub.example>", "To: <kitchen@example.org>",
            "Message-ID: <mail-1@hub.example>", "Auto-Submitted: auto-generated",
        ] {
            #expect(head.components(separatedBy: "\r\n").contains(line))
        }
        #expect(head.lowercased().contains("mime-version: 1.0"))
        #expect(head.contains("Subject: =?utf-8?B?"))
        #expect(sent.contains("Content-Type: text/plain; charset=utf-8"))
        #expect(sent.contains("Content-Transfer-Encoding: quoted-printable"))
        #expect(sent.contains("Caf=C3=A9"))
        #expect(sent.contains("The end."))
        #expect(sent.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 998 })
    }

    @Test func `a recipient whom the server does not know is refused for good`() async throws {
        let server = try SMTPTestServer(.refusesRecipient("550 no such mailbox kitchen@example.org"))
        defer { server.stop() }
        let delivery = try await deliver(try message(), to: server.url)
        #expect(delivery == .refused("The mail server said no to this message (550)."))
    }

    @Test func `a server that asks to wait is asked again later`() async throws {
        for answer in ["451 later", "450 greylisted"] {
            let server = try SMTPTestServer(.refusesRecipient(answer))
            defer { server.stop() }
            #expect(
                try await deliver(try message(), to: server.url)
                    == .notNow("The mail server asked us to wait (\(answer.prefix(3)))."))
        }
    }

    @Test func `a server that hangs up without a word is asked again later`() async throws {
        let server = try SMTPTestServer(.hangsUpAfterMessage)
        defer { server.stop() }
        guard case .notNow = try await deliver(try message(), to: server.url) else {
            Issue.record("the message counts as gone")
            return
        }
    }

    @Test func `no server at all is asked again later`() async throws {
        let server = try SMTPTestServer()
        server.stop()
        let port = server.port
        try await Task.sleep(for: .milliseconds(50))
        guard case .notNow = try await deliver(try message(), to: "smtp://127.0.0.1:\(port)") else {
            Issue.record("the message counts as gone")
            return
        }
    }

    @Test func `user and password are given where the server wants them, and a wrong one is tried again later`()
        async throws
    {
        let server = try SMTPTestServer(.wantsPassword(user: "kith", password: "swordfish"))
        defer { server.stop() }
        #expect(
            try await deliver(
                try message(), to: server.url,
                credentials: SMTPServer.Credentials(user: "kith", password: "swordfish")) == .taken)
        #expect(
            try await deliver(
                try message(), to: server.url, credentials: SMTPServer.Credentials(user: "kith", password: "wrong"))
                == .notNow("The mail server did not take our user and password."))
    }

    @Test func `a password never travels in the clear to another machine`() throws {
        let credentials = SMTPServer.Credentials(user: "kith", password: "swordfish")
        #expect(try SMTPServer(url: "smtp://mail.example:587", credentials: credentials).requiresTLS)
        #expect(try !SMTPServer(url: "smtp://127.0.0.1:25", credentials: credentials).requiresTLS)
        #expect(try !SMTPServer(url: "smtp://mail.example").requiresTLS)
        #expect(throws: SMTPServer.Refusal.passwordInAddress) { try SMTPServer(url: "smtp://kith:secret@mail.example") }
        for address in ["mail.example:25", "http://mail.example", "smtp://", "file:///etc/passwd", "smtp://a?b"] {
            #expect(throws: SMTPServer.Refusal.notAnSMTPAddress) { try SMTPServer(url: address) }
        }
    }

    @Test func `nothing is sent where encryption is required and not offered`() async throws {
        let server = try SMTPTestServer()
        defer { server.stop() }
        let strict = try SMTPServer(url: server.url, requiresTLS: true, patience: (connecting: 2, sending: 3))
        let message = try message()
        #expect(
            await Mailer.smtp(strict, sender: message.from).deliver(message)
                == .notNow("A safe connection to the mail server could not be made."))
        #expect(server.messages.isEmpty)
    }

    @Test func `credentials are two lines of a file`() {
        #expect(SMTPServer.Credentials(text: "kith\nsword fish\n")?.password == "sword fish")
        #expect(SMTPServer.Credentials(text: "kith\r\nswordfish")?.user == "kith")
        #expect(SMTPServer.Credentials(text: "kith") == nil)
        #expect(SMTPServer.Credentials(text: "\n\n") == nil)
    }
}
