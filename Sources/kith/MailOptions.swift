import ArgumentParser
import Casework
import Foundation
import Vocabulary

/// How mail leaves: the server, the address it comes from, and where the password is read.
struct MailOptions: ParsableArguments {
    @Option(
        name: .customLong("smtp-url"),
        help: "The mail server: smtp://host:port or smtps://host:port. Without it mail waits in the outbox.")
    var smtpURL: String?

    @Option(name: .customLong("mail-from"), help: "The address that our mail comes from, such as kith@hub.example.")
    var mailFrom: String?

    @Option(
        name: .customLong("smtp-credentials-file"),
        help: ArgumentHelp(
            "A file with the mail server's user on the first line and the password on the second, readable by its owner only.",
            discussion: "Without it they are taken from KITH_SMTP_USER and KITH_SMTP_PASSWORD, where these are set."))
    var credentialsFile: String?

    @Flag(name: .customLong("smtp-require-tls"), help: "Send nothing unless the connection is encrypted.")
    var requireTLS = false

    func validate() throws {
        guard smtpURL != nil || (mailFrom == nil && credentialsFile == nil && !requireTLS) else {
            throw ValidationError("--smtp-url is missing: where should mail go?")
        }
        guard smtpURL == nil || mailFrom != nil else {
            throw ValidationError("--mail-from is missing: which address does mail come from?")
        }
    }

    /// The way out for mail; nil where no server was named.
    func mailer() throws -> Mailer? {
        guard let smtpURL, let mailFrom else { return nil }
        guard let sender = MailAddress(mailFrom) else {
            throw CommandFailure("--mail-from is not an e-mail address: write it like kith@hub.example", .wrongUsage)
        }
        let credentials = try credentials()
        do throws(SMTPServer.Refusal) {
            let server = try SMTPServer(url: smtpURL, credentials: credentials, requiresTLS: requireTLS)
            return .smtp(server, sender: sender)
        } catch {
            throw CommandFailure(
                error == .passwordInAddress
                    ? "--smtp-url holds a user or a password, which others could read: use --smtp-credentials-file"
                    : "--smtp-url is not a mail server: write it like smtp://mail.example:587", .wrongUsage)
        }
    }

    private func credentials() throws -> SMTPServer.Credentials? {
        if let credentialsFile {
            let text = try SecretFile(path: credentialsFile).text(atMost: 4_096)
            guard let credentials = SMTPServer.Credentials(text: text) else {
                throw CommandFailure(
                    "\(credentialsFile) is not two lines, the user and the password: put each on its own line",
                    .badInput)
            }
            return credentials
        }
        let environment = ProcessInfo.processInfo.environment
        guard let user = environment["KITH_SMTP_USER"], let password = environment["KITH_SMTP_PASSWORD"] else {
            return nil
        }
        return SMTPServer.Credentials(user: user, password: password)
    }
}
