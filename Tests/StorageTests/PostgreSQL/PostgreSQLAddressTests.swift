import Foundation
import StorageTesting
import Testing

@testable import Storage

@Suite("The address of a PostgreSQL database")
struct PostgreSQLAddressTests {
    @Test(arguments: [
        "postgres://kith@127.0.0.1:5432/kith", "postgresql://kith@localhost/kith",
        "postgres:///kith?host=/run/postgresql",
        "postgres://kith@[::1]/kith?sslmode=disable",
    ])
    func `on this machine needs no TLS`(text: String) throws {
        let mode = try PostgreSQLAddress(text).value(of: "sslmode")
        #expect(mode == nil || mode == "disable")
    }

    @Test func `on another machine is checked by its certificate unless it says so itself`() throws {
        #expect(try PostgreSQLAddress("postgres://db.example/kith").value(of: "sslmode") == "verify-full")
        #expect(
            try PostgreSQLAddress("postgres://db.example/kith?sslmode=verify-ca").value(of: "sslmode") == "verify-ca")
        // Which host this is, libpq's environment says.
        #expect(try PostgreSQLAddress("postgres:///kith").value(of: "sslmode") == "verify-full")
        #expect(try PostgreSQLAddress("postgres:///?service=region").value(of: "sslmode") == "verify-full")
        #expect(try PostgreSQLAddress("postgres://127.example.org/kith").value(of: "sslmode") == "verify-full")
        // One of several hosts is enough.
        #expect(try PostgreSQLAddress("postgres://localhost,db.example/kith").value(of: "sslmode") == "verify-full")
    }

    @Test(arguments: ["disable", "allow", "prefer", "require"])
    func `that would let others read is refused`(mode: String) {
        #expect(throws: PostgreSQLAddress.Refusal.notPrivate(mode: mode)) {
            try PostgreSQLAddress("postgres://db.example/kith?sslmode=\(mode)")
        }
    }

    @Test(arguments: [
        "", "kith", "/var/lib/kith", "mysql://db.example/kith", "postgres://db.example/kith?colour=blue",
        "postgres://[",
    ])
    func `that is none is refused`(text: String) {
        #expect(throws: PostgreSQLAddress.Refusal.malformed) { try PostgreSQLAddress(text) }
    }

    @Test func `is shown without who signs in and with what`() throws {
        let shown = try PostgreSQLAddress("postgres://rosa:quiet-harbour@db.example/region").description
        #expect(shown == "region on db.example")
    }
}

@Suite("Which server holds our data", .enabled(if: !TestPostgreSQL.isLeftOut))
struct PostgreSQLServerTests {
    private static let environment = ProcessInfo.processInfo.environment

    private func fault(_ address: PostgreSQLAddress) async -> StorageFault? {
        do {
            try await Database.postgresql(address, connections: 1).close()
            return nil
        } catch { return error as? StorageFault }
    }

    private func isRefused(_ fault: StorageFault?, saying words: String) -> Bool {
        if case .cannotOpen(let reason) = fault { reason.contains(words) } else { false }
    }

    @Test func `is refused by name of what is missing`() {
        func unfit(
            _ version: Int = 150_000, _ encoding: String = "UTF8", _ isStandby: Bool = false, _ sees: Bool = false
        )
            -> String?
        {
            PostgreSQLEngine.unfit(version: version, encoding: encoding, isStandby: isStandby, seesEverything: sees)
        }
        #expect(unfit() == nil)
        #expect(unfit(120_022)?.contains("13") == true)
        #expect(unfit(150_000, "SQL_ASCII")?.contains("UTF8") == true)
        #expect(unfit(150_000, "UTF8", true)?.contains("standby") == true)
        #expect(unfit(150_000, "UTF8", false, true)?.contains("superuser") == true)
    }

    @Test func `a superuser is refused, because no wall would hold`() async throws {
        let text = try #require(Self.environment["KITH_TEST_POSTGRES_SUPERUSER"])
        #expect(isRefused(await fault(try PostgreSQLAddress(text)), saying: "superuser"))
    }

    @Test func `a database that is not there, and a role that may not enter, are said to be so`() async throws {
        let server = try TestPostgreSQL.server()
        #expect(isRefused(await fault(server.replacing("dbname", with: "nowhere")), saying: "no such database"))
        #expect(isRefused(await fault(server.replacing("user", with: "nobody_we_know")), saying: "let us in"))
    }

    @Test func `TLS is used and the certificate checked where the address asks for it`() async throws {
        let folder = try #require(Self.environment["KITH_TEST_POSTGRES_TLS"])
        let address = try await TestPostgreSQL.newDatabase().replacing("sslmode", with: "verify-full")
        let trusted = address.replacing("host", with: "localhost").replacing("hostaddr", with: "127.0.0.1")
            .replacing("sslrootcert", with: folder + "/root.crt")
        let database = try await Database.postgresql(trusted, connections: 1)
        let isEncrypted = try await database.readAll {
            try $0.row("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")?.truth("ssl")
        }
        #expect(isEncrypted == true)
        let stranger = trusted.replacing("sslrootcert", with: folder + "/other-root.crt")
        #expect(isRefused(await fault(stranger), saying: "certificate"))
        // The certificate is for another name than the one that was asked for.
        let otherName = trusted.replacing("host", with: "db.example")
        #expect(isRefused(await fault(otherName), saying: "certificate"))
        let missing = trusted.replacing("sslrootcert", with: folder + "/no-such.crt")
        #expect(isRefused(await fault(missing), saying: "certificate"))
    }
}
