import Community
import Foundation
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("What a person reads and decides on their own page")
struct OwnRecordTests {
    private let me = Actor(hub: "test", identity: .person("person-1"))
    private let somebodyElse = Actor(hub: "test", identity: .person("person-2"))

    private func ready() async throws -> (test: TestDesk, sent: SentReferral) {
        let test = try await TestDesk()
        let group = try await test.addGroup()
        try await test.addPerson("person-2")
        return (test, try await test.send(of: try await test.addPerson(), to: group))
    }

    private func ask(_ test: TestDesk) -> AskAboutOwnRecord { AskAboutOwnRecord(desk: test.desk) }

    @Test func `their plan, their groups and their yes are theirs alone`() async throws {
        let (test, sent) = try await ready()
        let record = try await ReadOwnRecord(desk: test.desk)(by: me)
        #expect(record.person.about.needs == ["belonging"])
        #expect(record.open.map(\.groupName) == ["Thursday kitchen"])
        #expect(record.open.first?.consent?.id == sent.consent)
        #expect(record.standing == 1)
        let other = try await ReadOwnRecord(desk: test.desk)(by: somebodyElse)
        #expect(other.open.isEmpty && other.standing == 0)
        for actor in [test.linkWorker, test.administrator, Actor(hub: "test", identity: .job("clock"))] {
            await #expect(throws: Access.Refusal.notInRole) {
                _ = try await ReadOwnRecord(desk: test.desk)(by: actor)
            }
        }
    }

    @Test func `a yes is taken back in one step, and the group's link is dead at once`() async throws {
        let (test, sent) = try await ready()
        try await ask(test).withdraw(sent.consent, submission: "1", by: me)
        await #expect(throws: GroupLinkClosed.self) { _ = try await ReadReferralAsGroup(desk: test.desk)(sent.link) }
        let referral = try await test.referral(sent.id)
        #expect(referral.state == .ended && referral.endedBecause == .consentWithdrawn)
        #expect(try await test.mails.map(\.kind) == ["deletion"])
        let event = try await test.desk.database.read(test.hub) { hub in
            try hub.events.about(EventSubject(kind: "consent", id: sent.consent.rawValue)).first
        }
        #expect(event?.actor == EventActor(kind: .person, id: "person-1"))
        // An impatient thumb is not refused.
        try await ask(test).withdraw(sent.consent, submission: "1", by: me)
        await #expect(throws: Consent.Refusal.alreadyWithdrawn) {
            try await ask(test).withdraw(sent.consent, submission: "2", by: me)
        }
    }

    @Test func `nobody takes back somebody else's yes`() async throws {
        let (test, sent) = try await ready()
        await #expect(throws: Access.Refusal.notFound) {
            try await ask(test).withdraw(sent.consent, submission: "1", by: somebodyElse)
        }
        await #expect(throws: Access.Refusal.notFound) {
            try await ask(test).withdraw("nothing", submission: "1", by: somebodyElse)
        }
        #expect(try await test.referral(sent.id).state == .sent)
    }

    @Test func `who looked, and what was done, has names and an order`() async throws {
        let (test, sent) = try await ready()
        try await test.desk.database.keepHouse(test.hub) { hub in
            try hub.accounts.add(
                Account(
                    id: "worker-1", name: "Rosa", email: "rosa@example.org", role: "link-worker",
                    createdAt: TestDesk.start))
        }
        _ = try await OpenPersonRecord(desk: test.desk)("person-1", by: test.linkWorker)
        _ = try await ReadReferralAsGroup(desk: test.desk)(sent.link)
        _ = try await ReadReferralAsGroup(desk: test.desk).tapped(sent.link)
        let trail = try await ReadOwnTrail(desk: test.desk)(page: 1, by: me)
        #expect(trail.lines.map(\.verb) == ["referral-read", "person-looked-at"])
        #expect(trail.lines.map(\.who) == [.group, .worker(name: "Rosa", .linkWorker)])
        #expect(trail.lines[0].groupName == "Thursday kitchen")
        #expect(try await ReadOwnTrail(desk: test.desk)(page: 1, by: somebodyElse).lines.isEmpty)
    }

    @Test func `the trail comes in pages, and costs the same on each`() async throws {
        let (test, _) = try await ready()
        let clock = test.clock.clock
        let worker = test.linkWorker
        try await test.desk.database.write(test.hub) { hub in
            for _ in 0..<(OwnTrail.pageSize + 5) {
                try hub.record("about-changed", of: .person("person-1"), by: worker, clock: clock, person: "person-1")
            }
        }
        let first = try await ReadOwnTrail(desk: test.desk)(page: 1, by: me)
        let last = try await ReadOwnTrail(desk: test.desk)(page: 99, by: me)
        #expect(first.lines.count == OwnTrail.pageSize && first.total == OwnTrail.pageSize + 5)
        #expect(last.lines.count == 5 && last.page == 2)
    }

    @Test func `a copy holds all, is an event, and has a shape that is promised`() async throws {
        let (test, sent) = try await ready()
        try await RecordContact(desk: test.desk)(
            RecordContact.Entry(kind: .call, reached: true, note: "A long talk"), with: "person-1", submission: "1",
            by: test.linkWorker)
        try await ask(test).correction(of: "hopes", words: "It should say sing", submission: "2", by: me)
        let today = test.clock.clock.today
        let now = test.clock.clock.now
        try await test.desk.database.keepHouse(test.hub) { hub in
            try hub.unmetNeeds.replace(
                of: "person-1", with: [UnmetNeedStore.Found(need: "housing", obstacle: "full")], in: "NG7", on: today)
            try hub.cohortPlans.add(
                CohortPlan(id: "plan-1", proposedBy: "rosa", proposedAt: now),
                [CohortPlan.Line(person: "person-1", place: 0, group: nil, mark: .leftOut)])
        }
        let copy = try await MakeOwnDownload(desk: test.desk)(by: me)
        let json = try #require(try JSONSerialization.jsonObject(with: try copy.json()) as? [String: Any])
        #expect(
            json.keys.sorted()
                == [
                    "about", "consents", "contacts", "drafts", "emergencyLooks", "homeIsSet", "howCareful", "hub", "id",
                    "kept",
                    "lastContactAt",
                    "letters", "links", "madeAt", "referrals", "requests", "schema", "sealed", "shares", "since",
                    "solvedBarriers", "state", "trail", "understanding", "unmetNeeds", "version", "wantsMoreAtOnce",
                    "worries",
                ])
        #expect(json["schema"] as? String == "kith-person" && json["version"] as? Int == 2)
        // What nobody asked is not said of them as a no.
        let about = try #require(json["about"] as? [String: Any])
        #expect(about["wantsToVolunteer"] as? String == "not-asked")
        #expect((about["limits"] as? [String: Any])?["canTravel"] as? String == "not-asked")
        #expect((about["judgement"] as? [String: Any])?["risk"] as? String == "R0")
        #expect(copy.contacts.map(\.note) == ["A long talk"])
        #expect(copy.referrals.map(\.id) == [sent.id.rawValue])
        #expect(copy.referrals.first?.told.callName == "Robin")
        #expect(copy.requests.map(\.words) == ["It should say sing"])
        #expect(copy.unmetNeeds.map(\.need) == ["housing"] && copy.unmetNeeds.first?.district == "NG7")
        #expect(copy.unmetNeeds.first?.because == "full" && copy.unmetNeeds.first?.on == today.description)
        #expect(copy.shares.map(\.mark) == ["left-out"] && copy.shares.first?.group == nil)
        #expect(copy.trail.first?.verb == "own-record-downloaded")
        #expect(try await MakeOwnDownload(desk: test.desk)(by: somebodyElse).contacts.isEmpty)
    }

    @Test func `what is wrong is asked, answered, and read`() async throws {
        let (test, _) = try await ready()
        try await ask(test).correction(of: "hopes", words: "It should say sing", submission: "1", by: me)
        try await ask(test).correction(of: "hopes", words: "It should say sing", submission: "1", by: me)
        guard case .people(let day) = try await OpenToday(desk: test.desk)(by: test.linkWorker) else {
            Issue.record("no day")
            return
        }
        #expect(day.requests.shown.map(\.kind) == [.correction])
        let state = try await GiveOwnPageCode(desk: test.desk).state(of: "person-1", by: test.linkWorker)
        let request = try #require(state.requests.first)
        #expect(state.requests.count == 1, "sent twice, it is one")
        await #expect(throws: Access.Refusal.notFound) {
            try await AnswerRequest(desk: test.desk)(
                request.id, of: "person-2", words: "No", submission: "2", by: test.linkWorker)
        }
        await #expect(throws: Access.Refusal.notFound) {
            try await AnswerRequest(desk: test.desk)(
                request.id, of: "person-1", words: "No", submission: "2", by: test.otherLinkWorker)
        }
        try await AnswerRequest(desk: test.desk)(
            request.id, of: "person-1", words: "It does now", submission: "2", by: test.linkWorker)
        let read = try await ReadOwnRecord(desk: test.desk)(by: me).requests
        #expect(read.map(\.state) == [.answered] && read.map(\.answer) == ["It does now"])
        await #expect(throws: PersonRequest.Refusal.notOpen) {
            try await AnswerRequest(desk: test.desk)(
                request.id, of: "person-1", words: "Again", submission: "3", by: test.linkWorker)
        }
    }

    @Test func `questions have an end: ten wait at once, each of a sensible length`() async throws {
        let (test, _) = try await ready()
        for number in 0..<AskAboutOwnRecord.mostOpen {
            try await ask(test).correction(of: "", words: "Wrong", submission: "\(number)", by: me)
        }
        await #expect(throws: AskAboutOwnRecord.Refusal.tooMany) {
            try await ask(test).correction(of: "", words: "Wrong", submission: "more", by: me)
        }
        await #expect(throws: AskAboutOwnRecord.Refusal.tooLong) {
            try await ask(test).correction(
                of: "", words: String(repeating: "a", count: AboutLimit.story + 1), submission: "x", by: me)
        }
        await #expect(throws: AskAboutOwnRecord.Refusal.empty) {
            try await ask(test).correction(of: "", words: " \n", submission: "x", by: me)
        }
    }
}
