import CPostgreSQL
import Foundation

/// Where a PostgreSQL database is and how it is reached: `postgres://user@host:5432/kith?sslmode=verify-full`.
///
/// Anything libpq understands may stand in it; what is left out comes from libpq's own environment (`PGPASSFILE`,
/// `PGSSLROOTCERT`, a service file). A server on another machine is only spoken to by TLS, and its certificate
/// is checked: what we send are facts about people.
public struct PostgreSQLAddress: Sendable, CustomStringConvertible {
    /// What is wrong with an address, in words that hold nothing secret.
    public enum Refusal: Error, Equatable, Sendable {
        /// Not an address that libpq can read.
        case malformed
        /// It asks for a connection to another machine that could be read or answered by somebody in between.
        case notPrivate(mode: String)
    }

    let keywords: [(name: String, value: String)]

    /// - Throws: ``Refusal``.
    public init(_ text: String) throws(Refusal) {
        guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://"),
            let options = PQconninfoParse(text, nil)
        else { throw .malformed }
        defer { PQconninfoFree(options) }
        var given: [(name: String, value: String)] = []
        var next = options
        while let keyword = next.pointee.keyword {
            if let value = next.pointee.val { given.append((String(cString: keyword), String(cString: value))) }
            next += 1
        }
        keywords = try Self.keptPrivate(given)
    }

    /// The host and the database: never who signs in, and never with what.
    public var description: String {
        let host = value(of: "host") ?? value(of: "hostaddr") ?? "this machine"
        return "\(value(of: "dbname") ?? "the database") on \(host)"
    }

    func value(of name: String) -> String? { keywords.first { $0.name == name }?.value }

    /// The same address with one part changed: another database, or a port that stands in between.
    func replacing(_ name: String, with value: String) -> PostgreSQLAddress {
        PostgreSQLAddress(keywords: keywords.filter { $0.name != name } + [(name, value)])
    }

    private init(keywords: [(name: String, value: String)]) { self.keywords = keywords }

    private static func keptPrivate(
        _ given: [(name: String, value: String)]
    ) throws(Refusal) -> [(name: String, value: String)] {
        let hosts = given.filter { $0.name == "host" || $0.name == "hostaddr" }
            .flatMap { $0.value.split(separator: ",").map(String.init) }
        // Without a host libpq looks into its environment and its service file: it may be anywhere. TLS is no matter
        // of a socket on this machine, and libpq leaves it out there.
        guard hosts.isEmpty || !hosts.allSatisfy(isThisMachine) else { return given }
        switch given.first(where: { $0.name == "sslmode" })?.value {
        case nil: return given + [("sslmode", "verify-full")]
        case "verify-full", "verify-ca": return given
        case let mode?: throw .notPrivate(mode: mode)
        }
    }

    private static func isThisMachine(_ host: String) -> Bool {
        host.hasPrefix("/") || host.hasPrefix("@") || host == "localhost" || host == "::1"
            || (host.hasPrefix("127.") && host.allSatisfy { $0 == "." || $0.isNumber })
    }
}
