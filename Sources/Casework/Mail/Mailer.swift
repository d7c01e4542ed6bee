import Vocabulary

/// The way out for mail: a mail server, a page in the demo, or what a test says.
public struct Mailer: Sendable {
    /// The address that every message comes from.
    public let sender: MailAddress
    /// Hands one message over, and tells what became of it. It takes at most a minute.
    public let deliver: @Sendable (MailMessage) async -> Delivery

    public init(sender: MailAddress, deliver: @escaping @Sendable (MailMessage) async -> Delivery) {
        self.sender = sender
        self.deliver = deliver
    }

    /// What became of one try.
    public enum Delivery: Hashable, Sendable {
        /// The server has taken the message on.
        case taken
        /// It may work later: nobody answered, or the server asked us to wait. The text is for the outbox page.
        case notNow(String)
        /// It will never work: the server said no to this message or its recipient.
        case refused(String)
    }

    /// The demo's: everything counts as sent, and nothing leaves this machine.
    public static let toNobody = MailAddress("demo@kith.invalid").map { Mailer(sender: $0) { _ in .taken } }
}
