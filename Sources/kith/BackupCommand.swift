import ArgumentParser
import Casework
import Foundation
import Storage

/// `kith backup FILE`: a consistent copy, taken while the hub is served.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the data into one file while the hub goes on working.",
        discussion: """
            Example: kith backup /backups/kith-monday.sqlite --data /var/lib/kith

            Of a PostgreSQL database too, the copy is one file. The copy is checked before it gets its name. It holds everything about everybody but the keys of people (kith keys backup): keep it as safe as \
            the data itself.
            """)

    @Argument(help: "The file to write. One that is there already is never overwritten.")
    var file: String

    @OptionGroup var place: DataPlace

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
        print("Copied to \(file). The keys of people are not in it: kith keys backup.")
        if !report.isClean { throw ExitCode(CommandFailure.Code.answerIsNo.rawValue) }
    }
}

/// `kith restore FILE`: a backup put into an empty place.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup into a place that holds no data.",
        discussion: """
            Example: kith restore /backups/kith-monday.sqlite --data /var/lib/kith-new

            A folder or a PostgreSQL database that holds data is refused: move it away first. A copy that cannot be read whole is not put \
            into place.
            """)

    @Argument(help: "The backup.")
    var file: String

    @OptionGroup var place: DataPlace

    func run() async throws {
        guard FileManager.default.isReadableFile(atPath: file) else {
            throw CommandFailure("\(file) cannot be read: check that the file is there and may be opened", .badInput)
        }
        let report = try await place.address() == nil ? intoFolder() : intoServer()
        print(report.text)
        print("Restored into \(place.name). Next: kith serve \(place.option)")
        if !report.isClean { throw ExitCode(CommandFailure.Code.answerIsNo.rawValue) }
    }

    private func intoServer() async throws -> VerifyReport {
        let server = try await place.desk(baseURL: "", connections: 2).database
        guard try await server.readAll({ try $0.hubs.all() }).isEmpty else {
            throw CommandFailure("there is data in \(place.name) already: use an empty database", .answerIsNo)
        }
        // A copy of the backup is brought up to date, and never the backup itself.
        let copy = UnfinishedFile(
            for: FileManager.default.temporaryDirectory.appending(path: "kith-restore-\(UUID().uuidString)")
                .path(percentEncoded: false))
        try await copy.use { path in
            do {
                try FileManager.default.copyItem(atPath: file, toPath: path)
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            } catch {
                throw CommandFailure("cannot copy \(file): check the space left on the disk", .serviceMissing)
            }
            _ = try await Self.opened(path, named: file)
            let backup = try await Database.copy(at: path)
            try await CopyCommand.naming(place) { _ = try await backup.copyHubs(to: server) }
            try backup.close()
        }
        let report = try await VerifyReport(of: server, in: place.name)
        try server.close()
        return report
    }

    private func intoFolder() async throws -> VerifyReport {
        let target = UnfinishedFile(for: place.file)
        for name in [place.file, place.file + "-wal"] where FileManager.default.fileExists(atPath: name) {
            throw CommandFailure("there is data in \(place.name) already: move it away first", .answerIsNo)
        }
        return try await target.finish { path in
            do {
                try FileManager.default.createDirectory(
                    at: place.folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
                try FileManager.default.copyItem(atPath: file, toPath: path)
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            } catch {
                throw CommandFailure(
                    "cannot write into \(place.name): check who may write there and the space left", .serviceMissing)
            }
            return try await Self.opened(path, named: file)
        }
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
        case .unreachable, .fateUnknown: "the database server is away"
        case .newerSchema, .engine, .constraint, .unreadable, .unrecordedChange, .nul, .stale: "the data is damaged"
        }
    }
}
