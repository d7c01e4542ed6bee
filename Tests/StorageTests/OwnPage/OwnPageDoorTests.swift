import People
import Storage
import Testing
import Vocabulary

@Suite("The store of codes that open a person's own page")
struct OwnPageDoorTests {
    @Test(arguments: TestEngine.allCases)
    func `a code is found before it is known whose hub it is`(engine: TestEngine) async throws {
        let database = try await engine.open()
        for (hub, person, hash) in [("one", "p1", "k1.aa"), ("two", "p2", "k1.bb")] {
            try await database.keepHouse(Identifier(rawValue: hub)) { hub in
                let person = Example.person(Identifier(rawValue: person))
                try hub.people.add(person)
                try hub.ownPageCodes.give(OwnPageCode(person: person.id, hash: hash, givenAt: Example.start))
            }
        }
        try await database.readAll { transaction throws in
            let found = try #require(try transaction.ownPageDoors.find(["zz", "k1.bb"]))
            #expect(found.hub == "two")
            #expect(found.code.person == "p2")
            #expect(try transaction.ownPageDoors.find(["cc"]) == nil)
        }
    }
}
