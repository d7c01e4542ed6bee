import Foundation

@testable import Storage

/// The PostgreSQL server of the tests, started by `scripts/with-postgres.sh`. Each test has a database of its own.
public enum TestPostgreSQL {
    private static let place = ProcessInfo.processInfo.environment["KITH_TEST_POSTGRES"]

    public static var isLeftOut: Bool { place == "none" }

    public struct Missing: Error, CustomStringConvertible {
        public let description = """
            There is no PostgreSQL to test on. Run scripts/with-postgres.sh swift test, or leave it out knowingly \
            with KITH_TEST_POSTGRES=none.
            """
    }

    /// The server's own database, in which others are made.
    public static func server() throws -> PostgreSQLAddress {
        guard let place else { throw Missing() }
        return try PostgreSQLAddress(place)
    }

    /// A new database with today's schema, and nothing in it.
    public static func newDatabase() async throws -> PostgreSQLAddress {
        try make(from: try await template.value)
    }

    /// A new database without any schema.
    public static func emptyDatabase() throws -> PostgreSQLAddress { try make(from: "template0") }

    /// Made once a run: a copy of a database takes a fraction of the time of all steps.
    private static let template = Task {
        let address = try make(from: "template0")
        try await Database.postgresql(address, connections: 1).close()
        guard let name = address.value(of: "dbname") else { throw Missing() }
        return name
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
