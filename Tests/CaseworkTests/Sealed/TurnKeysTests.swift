import Foundation
import People
import Storage
import StorageTesting
import Synchronization
import Testing
import Vocabulary

@testable import Casework

/// A key file that two programs read, as `kith serve` and `kith keys rotate` do.
private final class SharedKeys: Sendable {
    private let content: Mutex<String>

    init(_ keys: HubKeys) { content = Mutex(KeyFile.text(of: keys)) }

    func put(_ keys: HubKeys) { content.withLock { $0 = KeyFile.text(of: keys) } }
    func read() throws -> HubKeys { try KeyFile.read(content.withLock { $0 }) }
    func ring() -> KeyRing { KeyRing { try self.read() } }
}

@Suite struct TurnKeysTests {
    private func seal(_ text: String, of id: Person.ID, _ test: TestDesk) async throws {
        try await SealFacts(desk: test.desk)(
            [.note: .seal(Sealed(.note(text)))], of: id, readAt: "0.0.0.0.0", submission: "seal \(id)",
            by: test.linkWorker)
    }

    private func note(of id: Person.ID, _ desk: Desk, by actor: Actor) async throws -> [String] {
        let opened = try await OpenSealed(desk: desk)(id, for: .crisis, submission: UUID().uuidString, by: actor)
        return opened.facts.map { $0.fact.opened(by: opened.opening).text }
    }

    @Test func `keys are turned while a program serves that has read the old ones`() async throws {
        let file = SharedKeys(HubKeys.made())
        let test = try await TestDesk(keys: file.ring())
        let ids = (0..<450).map { Person.ID(rawValue: "p\($0)") }
        for id in ids.prefix(5) { try await test.addPerson(id) }
        for id in ids.prefix(4) { try await seal("note of \(id)", of: id, test) }
        let old = try file.read()

        // Another program adds a key, moves everything, and drops the old one.
        let both = try #require(old.adding(SealingKey.made()))
        file.put(both)
        let report = try await TurnKeys(in: test.desk.database, clock: test.clock.clock)(to: both)
        #expect(report == TurnKeys.Report(hubs: 1, rewrapped: 4, left: 0, needed: [both.active.id]))
        let one = try #require(both.dropping(allBut: report.needed))
        file.put(one)
        #expect(try file.read().sealing.map(\.id) == [both.active.id])

        // The program that served meanwhile still held the old key alone.
        #expect(try test.desk.keys.ring()?.active.id == old.active.id)
        for id in ids.prefix(4) {
            #expect(try await note(of: id, test.desk, by: test.linkWorker) == ["note of \(id)"])
        }
        #expect(try test.desk.keys.ring()?.active.id == both.active.id)
        try await seal("later", of: ids[4], test)
        #expect(try await note(of: ids[4], test.desk, by: test.linkWorker) == ["later"])
    }

    @Test func `a program that has not read the new key seals nothing with the old one`() async throws {
        let file = SharedKeys(HubKeys.made())
        let test = try await TestDesk(keys: file.ring())
        try await test.addPerson()
        _ = try test.desk.keys.ring()
        let both = try #require(try file.read().adding(SealingKey.made()))
        file.put(both)
        _ = try await TurnKeys(in: test.desk.database, clock: test.clock.clock)(to: both)

        // Nothing of this person was sealed before: the key for it is made now.
        try await seal("new", of: "person-1", test)
        let wrapped = try await test.desk.database.read(test.hub) { try $0.personKeys.find("person-1") }
        #expect(wrapped?.keyID == both.active.id)
    }

    @Test func `turning that was broken off anywhere goes on where it stopped`() async throws {
        let file = SharedKeys(HubKeys.made())
        let test = try await TestDesk(keys: file.ring())
        for number in 0..<3 {
            try await test.addPerson(Identifier(rawValue: "p\(number)"))
            try await seal("note \(number)", of: Identifier(rawValue: "p\(number)"), test)
        }
        let old = try file.read()
        let both = try #require(old.adding(SealingKey.made()))
        file.put(both)
        // Broken off after one of three.
        try await test.desk.database.keepHouse(test.hub) { hub in
            let one = try #require(try hub.personKeys.find("p1"))
            let seal = try PersonSeal(unwrapping: one, with: old.active, in: hub.hub)
            #expect(try hub.personKeys.rewrap(one, as: try seal.wrapped(with: both.active)))
            // The same a second time finds nothing to do.
            #expect(try !hub.personKeys.rewrap(one, as: try seal.wrapped(with: both.active)))
        }
        for number in 0..<3 {
            let id = Person.ID(rawValue: "p\(number)")
            #expect(try await note(of: id, test.desk, by: test.linkWorker) == ["note \(number)"])
        }
        let report = try await TurnKeys(in: test.desk.database, clock: test.clock.clock)(to: both)
        #expect(report.rewrapped == 2)
        #expect(report.needed == [both.active.id])
        #expect(try await TurnKeys(in: test.desk.database, clock: test.clock.clock)(to: both).rewrapped == 0)
    }

    @Test func `more than a batch is turned, and a key that does not open is left and told of`() async throws {
        let file = SharedKeys(HubKeys.made())
        let test = try await TestDesk(keys: file.ring())
        let old = try file.read()
        let count = TurnKeys.batch * 2 + 3
        for number in 0..<count { try await test.addPerson(Identifier(rawValue: "p\(number)")) }
        try await test.desk.database.keepHouse(test.hub) { hub in
            for number in 0..<count {
                let seal = PersonSeal(new: "g", of: Identifier(rawValue: "p\(number)"), in: hub.hub)
                var wrapped = try seal.wrapped(with: old.active)
                if number == 7 {
                    wrapped = WrappedPersonKey(
                        person: wrapped.person, generation: "g", keyID: old.active.id, wrapped: "AAAA")
                }
                try hub.personKeys.add(wrapped)
            }
        }
        let both = try #require(old.adding(SealingKey.made()))
        let report = try await TurnKeys(in: test.desk.database, clock: test.clock.clock)(to: both)
        #expect(report.rewrapped == count - 1)
        #expect(report.left == 1)
        #expect(report.needed == [old.active.id, both.active.id])
        // The old key is still needed, and stays.
        #expect(both.dropping(allBut: report.needed)?.sealing.map(\.id) == both.sealing.map(\.id))
    }

    @Test func `a turned signing key leaves its public half behind`() throws {
        let old = HubKeys.made()
        let new = try #require(old.signing(with: HubKeys.made().signing))
        let data = Data("a checkpoint".utf8)
        #expect(new.verifies(try old.signing.sign(data), of: data, by: old.signing.id) == true)
        #expect(try KeyFile.read(KeyFile.text(of: new)).retired.map(\.id) == [old.signing.id])
    }
}
