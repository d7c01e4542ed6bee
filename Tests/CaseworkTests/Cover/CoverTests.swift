import People
import Testing
import Vocabulary

@testable import Casework
@testable import Storage

@Suite("Somebody stands in for a colleague")
struct CoverTests {
    private func desk() async throws -> TestDesk {
        let test = try await TestDesk()
        try await test.addStaff()
        try await test.addPerson("theirs")
        return test
    }

    private func arrange(
        _ test: TestDesk, from first: Int = 0, to last: Int = 6, of worker: Identifier<Worker> = "worker-1",
        by colleague: Identifier<Worker> = "worker-2", submission: String = "1", as actor: Actor? = nil
    ) async throws {
        let today = test.clock.clock.today
        try await ArrangeCover(desk: test.desk)(
            of: worker, by: colleague, from: today.adding(days: first), to: today.adding(days: last),
            submission: submission, by: actor ?? test.linkWorker)
    }

    private func looks(_ test: TestDesk) async throws -> [String?] {
        try await test.desk.database.read(test.hub) {
            try $0.events.concerning("theirs", verbs: ["person-looked-at"], limit: 9).map { $0.detail["because"] }
        }
    }

    @Test func `and sees their people on the named days, not before and not after; the trail says why`() async throws {
        let test = try await desk()
        try await arrange(test, from: 1, to: 2)
        func look() async throws {
            let actor = try await test.signedIn(test.otherLinkWorker)
            _ = try await OpenPersonRecord(desk: test.desk)("theirs", by: actor)
        }
        await #expect(throws: Access.Refusal.notFound) { try await look() }
        test.clock.move(days: 1)
        try await look()
        test.clock.move(days: 1)
        try await look()
        #expect(try await looks(test) == ["cover", "cover"])
        test.clock.move(days: 1)
        await #expect(throws: Access.Refusal.notFound) { try await look() }
    }

