import Community
import Matching
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("A group that somebody took back their yes to, and somebody who asked to be erased")
struct TakenBackTests {
    private let me = Actor(hub: "test", identity: .person("person-1"))

    private func ready() async throws -> (test: TestDesk, sent: SentReferral) {
        let test = try await TestDesk()
        let group = try await test.addGroup()
        try await test.addGroup("choir") { $0.details.name = "Choir" }
        return (test, try await test.send(of: try await test.addPerson(), to: group))
    }

    private func day(of test: TestDesk) async throws -> PeopleDay {
        guard case .people(let day) = try await OpenToday(desk: test.desk)(by: test.linkWorker) else {
            throw Access.Refusal.notInRole
        }
        return day
    }

    @Test func `it is not offered again by itself, and says why instead`() async throws {
        let (test, sent) = try await ready()
        try await AskAboutOwnRecord(desk: test.desk).withdraw(sent.consent, submission: "w", by: me)
        let found = try await FindGroups(desk: test.desk)(for: "person-1", by: test.linkWorker)
        #expect(found.offers.elements.map(\.group.id) == ["choir"])
        #expect(found.takenBack.map(\.id) == ["kitchen"] && found.takenBack.map(\.name) == ["Thursday kitchen"])
        #expect(found.signposts.total == 0 && found.ruledOut.isEmpty, "it is in one list, and in no other")
        let standing = try #require(
            try await ExplainGroup(desk: test.desk)("kitchen", for: "person-1", by: test.linkWorker).first)
        #expect(standing.isTakenBack && !standing.isOpen && standing.gate.isEmpty && !standing.keepsReasonPrivate)
        await #expect(throws: Standing.Refusal.takenBack) { _ = try await test.draft() }
        // To others it is offered as before.
        try await test.addPerson("person-2")
        let others = try await FindGroups(desk: test.desk)(for: "person-2", by: test.linkWorker)
        #expect(Set(others.offers.elements.map(\.group.id)) == ["kitchen", "choir"] && others.takenBack.isEmpty)
    }

    @Test func `sharing places out leaves it out too`() async throws {
        let (test, sent) = try await ready()
        try await test.change("choir") { $0.details.status = .closed }
        try await AskAboutOwnRecord(desk: test.desk).withdraw(sent.consent, submission: "w", by: me)
        let desk = test.desk
        try await desk.database.read(test.hub) { hub in
            let person = try #require(try hub.people.find("person-1"))
            let situation = try #require(try desk.situations(of: [person], in: hub)["person-1"])
            let answer = try desk.directories.ask(in: hub, clock: desk.clock) { $0.match(situation) }
            #expect(answer.offers.isEmpty)
        }
    }

    @Test func `their own wish brings it back, and nothing else does`() async throws {
        let (test, sent) = try await ready()
        try await AskAboutOwnRecord(desk: test.desk).withdraw(sent.consent, submission: "w", by: me)
        let wish = WishForGroupAgain(desk: test.desk)
        await #expect(throws: Access.Refusal.notFound) {
            try await wish(for: "kitchen", of: "person-1", submission: "1", by: test.otherLinkWorker)
        }
        for submission in ["1", "1", "2"] {
            try await wish(for: "kitchen", of: "person-1", submission: submission, by: test.linkWorker)
        }
        let found = try await FindGroups(desk: test.desk)(for: "person-1", by: test.linkWorker)
        #expect(Set(found.offers.elements.map(\.group.id)) == ["kitchen", "choir"] && found.takenBack.isEmpty)
        #expect(try await test.verbs(about: "person", "person-1").count { $0 == "group-wished-again" } == 1)
        try await test.refer()
    }

    @Test func `a draft that is given up is no yes taken back`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        try await test.addPerson()
        let id = try await test.draft()
        try await WithdrawConsent(desk: test.desk)(
            try await test.stored(id).consent, submission: "w", by: test.linkWorker)
        try await test.refer()
    }

    @Test func `what they keep away from stays between them and their worker, taken back or not`() async throws {
        let (test, sent) = try await ready()
        try await AskAboutOwnRecord(desk: test.desk).withdraw(sent.consent, submission: "w", by: me)
        try await test.change { $0.about.avoid = Avoid(groups: ["kitchen"]) }
        let lead = test.worker("lead", .teamLead)
        let found = try await FindGroups(desk: test.desk)(for: "person-1", by: lead)
        #expect(found.takenBack.isEmpty && found.ruledOut.isEmpty)
    }

    @Test func `their worker hears of it on Today, and not of one that was unsaid`() async throws {
        let (test, sent) = try await ready()
        try await AskAboutOwnRecord(desk: test.desk).withdraw(sent.consent, submission: "w", by: me)
        let lines = try await day(of: test).takenBack.shown
        #expect(lines.map(\.groupName) == ["Thursday kitchen"] && lines.map(\.name) == ["Robin"])
        try await BringBackYes(desk: test.desk)(sent.consent, submission: "b", by: me)
        #expect(try await day(of: test).takenBack.isEmpty)
        try await AskAboutOwnRecord(desk: test.desk).withdraw(sent.consent, submission: "w2", by: me)
        test.clock.move(days: PeopleDay.takenBackForDays + 1)
        #expect(try await day(of: test).takenBack.isEmpty)
    }

    // MARK: While erasure waits

    @Test func `while erasure waits nobody is told of them, and the draft of before is not sent`() async throws {
        let (test, _) = try await ready()
        let draft = try await test.draft(to: "choir")
        try await AskAboutOwnRecord(desk: test.desk).erasure(submission: "e", by: try .typed(by: me))
        let day = test.clock.clock.today.adding(days: PersonRequest.coolingDays)
        let refusal = DraftReferral.Refusal.erasureWaits(on: day)
        await #expect(throws: refusal) { try await test.send(draft) }
        await #expect(throws: refusal) { _ = try await test.draft(to: "choir") }
        await #expect(throws: refusal) {
            _ = try await PrepareReferral(desk: test.desk)(of: "person-1", to: "choir", by: test.linkWorker)
        }
        #expect(try await ReadReferral(desk: test.desk)(draft, by: test.linkWorker).erasureOn == day)
        #expect(try await self.day(of: test).requests.shown.map(\.kind) == [.erasure])
        #expect(try await test.outbox.isEmpty)
        try await AskAboutOwnRecord(desk: test.desk).takeBackErasure(submission: "t", by: me)
        try await test.send(draft)
    }

    @Test func `while erasure waits they are in no sharing of places`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        try await test.addPerson { person in
            for verb in [Case.Verb.lookAt, .startContacting, .assess] { try? person.care.move(verb) }
        }
        func waiting() async throws -> [Person.ID] {
            try await test.desk.database.read(test.hub) { hub in
                let listed = try hub.cohortPlans.waiting(since: TestDesk.start.adding(days: -30), limit: 9)
                #expect(try hub.cohortPlans.waiting(among: ["person-1"]) == Set(listed))
                return listed
            }
        }
        #expect(try await waiting() == ["person-1"])
        try await AskAboutOwnRecord(desk: test.desk).erasure(submission: "e", by: try .typed(by: me))
        #expect(try await waiting().isEmpty)
    }

    // MARK: What leaves the hub

    @Test func `a number is not sent once how to use it safely is no longer what they agreed to`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        try await test.addPerson { $0.about.reach.safeTimes = "school hours only" }
        let yes = DraftReferral.Yes(
            scope: [.callName, .phone], until: test.clock.clock.today.adding(days: 9), manner: TestDesk.yes.manner)
        let draft = try await test.draft(yes: yes)
        try await test.change { $0.about.reach.safeTimes = "never" }
        #expect(try await ReadReferral(desk: test.desk)(draft, by: test.linkWorker).phoneChanged)
        await #expect(throws: SendReferral.Refusal.phoneChanged) { try await test.send(draft) }
        #expect(try await test.stored(draft).state == .draft)
        // Asked again, with the words of today.
        try await test.send(try await test.draft(yes: yes))
    }

    @Test func `no letter and no mail holds a number of the person, whatever was agreed to`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        try await test.addPerson { $0.about.reach = SafeReach(phone: "0000 424242", email: "robin@example.org") }
        let yes = DraftReferral.Yes(
            scope: Set(SharedFact.allCases), until: test.clock.clock.today.adding(days: 9), manner: TestDesk.yes.manner)
        let id = try await test.draft(yes: yes)
        try await test.send(id)
        let printed = try await RenewLink(desk: test.desk).onPaper(id, by: test.linkWorker)
        for text in try await test.outbox.map({ $0.subject + $0.body }) + ["\(printed)"] {
            #expect(!text.contains("424242") && !text.contains("robin@example.org"))
        }
    }
}
