import ArgumentParser
import Casework
import Foundation
import Reference
import Storage
import Vocabulary

/// Where a command finds the hubs' data: `--data DIR`.
struct DataFolder: ParsableArguments {
    @Option(help: "The folder that holds the hubs' data. It is made where it is missing.")
    var data: String

    init() {}
    init(data: String) { self.data = data }

    var folder: URL { URL(filePath: data, directoryHint: .isDirectory) }

    /// Opens the data, and brings it up to date where this program is newer.
    ///
    /// - Throws: ``CommandFailure`` when the folder or the file in it cannot be used.
    func desk(baseURL: String) async throws -> Desk {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure("cannot make the folder \(data): check who may write there", .serviceMissing)
        }
        do {
            let database = try await Database.sqlite(at: file)
            return Desk(database: database, reference: try ReferenceData.load(), baseURL: baseURL)
        } catch let fault as StorageFault {
            throw Self.failure(for: fault, in: data)
        }
    }

    /// The file that holds the data.
    var file: String { folder.appending(path: "kith.sqlite").path(percentEncoded: false) }

    /// Opens data that is there already, and makes nothing where it is not.
    ///
    /// - Throws: ``CommandFailure``.
    func existing() async throws -> Database {
        guard FileManager.default.fileExists(atPath: file) else {
            throw CommandFailure("there is no data in \(data): check --data", .serviceMissing)
        }
        do { return try await Database.sqlite(at: file) } catch let fault as StorageFault {
            throw Self.failure(for: fault, in: data)
        }
    }

    /// One line for people about what is wrong with the data in `place`.
    static func failure(for fault: StorageFault, in place: String) -> CommandFailure {
        CommandFailure(words(for: fault, in: place), fault == .busy ? .tryAgain : .serviceMissing)
    }

    private static func words(for fault: StorageFault, in data: String) -> String {
        switch fault {
        case .cannotOpen: "the data in \(data) cannot be opened: check that it is a data folder of kith"
        case .cannotWrite: "the data in \(data) cannot be written: check the disk and who may write there"
        case .newerSchema: "the data in \(data) was written by a newer kith: use that one"
        case .busy: "the data in \(data) is in use: try again in a moment"
        case .engine, .constraint, .unreadable, .unrecordedChange, .nul, .stale:
            "the data in \(data) is damaged: restore a backup, or run kith verify"
        }
    }
}
