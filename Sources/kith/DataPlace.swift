import ArgumentParser
import Casework
import Foundation
import Reference
import Storage
import Vocabulary

/// Where a command finds the hubs' data: `--data DIR` for a hub's own file, `--database-url URL` for a region's
/// PostgreSQL.
struct DataPlace: ParsableArguments {
    @Option(help: "The folder that holds the hubs' data. It is made where it is missing.")
    var data: String?

    @Option(
        name: .customLong("database-url"),
        help: """
            The PostgreSQL database that holds the hubs' data instead: postgres://user@host/name. A password belongs \
            into PGPASSFILE, or the whole address into KITH_DATABASE_URL, which counts where neither option is given: \
            others can read the list of processes.
            """)
    var databaseURL: String?

    init() {}
    init(data: String?, databaseURL: String? = nil) {
        self.data = data
        self.databaseURL = databaseURL
    }

    func validate() throws {
        guard data != nil || addressText != nil else {
            throw ValidationError("Give --data DIR, or --database-url for PostgreSQL.")
        }
    }

    /// What was said on the command line goes before what the environment says.
    private var addressText: String? {
        if let databaseURL { return databaseURL.isEmpty ? nil : databaseURL }
        guard data == nil else { return nil }
        return ProcessInfo.processInfo.environment["KITH_DATABASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The region's database; nil where the data is a hub's own file.
    ///
    /// - Throws: ``CommandFailure`` when the address cannot be used.
    func address() throws(CommandFailure) -> PostgreSQLAddress? {
        guard let text = addressText else { return nil }
        do { return try PostgreSQLAddress(text) } catch {
            switch error {
            case .malformed:
                throw CommandFailure(
                    "the database's address cannot be read: it must look like postgres://user@host/name", .wrongUsage)
            case .notPrivate(let mode):
                throw CommandFailure(
                    "sslmode=\(mode) would let others read what we send to the database: leave it out, or say verify-full",
                    .wrongUsage)
            }
        }
    }

    /// What people call the place, without a secret.
    var name: String { (try? address())?.description ?? data ?? "" }

    /// How the place is named to the next command.
    var option: String { addressText == nil ? "--data \(data ?? "")" : "--database-url …" }

    /// The folder for what is kept beside the data, such as pages of a feed that broke off.
    var folder: URL {
        if let data { return URL(filePath: data, directoryHint: .isDirectory) }
        let caches = FileManager.default.urls(for: .cachesDirectory, in: .userDomainMask).first
        // An account of a service has no home to keep anything in.
        let kept = [caches, FileManager.default.temporaryDirectory].compactMap(\.self)
            .map { $0.appending(path: "kith", directoryHint: .isDirectory) }
        let usable = kept.first {
            (try? FileManager.default.createDirectory(at: $0, withIntermediateDirectories: true)) != nil
        }
        return usable ?? kept[0]
    }

    /// The file that holds the data of a folder.
    var file: String { folder.appending(path: "kith.sqlite").path(percentEncoded: false) }

    /// Opens the data, and brings it up to date where this program is newer.
    ///
    /// - Throws: ``CommandFailure`` when the place cannot be used.
    func desk(baseURL: String, connections: Int = 2, keys: KeyRing = .none) async throws -> Desk {
        Desk(
            database: try await database(connections: connections), reference: try ReferenceData.load(),
            baseURL: baseURL, keys: keys)
    }

    private func database(connections: Int) async throws -> Database {
        if let address = try address() {
            return try await naming { try await Database.postgresql(address, connections: connections) }
        }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure("cannot make the folder \(name): check who may write there", .serviceMissing)
        }
        return try await naming { try await Database.sqlite(at: file) }
    }

    /// Opens data that is there already, and makes nothing where it is not.
    ///
    /// - Throws: ``CommandFailure``.
    func existing() async throws -> Database {
        if try address() != nil { return try await database(connections: 2) }
        guard FileManager.default.fileExists(atPath: file) else {
            throw CommandFailure("there is no data in \(name): check --data", .serviceMissing)
        }
        return try await naming { try await Database.sqlite(at: file) }
    }

    /// A desk on data that is there already.
    ///
    /// - Throws: ``CommandFailure``.
    func existingDesk(keys: KeyRing) async throws -> Desk {
        Desk(database: try await existing(), reference: try ReferenceData.load(), baseURL: "", keys: keys)
    }

    private func naming(_ open: () async throws -> Database) async throws -> Database {
        do { return try await open() } catch let fault as StorageFault { throw Self.failure(for: fault, in: name) }
    }

    /// One line for people about what is wrong with the data in `place`.
    static func failure(for fault: StorageFault, in place: String) -> CommandFailure {
        switch fault {
        case .busy, .unreachable, .fateUnknown: CommandFailure(words(for: fault, in: place), .tryAgain)
        default: CommandFailure(words(for: fault, in: place), .serviceMissing)
        }
    }

    private static func words(for fault: StorageFault, in place: String) -> String {
        switch fault {
        case .cannotOpen(let reason) where place.contains(" on "):
            "the data in \(place) cannot be used: \(reason)"
        case .cannotOpen: "the data in \(place) cannot be opened: check that it is a data folder of kith"
        case .cannotWrite: "the data in \(place) cannot be written: check the disk and who may write there"
        case .newerSchema: "the data in \(place) was written by a newer kith: use that one"
        case .busy: "the data in \(place) is in use: try again in a moment"
        case .unreachable: "\(place) does not answer: check that the database server runs, and try again"
        case .fateUnknown:
            "\(place) was lost while it saved, and cannot say whether it did: look before you try again"
        case .clockBehind:
            "the clock of this computer is behind what happened in \(place) already: set it right (or, if it is right now, see kith trail accept-clock --help)"
        case .damaged, .engine, .constraint, .unreadable, .unrecordedChange, .nul, .stale:
            "the data in \(place) is damaged: restore a backup, or run kith verify"
        }
    }
}
