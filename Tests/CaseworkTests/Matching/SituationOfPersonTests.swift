import Community
import Foundation
import Matching
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

struct SituationOfPersonTests {
    private let today = Day(number: 20_780)

    @Test func `whoever was not asked is matched as matching says for what is left out`() throws {
        var about = AboutPerson()
        about.needs = ["belonging"]
        about.reach.phone = "07700 900982"
        let bare = Situation(today: today, needs: ["belonging"])
        #expect(Situation(of: about, today: today, hubLanguages: []) == bare)
        #expect(bare.risk == nil)
        // And so is whoever would rather not say.
        about.limits.canTravel = .wouldNotSay
        about.limits.maxFee = .wouldNotSay
        about.limits.maxWalkMinutes = .wouldNotSay
        about.limits.free = .wouldNotSay
        about.limits.canBookAhead = .wouldNotSay
        about.gender = .wouldNotSay
        about.age = .wouldNotSay
        about.avoidPapers = .wouldNotSay
        about.interpreter.accepts = .wouldNotSay
        #expect(Situation(of: about, today: today, hubLanguages: []) == bare)
    }

    @Test func `whoever has no telephone takes part in nothing by telephone`() {
        #expect(!Situation(of: AboutPerson(), today: today, hubLanguages: []).reach.phone)
    }

    @Test func `an age is the least that it can be by now`() {
        var about = AboutPerson()
        about.age = .said(NotedAge(17, on: today.adding(days: -200)))
        #expect(Situation(of: about, today: today, hubLanguages: []).age == 17)
        about.age = .said(NotedAge(17, on: today.adding(days: -366)))
        #expect(Situation(of: about, today: today, hubLanguages: []).age == 18)
    }

    @Test func `somebody whom nobody judged is offered no group that has not shown what trauma asks for`() async throws
    {
        let test = try await TestDesk()
        try await test.addGroup("kitchen") {
            $0.register.entries.removeAll { !Risk.r0.requiredStandards.contains($0.standard) }
        }
        try await test.addPerson { $0.about.judgement = nil }
        let found = try await FindGroups(desk: test.desk)(for: "person-1", by: test.linkWorker)
        #expect(found.offers.total == 0)
        let gap = found.ruledOut.flatMap(\.nearest).flatMap(\.reasons).first { $0.code == .standards }?.standards
        #expect(gap?.missing.contains("dbs") == true && gap?.missing.contains("trauma-training") == true)
        // The same person, judged to be at no particular risk, is.
        try await test.desk.database.keepHouse(test.hub) { hub in
            var person = try #require(try hub.people.find("person-1"))
            person.about.risk = .r0
            try hub.people.save(person)
        }
        #expect(try await FindGroups(desk: test.desk)(for: "person-1", by: test.linkWorker).offers.total == 1)
    }

    @Test func `groups whose door an age may have passed meanwhile are counted`() async throws {
        let test = try await TestDesk()
        try await test.addGroup("grown-ups") { $0.details.age = AgeRange(from: 18, to: nil) }
        try await test.addGroup("young") { $0.details.age = AgeRange(from: nil, to: 17) }
        try await test.addGroup("everybody")
        let today = test.clock.clock.today
        try await test.addPerson { $0.about.age = .said(NotedAge(17, on: today.adding(days: -260))) }
        try await test.addPerson("person-2") { $0.about.age = .said(NotedAge(17, on: today)) }
        try await test.addPerson("person-3") { $0.about.age = .said(NotedAge(30, on: today.adding(days: -260))) }
        let find = FindGroups(desk: test.desk)
        #expect(try await find(for: "person-1", by: test.linkWorker).groupsAtBorder == 2)
        #expect(try await find(for: "person-2", by: test.linkWorker).groupsAtBorder == 0)
        #expect(try await find(for: "person-3", by: test.linkWorker).groupsAtBorder == 0)
    }
}
