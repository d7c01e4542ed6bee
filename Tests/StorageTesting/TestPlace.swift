import Foundation
import Storage

/// Where the data of one test is: the rooms above Storage are tested on one engine a run, SQLite unless
/// `KITH_TEST_ENGINE=postgresql` says otherwise.
public enum TestPlace: Sendable {
    case memory
    case file(String)
    case server(PostgreSQLAddress)

    private static var isOnServer: Bool { ProcessInfo.processInfo.environment["KITH_TEST_ENGINE"] == "postgresql" }

    /// A place that only this test has.
    public static func alone() async throws -> TestPlace {
        isOnServer ? .server(try await TestPostgreSQL.newDatabase()) : .memory
    }

    /// A place that several programs of this test can open.
    public static func shared() async throws -> TestPlace {
        if isOnServer { return .server(try await TestPostgreSQL.newDatabase()) }
        let folder = FileManager.default.temporaryDirectory.appending(path: "kith-shared-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return .file(folder.appending(path: "kith.sqlite").path(percentEncoded: false))
    }

    public func open() async throws -> Database {
        switch self {
        case .memory: try await Database.inMemory()
        case .file(let path): try await Database.sqlite(at: path)
        case .server(let address): try await Database.postgresql(address, connections: 2)
        }
    }
}
