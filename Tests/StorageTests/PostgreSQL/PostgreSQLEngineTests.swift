import Foundation
import People
import Synchronization
import Testing
import Vocabulary

@testable import Storage
@testable import StorageTesting

/// What only a server can do: go away, meet another transaction, and lose an answer.
@Suite("PostgreSQL", .enabled(if: !TestPostgreSQL.isLeftOut))
struct PostgreSQLEngineTests {
    private func founded(_ address: PostgreSQLAddress, connections: Int = 2) async throws -> Database {
        let database = try await Database.postgresql(address, connections: connections)
        try await database.writeAll {
            try $0.hubs.add(Hub(id: "one", name: "One", area: "gb-eng"), at: Example.start)
        }
        return database
    }

    private func aside(_ address: PostgreSQLAddress) throws -> PostgreSQLConnection {
        try TestPostgreSQL.connect(to: address)
    }

    // MARK: Connections that break

    @Test(arguments: [CuttingProxy.Cut.beforeCommit, .afterCommit])
    func `a commit whose answer was lost is settled, and stands once`(cut: CuttingProxy.Cut) async throws {
        // In the clear, so that the proxy sees what is said.
        let address = try await TestPostgreSQL.newDatabase().replacing("sslmode", with: "disable")
        let proxy = try CuttingProxy(to: try #require(address.value(of: "port").flatMap { Int($0) }))
        defer { proxy.stop() }
        let database = try await founded(address.replacing("port", with: String(proxy.port)))
        let runs = Mutex(0)
        proxy.cut(cut)
        let number = try await database.write("one") { hub in
            runs.withLock { $0 += 1 }
            try hub.people.add(Example.person())
            try hub.recordSomething()
            return 7
        }
        #expect(number == 7)
        #expect(proxy.cuts == 1)
        // A commit that the server never saw is run again; one that it did is not.
        #expect(runs.withLock { $0 } == (cut == .beforeCommit ? 2 : 1))
        let (people, events, fault) = try await database.read("one") { hub throws in
            (
                try hub.rows("SELECT id FROM people WHERE hub_id = 'one'").count, try hub.events.count(),
                try hub.events.faults().first
            )
        }
        #expect(people == 1)
        #expect(events == 1)
        #expect(fault == nil)
    }

    @Test func `a connection that the server ended is made anew`() async throws {
        let address = try await TestPostgreSQL.newDatabase()
        let database = try await founded(address)
        let other = try aside(address)
        for _ in 0..<3 {
            _ = try other.simple(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            try await database.write("one") { try $0.recordSomething() }
            #expect(try await database.read("one") { try $0.events.faults().isEmpty })
        }
        #expect(try await database.read("one") { try $0.events.count() } == 3)
    }

    @Test func `a transaction that was cut off in the middle is run again from its beginning`() async throws {
        let address = try await TestPostgreSQL.newDatabase()
        let database = try await founded(address)
        let runs = Mutex(0)
        try await database.write("one") { hub in
            try hub.people.add(Example.person())
            let isFirst = runs.withLock { runs in
                runs += 1
                return runs == 1
            }
            if isFirst { _ = try hub.rows("SELECT pg_terminate_backend(pg_backend_pid()) AS ended") }
            try hub.recordSomething()
        }
        #expect(runs.withLock { $0 } == 2)
        #expect(try await database.read("one") { try $0.events.count() } == 1)
    }

    @Test func `a server that is not there is said to be away`() async throws {
        let address = try await TestPostgreSQL.newDatabase()
        let nobody = address.replacing("port", with: "1")
        await #expect(throws: StorageFault.unreachable) { _ = try await Database.postgresql(nobody) }
    }

    // MARK: Transactions that meet

    @Test func `two that wait for each other both come through`() async throws {
        let database = try await founded(try await TestPostgreSQL.newDatabase())
        try await database.keepHouse("one") { hub throws in
            for id in ["a", "b"] { try hub.submissions.remember(id, result: "", at: Example.start) }
        }
        @Sendable func cross(_ first: String, _ second: String) async throws {
            try await database.keepHouse("one") { hub throws in
                for id in [first, second] {
                    try hub.execute(
                        "UPDATE submissions SET result = result || 'x' WHERE hub_id = 'one' AND id = \(id)")
                    Thread.sleep(forTimeInterval: 0.1)
                }
            }
        }
        async let one: Void = cross("a", "b")
        async let other: Void = cross("b", "a")
        _ = try await (one, other)
        let results = try await database.read("one") { hub throws in
            [try hub.submissions.result(of: "a"), try hub.submissions.result(of: "b")]
        }
        #expect(results == ["xx", "xx"])
    }

    @Test func `a failure that the body swallows fails the transaction all the same`() async throws {
        let database = try await founded(try await TestPostgreSQL.newDatabase())
        await #expect(throws: StorageFault.self) {
            try await database.write("one") { hub in
                try hub.people.add(Example.person())
                try? hub.people.add(Example.person())
                try? hub.recordSomething()
                hub.transaction.noteRecorded()
            }
        }
        #expect(try await database.read("one") { try $0.people.find("robin") } == nil)
    }

    @Test func `a change waits for another one of its hub and no longer than ten seconds`() async throws {
        let address = try await TestPostgreSQL.newDatabase()
        let database = try await founded(address)
        try await database.writeAll {
            try $0.hubs.add(Hub(id: "two", name: "Two", area: "gb-eng"), at: Example.start)
        }
        let other = try aside(address)
        _ = try other.simple(
            "BEGIN; SELECT set_config('kith.hub', 'one', true); SELECT 1 FROM hubs WHERE hub_id = 'one' FOR UPDATE")
        // Another hub, and a look at this one, wait for nothing.
        try await database.write("two") { try $0.recordSomething() }
        #expect(try await database.read("one") { try $0.events.count() } == 0)
        await #expect(throws: StorageFault.busy) { try await database.write("one") { try $0.recordSomething() } }
        _ = try other.simple("ROLLBACK")
        try await database.write("one") { try $0.recordSomething() }
    }

    @Test func `a read sees one moment, whatever is changed meanwhile`() async throws {
        let database = try await founded(try await TestPostgreSQL.newDatabase())
        let (before, after) = try await database.read("one") { hub throws in
            let before = try hub.events.count()
            let isWritten = DispatchSemaphore(value: 0)
            Task {
                try await database.write("one") { try $0.recordSomething() }
                isWritten.signal()
            }
            isWritten.wait()
            return (before, try hub.events.count())
        }
        #expect(before == after)
        #expect(try await database.read("one") { try $0.events.count() } == before + 1)
    }

    // MARK: What is stored

    @Test func `no time zone has a say`() async throws {
        let address = try await TestPostgreSQL.newDatabase()
        let far = address.replacing("options", with: "-c timezone=Asia/Kathmandu -c datestyle=German")
        let database = try await founded(far)
        try await database.keepHouse("one") { try $0.addFoundations() }
        let (person, consent) = try await database.read("one") {
            (try $0.people.find("robin"), try $0.consents.find("yes"))
        }
        #expect(person?.createdAt == Example.start)
        #expect(consent?.until == Example.consent().until)
        let zone = try await database.readAll { try $0.row("SELECT current_setting('timezone') AS zone")?.text("zone") }
        #expect(zone == "UTC")
    }

    @Test func `numbers at their edges come back`() async throws {
        let database = try await founded(try await TestPostgreSQL.newDatabase())
        let row = try await database.readAll { transaction throws in
            try transaction.row(
                """
                SELECT \(Int64.min) AS least, \(Int64.max) AS most, \(0.1) AS tenth, \(-Double.greatestFiniteMagnitude) AS deep,
                    \(Double.leastNonzeroMagnitude) AS tiny, \(String?.none) AS nothing, 2 > 1 AS truth, 5 AS five,
                    \(7) + 1 AS sum
                """)
        }
        let found = try #require(row)
        #expect(try found.integer("least") == Int.min)
        #expect(try found.integer("most") == Int.max)
        #expect(try found.optionalReal("tenth") == 0.1)
        #expect(try found.optionalReal("deep") == -Double.greatestFiniteMagnitude)
        #expect(try found.optionalReal("tiny") == Double.leastNonzeroMagnitude)
        #expect(try found.optionalText("nothing") == nil)
        #expect(try found.truth("truth"))
        #expect(try found.integer("five") == 5)
        #expect(try found.integer("sum") == 8)
    }

    @Test func `a list of thousands is one statement`() async throws {
        let database = try await founded(try await TestPostgreSQL.newDatabase())
        let ids = (0..<20_000).map { Person.ID(rawValue: "p\($0)") }
        #expect(try await database.read("one") { try $0.people.find(ids) }.isEmpty)
    }

    @Test func `more kinds of statements than are kept ready do no harm`() async throws {
        let database = try await founded(try await TestPostgreSQL.newDatabase(), connections: 1)
        for round in 0..<40 {
            try await database.readAll { transaction throws in
                for number in 0..<20 {
                    var sql: SQL = "SELECT \(round)"
                    for _ in 0..<number { sql += " + \(1)" }
                    for _ in 0..<round { sql += " + 1" }
                    let answer = try transaction.row(sql + " AS answer")?.integer("answer")
                    #expect(answer == round + number + round)
                }
            }
        }
    }

    // MARK: Notices

    @Test func `a changed directory is told to other programs once it stands`() async throws {
        let address = try await TestPostgreSQL.newDatabase()
        let database = try await founded(address)
        let notices = try #require(try await Database.postgresql(address, connections: 1).directoryNotices())
        var heard = notices.makeAsyncIterator()
        #expect(await heard.next() == .anyMayHaveChanged)
        try await database.write("one") { hub in
            try hub.groups.add(Example.group())
            try hub.recordSomething()
        }
        #expect(await heard.next() == .changed("one"))
        // One that was taken back is told to nobody; the next that is heard is of the change after it.
        struct Stop: Error {}
        await #expect(throws: Stop.self) {
            try await database.write("one") { hub in
                try hub.groups.touch("kitchen")
                throw Stop()
            }
        }
        _ = try aside(address).simple(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()"
        )
        #expect(await heard.next() == .anyMayHaveChanged)
    }
}

