import Foundation
import Testing

@testable import Storage

/// The PostgreSQL server of the tests, started by `scripts/with-postgres.sh`. Each test has a database of its own.
enum TestPostgreSQL {
    private static let place = ProcessInfo.processInfo.environment["KITH_TEST_POSTGRES"]

    static var isLeftOut: Bool { place == "none" }

    /// The server's own database, in which others are made.
    static func server() throws -> PostgreSQLAddress {
        let place = try #require(
            place,
            """
            There is no PostgreSQL to test on. Run scripts/with-postgres.sh swift test, or leave it out knowingly \
            with KITH_TEST_POSTGRES=none.
            """)
        return try PostgreSQLAddress(place)
    }

    /// A new database with today's schema, and nothing in it.
    static func newDatabase() async throws -> PostgreSQLAddress {
        try make(from: try await template.value)
    }

    /// A new database without any schema.
    static func emptyDatabase() throws -> PostgreSQLAddress { try make(from: "template0") }

    /// Made once a run: a copy of a database takes a fraction of the time of all steps.
    private static let template = Task {
        let address = try make(from: "template0")
        try await Database.postgresql(address, connections: 1).close()
        return try #require(address.value(of: "dbname"))
    }

    /// A connection beside the engine's own, for what no store would do. Many tests run at once, and a server that has
    /// no room for one more is asked again.
    static func connect(to address: PostgreSQLAddress) throws -> PostgreSQLConnection {
        let connection = PostgreSQLConnection(address)
        for _ in 0..<40 {
            do throws(PostgreSQLTrouble) {
                try connection.open()
                return connection
            } catch {
                guard error.remedy == .reconnect else { throw error }
                Thread.sleep(forTimeInterval: 0.25)
            }
        }
        throw StorageFault.unreachable
    }

    private static func make(from template: String) throws -> PostgreSQLAddress {
        let name = "test_\(UUID().uuidString.lowercased().replacing("-", with: ""))"
        let server = try server()
        let connection = try connect(to: server)
        _ = try connection.simple("CREATE DATABASE \(name) TEMPLATE \(template) ENCODING 'UTF8'")
        return server.replacing("dbname", with: name)
    }
}
