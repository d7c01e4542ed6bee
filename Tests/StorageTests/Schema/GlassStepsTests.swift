import People
import StorageTesting
import Testing
import Vocabulary

@testable import Storage

@Suite("Searches and codes that were there before they were looked after")
struct GlassStepsTests {
    @Test(arguments: TestEngine.allCases.filter { $0 != .sqliteInMemory })
    func `are carried over from the trail: who searched, and who printed a code`(engine: TestEngine) async throws {
        let store = try StoreOfBefore(.glassSearches, on: engine)
        let old = try await store.old()
        try await old.writeAll { try $0.hubs.add(Hub(id: "one", name: "A hub", area: "gb-eng"), at: Example.start) }
        _ = try await old.keepHouse("one") { hub in
            let worker = EventActor(kind: .worker, id: "worker-1")
            let account = EventSubject(kind: "account", id: "worker-1")
            for detail in [[:], ["found": "2"], ["found": "many"]] {
                try hub.events.append(
                    detail.isEmpty ? "break-glass-missed" : "break-glass-searched", of: account, by: worker,
                    at: Example.start, detail: detail)
            }
            for (person, ways) in [("printed", ["mail", "paper"]), ("mailed", ["paper", "mail"])] {
                try hub.people.add(Person(id: Identifier(rawValue: person), createdAt: Example.start))
                for way in ways {
                    try hub.events.append(
                        "own-page-code-given", of: EventSubject(kind: "person", id: person), by: worker,
                        at: Example.start, person: Identifier(rawValue: person), detail: ["way": way])
                }
                try hub.execute(
                    """
                    INSERT INTO own_page_codes (code_hash, hub_id, person_id, given_at)
                    VALUES (\("hash of " + person), \(hub.hub), \(person), 0)
                    """)
            }
        }
        try old.close()
        let new = try await store.new()
        let found = try await new.read("one") { hub in
            (
                try hub.glassSearches.page(limit: 9, offset: 0).map(\.search),
                try hub.ownPageCodes.of("printed")?.seenBy, try hub.ownPageCodes.of("mailed")?.seenBy
            )
        }
        #expect(found.0.map(\.found) == [.many, .some, .nobody] && found.0.allSatisfy { $0.worker == "worker-1" })
        #expect(found.1 == "worker-1" && found.2 == nil)
        try new.close()
    }
}