    @Test func `and does their work, but hands nobody on`() async throws {
        let test = try await desk()
        try await arrange(test)
        let actor = try await test.signedIn(test.otherLinkWorker)
        try await RecordContact(desk: test.desk)(
            RecordContact.Entry(kind: .call, reached: true, note: "Well"), with: "theirs", submission: "c", by: actor)
        #expect(
            try await ListPeople(desk: test.desk)(.mine, search: "robin", page: 1, by: actor).people.map(\.id)
                == ["theirs"])
        let (line, day) = try await ReadCovers(desk: test.desk).day(of: "worker-1", by: actor)
        #expect(line.workerName == "Rosa" && line.people == 1 && line.isReaders)
        #expect(day.waiting.shown.map(\.person) == ["theirs"])
        await #expect(throws: Access.Refusal.notFound) {
            try await HandTo(desk: test.desk)("theirs", to: "worker-2", submission: "h", by: actor)
        }
        await #expect(throws: Access.Refusal.notFound) {
            _ = try await ReadCovers(desk: test.desk).day(of: "lead-1", by: actor)
        }
    }

    @Test func `until it is ended, also for whoever has the page open`() async throws {
        let test = try await desk()
        try await arrange(test)
        let actor = try await test.signedIn(test.otherLinkWorker)
        _ = try await OpenPersonRecord(desk: test.desk)("theirs", by: actor)
        let cover = try #require(actor.covering.first)
        try await EndCover(desk: test.desk)(cover.id, submission: "e", by: test.linkWorker)
        // What the request was let in by has ended meanwhile.
        await #expect(throws: Access.Refusal.notFound) {
            _ = try await OpenPersonRecord(desk: test.desk)("theirs", by: actor)
        }
        await #expect(throws: Access.Refusal.notFound) {
            _ = try await ReadCovers(desk: test.desk).day(of: "worker-1", by: actor)
        }
        await #expect(throws: Cover.Refusal.alreadyOver) {
            try await EndCover(desk: test.desk)(cover.id, submission: "again", by: test.linkWorker)
        }
    }

    @Test func `and that it is over stands on the days of both for a week, whether it ended by its date or before`()
        async throws
    {
        for isEndedBefore in [false, true] {
            let test = try await desk()
            try await arrange(test)
            let lastDay: Day
            if isEndedBefore {
                let cover = try #require(try await test.signedIn(test.otherLinkWorker).covering.first)
                lastDay = test.clock.clock.today
                try await EndCover(desk: test.desk)(cover.id, submission: "e", by: test.linkWorker)
            } else {
                lastDay = test.clock.clock.today.adding(days: 6)
                test.clock.move(days: 7)
            }
            for actor in [test.linkWorker, test.otherLinkWorker, test.teamLead] {
                let lines = try await test.peopleDay(by: actor).covers
                #expect(lines.map(\.overSince) == [lastDay] && lines.allSatisfy { !$0.isInForce })
            }
            test.clock.move(days: 8)
            #expect(try await test.peopleDay(by: test.linkWorker).covers.isEmpty)
        }
    }

    @Test func `is arranged by whoever is away or by a lead: nobody lets themselves in`() async throws {
        let test = try await desk()
        for actor in [test.otherLinkWorker, test.worker("worker-3", .linkWorker)] {
            await #expect(throws: Access.Refusal.notFound) { try await arrange(test, as: actor) }
        }
        for actor in [test.coordinator, test.administrator, test.worker("s", .safeguardingLead)] {
            await #expect(throws: Access.Refusal.notInRole) { try await arrange(test, as: actor) }
        }
        try await arrange(test, as: test.teamLead)
        let standIn = try await test.signedIn(test.otherLinkWorker)
        // Whoever stands in cannot pass it on, nor lengthen it, and may stop.
        await #expect(throws: Access.Refusal.notFound) { try await arrange(test, to: 9, submission: "2", as: standIn) }
        try await EndCover(desk: test.desk)(try #require(standIn.covering.first).id, submission: "e", by: standIn)
    }

    @Test func `tells both, names no person, and stands on the days of both and of the lead`() async throws {
        let test = try await desk()
        try await arrange(test)
        try await arrange(test)
        let mails = try await test.mails
        #expect(Set(mails.map(\.recipient)) == ["worker-1@example.org", "worker-2@example.org"] && mails.count == 2)
        #expect(mails.allSatisfy { $0.kind == "cover" && !$0.body.contains("Robin") })
        for actor in [test.linkWorker, test.otherLinkWorker, test.teamLead] {
            guard case .people(let day) = try await OpenToday(desk: test.desk)(by: actor) else { continue }
            #expect(day.covers.map(\.byName) == ["Sam"] && day.covers.map(\.workerName) == ["Rosa"])
            #expect(day.covers.map(\.isReaders) == [actor.worker == "worker-2"])
        }
    }

    @Test func `is named to the person and to the group as who is there now`() async throws {
        let test = try await TestDesk()
        try await test.addStaff()
        let group = try await test.addGroup()
        let sent = try await test.send(of: try await test.addPerson(), to: group)
        try await arrange(test)
        let record = try await ReadOwnRecord(desk: test.desk)(by: Actor(hub: "test", identity: .person("person-1")))
        let until = test.clock.clock.today.adding(days: 6)
        #expect(record.workerName == "Rosa" && record.standIn == Companion.StandIn(name: "Sam", until: until))
        #expect(try await ReadReferralAsGroup(desk: test.desk)(sent.link).workerName == "Sam")
    }

    @Test func `has days that make sense, and two people who work here`() async throws {
        let test = try await desk()
        let latest = test.clock.clock.today.adding(days: Cover.mostDays - 1)
        await #expect(throws: Cover.Refusal.daysOutOfRange(latest: latest)) {
            try await arrange(test, to: Cover.mostDays)
        }
        await #expect(throws: Cover.Refusal.daysOutOfRange(latest: latest)) { try await arrange(test, to: -1) }
        await #expect(throws: Cover.Refusal.oneself) { try await arrange(test, by: "worker-1") }
        try await test.addStaff([("office", "Kim", .administrator)])
        for colleague in ["office", "nobody"] as [Identifier<Worker>] {
            await #expect(throws: ArrangeCover.Refusal.notAColleague) { try await arrange(test, by: colleague) }
        }
    }
}
