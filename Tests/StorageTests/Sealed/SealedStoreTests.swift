import Foundation
import People
import StorageTesting
import Testing
import Vocabulary

@testable import Storage

@Suite("The stores of sealed facts and the keys of people")
struct SealedStoreTests {
    private func hub(_ engine: TestEngine) async throws -> Database {
        let database = try await engine.open()
        for hub: Identifier<Hub> in ["one", "two"] {
            try await database.write(hub) { hub in
                try hub.addFoundations()
                try hub.people.add(Example.person("p1"))
                try hub.people.add(Example.person("p2"))
                try hub.recordSomething()
            }
        }
        return database
    }

    private static func fact(_ person: Person.ID, _ field: SealedField, version: Int = 1) -> KeptFact {
        KeptFact(
            person: person, field: field, version: version, generation: "g", sealed: "c2VhbGVk",
            changedAt: Example.start)
    }

    @Test(arguments: TestEngine.allCases)
    func `give back what was kept, each hub its own`(engine: TestEngine) async throws {
        let database = try await hub(engine)
        let fact = Self.fact("p1", .note)
        let key = WrappedPersonKey(person: "p1", generation: "g", keyID: "k1", wrapped: "d3JhcHBlZA==")
        try await database.keepHouse("one") { hub in
            try hub.sealedFacts.keep(fact)
            try hub.sealedFacts.keep(Self.fact("p1", .note, version: 2))
            try hub.sealedFacts.keep(Self.fact("p1", .situation))
            try hub.personKeys.add(key)
            try hub.personKeys.setActive("k0")
            try hub.personKeys.setActive("k1")
        }
        try await database.read("one") { hub throws in
            #expect(try hub.sealedFacts.versions(of: "p1") == [.note: 2, .situation: 1])
            #expect(try hub.sealedFacts.of("p1").map(\.sealed) == ["c2VhbGVk", "c2VhbGVk"])
            #expect(try hub.sealedFacts.isThereAny(of: "p1"))
            #expect(try !hub.sealedFacts.isThereAny(of: "p2"))
            #expect(try hub.personKeys.find("p1") == key)
            #expect(try hub.personKeys.active() == "k1")
            #expect(try hub.personKeys.counts() == ["k1": 1])
        }
        try await database.read("two") { hub throws in
            #expect(try hub.sealedFacts.count() == 0)
            #expect(try hub.personKeys.find("p1") == nil)
            #expect(try hub.personKeys.active() == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `shred a person's key with all that it opens, and nobody else's`(engine: TestEngine) async throws {
        let database = try await hub(engine)
        try await database.keepHouse("one") { hub in
            for person: Person.ID in ["p1", "p2"] {
                try hub.sealedFacts.keep(Self.fact(person, .note))
                try hub.personKeys.add(
                    WrappedPersonKey(person: person, generation: "g", keyID: "k1", wrapped: "d3JhcHBlZA=="))
            }
            try hub.personKeys.shred(of: "p1")
        }
        try await database.read("one") { hub throws in
            #expect(try hub.personKeys.find("p1") == nil)
            #expect(try hub.sealedFacts.of("p1").isEmpty)
            #expect(try hub.personKeys.find("p2") != nil)
            #expect(try hub.sealedFacts.of("p2").count == 1)
            #expect(try hub.sealedFacts.count() == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `page through keys and facts in order, none twice`(engine: TestEngine) async throws {
        let database = try await hub(engine)
        try await database.keepHouse("one") { hub in
            for number in 0..<9 {
                let id = Person.ID(rawValue: "q\(number)")
                try hub.people.add(Example.person(id))
                try hub.personKeys.add(
                    WrappedPersonKey(person: id, generation: "g", keyID: "k\(number % 2)", wrapped: "d3JhcHBlZA=="))
                try hub.sealedFacts.keep(Self.fact(id, .note))
                try hub.sealedFacts.keep(Self.fact(id, .nrm))
            }
        }
        try await database.read("one") { hub throws in
            let first = try hub.personKeys.wrapped(by: "k0", limit: 3)
            let rest = try hub.personKeys.wrapped(by: "k0", after: first.last?.person, limit: 3)
            #expect((first + rest).map(\.person.rawValue) == ["q0", "q2", "q4", "q6", "q8"])
            var facts: [KeptFact] = []
            while true {
                let some = try hub.sealedFacts.page(after: facts.last, limit: 4)
                facts += some
                if some.count < 4 { break }
            }
            #expect(facts.count == 18)
            #expect(Set(facts).count == 18)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `sealed notes of contacts come newest first, and nobody else's`(engine: TestEngine) async throws {
        let database = try await hub(engine)
        try await database.keepHouse("one") { hub in
            for number in 0..<3 {
                for person: Person.ID in ["p1", "p2"] {
                    let id = Contact.ID(rawValue: "\(person)-\(number)")
                    try hub.contacts.add(
                        Contact(
                            id: id, person: person, at: Example.start.adding(days: number), kind: .call, reached: true,
                            note: "", by: Example.worker, noteIsSealed: number != 1))
                    try hub.sealedFacts.keep(Self.fact(person, .contactNote(id)))
                }
            }
        }
        try await database.read("one") { hub throws in
            let notes = try hub.sealedFacts.contactNotes(of: "p1", limit: 5)
            #expect(notes.map(\.field) == [.contactNote("p1-2"), .contactNote("p1-0")])
            #expect(try hub.sealedFacts.contactNotes(of: "p1", limit: 1).count == 1)
            #expect(try hub.contacts.of("p1").map(\.noteIsSealed) == [true, false, true])
            #expect(try hub.sealedFacts.of("p1").isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a copy of the data holds what is sealed and no key of anybody`(engine: TestEngine) async throws {
        let database = try await hub(engine)
        try await database.keepHouse("one") { hub in
            try hub.sealedFacts.keep(Self.fact("p1", .note))
            try hub.personKeys.add(
                WrappedPersonKey(person: "p1", generation: "g", keyID: "k1", wrapped: "d3JhcHBlZA=="))
            try hub.personKeys.setActive("k1")
        }
        let file = try TemporaryFolder().file("copy.sqlite")
        try await database.copy(to: file)
        let copy = try await Database.copy(at: file)
        try await copy.read("one") { hub throws in
            #expect(try hub.sealedFacts.count() == 1)
            #expect(try hub.personKeys.find("p1") == nil)
            #expect(try hub.personKeys.active() == nil)
        }
        try copy.close()
        let bytes = try Data(contentsOf: URL(filePath: file))
        #expect(bytes.range(of: Data("c2VhbGVk".utf8)) != nil)
        #expect(bytes.range(of: Data("d3JhcHBlZA==".utf8)) == nil)

        // Carried to another engine, everything goes along.
        let target = try await Database.inMemory()
        try await database.copyHubs(to: target)
        #expect(try await target.read("one") { try $0.personKeys.find("p1")?.keyID } == "k1")
    }
}
