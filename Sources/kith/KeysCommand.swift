import ArgumentParser
import Casework
import Foundation

/// `kith keys`: the keys that seal what nobody else may read, and sign the trail.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Make and look after the keys that seal and sign.",
        subcommands: [New.self, Show.self, Rotate.self, Backup.self, Restore.self, RecipientCommand.self])

    /// `kith keys new --out F`.
    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make new keys, in a file of their own.",
            discussion: """
                Example: kith keys new --out /etc/kith/kith.keys

                Whoever has this file and the data can open what is sealed; without it nobody can. Keep a copy in a \
                safe place, away from the backups of the data.
                """)

        @Option(help: ArgumentHelp("The file to make. One that is there is never touched.", valueName: "file"))
        var out: String

        func run() throws {
            let keys = HubKeys.made()
            try PrivateFile(path: out).make(KeyFile.text(of: keys))
            print("Made \(out). Keep a copy in a safe place, away from the backups of the data.")
            print(KeysText(keys).text)
        }
    }

    /// `kith keys show`: never a secret.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show which keys there are: ids, and the public key of signatures; never a secret.",
            discussion: "Example: kith keys show --sealing-key-file /etc/kith/kith.keys")

        @OptionGroup var keys: KeyOptions

        @Flag(help: "Answer in JSON, for programs.")
        var json = false

        func run() throws {
            guard let ring = try keys.ring().ring() else {
                throw CommandFailure("which keys? Give --sealing-key-file or --sealing-key-command", .wrongUsage)
            }
            let text = KeysText(ring)
            print(json ? try text.json() : text.text)
        }
    }
}

/// What may be told of keys.
struct KeysText {
    private let keys: HubKeys

    init(_ keys: HubKeys) { self.keys = keys }

    var text: String {
        let sealing = keys.sealing.map { "sealing    \($0.id)\($0.id == keys.active.id ? "  (active)" : "")" }
        let retired = keys.retired.map { "verifying  \($0.id)  \($0.text)" } + keys.codes.map { "codes      \($0.id)" }
        let signing = "signing    \(keys.signing.id)  public key \(keys.signing.verifying.text)"
        return (sealing + [signing] + retired).joined(separator: "\n")
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let answer = Answer(
            active: keys.active.id, codes: keys.codes.map(\.id), sealing: keys.sealing.map(\.id),
            signing: .init(keys.signing.verifying),
            verifying: keys.retired.map { .init($0) })
        return String(decoding: try encoder.encode(answer), as: UTF8.self)
    }

    private struct Answer: Encodable {
        struct Key: Encodable {
            let id: String
            let publicKey: String

            init(_ key: VerifyingKey) {
                id = key.id
                publicKey = key.text
            }
        }
        let active: String
        let codes: [String]
        let sealing: [String]
        let signing: Key
        let verifying: [Key]
    }
}
