import ArgumentParser
import Casework
import Foundation

/// `kith keys recipient --out F`: the two halves of a key for backups.
struct RecipientCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recipient", abstract: "Make the key that backups are sealed to, and the one that opens them.",
        discussion: """
            Example: kith keys recipient --out backup

            Makes backup.identity, which opens backups, and backup.recipient, which seals them. Make them on a machine \
            that is not the server. The server gets backup.recipient and nothing else; keep backup.identity in two safe \
            places: without it no backup can ever be opened.
            """)

    @Option(help: ArgumentHelp("The name of both files, without their endings.", valueName: "name"))
    var out: String

    func run() throws {
        let identity = BackupIdentity.made()
        try PrivateFile(path: "\(out).identity").make(identity.secretText + "\n")
        try PrivateFile(path: "\(out).recipient").make(identity.recipient.text + "\n")
        print("Made \(out).identity: it opens backups. Keep it in two safe places, and never on the server.")
        print("Made \(out).recipient: give it to kith backup --to.")
        print(identity.recipient.text)
        print("fingerprint \(identity.recipient.fingerprint)")
    }
}

/// Files that hold one half of a backup's key.
enum RecipientFile {
    /// Anybody may read a public key, so that nothing is asked of the file's rights.
    static func recipient(in path: String) throws(CommandFailure) -> BackupRecipient {
        guard let file = FileHandle(forReadingAtPath: path), let content = try? file.read(upToCount: 4_096) else {
            throw CommandFailure("\(path) cannot be read: check the name and who may read it", .badInput)
        }
        let line = String(decoding: content, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !line.hasPrefix("kith-identity-") else {
            throw CommandFailure(
                "\(path) holds the key that opens backups: take it off this machine, and give the .recipient file",
                .badInput)
        }
        guard let recipient = BackupRecipient(text: line) else {
            throw CommandFailure("\(path) holds no recipient: kith keys recipient makes one", .badInput)
        }
        return recipient
    }

    static func identity(in path: String) throws(CommandFailure) -> BackupIdentity {
        guard let identity = BackupIdentity(secretText: try SecretFile(path: path).line()) else {
            throw CommandFailure("\(path) holds no identity: it begins with kith-identity-", .badInput)
        }
        return identity
    }
}
