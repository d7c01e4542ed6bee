import Foundation

/// A mail server: where it is, and how it is spoken to.
public struct SMTPServer: Sendable {
    /// `smtp://mail.example:587` or `smtps://mail.example:465`.
    public let url: String
    public let credentials: Credentials?
    /// Refuse to go on without TLS. With a password it is always refused, but for this very machine.
    public let requiresTLS: Bool
    /// Seconds for the connection, and for the whole message.
    public let patience: (connecting: Int, sending: Int)

    public struct Credentials: Sendable {
        public let user: String
        public let password: String

        public init(user: String, password: String) {
            self.user = user
            self.password = password
        }

        /// Reads a file of two lines: the user, and the password below it. Nil unless both are there.
        public init?(text: String) {
            let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
            guard lines.count >= 2, !lines[0].isEmpty, !lines[1].isEmpty else { return nil }
            self.init(user: String(lines[0]), password: String(lines[1]))
        }
    }

    public enum Refusal: Error, Equatable, Sendable {
        /// Not `smtp://host:port` or `smtps://host:port`.
        case notAnSMTPAddress
        /// The address holds a user or a password, which every process on the machine could read.
        case passwordInAddress
    }

    public init(
        url: String, credentials: Credentials? = nil, requiresTLS: Bool = false,
        patience: (connecting: Int, sending: Int) = (15, 45)
    ) throws(Refusal) {
        guard let parts = URLComponents(string: url), parts.scheme == "smtp" || parts.scheme == "smtps",
            let host = parts.host, !host.isEmpty, parts.query == nil, parts.fragment == nil
        else { throw .notAnSMTPAddress }
        guard parts.user == nil, parts.password == nil else { throw .passwordInAddress }
        let isHere = ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host)
        self.url = url
        self.credentials = credentials
        self.requiresTLS = requiresTLS || (credentials != nil && !isHere)
        self.patience = patience
    }
}
