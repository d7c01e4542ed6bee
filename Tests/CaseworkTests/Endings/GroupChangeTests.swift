import Community
import Foundation
import Interchange
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("A group that closes or pauses with people inside")
struct GroupChangeTests {
    /// Every way by which a group comes to take fewer people.
    enum Way: String, CaseIterable, CustomTestStringConvertible {
        case corrected, imported, difference, pausedByTelephone, pausedOnReferral, pausedOnAgreement, refused

        var testDescription: String { rawValue }

        var became: GroupOpening {
            switch self {
            case .corrected, .difference: .closed
            case .imported: .paused
            case .pausedByTelephone, .pausedOnReferral, .pausedOnAgreement: .pausedReferrals
            case .refused: .notAgreed
            }
        }
    }

    private static func group(_ test: TestDesk, _ way: Way) async throws -> Group {
        try await test.addGroup { group in
            var atSource = group.details
            var corrected: Set<GroupField> = []
            if way == .difference {
                atSource.status = .closed
                corrected = [.status]
            }
            group.provenance = Provenance(
                source: "town.json", foreignID: "8", readOn: test.clock.clock.today, atSource: atSource,
                corrected: corrected)
        }
    }

    private static func narrow(_ test: TestDesk, _ way: Way, _ sent: SentReferral) async throws {
        let stored = try #require(try await test.desk.database.read(test.hub) { try $0.groups.find("kitchen") })
        switch way {
        case .corrected:
            var details = stored.details
            details.status = .closed
            try await CorrectGroup(desk: test.desk)(
                "kitchen", to: details, version: stored.version, by: test.coordinator)
        case .difference:
            try await SettleDifference(desk: test.desk).followSource(.status, of: "kitchen", by: test.coordinator)
        case .imported:
            let reader = DirectoryReader(
                words: DirectoryWords(test.desk.reference), today: test.clock.clock.today)
            let json = """
                [{"id": "8", "name": "Kitchen", "status": "temporarily closed", "organization": {"id": "1", "name": "O"}}]
                """
            let reading = try reader.read(json: Data(json.utf8))
            let command = Actor(hub: test.hub, identity: .command("import directory"))
            try await ImportDirectory(desk: test.desk)(reading, from: "town.json", by: command)
        case .pausedByTelephone:
            try await PauseReferrals(desk: test.desk)(true, to: "kitchen", by: test.coordinator)
        case .pausedOnReferral: try await test.answer(.pause(true), sent)
        case .pausedOnAgreement, .refused:
            let link = test.desk.secrets.token(for: test.hub)
            let (now, hash) = (test.clock.clock.now, link.hash)
            try await test.desk.database.keepHouse(test.hub) { hub in
                try hub.agreementRequests.add(
                    AgreementRequest(id: "q", group: "kitchen", askedAt: now, endsAt: now.adding(days: 9)),
                    tokenHash: hash, codeHash: "code")
            }
            let answer = AnswerAgreement(desk: test.desk)
            if way == .refused {
                try await answer.sayNo(at: .link(link))
            } else {
                try await answer.pause(true, at: .link(link))
            }
        }
    }

    @Test(arguments: Way.allCases)
    func `is told to the worker, the coordinator and the person, whoever changed it`(way: Way) async throws {
        let test = try await TestDesk()
        let group = try await Self.group(test, way)
        let sent = try await test.send(of: try await test.addPerson(), to: group)
        #expect(try await test.changes().groups.isEmpty)
        test.clock.move(seconds: 60)
        try await Self.narrow(test, way, sent)
        let told = try await test.changes().groups.shown
        #expect(told.map(\.line.referral) == [sent.id])
        #expect(told.map(\.became) == [way.became])
        guard case .register(let day) = try await OpenToday(desk: test.desk)(by: test.coordinator) else {
            throw Access.Refusal.notInRole
        }
        #expect(day.narrowed.shown.map(\.people) == [1])
        #expect(try await test.verbs(concerning: "person-1").contains("group-change-told"))
        let actor = Actor(hub: test.hub, identity: .person("person-1"))
        let own = try await ReadOwnRecord(desk: test.desk)(by: actor)
        #expect(own.open.map(\.opening) == [way.became])
        #expect(try await ReadReferralAsGroup(desk: test.desk)(sent.link).opening == way.became)
    }

    @Test func `a pause of referrals leaves alone whoever goes there already, and a closing does not`() async throws {
        let test = try await TestDesk()
        let group = try await test.addGroup()
        let sent = try await test.send(of: try await test.addPerson(), to: group)
        try await test.answer(.accept, sent)
        test.clock.move(seconds: 60)
        try await PauseReferrals(desk: test.desk)(true, to: "kitchen", by: test.coordinator)
        #expect(try await test.changes().groups.isEmpty)
        #expect(try await !test.verbs(concerning: "person-1").contains("group-change-told"))
        test.clock.move(seconds: 60)
        let stored = try #require(try await test.desk.database.read(test.hub) { try $0.groups.find("kitchen") })
        var details = stored.details
        details.status = .closed
        try await CorrectGroup(desk: test.desk)("kitchen", to: details, version: stored.version, by: test.coordinator)
        #expect(try await test.changes().groups.shown.map(\.became) == [.closed])
        test.clock.move(seconds: 60)
        details.status = .active
        try await CorrectGroup(
            desk: test.desk)("kitchen", to: details, version: stored.version + 1, by: test.coordinator)
        try await PauseReferrals(desk: test.desk)(false, to: "kitchen", by: test.coordinator)
        #expect(try await test.changes().groups.isEmpty, "it is open again")
    }

    @Test func `no file of Casework but one saves a group`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Sources/Casework")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var saving: [String] = []
        for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
            if try String(contentsOf: file, encoding: .utf8).contains("groups.save(") {
                saving.append(file.lastPathComponent)
            }
        }
        #expect(saving == ["ChangeGroup.swift"])
    }
}
