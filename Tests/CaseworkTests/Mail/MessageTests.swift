import Community
import Foundation
import Storage
import Testing
import Vocabulary

@testable import Casework

struct MessageTests {
    private let sender = MailAddress("kith@hub.example")
    private let hub = Hub(
        id: "test", name: "Test hub", area: "gb-eng", settings: HubSettings(email: "desk@hub.example"))

    private func mail(to recipient: String = "kitchen@example.org", subject: String = "Hello", body: String = "Text")
        -> OutgoingMail
    {
        OutgoingMail(
            id: "mail-1", kind: "referral", recipient: recipient, subject: subject, body: body,
            createdAt: TestDesk.start, nextAt: TestDesk.start)
    }

    @Test func `a message has the heads of RFC 5322, and the same id at every try`() throws {
        let message = try MailMessage(mail(), from: hub, sender: try #require(sender))
        #expect(
            message.headers == [
                "Date: Mon, 23 Nov 2026 10:00:00 +0000",
                "From: Test hub <kith@hub.example>",
                "To: <kitchen@example.org>",
                "Reply-To: <desk@hub.example>",
                "Message-ID: <mail-1@hub.example>",
                "Subject: Hello",
                "Auto-Submitted: auto-generated",
            ])
        #expect(try MailMessage(mail(), from: hub, sender: try #require(sender)) == message)
    }

    @Test(arguments: ["\r\nBcc: all@example.org", "\n", "\r", "\u{0}", "\u{85}"])
    func `a line break in a subject or a name starts no header of its own`(breaking: String) throws {
        let sender = try #require(sender)
        #expect(throws: MailMessage.Refusal.brokenHeader) {
            try MailMessage(mail(subject: "Hello\(breaking)"), from: hub, sender: sender)
        }
        let named = Hub(id: "test", name: "Test\(breaking)hub", area: "gb-eng")
        #expect(throws: MailMessage.Refusal.brokenHeader) { try MailMessage(mail(), from: named, sender: sender) }
    }

    @Test(
        arguments: [
            "", "kitchen", "kitchen@", "@example.org", "a@b@example.org", "a b@example.org",
            "a@example.org\r\nBcc: b@c.d",
            "<a@example.org>", "a@example..org", ".a@example.org", "a..b@example.org", "a@-example.org",
            "küche@example.org",
            "\"a b\"@example.org", "a@example.org,b@example.org", "-f@example.org",
        ])
    func `what is not one plain address is no recipient`(text: String) throws {
        #expect(MailAddress(text) == nil)
        #expect(throws: MailMessage.Refusal.noAddress) {
            try MailMessage(mail(to: text), from: hub, sender: try #require(sender))
        }
    }

    @Test(arguments: ["a@example.org", "first.last+tag@sub.example.co.uk", "x@localhost"])
    func `plain addresses are taken`(text: String) {
        #expect(MailAddress(text)?.text == text)
    }

    @Test func `a subject beyond short ASCII goes in encoded words that are never cut inside a sign`() throws {
        let subject = "Café für alle – مرحبا بكم في مجموعتنا – ሰላም 👩‍👩‍👧‍👦 and on and on and on and on"
        let encoded = try HeaderText.unstructured(subject)
        var decoded = ""
        for word in encoded.components(separatedBy: "\r\n ") {
            #expect(word.utf8.count <= 75)
            let base64 = try #require(word.wholeMatch(of: /=\?utf-8\?B\?(.*)\?=/)).output.1
            let data = try #require(Data(base64Encoded: String(base64)))
            decoded += try #require(String(validating: data, as: UTF8.self))
        }
        #expect(decoded == subject)
        #expect(try HeaderText.unstructured("Not an =?utf-8?q?encoded?= word").hasPrefix("=?utf-8?B?"))
        #expect(try HeaderText.phrase("Hub, \"quoted\" <x@y.z>").hasPrefix("=?utf-8?B?"))
    }

    @Test func `lines of the body end as mail wants them, whatever they ended with`() throws {
        let message = try MailMessage(mail(body: "one\ntwo\r\nthree\rfour\n"), from: hub, sender: try #require(sender))
        #expect(message.body == "one\r\ntwo\r\nthree\r\nfour\r\n")
    }

    @Test func `no letter holds a fact about a person, and each says whom to call`() {
        var group = Group(id: "g", details: GroupDetails(name: "Thursday\r\nkitchen"))
        group.details.contact = GroupContact(name: "Sam", email: "kitchen@example.org")
        let day = TestDesk.start.day(in: .gmt)
        let hub = Hub(
            id: "test", name: "Test hub", area: "gb-eng",
            settings: HubSettings(phone: "0000 111111", email: "d@h.example"))
        let letters = [
            Letter.referral(to: group, from: hub, link: "https://kith.example/r/x", answerBy: day),
            Letter.nudge(to: group, from: hub, link: "https://kith.example/r/x", sentOn: day, answerBy: day),
            Letter.deletion(to: group, from: hub, sentOn: day),
            Letter.agreement(
                to: group, from: hub, link: "https://kith.example/agreement/x", answerBy: day, endsOn: day),
        ]
        for letter in letters {
            #expect(letter.body.contains("0000 111111"))
            #expect(letter.body.hasPrefix("Hello Sam,"))
            #expect(!letter.subject.contains { $0.isNewline })
        }
        #expect(letters.map(\.kind) == [.referral, .nudge, .deletion, .agreement])
    }
}
