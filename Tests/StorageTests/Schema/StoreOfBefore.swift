import StorageTesting
import Vocabulary

@testable import Storage

/// A store that is opened as the program of before had it, and then with all its steps.
struct StoreOfBefore {
    private let path: String
    private let address: PostgreSQLAddress?
    private let before: [Migration]

    init(_ step: Migration, on engine: TestEngine) throws {
        before = Array(Migrations.all.prefix { $0.number < step.number })
        path = try TemporaryFolder().file("kith.sqlite")
        address = engine == .postgresql ? try TestPostgreSQL.emptyDatabase() : nil
    }

    /// Without the step and all that follow.
    func old() async throws -> Database { try await open(before) }

    func new() async throws -> Database { try await open(Migrations.all) }

    private func open(_ steps: [Migration]) async throws -> Database {
        guard let address else { return try await Database.sqlite(at: path, steps: steps) }
        return try await Database.postgresql(address, connections: 2, steps: steps)
    }
}
