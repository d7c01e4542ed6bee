import Foundation
import Storage
import Vocabulary

/// One message as the mail server gets it, checked so that nothing in it can be read as a header.
public struct MailMessage: Hashable, Sendable {
    public let from: MailAddress
    public let to: MailAddress
    /// `From: …` and so on, folded, without line ends; in this order in the message.
    public let headers: [String]
    /// Lines end with CR LF.
    public let body: String
    /// The same for every try, so that a second copy can be known as one.
    public let messageID: String

    public enum Refusal: Error, Equatable, Sendable {
        /// The recipient is not an address that mail can be sent to.
        case noAddress
        /// A header would hold a line break.
        case brokenHeader
    }

    /// - Parameters:
    ///   - hub: whose name the recipient reads, and who gets the answers.
    ///   - sender: the address from which this installation sends.
    public init(_ mail: OutgoingMail, from hub: Hub, sender: MailAddress) throws(Refusal) {
        guard let to = MailAddress(mail.recipient) else { throw .noAddress }
        self.to = to
        from = sender
        messageID = "<\(mail.id)@\(sender.domain)>"
        do {
            var headers = [
                "Date: \(MailMessage.date(mail.createdAt))",
                "From: \(try HeaderText.phrase(hub.name)) <\(sender.text)>",
                "To: <\(to.text)>",
            ]
            if let answers = MailAddress(hub.settings.email) { headers.append("Reply-To: <\(answers.text)>") }
            headers += [
                "Message-ID: \(try HeaderText.unstructured(messageID))",
                "Subject: \(try HeaderText.unstructured(mail.subject))",
                // Nobody's holiday notice should answer us (RFC 3834).
                "Auto-Submitted: auto-generated",
            ]
            self.headers = headers
        } catch { throw .brokenHeader }
        let lines = mail.body.split(omittingEmptySubsequences: false) { $0.isNewline }
        body = lines.joined(separator: "\r\n")
    }

    /// `Mon, 23 Nov 2026 10:00:00 +0000`, in English whatever the machine speaks.
    private static func date(_ moment: Moment) -> String {
        let day = moment.day(in: .gmt)
        let seconds = Int((moment.milliseconds / 1000) % 86_400)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        let time = "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
        return
            "\(day.weekday.name.prefix(3)), \(day.parts.day) \(day.monthName.prefix(3)) \(day.parts.year) \(time) +0000"
    }
}
