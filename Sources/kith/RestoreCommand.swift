import ArgumentParser
import Casework
import Foundation
import Storage

/// `kith restore FILE`: a backup put into an empty place.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup into a place that holds no data.",
        discussion: """
            Examples:
              kith restore /backups/kith-monday.kith --identity /media/stick/backup.identity --data /var/lib/kith-new
              kith restore /backups/kith-monday.kith --identity /media/stick/backup.identity --data /tmp/trial --try-only

            A folder or a PostgreSQL database that holds data is refused: move it away first. A backup that was sealed is \
            opened with the identity it was sealed to. What cannot be read whole is not put into place.
            """)

    @Argument(help: "The backup.")
    var file: String

    @Option(help: ArgumentHelp("The file with the identity that opens a sealed backup.", valueName: "file"))
    var identity: String?

    @Flag(help: "Open and verify the backup, and put it nowhere: --data says on which disk there is room for that.")
    var tryOnly = false

    @OptionGroup var place: DataPlace
    @OptionGroup var keys: KeyOptions

    func run() async throws {
        guard FileManager.default.isReadableFile(atPath: file) else {
            throw CommandFailure("\(file) cannot be read: check that the file is there and may be opened", .badInput)
        }
        let identity = try identity.map(RecipientFile.identity)
        let ring = try keys.ring().ring()
        if tryOnly { return try finish(try await trial(identity, ring), nil) }
        let report =
            try await place.address() == nil ? intoFolder(identity, ring) : intoServer(identity, ring)
        try finish(report, "Restored into \(place.name). Next: kith serve \(place.option)")
    }

    private func finish(_ report: VerifyReport, _ done: String?) throws {
        print(report.text)
        print(done ?? "\(file) can be restored. Nothing was put into place.")
        if !report.isClean { throw ExitCode(CommandFailure.Code.answerIsNo.rawValue) }
    }

    private func trial(_ identity: BackupIdentity?, _ keys: HubKeys?) async throws -> VerifyReport {
        let copy = UnfinishedFile(for: place.folder.appending(path: "restore-trial").path(percentEncoded: false))
        try makeFolder()
        var report: VerifyReport?
        try await copy.use { path in
            try take(to: path, identity)
            report = try await Self.opened(path, named: file, keys)
        }
        guard let report else { throw CommandFailure("\(file) was not looked at", .defect) }
        return report
    }

    private func intoServer(_ identity: BackupIdentity?, _ keys: HubKeys?) async throws -> VerifyReport {
        let server = try await place.desk(baseURL: "", connections: 2).database
        guard try await server.readAll({ try $0.hubs.all() }).isEmpty else {
            throw CommandFailure("there is data in \(place.name) already: use an empty database", .answerIsNo)
        }
        // A copy of the backup is brought up to date, and never the backup itself.
        let copy = UnfinishedFile(
            for: FileManager.default.temporaryDirectory.appending(path: "kith-restore-\(UUID().uuidString)")
                .path(percentEncoded: false))
        try await copy.use { path in
            try take(to: path, identity)
            _ = try await Self.opened(path, named: file, keys)
            let backup = try await Database.copy(at: path)
            try await CopyCommand.naming(place) { _ = try await backup.copyHubs(to: server) }
            try backup.close()
        }
        let report = try await VerifyReport(of: server, in: place.name, keys: keys)
        try server.close()
        return report
    }

    private func intoFolder(_ identity: BackupIdentity?, _ keys: HubKeys?) async throws -> VerifyReport {
        let target = UnfinishedFile(for: place.file)
        for name in [place.file, place.file + "-wal"] where FileManager.default.fileExists(atPath: name) {
            throw CommandFailure("there is data in \(place.name) already: move it away first", .answerIsNo)
        }
        try makeFolder()
        return try await target.finish { path in
            try take(to: path, identity)
            return try await Self.opened(path, named: file, keys)
        }
    }

    private func makeFolder() throws(CommandFailure) {
        do {
            try FileManager.default.createDirectory(
                at: place.folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CommandFailure("cannot write into \(place.name): check who may write there", .serviceMissing)
        }
    }

    /// Copies the backup to `path`, opened where it is sealed.
    private func take(to path: String, _ identity: BackupIdentity?) throws(CommandFailure) {
        let isSealed = SealedBackup.isOne(at: file)
        guard let identity else {
            guard !isSealed else {
                throw CommandFailure("\(file) is sealed: give the --identity that opens it", .badInput)
            }
            do {
                try FileManager.default.copyItem(atPath: file, toPath: path)
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            } catch {
                throw CommandFailure(
                    "cannot copy \(file): check who may write there and the space left", .serviceMissing)
            }
            return
        }
        do { try SealedBackup.open(file, into: path, with: identity) } catch {
            throw Self.failure(for: error, of: file, with: identity)
        }
    }

    private static func failure(
        for fault: SealedBackup.Fault, of file: String, with identity: BackupIdentity
    ) -> CommandFailure {
        switch fault {
        case .unreadable: CommandFailure("\(file) cannot be read: check the disk it is on", .badInput)
        case .cannotWrite: CommandFailure("cannot open \(file): check the space left on the disk", .serviceMissing)
        case .notSealed:
            CommandFailure("\(file) is no sealed backup: leave --identity out if it is a plain one", .badInput)
        case .newer: CommandFailure("\(file) was written by a newer kith: use that one", .badInput)
        case .forAnotherKey(let fingerprint):
            CommandFailure(
                "\(file) is sealed to \(fingerprint), and this identity is that of \(identity.recipient.fingerprint)",
                .badInput)
        case .damaged: CommandFailure("\(file) is damaged: use another backup", .badInput)
        case .cutOff: CommandFailure("\(file) is cut off, its end is missing: use another backup", .badInput)
        }
    }

    private static func opened(_ path: String, named name: String, _ keys: HubKeys?) async throws -> VerifyReport {
        do {
            let restored = try await Database.copy(at: path)
            guard try await restored.integrityFaults().isEmpty else {
                throw CommandFailure("\(name) is damaged: use another backup", .badInput)
            }
            let report = try await VerifyReport(of: restored, in: name, keys: keys)
            try restored.close()
            return report
        } catch let fault as StorageFault {
            switch fault {
            case .newerSchema: throw CommandFailure("\(name) was written by a newer kith: use that one", .badInput)
            default: throw CommandFailure("\(name) is not a whole backup of kith: use another one", .badInput)
            }
        }
    }
}
