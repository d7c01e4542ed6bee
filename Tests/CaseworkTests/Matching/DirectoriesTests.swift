import Community
import Matching
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite struct DirectoriesTests {
    private func offers(_ test: TestDesk) async throws -> [String] {
        let desk = test.desk
        return try await desk.database.read(test.hub) { hub in
            try desk.directories.ask(in: hub, clock: desk.clock) { index in
                var situation = Situation(today: desk.clock.today, needs: ["belonging"])
                situation.home = Coordinate(latitude: 52.95, longitude: -1.15)
                return index.match(situation).offers.map(\.id.rawValue)
            }
        }
    }

    @Test func `a match after a commit sees the commit`() async throws {
        let test = try await TestDesk()
        #expect(try await offers(test) == [])
        try await test.addGroup {
            $0.details.languages = ["en"]
            $0.details.english = .said(.none)
        }
        #expect(try await offers(test) == ["kitchen"])
        let desk = test.desk
        try await desk.database.keepHouse(test.hub) { hub in
            var group = try #require(try hub.groups.find("kitchen"))
            group.agreement?.paused = true
            try hub.groups.save(group)
        }
        #expect(try await offers(test) == [])
    }

    @Test func `what a group says of places that are shared out is known to matching`() async throws {
        let test = try await TestDesk()
        try await test.addGroup { $0.agreement?.cohort = 1 }
        try await test.addGroup("choir")
        let desk = test.desk
        let (places, notes) = try await desk.database.read(test.hub) { hub in
            try desk.directories.ask(in: hub, clock: desk.clock) { index, notes in
                (["kitchen", "choir"].map { index.cohortPlaces(of: $0) }, notes)
            }
        }
        #expect(places == [1, 3])
        #expect(notes.cohort(of: "kitchen") == DirectoryNotes.Cohort(limit: 1, room: 3))
        #expect(notes.cohort(of: "choir") == nil)
    }

    @Test func `a group that is full this month has room again in the next`() async throws {
        let test = try await TestDesk()
        try await test.addGroup { group in
            group.details.english = .said(.none)
            group.agreement?.monthlyLimit = 1
            group.agreement?.until = nil
        }
        try await test.addPerson()
        let desk = test.desk
        let now = desk.clock.now
        let today = desk.clock.today
        try await desk.database.keepHouse(test.hub) { hub in
            let consent = Consent(
                id: "consent-1", person: "person-1", group: "kitchen", scope: [.callName], givenAt: now,
                until: today.adding(days: 90), manner: .init(language: "en", withInterpreter: false, how: .spoken))
            try hub.consents.add(consent)
            let person = try #require(try hub.people.find("person-1"))
            var referral = Referral(
                id: "referral-1", person: "person-1", group: "kitchen", consent: "consent-1",
                message: ReferralMessage(about: person.about, scope: [.callName]), createdAt: now)
            try referral.send(
                at: now, today: today, consent: consent, understanding: person.understanding, othersOpen: [],
                openLimit: 2)
            try referral.accept(at: now, today: today, room: .init(placesLeft: 3, leftThisMonth: 1))
            try hub.referrals.add(referral)
            try hub.groups.touch("kitchen")
        }
        #expect(try await offers(test) == [])
        test.clock.move(days: 10)
        #expect(try await offers(test) == ["kitchen"])
    }

    @Test func `what a transaction wrote and took back is never matched`() async throws {
        let test = try await TestDesk()
        try await test.addGroup { $0.details.english = .said(.none) }
        #expect(try await offers(test) == ["kitchen"])
        let desk = test.desk
        struct TakenBack: Error {}
        await #expect(throws: TakenBack.self) {
            try await desk.database.keepHouse(test.hub) { hub in
                var group = try #require(try hub.groups.find("kitchen"))
                group.agreement?.paused = true
                try hub.groups.save(group)
                let seen = try desk.directories.ask(in: hub, clock: desk.clock) { index in
                    var situation = Situation(today: desk.clock.today, needs: ["belonging"])
                    situation.home = Coordinate(latitude: 52.95, longitude: -1.15)
                    return index.match(situation).offers.count
                }
                #expect(seen == 0)
                throw TakenBack()
            }
        }
        // Another change takes the version that was given back.
        try await test.addGroup("choir") { $0.details.english = .said(.none) }
        #expect(Set(try await offers(test)) == ["kitchen", "choir"])
    }

    @Test func `only those who give immigration advice must be regulated for it`() async throws {
        let test = try await TestDesk()
        try await test.addGroup("kitchen") { $0.details.english = .said(.none) }
        try await test.addGroup("advice") { group in
            group.details.english = .said(.none)
            group.details.needs = ["immigration-advice"]
        }
        let person = try await test.addPerson { $0.about.needs = ["immigration-advice", "belonging"] }
        let desk = test.desk
        let situation = Situation(of: person.about, today: desk.clock.today, hubLanguages: [])
        let answer = try await desk.database.read(test.hub) { hub in
            try desk.directories.ask(in: hub, clock: desk.clock) { $0.match(situation) }
        }
        #expect(answer.offers.map(\.id) == ["kitchen"])
        #expect(answer.signposts.map(\.id) == ["advice"])
        #expect(answer.signposts.first?.reasons.first?.standards?.missing == ["immigration-advice-regulation"])
    }

    @Test func `one hub's directory is never another's`() async throws {
        let test = try await TestDesk()
        try await test.addGroup { $0.details.english = .said(.none) }
        let desk = test.desk
        try await desk.database.writeAll {
            try $0.hubs.add(Hub(id: "other", name: "Other", area: "gb-eng"), at: TestDesk.start)
        }
        let found = try await desk.database.read("other") { hub in
            try desk.directories.ask(in: hub, clock: desk.clock) {
                $0.match(Situation(today: desk.clock.today, needs: ["belonging"])).considered
            }
        }
        #expect(found == 0)
    }

    @Test func `what nobody has said of a group stands against nobody, and is told`() async throws {
        let test = try await TestDesk()
        try await test.addGroup {
            $0.details.fee = .notKnown
            $0.details.childcare = .notKnown
            $0.details.access = .notKnown
            $0.details.asksStatus = .notKnown
        }
        try await test.addPerson {
            $0.about.risk = .r0
            $0.about.limits.childcareNeeded = true
            $0.about.limits.access = ["hearing-loop"]
        }
        let found = try await FindGroups(desk: test.desk)(for: "person-1", by: test.linkWorker)
        #expect(
            found.offers.elements.first?.offer.cautions.filter { $0 != .timesUnknown } == [
                .accessUnknown, .childcareUnknown, .costUnknown, .papersUnknown,
            ])
    }
}
