import ArgumentParser
import Casework
import Foundation
import Storage

/// `kith backup FILE`: a consistent copy, taken while the hub is served.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the data into one file while the hub goes on working.",
        discussion: """
            Example: kith backup /backups/kith-monday.kith --to /etc/kith/backup.recipient --data /var/lib/kith

            Of a PostgreSQL database too, the copy is one file. It is opened and verified before it gets its name. With \
            --to it is sealed to a key whose other half is kept elsewhere (kith keys recipient makes both): whoever gets \
            hold of it can read nothing. Without, it holds everything about everybody, in the open. The keys of people, \
            which open what is sealed, are in neither: kith keys backup keeps them apart.
            """)

    @Argument(help: "The file to write. One that is there already is never overwritten.")
    var file: String

    @Option(help: ArgumentHelp("The file with the public key to seal it to.", valueName: "file"))
    var to: String?

    @OptionGroup var place: DataPlace
    @OptionGroup var keys: KeyOptions

    func run() async throws {
        let recipient = try to.map(RecipientFile.recipient)
        // What is in the open stays where the data is: a file that was removed from a memory stick is still on it.
        let scratch = place.folder.appending(path: "backup-on-the-way").path(percentEncoded: false)
        let target = UnfinishedFile(for: file, onTheWay: recipient == nil ? nil : scratch)
        try target.refuseToOverwrite()
        target.removeLeftovers()
        let ring = try keys.ring()
        let desk = try await place.existingDesk(keys: ring)
        _ = try await TrailCommand.failing { try await SignCheckpoints(desk: desk).all() }
        let report = try await target.finish { path in
            let plain = recipient == nil ? path : target.scratchFile
            let report = try await copy(of: desk.database, to: plain, keys: try ring.ring())
            if let recipient { try seal(plain, into: path, for: recipient) }
            return report
        }
        try desk.database.close()
        print(report.text)
        print(recipient.map { "Copied to \(file), sealed to \($0.fingerprint)." } ?? "Copied to \(file).")
        print("The keys of people are not in it: kith keys backup.")
        if recipient == nil {
            FileHandle.standardError.write(
                Data("kith: \(file) is not encrypted: whoever gets it can read everything. Use --to.\n".utf8))
        }
        if !report.isClean { throw ExitCode(CommandFailure.Code.answerIsNo.rawValue) }
    }

    private func copy(of database: Database, to path: String, keys: HubKeys?) async throws -> VerifyReport {
        do {
            try await database.copy(to: path)
            let copy = try await Database.copy(at: path)
            let report = try await VerifyReport(of: copy, in: file, keys: keys)
            try copy.close()
            return report
        } catch let fault as StorageFault {
            throw CommandFailure(
                "\(file) cannot be written: check the folder, its rights and the space left (\(fault.kind))",
                .serviceMissing)
        }
    }

    private func seal(_ plain: String, into path: String, for recipient: BackupRecipient) throws(CommandFailure) {
        do { try SealedBackup.seal(plain, into: path, for: recipient) } catch {
            throw CommandFailure(
                "\(file) cannot be written: check the folder, its rights and the space left", .serviceMissing)
        }
    }
}

extension StorageFault {
    /// What kind of fault it is, in a word or two.
    fileprivate var kind: String {
        switch self {
        case .cannotOpen: "it cannot be opened"
        case .cannotWrite: "the disk refused"
        case .busy: "it is in use"
        case .unreachable, .fateUnknown: "the database server is away"
        case .damaged, .clockBehind, .newerSchema, .engine, .constraint, .unreadable, .unrecordedChange, .nul, .stale:
            "the data is damaged"
        }
    }
}
