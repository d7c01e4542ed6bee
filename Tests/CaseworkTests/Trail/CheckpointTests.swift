import Foundation
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("Signed checkpoints of the trail")
struct CheckpointTests {
    private let test: TestDesk
    private let keys = HubKeys.made()
    private let desk: Desk
    private let file: CheckpointFile

    init() async throws {
        test = try await TestDesk(keys: .none)
        let keys = keys
        desk = Desk(
            database: test.desk.database, clock: test.clock.clock, reference: test.desk.reference,
            baseURL: test.desk.baseURL, keys: KeyRing { keys })
        let folder = FileManager.default.temporaryDirectory.appending(path: "kith-checkpoints-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        file = CheckpointFile(path: folder.appending(path: "kept").path(percentEncoded: false))
    }

    private func record(_ count: Int) async throws {
        let clock = test.clock.clock
        try await desk.database.keepHouse(test.hub) { hub in
            for _ in 0..<count {
                try hub.events.append(
                    "tested", of: EventSubject(kind: "hub", id: "test"), by: EventActor(kind: .job, id: "t"),
                    at: clock.now)
            }
        }
    }

    private func sign(_ desk: Desk? = nil, keeping file: CheckpointFile? = nil) async throws -> Int {
        try await SignCheckpoints(desk: desk ?? self.desk, file: file)(test.hub)
    }

    private func damage(_ sql: SQL) async throws {
        _ = try await desk.database.keepHouse(test.hub) { try $0.execute(sql) }
    }

    private func findings(
        _ keys: HubKeys? = nil, kept: [SignedCheckpoint] = []
    ) async throws -> [VerifyData.Finding] {
        try await VerifyData(of: desk.database, clock: test.clock.clock, keys: keys ?? self.keys, kept: kept)().findings
    }

    @Test func `are signed where the trail has grown, and only there`() async throws {
        #expect(try await sign() == 0, "an empty trail has no end to sign")
        try await record(3)
        #expect(try await sign() == 1)
        #expect(try await sign() == 0)
        try await record(2)
        #expect(try await sign() == 1)
        let all = try await desk.database.read(test.hub) { try $0.checkpoints.all() }
        #expect(all.map(\.number) == [3, 5])
        #expect(all.allSatisfy { $0.key == keys.signing.id })
        #expect(try await findings().isEmpty)
        let report = try await VerifyData(of: desk.database, keys: keys)()
        #expect(report.checkpoints == 2)
        #expect(report.checksSignatures)
    }

    @Test func `are not made without keys`() async throws {
        try await record(3)
        #expect(try await sign(test.desk) == 0)
        let report = try await VerifyData(of: desk.database)()
        #expect(report.checkpoints == 0)
        #expect(!report.checksSignatures)
    }

    @Test func `find that the end of the trail was cut off`() async throws {
        try await record(9)
        _ = try await sign()
        try await damage("DELETE FROM events WHERE number > 6")
        let found = try await findings()
        #expect(found.map(\.place) == ["hub test, events 7 to 9"])
        #expect(found.first?.problem.contains("cut off") == true)
    }

    @Test func `find a trail that was written anew with hashes that fit`() async throws {
        try await record(4)
        _ = try await sign()
        try await record(4)
        _ = try await sign()
        try await record(4)
        _ = try await sign()
        // Everything from event 6 on is replaced, as somebody would who knows how hashes are made.
        try await damage("DELETE FROM events WHERE number > 5")
        try await record(7)
        #expect(try await desk.database.read(test.hub) { try $0.events.faults().isEmpty })
        // The clock stood still, so that the same was written again and nothing is wrong.
        #expect(try await findings().isEmpty)
        try await damage("DELETE FROM events WHERE number > 5")
        test.clock.move(seconds: 1)
        try await record(7)
        #expect(try await desk.database.read(test.hub) { try $0.events.faults().isEmpty })
        let found = try await findings()
        #expect(found.map(\.place) == ["hub test, events 5 to 8"])
        #expect(found.first?.problem.contains("written anew") == true)
        #expect(found.first?.problem.contains("event 8") == true)
    }

    @Test func `kept elsewhere are not helped by signing anew or by removing those of the store`() async throws {
        try await record(8)
        _ = try await sign(keeping: file)
        try await damage("DELETE FROM trail_checkpoints")
        try await damage("DELETE FROM events WHERE number > 5")
        #expect(try await findings().isEmpty, "nothing in the store tells")
        let kept = try file.read()
        #expect(try await findings(kept: kept).map(\.place) == ["hub test, events 6 to 8"])
        // Whoever has the signing key too cannot change what lies elsewhere.
        test.clock.move(seconds: 1)
        try await record(6)
        _ = try await sign()
        #expect(try await findings().isEmpty)
        let found = try await findings(kept: kept)
        #expect(found.map(\.place) == ["hub test, events 1 to 8"])
    }

    @Test(
        arguments: [
            "UPDATE trail_checkpoints SET hash = 'x'", "UPDATE trail_checkpoints SET at = at + 1",
            "UPDATE trail_checkpoints SET number = 2", "UPDATE trail_checkpoints SET signature = 'AAAA'",
            "UPDATE trail_checkpoints SET signature = '?'",
        ] as [SQL])
    func `that were altered are found by their signature`(damage: SQL) async throws {
        try await record(3)
        _ = try await sign()
        try await self.damage(damage)
        let found = try await findings()
        #expect(found.count == 1)
        #expect(found.first?.problem.contains("signature") == true)
    }

    @Test func `of a key that nobody knows are told, and those of a retired one count`() async throws {
        try await record(3)
        _ = try await sign()
        let others = HubKeys.made()
        let found = try await findings(others)
        #expect(found.map(\.place) == ["hub test, checkpoint at event 3"])
        #expect(found.first?.problem.contains(keys.signing.id) == true)
        let later = try #require(
            HubKeys(sealing: others.sealing, signing: others.signing, retired: [keys.signing.verifying]))
        #expect(try await findings(later).isEmpty)
    }

