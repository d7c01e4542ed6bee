import Community
import Foundation
import Logging
import People
import Reference
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("Keeping no longer than is needed")
struct ApplyRetentionTests {
    /// Somebody whose time ended, a letter, a draft, a code and an answered request, all of today.
    private func ready() async throws -> TestDesk {
        let test = try await TestDesk()
        try await test.addPerson { person in
            try? person.care.close(because: .whatTheyWantedIsDone)
            person.lastContactAt = TestDesk.start
        }
        try await test.addPerson("person-2")
        let now = test.clock.clock.now
        try await test.desk.database.keepHouse(test.hub) { hub in
            try hub.outbox.add(
                OutgoingMail(
                    id: "mail-1", kind: "referral", recipient: "k@example.org", subject: "", body: "", createdAt: now,
                    nextAt: now, state: .sent))
            _ = try hub.drafts.keep(
                Draft(id: "d", fields: [], savedAt: now), of: "someone-new", about: nil, by: "worker-1")
            try hub.ownPageCodes.give(OwnPageCode(person: "person-2", hash: "hash", givenAt: now))
            var request = PersonRequest(id: "request-1", person: "person-2", kind: .correction, madeAt: now)
            try request.answer("Done", by: "worker-1", at: now)
            try hub.personRequests.add(request)
            try hub.personRequests.save(request)
        }
        return test
    }

    private func retention(_ test: TestDesk) -> ApplyRetention {
        ApplyRetention(desk: test.desk, by: Actor(hub: test.hub, identity: .command("kith retention")))
    }

    @Test func `nothing is past its time on its first day, and everything a thousand days and more later`() async throws
    {
        let test = try await ready()
        #expect(try await retention(test)(dryRun: true).dueCount == 0)
        for rule in test.desk.reference.retention.sorted(by: { $0.days < $1.days }) {
            let days = rule.days - test.clock.clock.today.days(since: TestDesk.start.day(in: .gmt))
            test.clock.move(days: days)
            #expect(try await retention(test)(dryRun: true).due[rule.what] == 0, "\(rule.what): on its last day")
            test.clock.move(seconds: 1)
            #expect(try await retention(test)(dryRun: true).due[rule.what] == 1, "\(rule.what): a second later")
            test.clock.move(seconds: -1)
        }
    }

    @Test func `until somebody switches it on, the clock only counts`() async throws {
        let test = try await ready()
        test.clock.move(days: 2000)
        let jobs = HubJobs(
            desk: test.desk, mailer: nil, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        await #expect(throws: ApplyRetention.Refusal.neverCounted) { try await retention(test).set(on: true) }
        for _ in 0..<3 {
            await jobs.runOnce()
            test.clock.move(days: 1)
        }
        let state = try await retention(test).state()
        #expect(state.onSince == nil && state.counts.values.reduce(0, +) == 5)
        #expect(try await test.outbox.count == 1)
        let lines = try await ReadJobs(desk: test.desk)(by: test.administrator)
        #expect(lines.first { $0.kind == .retain }?.last?.counts == [.overtime: 5])

        try await retention(test).set(on: true)
        await jobs.runOnce()
        #expect(try await test.outbox.isEmpty)
        #expect(
            try await ReadJobs(desk: test.desk)(by: test.administrator).first { $0.kind == .retain }?.last?.counts == [
                .removed: 5
            ])
        let (people, events) = try await test.desk.database.read(test.hub) { hub in
            (
                try ["person-1", "person-2"].map { try hub.people.find(Identifier(rawValue: $0))?.erasedAt != nil },
                try hub.events.about(EventSubject(kind: "hub", id: "test")).map(\.verb)
            )
        }
        #expect(people == [true, false], "only whose time ended")
        let after = try await retention(test).state()
        #expect(after.appliedAt != nil && after.removed.values.sorted() == [1, 1, 1, 1, 1])
        #expect(after.removed["ended-people"] == 1 && after.onBy == "kith retention")
        #expect(events.prefix(2) == ["retention-applied", "retention-switched-on"])
        #expect(try await retention(test)(dryRun: true).dueCount == 0)
    }

    @Test func `a dry run removes nothing, whatever is switched on; and what is on can be switched off`() async throws {
        let test = try await ready()
        test.clock.move(days: 2000)
        _ = try await retention(test)(dryRun: true)
        try await retention(test).set(on: true)
        let dry = try await retention(test)(dryRun: true)
        #expect(dry.removed == nil && dry.dueCount == 5)
        try await retention(test).set(on: false)
        #expect(try await retention(test)().removed == nil)
        #expect(try await test.outbox.count == 1)
    }

    @Test func `a rule that has a twin in the program says the same number`() throws {
        let rules = try ReferenceData.load().retention
        #expect(rules.first { $0.what == .drafts }?.days == KeepDraft.keptDays)
        #expect(rules.first { $0.what == .unusedCodes }?.days == OwnPage.unusedDays)
    }

    @Test func `who walks with people or keeps groups does not decide what goes`() async throws {
        let test = try await ready()
        for actor in [test.linkWorker, test.coordinator, Actor(hub: "test", identity: .person("person-2"))] {
            await #expect(throws: Access.Refusal.notInRole) {
                _ = try await ApplyRetention(desk: test.desk, by: actor)(dryRun: true)
            }
        }
    }
}
