import ArgumentParser
import Casework
import Foundation

/// Where the keys come from that seal and sign: a file, or a command that prints one.
struct KeyOptions: ParsableArguments {
    @Option(
        name: .customLong("sealing-key-file"),
        help: ArgumentHelp(
            "The file of keys that kith keys new makes, readable by its owner only.",
            discussion: "Without keys nothing can be sealed, and what was sealed stays shut.", valueName: "file"))
    var file: String?

    @Option(
        name: .customLong("sealing-key-command"),
        help: ArgumentHelp(
            "A program that prints the keys instead, such as one that asks a key store.",
            discussion: """
                Its path and its arguments, with spaces between; no shell reads it, so quotes and variables mean \
                nothing. It has \(KeyCommand.seconds) seconds.
                """, valueName: "command"))
    var command: String?

    func validate() throws {
        guard file == nil || command == nil else {
            throw ValidationError("Give --sealing-key-file or --sealing-key-command, not both.")
        }
    }

    /// The keys, read once so that what is wrong with them is said before anything begins.
    ///
    /// - Throws: ``CommandFailure``.
    func ring() throws(CommandFailure) -> KeyRing {
        if let file { return try Self.ring(file: file) }
        guard let command else { return .none }
        let program = try KeyCommand(command)
        return try Self.read(KeyRing { try Self.keys(try program.output(), from: program.path) })
    }

    /// The keys of a file.
    static func ring(file: String) throws(CommandFailure) -> KeyRing {
        try read(KeyRing { try keys(inFile: file) })
    }

    static func keys(inFile file: String) throws(CommandFailure) -> HubKeys {
        try keys(try SecretFile(path: file).text(atMost: KeyFile.limit), from: file)
    }

    private static func read(_ ring: KeyRing) throws(CommandFailure) -> KeyRing {
        do { _ = try ring.ring() } catch let failure as CommandFailure { throw failure } catch {
            throw CommandFailure("the keys cannot be read: check --sealing-key-file", .badInput)
        }
        return ring
    }

    private static func keys(_ text: String, from place: String) throws(CommandFailure) -> HubKeys {
        do { return try KeyFile.read(text) } catch {
            let problem =
                switch error {
                case .notAKey(let line): "line \(line) is no key"
                case .noSealingKey: "there is no sealing key in it"
                case .notOneSigningKey: "there must be exactly one signing key in it"
                case .sameID: "two keys have the same id"
                }
            throw CommandFailure("\(place): \(problem). kith keys new makes a file as it must be", .badInput)
        }
    }
}