    @Test func `are not signed over a trail that somebody was at`() async throws {
        try await record(5)
        _ = try await sign()
        try await record(5)
        try await damage("UPDATE events SET verb = 'x' WHERE number = 8")
        await #expect(throws: SignCheckpoints.Refusal.trailIsBroken) { try await sign() }
        try await damage("DELETE FROM events WHERE number > 4")
        await #expect(throws: SignCheckpoints.Refusal.trailIsBroken) { try await sign() }
    }

    @Test func `are added to a file once each, and a line that was cut is passed over`() async throws {
        try await record(2)
        _ = try await sign(keeping: file)
        _ = try await sign(keeping: file)
        try await record(2)
        _ = try await sign()
        let handle = try #require(FileHandle(forWritingAtPath: file.path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("kith-checkpoint-1 test 4 ab".utf8))
        try handle.close()
        _ = try await sign(keeping: file)
        let lines = try String(contentsOfFile: file.path, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.compactMap { SignedCheckpoint(line: $0)?.checkpoint.number } == [2, 4])
        #expect(throws: CheckpointFile.Fault.notACheckpoint(line: 2)) { try file.read() }
        let rights = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(rights == 0o600)
    }

    @Test func `in a folder that is not there are told, and stay in the store`() async throws {
        try await record(2)
        await #expect(throws: CheckpointFile.Fault.cannotWrite) {
            try await sign(keeping: CheckpointFile(path: "/nowhere/at/all"))
        }
        #expect(throws: CheckpointFile.Fault.unreadable) { try CheckpointFile(path: "/nowhere/at/all").read() }
        #expect(try await desk.database.read(test.hub) { try $0.checkpoints.latest() }?.number == 2)
    }

    @Test func `are lines that are read as they were written`() async throws {
        try await record(1)
        _ = try await sign()
        let checkpoint = try #require(try await desk.database.read(test.hub) { try $0.checkpoints.latest() })
        let signed = SignedCheckpoint(hub: test.hub, checkpoint: checkpoint)
        #expect(SignedCheckpoint(line: signed.line) == signed)
        #expect(signed.isSigned(by: keys) == true)
        #expect(signed.isSigned(by: .made()) == nil)
        for line in ["", "kith-checkpoint-2 a 1 b 2 c d", "kith-checkpoint-1 a x b 2 c d", signed.line + " more"] {
            #expect(SignedCheckpoint(line: line) == nil)
        }
    }
}
