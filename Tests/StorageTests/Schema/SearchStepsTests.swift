import Community
import People
import StorageTesting
import Testing
import Vocabulary

@testable import Storage

@Suite("Names that were there before they were folded")
struct SearchStepsTests {
    @Test(arguments: TestEngine.allCases.filter { $0 != .sqliteInMemory })
    func `are folded by the step itself, in every hub`(engine: TestEngine) async throws {
        let store = try StoreOfBefore(.searching, on: engine)
        let old = try await store.old()
        for hub in ["one", "two"] as [Identifier<Hub>] {
            try await old.writeAll { try $0.hubs.add(Hub(id: hub, name: "A hub", area: "gb-eng"), at: Example.start) }
            let person = Example.person(name: "ROBIN")
            let (about, care) = (try Document.text(StoredAbout(person.about)), try Document.text(person.care))
            _ = try await old.keepHouse(hub) { hub in
                try hub.execute(
                    """
                    INSERT INTO people (hub_id, id, call_name, about, state, care, created_at, wants_more_at_once, version)
                    VALUES (\(hub.hub), 'robin', 'ROBIN', \(about), 'received', \(care), 0, 0, 1)
                    """)
            }
        }
        try old.close()
        let new = try await store.new()
        for hub in ["one", "two"] as [Identifier<Hub>] {
            #expect(try await new.read(hub) { try $0.people.named("robin", worker: nil, limit: 9).count } == 1)
        }
        try new.close()
    }

    @Test(arguments: TestEngine.allCases.filter { $0 != .sqliteInMemory })
    func `that the version before folded are folded anew by the step that hears Greek`(engine: TestEngine) async throws
    {
        let store = try StoreOfBefore(.greekNames, on: engine)
        let old = try await store.old()
        let hub: Identifier<Hub> = "one"
        try await old.writeAll { try $0.hubs.add(Hub(id: hub, name: "A hub", area: "gb-eng"), at: Example.start) }
        try await old.keepHouse(hub) { hub in
            try hub.people.add(Example.person(name: "Χρήστος"))
            // As the version before folded it, and was content with.
            try hub.execute("UPDATE people SET name_folded = 'chrestos' WHERE hub_id = \(hub.hub)")
        }
        try old.close()
        let new = try await store.new()
        #expect(try await new.read(hub) { try $0.people.named("christos", worker: nil, limit: 9).count } == 1)
        try new.close()
    }

    @Test(arguments: TestEngine.allCases.filter { $0 != .sqliteInMemory })
    func `are folded once more by the step that folds every script, in every hub`(engine: TestEngine) async throws {
        let store = try StoreOfBefore(.foldedNames, on: engine)
        let old = try await store.old()
        for hub in ["one", "two"] as [Identifier<Hub>] {
            try await old.writeAll { try $0.hubs.add(Hub(id: hub, name: "A hub", area: "gb-eng"), at: Example.start) }
            let person = Example.person(name: "Łukasz")
            let group = Example.group(name: "Krąg")
            let (about, care) = (try Document.text(StoredAbout(person.about)), try Document.text(person.care))
            let details = try Document.text(group.details)
            _ = try await old.keepHouse(hub) { hub in
                for number in 0..<501 {
                    try hub.execute(
                        """
                        INSERT INTO people (hub_id, id, call_name, name_folded, about, state, care, created_at,
                                            wants_more_at_once, version)
                        VALUES (\(hub.hub), \("p\(number)"), 'Łukasz', 'łukasz', \(about), 'received', \(care), 0, 0, 7)
                        """)
                }
                try hub.execute(
                    """
                    INSERT INTO groups (hub_id, id, name, name_folded, status, details, differing, unmapped,
                                        directory_version, version)
                    VALUES (\(hub.hub), 'krag', 'Krąg', 'krąg', 'open', \(details), 0, 0, 1, 3)
                    """)
            }
        }
        try old.close()
        let new = try await store.new()
        for hub in ["one", "two"] as [Identifier<Hub>] {
            #expect(
                try await new.read(hub) { hub in
                    try hub.row(
                        "SELECT COUNT(*) AS n FROM people WHERE hub_id = \(hub.hub) AND name_folded = 'lukasz'"
                    )?.integer("n")
                } == 501)
            #expect(
                try await new.read(hub) { try $0.groups.page(of: .all, search: "krag", limit: 9, offset: 0).count } == 1
            )
        }
        try new.close()
    }
}
