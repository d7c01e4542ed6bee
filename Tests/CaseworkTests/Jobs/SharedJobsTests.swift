import Community
import Foundation
import Logging
import Metrics
import MetricsTestKit
import People
import Storage
import StorageTesting
import Testing
import Vocabulary

@testable import Casework

/// Several servers at the jobs of one store.
struct SharedJobsTests {
    private static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func jobs(_ name: String, at desk: Desk, mailer: Mailer? = nil) -> HubJobs {
        HubJobs(desk: desk, mailer: mailer, server: ServerName(name), logger: Self.silent)
    }

    private func job(_ kind: JobKind, _ test: TestDesk) async throws -> Job {
        try #require(
            try await test.desk.database.read(test.hub) { try $0.jobs.all() }.first { $0.kind == kind.rawValue })
    }

    private func line(_ kind: JobKind, _ test: TestDesk) async throws -> JobLine {
        try #require(try await ReadJobs(desk: test.desk)(by: test.administrator).first { $0.kind == kind })
    }

    private func post(_ test: TestDesk, _ count: Int) async throws {
        let now = test.clock.clock.now
        try await test.desk.database.keepHouse(test.hub) { hub in
            for number in 0..<count {
                try hub.outbox.add(
                    OutgoingMail(
                        id: Identifier(rawValue: "mail-\(number)"), kind: "referral", recipient: "k@example.org",
                        subject: "A new message", body: "Hello", createdAt: now, nextAt: now))
            }
        }
    }

    /// Referrals that are to be reminded of, others that are to end, and groups to ask again.
    private func fill(_ test: TestDesk, _ count: Int) async throws {
        let person = try await test.addPerson()
        let today = test.clock.clock.today
        for number in 0..<count {
            let group = try await test.addGroup(Identifier(rawValue: "old-\(number)"))
            _ = try await test.send(Identifier(rawValue: "old-\(number)"), of: person, to: group)
        }
        test.clock.move(days: 8)
        for number in 0..<count {
            let group = try await test.addGroup(Identifier(rawValue: "new-\(number)"))
            _ = try await test.send(Identifier(rawValue: "new-\(number)"), of: person, to: group)
            try await test.addGroup(Identifier(rawValue: "ending-\(number)")) {
                $0.agreement?.until = today.adding(days: 16)
            }
        }
        test.clock.move(days: 7)
    }

    @Test func `two servers that run at the same time do each thing once`() async throws {
        let place = try await TestPlace.shared()
        let test = try await TestDesk(at: place)
        try await fill(test, 12)
        let server = ToldMailer()
        let one = jobs("one", at: test.desk, mailer: try server.mailer())
        let two = jobs("two", at: try await test.anotherServer(at: place), mailer: try server.mailer())
        var tallies: [HubJobs.Tally] = []
        for _ in 0..<3 {
            async let first = one.runOnce()
            async let second = two.runOnce()
            tallies += [await first, await second]
            test.clock.move(seconds: 40)
        }
        #expect(tallies.map(\.expired).reduce(0, +) == 12)
        #expect(tallies.map(\.nudged).reduce(0, +) == 12)
        #expect(tallies.map(\.askedAgain).reduce(0, +) == 12)
        #expect(tallies.map(\.mail.sent).reduce(0, +) == 24)
        #expect(tallies.allSatisfy { $0.broken == 0 })
        #expect(server.given.count == 24 && Set(server.given.map(\.messageID)).count == 24)
        for number in 0..<12 {
            #expect(try await test.trail(of: Identifier(rawValue: "old-\(number)")) == ["referral-expired"])
            #expect(try await test.trail(of: Identifier(rawValue: "new-\(number)")) == ["group-nudged"])
        }
        #expect(try await test.mails.allSatisfy { $0.state == .sent && $0.attempts == 1 })
    }

    @Test func `the single steps may run beside themselves`() async throws {
        let place = try await TestPlace.shared()
        let test = try await TestDesk(at: place)
        try await fill(test, 10)
        let other = try await test.anotherServer(at: place)
        let clockwork = Actor(hub: test.hub, identity: .job("clock"))
        var done = 0
        for desk in [test.desk, other] { _ = try await ExpireReferrals(desk: desk, actor: clockwork)() }
        async let first = NudgeGroups(desk: test.desk, actor: clockwork)()
        async let second = NudgeGroups(desk: other, actor: clockwork)()
        done += try await first + second
        async let third = AskAgain(desk: test.desk, actor: clockwork)()
        async let fourth = AskAgain(desk: other, actor: clockwork)()
        done += try await third + fourth
        #expect(done == 20)
        #expect(try await test.mails.count == 20)
        let server = ToldMailer()
        let hub = test.hub
        async let fifth = SendDueMail(desk: test.desk, mailer: try server.mailer())(hub)
        async let sixth = SendDueMail(desk: other, mailer: try server.mailer())(hub)
        let (mine, others) = try await (fifth, sixth)
        #expect(mine.sent + others.sent == 20)
        #expect(server.given.count == 20 && Set(server.given.map(\.messageID)).count == 20)
    }

    @Test func `what is over is not reminded of, even before it is ended`() async throws {
        let test = try await TestDesk()
        _ = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        test.clock.move(days: 15)
        let nudge = NudgeGroups(desk: test.desk, actor: Actor(hub: test.hub, identity: .job("clock")))
        #expect(try await nudge() == 0)
    }

    @Test func `the job of a server that died is taken over when its lease is over`() async throws {
        let test = try await TestDesk()
        let server = ToldMailer()
        let two = jobs("two", at: test.desk, mailer: try server.mailer())
        await two.runOnce()
        try await post(test, 2)
        test.clock.move(seconds: 30)
        let now = test.clock.clock.now
        try await test.desk.database.keepHouse(test.hub) { hub in
            _ = try hub.jobs.take("mail", by: "one", at: now, until: now.adding(seconds: JobKind.leaseLength))
        }
        #expect(try await line(.mail, test).state == .underWay(server: "one", since: now))
        test.clock.move(seconds: JobKind.leaseLength - 1)
        #expect(await two.runOnce().mail.sent == 0)
        test.clock.move(seconds: 1)
        #expect(try await line(.mail, test).state == .cutOff(server: "one"))
        test.clock.move(seconds: JobKind.overdueAfter + 1)
        #expect(try await line(.mail, test).state == .overdue)
        #expect(await two.runOnce().mail.sent == 2)
        #expect(try await line(.mail, test).last?.server == "two")
    }

    @Test func `a server that was away for too long writes nothing over what another did`() async throws {
        let test = try await TestDesk()
        try await post(test, 2)
        let quick = ToldMailer()
        let two = jobs("two", at: test.desk, mailer: try quick.mailer())
        // The first server stands still over its first letter until its lease is over.
        let slow = Mailer(sender: try #require(MailAddress("kith@hub.example"))) { _ in
            test.clock.move(seconds: JobKind.leaseLength + 1)
            await two.runOnce()
            return .refused("The mail server said no to this message (550).")
        }
        let one = jobs("one", at: test.desk, mailer: slow)
        let metrics = TestMetrics()
        let tally = await withMetricsFactory(metrics) { await one.runOnce() }
        #expect(tally.mail == SendDueMail.Tally())
        #expect(
            try metrics.expectCounter("kith_jobs_run_total", [("kind", "mail"), ("outcome", "lost")]).totalValue == 1)
        #expect(quick.given.count == 2)
        #expect(try await test.mails.allSatisfy { $0.state == .sent && $0.problem == nil })
        let line = try await line(.mail, test)
        #expect(line.last?.server == "two" && line.last?.counts?[.sent] == 2)
    }

    @Test func `a job that takes long is held for as long as it takes`() async throws {
        let test = try await TestDesk()
        try await post(test, 5)
        let two = jobs("two", at: test.desk, mailer: try .unset())
        let slow = Mailer(sender: try #require(MailAddress("kith@hub.example"))) { _ in
            test.clock.move(seconds: 140)
            await two.runOnce()
            return .taken
        }
        #expect(await jobs("one", at: test.desk, mailer: slow).runOnce().mail.sent == 5)
        #expect(try await line(.mail, test).last?.server == "one")
    }

    @Test func `a job that broke off is tried after a pause, is shown, and holds up no other`() async throws {
        let test = try await TestDesk()
        _ = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        test.clock.move(days: 7)
        try await post(test, 1)
        let details = try await test.desk.database.keepHouse(test.hub) { hub in
            let details = try hub.row("SELECT details FROM groups WHERE hub_id = \(hub.hub)")?.text("details")
            try hub.execute("UPDATE groups SET details = 'broken' WHERE hub_id = \(hub.hub)")
            return details
        }
        let server = ToldMailer()
        let jobs = jobs("one", at: test.desk, mailer: try server.mailer())
        let first = await jobs.runOnce()
        #expect(first.broken == 1 && first.mail.sent == 1)
        #expect(try await line(.nudge, test).state == .brokeOff(times: 1, problem: "Storage.StorageFault"))
        #expect(try await line(.nudge, test).last?.counts == nil)
        guard case .house(let day) = try await OpenToday(desk: test.desk)(by: test.administrator) else {
            Issue.record("an administrator has another day")
            return
        }
        #expect(day.jobsInTrouble.map(\.kind) == [.nudge])

        test.clock.move(seconds: 59)
        #expect(await jobs.runOnce().broken == 0)
        test.clock.move(seconds: 1)
        #expect(await jobs.runOnce().broken == 1)
        #expect(try await line(.nudge, test).nextAt == test.clock.clock.now.adding(seconds: 300))

        try await test.desk.database.keepHouse(test.hub) { hub in
            _ = try hub.execute("UPDATE groups SET details = \(details) WHERE hub_id = \(hub.hub)")
        }
        test.clock.move(seconds: 300)
        #expect(await jobs.runOnce().nudged == 1)
        #expect(try await line(.nudge, test).state == .waits)
        #expect(try await line(.nudge, test).last?.counts == [.reminded: 1])
    }

    @Test func `a server that is told to stop leaves the rest due, and another goes on at once`() async throws {
        let test = try await TestDesk()
        try await post(test, 3)
        let server = ToldMailer()
        let one = jobs("one", at: test.desk, mailer: try server.mailer())
        let stopped = await one.runOnce(isStopping: { server.given.count == 1 })
        #expect(stopped.mail.sent == 1)
        #expect(try await job(.mail, test).isFree(at: test.clock.clock.now))
        let two = jobs("two", at: test.desk, mailer: try server.mailer())
        #expect(await two.runOnce().mail.sent == 2)
    }

    @Test func `a server without a mail server leaves the mail to one that has it`() async throws {
        let test = try await TestDesk()
        try await post(test, 1)
        await jobs("one", at: test.desk).runOnce()
        #expect(try await job(.mail, test).endedBy == nil)
        test.clock.move(seconds: JobKind.overdueAfter + 1)
        #expect(try await line(.mail, test).state == .overdue)
        let two = jobs("two", at: test.desk, mailer: try ToldMailer().mailer())
        #expect(await two.runOnce().mail.sent == 1)
        #expect(try await line(.mail, test).state == .waits)
    }

    @Test func `the figures count runs by kind and outcome, and name no hub`() async throws {
        let test = try await TestDesk()
        try await post(test, 2)
        let metrics = TestMetrics()
        _ = await withMetricsFactory(metrics) { await jobs("one", at: test.desk).runOnce() }
        test.clock.move(seconds: JobKind.overdueAfter + 1)
        _ = await withMetricsFactory(metrics) { await jobs("one", at: test.desk).runOnce() }
        #expect(try metrics.expectGauge("kith_outbox_waiting").lastValue == 2)
        #expect(try metrics.expectGauge("kith_jobs_overdue").values == [0, 1])
        let runs = metrics.counters(label: "kith_jobs_run_total")
        #expect(runs.allSatisfy { $0.dimensions.map(\.0) == ["kind", "outcome"] })
        #expect(Set(runs.map { $0.dimensions[0].1 }) == Set(JobKind.allCases.filter { $0 != .mail }.map(\.rawValue)))
        #expect(runs.allSatisfy { $0.dimensions[1].1 == "done" })
    }

    @Test func `an administrator asks for a job, and the next round does it`() async throws {
        let test = try await TestDesk()
        let one = jobs("one", at: test.desk)
        let ask = AskForJob(desk: test.desk)
        // Before any server ran: the page offers it already.
        try await ask(.nudge, by: test.administrator)
        await one.runOnce()
        _ = try await test.send(of: try await test.addPerson(), to: try await test.addGroup())
        test.clock.move(days: 7)
        await one.runOnce()
        test.clock.move(seconds: 60)
        #expect(try await !job(.nudge, test).isFree(at: test.clock.clock.now))
        try await ask(.nudge, by: test.administrator)
        #expect(try await job(.nudge, test).isFree(at: test.clock.clock.now))
        let asked = try await test.desk.database.read(test.hub) { hub in
            try hub.events.about(EventSubject(kind: "job", id: "nudge")).map(\.verb)
        }
        #expect(asked == ["job-asked-for", "job-asked-for"])

        let now = test.clock.clock.now
        try await test.desk.database.keepHouse(test.hub) { hub in
            _ = try hub.jobs.take("nudge", by: "two", at: now, until: now.adding(seconds: 300))
        }
        await #expect(throws: AskForJob.Refusal.underWay) { try await ask(.nudge, by: test.administrator) }
        for actor in [test.coordinator, test.linkWorker] {
            await #expect(throws: Access.Refusal.notInRole) { try await ask(.nudge, by: actor) }
            await #expect(throws: Access.Refusal.notInRole) { try await ReadJobs(desk: test.desk)(by: actor) }
        }
    }

    @Test func `a server is known by its machine and its process`() {
        let name = ServerName.ofThisProcess.text
        #expect(name.hasSuffix("(\(ProcessInfo.processInfo.processIdentifier))"))
        #expect(!name.hasPrefix(" "))
    }
}
