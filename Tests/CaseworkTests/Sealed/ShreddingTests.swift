import Foundation
import People
import Storage
import StorageTesting
import Testing
import Vocabulary

@testable import Casework

/// What a stolen copy opens, and what is left of somebody who was shredded: docs/adr/0027.
@Suite struct ShreddingTests {
    private let keys = HubKeys.made()
    private let folder = Folder()

    /// A folder for one test, gone when the test is.
    private final class Folder: Sendable {
        let url = FileManager.default.temporaryDirectory.appending(path: "kith-shredding-\(UUID().uuidString)")

        init() { try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(at: url) }
    }

    /// Two people with a sealed note each.
    private func desk() async throws -> TestDesk {
        let keys = keys
        let test = try await TestDesk(keys: KeyRing { keys })
        for id: Person.ID in ["robin", "alex"] {
            try await test.addPerson(id)
            try await SealFacts(desk: test.desk)(
                [.note: .seal(Sealed(.note("note of \(id)")))], of: id, readAt: "0.0.0.0.0", submission: "seal \(id)",
                by: test.linkWorker)
        }
        return test
    }

    private func backup(of test: TestDesk) async throws -> (database: Database, bytes: Data) {
        let file = folder.url.appending(path: "\(UUID().uuidString).sqlite").path(percentEncoded: false)
        try await test.desk.database.copy(to: file)
        return (try await Database.copy(at: file), try Data(contentsOf: URL(filePath: file)))
    }

    private func keysFile(of database: Database) async throws -> Data {
        var content = Data()
        _ = try await PersonKeysFile(of: database).write { content.append($0) }
        return content
    }

    private func opened(_ database: Database, with keys: HubKeys) async throws -> VerifyData.Seals {
        try await VerifyData(of: database, keys: keys)().seals
    }

    private func shred(_ id: Person.ID, _ test: TestDesk) async throws {
        try await test.desk.database.write(test.hub) { hub in
            try hub.personKeys.shred(of: id)
            try hub.record(
                "person-erased", of: .person(id), by: .init(hub: hub.hub, identity: .job("test")),
                clock: test.clock.clock)
        }
    }

    @Test func `a stolen backup opens nothing, not even with the hub's key`() async throws {
        let test = try await desk()
        #expect(try await opened(test.desk.database, with: keys).opened == 2)
        let wrapped = try await test.desk.database.read(test.hub) { try $0.personKeys.find("robin") }
        let (stolen, bytes) = try await backup(of: test)
        let seals = try await opened(stolen, with: keys)
        #expect(seals == VerifyData.Seals(sealed: 2, opened: 0, withoutKey: 2))
        // Nor is there a trace of the keys on a page that is no longer used.
        let text = try #require(wrapped?.wrapped)
        #expect(bytes.range(of: Data(text.utf8)) == nil)
        #expect(try await VerifyData(of: stolen, keys: keys)().findings.isEmpty)
    }

    @Test func `a backup and the keys of people together are whole again`() async throws {
        let test = try await desk()
        let content = try await keysFile(of: test.desk.database)
        let (restored, _) = try await backup(of: test)
        let tally = try await PersonKeysFile(of: restored, clock: test.clock.clock).restore(content)
        #expect(tally == PersonKeysFile.Tally(restored: 2, passedOver: 0))
        #expect(try await opened(restored, with: keys).opened == 2)
        #expect(try await PersonKeysFile(of: restored, clock: test.clock.clock).restore(content).restored == 0)
        // What carries keys of people is no use without the hub's key.
        #expect(try await VerifyData(of: restored, keys: HubKeys.made())().findings.count == 2)
    }

    @Test func `somebody who was shredded is unreadable in the backup of before, as soon as the keys were saved anew`()
        async throws
    {
        let test = try await desk()
        let (before, _) = try await backup(of: test)
        try await shred("robin", test)
        let content = try await keysFile(of: test.desk.database)
        _ = try await PersonKeysFile(of: before, clock: test.clock.clock).restore(content)
        #expect(try await opened(before, with: keys) == VerifyData.Seals(sealed: 2, opened: 1, withoutKey: 1))
        let (live, there) = try await test.desk.database.read(test.hub) {
            (try $0.sealedFacts.count(), try $0.personKeys.find("robin"))
        }
        #expect(live == 1)
        #expect(there == nil)
    }

    @Test func `and when the hub's key was turned, an older copy of the keys opens nobody`() async throws {
        let test = try await desk()
        let (before, _) = try await backup(of: test)
        let oldKeys = try await keysFile(of: test.desk.database)
        try await shred("robin", test)
        let both = try #require(keys.adding(SealingKey.made()))
        let report = try await TurnKeys(in: test.desk.database, clock: test.clock.clock)(to: both)
        let now = try #require(both.dropping(allBut: report.needed))
        #expect(now.sealing.count == 1)

        // The old copy of keys with the key file of today: nothing.
        _ = try await PersonKeysFile(of: before, clock: test.clock.clock).restore(oldKeys)
        let found = try await VerifyData(of: before, keys: now)()
        #expect(found.seals.opened == 0)
        #expect(found.findings.map(\.problem).allSatisfy { $0.contains("not among the keys") })
        #expect(found.findings.count == 2)
        // Everybody else is whole.
        #expect(
            try await opened(test.desk.database, with: now) == VerifyData.Seals(sealed: 1, opened: 1, withoutKey: 0))
    }

    @Test func `no key comes back for somebody of whom nothing is sealed any more`() async throws {
        let test = try await desk()
        let content = try await keysFile(of: test.desk.database)
        try await shred("robin", test)
        let tally = try await PersonKeysFile(of: test.desk.database).restore(content)
        #expect(tally == PersonKeysFile.Tally(restored: 0, passedOver: 2))
        #expect(try await test.desk.database.read(test.hub) { try $0.personKeys.find("robin") } == nil)
    }

    @Test func `a file that is none, is cut off or is another hub's is refused whole`() async throws {
        let test = try await desk()
        let file = PersonKeysFile(of: test.desk.database)
        let content = try await keysFile(of: test.desk.database)
        await #expect(throws: PersonKeysFile.Fault.notOne) { try await file.restore(Data()) }
        await #expect(throws: PersonKeysFile.Fault.notOne) {
            try await file.restore(Data("{\"kith\":\"person-keys\",\"version\":2}\n".utf8))
        }
        await #expect(throws: PersonKeysFile.Fault.notAKey(line: 3)) { try await file.restore(content.dropLast(9)) }
        let foreign = Data(
            String(decoding: content, as: UTF8.self).replacing("\"hub\":\"test\"", with: "\"hub\":\"else\"").utf8)
        await #expect(throws: PersonKeysFile.Fault.noSuchHub("else")) { try await file.restore(foreign) }
    }

    @Test func `verify names what was altered, by its person and field`() async throws {
        let test = try await desk()
        try await test.desk.database.keepHouse(test.hub) { hub in
            let note = try #require(try hub.sealedFacts.of("robin").first)
            try hub.sealedFacts.keep(
                KeptFact(
                    person: "alex", field: .note, version: 1, generation: note.generation, sealed: note.sealed,
                    changedAt: note.changedAt))
        }
        let report = try await VerifyData(of: test.desk.database, keys: keys)()
        let sealed = report.findings.filter { $0.place.contains("sealed") }
        #expect(sealed.map(\.place) == ["hub test, person alex, sealed note"])
        #expect(report.seals == VerifyData.Seals(sealed: 2, opened: 1, withoutKey: 0))
    }
}
