import Community
import DemoTown
import Foundation
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

/// `kith verify` on a town where everything is right, and on towns where somebody was at the file.
@Suite("Verifying the data")
struct VerifyTests {
    private func findings(after damages: SQL...) async throws -> [VerifyData.Finding] {
        let (desk, _) = try await DemoTownTests.filled()
        try await desk.database.keepHouse("demo") { hub throws in
            for damage in damages { _ = try hub.execute(damage) }
        }
        return try await VerifyData(of: desk.database)().findings
    }

    @Test func `finds nothing in the demo, whatever its size`() async throws {
        for town in [DemoTown(), DemoTown(groups: 200, people: 150, seed: 5)] {
            let (desk, events) = try await DemoTownTests.filled(town)
            let report = try await VerifyData(of: desk.database)()
            #expect(report.findings.isEmpty)
            #expect(report.hubs == 1)
            #expect(report.events == events)
            #expect(report.records > 140)
        }
    }

    @Test func `finds nothing when everybody was erased, and still counts what was`() async throws {
        let (desk, _) = try await DemoTownTests.filled()
        func counted() async throws -> [Int] {
            try await desk.database.read("demo") { hub in
                try [
                    "SELECT COUNT(*) AS n FROM referrals", "SELECT COUNT(*) AS n FROM attendances",
                    "SELECT COUNT(*) AS n FROM people",
                ].map { (sql: SQL) in try hub.row(sql)?.integer("n") ?? 0 }
            }
        }
        let before = try await counted()
        let people = try await desk.database.read("demo") { try $0.consistency.ids(of: .person) }
        let erase = ErasePerson(desk: desk, actor: Actor(hub: "demo", identity: .job("clock")))
        for id in people {
            #expect(try await erase(Identifier(rawValue: id), because: .retention) != nil)
        }
        #expect(people.count > 10)
        let findings = try await VerifyData(of: desk.database)().findings
        #expect(findings.isEmpty, "\(findings)")
        #expect(try await counted() == before)
    }

    @Test func `finds where the trail was touched`() async throws {
        let found = try await findings(after: "UPDATE events SET actor_id = 'nobody' WHERE number = 41")
        #expect(found.map(\.place) == ["hub demo, event 41"])
        #expect(found.first?.problem.contains("not what was written") == true)
    }

    @Test func `finds a record that cannot be read, and goes on`() async throws {
        let found = try await findings(
            after: "UPDATE groups SET details = '{' WHERE name = 'Thursday kitchen'",
            "UPDATE people SET about = 'null' WHERE call_name = 'Selam'",
            "UPDATE referrals SET state = 'lost' WHERE state = 'waitlisted'")
        #expect(found.count == 3)
        #expect(found.allSatisfy { $0.problem.contains("cannot be read") })
        #expect(!found.contains { $0.place.contains("Selam") || $0.problem.contains("Selam") })
    }

    @Test(
        arguments: [
            ("UPDATE referrals SET sent_at = NULL WHERE state = 'sent' AND nudged_at IS NULL", "draft"),
            (
                "UPDATE referrals SET sent_at = nudged_at + 1 WHERE nudged_at IS NOT NULL AND state = 'sent'",
                "reminded before"
            ),
            ("UPDATE referrals SET accepted_at = NULL WHERE state = 'attending'", "never accepted"),
            ("UPDATE referrals SET answered_at = sent_at - 1 WHERE state = 'accepted'", "answered before it was sent"),
            ("UPDATE referrals SET ended_at = NULL WHERE state = 'ended'", "has ended"),
            ("UPDATE referrals SET ended_because = NULL WHERE state = 'ended'", "without a reason"),
            ("UPDATE referrals SET declined_because = NULL WHERE state = 'declined'", "without a reason"),
            ("UPDATE referrals SET ended_at = created_at - 5 WHERE state = 'expired'", "ended before it began"),
            ("UPDATE consents SET withdrawn_at = 1", "consent was withdrawn"),
            ("UPDATE consents SET group_id = (SELECT MIN(id) FROM groups)", "for another group"),
            ("UPDATE people SET call_name = 'X'", "call_name says something else"),
            ("UPDATE people SET name_folded = 'x'", "name_folded says something else"),
            ("UPDATE groups SET name_folded = ''", "name_folded says something else"),
            ("UPDATE groups SET status = 'closed' WHERE status = 'active'", "status says something else"),
        ] as [(SQL, String)])
    func `finds what contradicts itself`(damage: SQL, words: String) async throws {
        let found = try await findings(after: damage)
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.problem.contains(words) }, "\(found.map(\.problem))")
    }

    @Test func `finds that a group was given more people than it has room for`() async throws {
        let (desk, _) = try await DemoTownTests.filled()
        try await desk.database.keepHouse("demo") { hub in
            for var group in try hub.groups.all() where group.agreement != nil {
                group.agreement?.places = 0
                try hub.groups.save(group)
            }
        }
        let found = try await VerifyData(of: desk.database)().findings
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.problem.contains("no room") })
    }

    @Test func `finds a record that the trail knows nothing of`() async throws {
        let (desk, _) = try await DemoTownTests.filled()
        try await desk.database.keepHouse("demo") { hub in
            try hub.people.add(Person(id: "slipped-in", createdAt: DemoTownTests.now))
        }
        let found = try await VerifyData(of: desk.database)().findings
        #expect(found.map(\.place) == ["hub demo, person slipped-in"])
    }
}
