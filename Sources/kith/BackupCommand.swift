import ArgumentParser
import Foundation
import Storage

/// `kith backup FILE`: a consistent copy, taken while the hub is served.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the data into one file while the hub goes on working.",
        discussion: """
            Example: kith backup /backups/kith-monday.sqlite --data /var/lib/kith

            The copy is checked before it gets its name. It holds everything about everybody: keep it as safe as \
            the data itself.
            """)

    @Argument(help: "The file to write. One that is there already is never overwritten.")
    var file: String

    @OptionGroup var place: DataFolder

    func run() async throws {
        let target = UnfinishedFile(for: file)
        try target.refuseToOverwrite()
        let database = try await place.existing()
        let report = try await target.finish { path in
            do {
                try await database.copy(to: path)
                let copy = try await Database.copy(at: path)
                let report = try await VerifyReport(of: copy, in: file)
                try copy.close()
                return report
            } catch let fault as StorageFault {
                throw CommandFailure(
                    "\(file) cannot be written: check the folder, its rights and the space left (\(fault.kind))",
                    .serviceMissing)
            }
        }
        try database.close()
        print(report.text)
        print("Copied to \(file).")
        if !report.isClean { throw ExitCode(CommandFailure.Code.answerIsNo.rawValue) }
    }
}

/// `kith restore FILE`: a backup put into an empty place.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup into a folder that holds no data.",
        discussion: """
            Example: kith restore /backups/kith-monday.sqlite --data /var/lib/kith-new

            A folder that holds data is refused: move it away first. A copy that cannot be read whole is not put \
            into place.
            """)

    @Argument(help: "The backup.")
    var file: String

    @OptionGroup var place: DataFolder

    func run() async throws {
        let target = UnfinishedFile(for: place.file)
        for name in [place.file, place.file + "-wal"] where FileManager.default.fileExists(atPath: name) {
            throw CommandFailure("there is data in \(place.data) already: move it away first", .answerIsNo)
        }
        guard FileManager.default.isReadableFile(atPath: file) else {
            throw CommandFailure("\(file) cannot be read: check that the file is there and may be opened", .badInput)
        }
        let report = try await target.finish { path in
            do {
                try FileManager.default.createDirectory(
                    at: place.folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
                try FileManager.default.copyItem(atPath: file, toPath: path)
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            } catch {
                throw CommandFailure(
                    "cannot write into \(place.data): check who may write there and the space left", .serviceMissing)
            }
            return try await Self.opened(path, named: file)
        }
        print(report.text)
        print("Restored into \(place.data). Next: kith serve --data \(place.data)")
        if !report.isClean { throw ExitCode(CommandFailure.Code.answerIsNo.rawValue) }
    }

    private static func opened(_ path: String, named name: String) async throws -> VerifyReport {
        do {
            let restored = try await Database.copy(at: path)
            guard try await restored.integrityFaults().isEmpty else {
                throw CommandFailure("\(name) is damaged: use another backup", .badInput)
            }
            let report = try await VerifyReport(of: restored, in: name)
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

extension StorageFault {
    /// What kind of fault it is, in a word or two.
    fileprivate var kind: String {
        switch self {
        case .cannotOpen: "it cannot be opened"
        case .cannotWrite: "the disk refused"
        case .busy: "it is in use"
        case .newerSchema, .engine, .constraint, .unreadable, .unrecordedChange, .nul, .stale: "the data is damaged"
        }
    }
}
