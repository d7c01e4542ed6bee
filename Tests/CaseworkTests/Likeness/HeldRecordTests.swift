import Community
import Matching
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("A record that waits for a look")
struct HeldRecordTests {
    private func ready() async throws -> TestDesk {
        let test = try await TestDesk()
        for (id, role) in [("worker-1", Role.linkWorker), ("worker-2", .linkWorker), ("lead-1", .teamLead)] {
            try await test.addAccount(Identifier(rawValue: id), role)
        }
        try await test.addGroup()
        try await test.addPerson("earlier") { $0.about.reach.phone = "07700 900123" }
        return test
    }

    private func comeBack(
        _ name: String = "Robin", phone: String = "+44 7700 900123", to actor: Actor, on test: TestDesk
    ) async throws -> Person.ID {
        var about = AboutPerson()
        about.callName = name
        about.reach.phone = phone
        let id = try await BeginFirstContact(desk: test.desk)(
            with: about, submission: TestDesk.submission(), by: actor)
        let today = test.clock.clock.today
        try await test.change(id) { person in
            person.about.needs = ["belonging"]
            person.about.languages = [SpokenLanguage("en", .conversational)]
            person.about.limits.home = Told(known: Coordinate(latitude: 52.95, longitude: -1.15))
            person.understanding = Understanding(language: "en", withInterpreter: false, confirmedOn: today)
        }
        return id
    }

    @Test func `every step before a referral says that it waits, and so does the person's page`() async throws {
        let test = try await ready()
        let newer = try await comeBack(to: test.otherLinkWorker, on: test)
        let prepared = try await PrepareReferral(desk: test.desk)(of: newer, to: "kitchen", by: test.otherLinkWorker)
        #expect(prepared.hold == .waitsForALook)
        let draft = try await test.draft(newer, by: test.otherLinkWorker)
        #expect(try await ReadReferral(desk: test.desk)(draft, by: test.otherLinkWorker).hold == .waitsForALook)
        #expect(try await OpenPersonRecord(desk: test.desk)(newer, by: test.otherLinkWorker).hold == .waitsForALook)
    }

    @Test func `no places are shared out to somebody who waits`() async throws {
        let test = try await ready()
        let newer = try await comeBack(to: test.otherLinkWorker, on: test)
        try await test.change(newer) { person in
            for verb in [Case.Verb.lookAt, .startContacting, .assess] where person.care.can(verb) {
                try? person.care.move(verb)
            }
        }
        func waiting() async throws -> [Person.ID] {
            try await test.desk.database.read(test.hub) {
                try $0.cohortPlans.waiting(since: test.clock.clock.suggestionsSince, limit: 9)
            }
        }
        #expect(try await !waiting().contains(newer))
        let likeness = try #require(
            try await test.desk.database.read(test.hub) { try $0.likenesses.ofNewer(newer, limit: 1).first })
        try await DecideLikeness(desk: test.desk)(likeness.id, .different, by: test.linkWorker)
        #expect(try await waiting().contains(newer))
    }

    @Test func `a second record of one's own with the same name and number is asked about, of its own worker`()
        async throws
    {
        let test = try await ready()
        let newer = try await comeBack(to: test.linkWorker, on: test)
        guard case .yoursToSay(let id)? = try await OpenPersonRecord(desk: test.desk)(newer, by: test.linkWorker).hold
        else {
            Issue.record("nobody was asked")
            return
        }
        #expect(try await test.mails.isEmpty, "it is for nobody else to hear of")
        let draft = try await test.draft(newer)
        await #expect(throws: ReferralHold.yoursToSay(id)) { try await test.send(draft) }
        let record = try await DecideLikeness(desk: test.desk).open(id, by: test.linkWorker)
        #expect(record.isOwn && record.opensBoth)
        try await DecideLikeness(desk: test.desk)(id, .same, by: test.linkWorker)
        let after = try await OpenPersonRecord(desk: test.desk)(newer, by: test.linkWorker)
        #expect(after.hold == nil && after.linked.map(\.id) == ["earlier"])
        try await test.send(draft)
    }

    @Test(arguments: [("Ada", "+44 7700 900123"), ("Robin", "0111 222333")])
    func `a family of one worker shares a number, and two may have a name: neither alone is asked about`(
        name: String, phone: String
    ) async throws {
        let test = try await ready()
        let newer = try await comeBack(name, phone: phone, to: test.linkWorker, on: test)
        #expect(try await OpenPersonRecord(desk: test.desk)(newer, by: test.linkWorker).hold == nil)
    }
}