@Suite("The wall between hubs", .enabled(if: !TestPostgreSQL.isLeftOut))
struct HubWallTests {
    private func database() async throws -> Database {
        let database = try await TestEngine.postgresql.open()
        for hub: Identifier<Hub> in ["one", "two"] {
            try await database.keepHouse(hub) { hub in
                try hub.addFoundations()
                try hub.recordSomething()
                try hub.accounts.add(
                    Account(
                        id: "w", name: "Mina", email: "\(hub.hub)@example.org", role: "link-worker",
                        createdAt: Example.start))
            }
        }
        return database
    }

    @Test func `a query that forgets the hub sees no row of another`() async throws {
        try await database().read("one") { hub throws in
            for table in SchemaTable.all where table.hasHub {
                let hubs = try hub.rows("SELECT hub_id FROM \(names: [table.name])").map { try $0.text("hub_id") }
                #expect(hubs.allSatisfy { $0 == "one" }, "\(table.name)")
                let asked = try hub.rows("SELECT hub_id FROM \(names: [table.name]) WHERE hub_id = 'two'")
                #expect(asked.isEmpty, "\(table.name)")
            }
            #expect(try hub.rows("SELECT hub_id FROM people").count == 1)
        }
    }

    @Test func `a change that forgets the hub touches no row of another`() async throws {
        let database = try await database()
        try await database.keepHouse("one") { hub throws in
            #expect(try hub.execute("UPDATE people SET call_name = 'x'") == 1)
            #expect(try hub.execute("UPDATE people SET call_name = 'x' WHERE hub_id = 'two'") == 0)
            #expect(try hub.execute("DELETE FROM events WHERE hub_id = 'two'") == 0)
        }
        #expect(try await database.read("two") { try $0.people.find("robin")?.about.callName } == "Robin")
        #expect(try await database.read("two") { try $0.events.count() } == 1)
    }

    @Test func `a row for another hub cannot be put in`() async throws {
        let database = try await database()
        await #expect(throws: StorageFault.self) {
            try await database.keepHouse("one") { hub throws in
                try hub.execute("INSERT INTO submissions (hub_id, id, at, result) VALUES ('two', 'x', 0, '')")
            }
        }
        await #expect(throws: StorageFault.self) {
            try await database.keepHouse("one") { try $0.execute("UPDATE people SET hub_id = 'two'") }
        }
    }

    @Test func `what belongs to no hub shows no person of any`() async throws {
        try await database().readAll { transaction throws in
            let asked = ["hubs", "account_addresses", "provider_subjects", "own_page_codes"]
            for table in SchemaTable.all where table.hasHub && !asked.contains(table.name) {
                #expect(try transaction.rows("SELECT hub_id FROM \(names: [table.name])").isEmpty, "\(table.name)")
            }
            #expect(try transaction.hubs.all().count == 2)
        }
    }
}
