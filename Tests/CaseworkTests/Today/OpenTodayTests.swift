import Community
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

struct OpenTodayTests {
    /// A person of ``TestDesk/linkWorker`` whose referral to the kitchen has come to `state`.
    private func refer(_ test: TestDesk, _ name: String, to state: Referral.State, daysAgo: Int) async throws {
        let now = test.clock.clock.now
        let then = now.adding(days: -daysAgo)
        try await test.addPerson(Person.ID(rawValue: name)) { person in
            person.about.callName = name
            for verb in [Case.Verb.lookAt, .startContacting, .assess, .begin] { try? person.care.move(verb) }
            person.lastContactAt = now
        }
        let today = test.clock.clock.today
        try await test.desk.database.keepHouse(test.hub) { hub in
            let person = try #require(try hub.people.find(Person.ID(rawValue: name)))
            let consent = Consent(
                id: Identifier(rawValue: "consent-\(name)"), person: person.id, group: "kitchen",
                scope: Set(SharedFact.allCases), givenAt: then, until: today.adding(days: 100),
                manner: Consent.Manner(language: "en", withInterpreter: false, how: .spoken))
            try hub.consents.add(consent)
            var referral = Referral(
                id: Identifier(rawValue: "referral-\(name)"), person: person.id, group: "kitchen", consent: consent.id,
                message: ReferralMessage(about: person.about, scope: consent.scope), createdAt: then)
            try referral.send(
                at: then, today: today, consent: consent, understanding: person.understanding, othersOpen: [],
                openLimit: nil)
            switch state {
            case .accepted:
                try referral.accept(at: then, today: today, room: Referral.Room(placesLeft: 1, leftThisMonth: 1))
            case .declined: try referral.decline(because: .other, at: then)
            default: break
            }
            try hub.referrals.add(referral)
        }
    }

    private func day(_ test: TestDesk) async throws -> PeopleDay {
        guard case .people(let day) = try await OpenToday(desk: test.desk)(by: test.linkWorker) else {
            throw Access.Refusal.notInRole
        }
        return day
    }

    @Test func `Today tells who waits, who answered, who is silent and whose visit is not known`() async throws {
        let test = try await TestDesk()
        try await test.addGroup { $0.agreement?.places = 50 }
        try await test.addPerson("waits") { $0.worker = nil }
        try await test.addPerson("ready") { person in
            for verb in [Case.Verb.lookAt, .startContacting, .assess] { try? person.care.move(verb) }
        }
        try await test.addPerson("of-a-colleague") { $0.worker = "worker-2" }
        try await refer(test, "yes", to: .accepted, daysAgo: 1)
        try await refer(test, "no", to: .declined, daysAgo: 2)
        try await refer(test, "silent", to: .sent, daysAgo: 8)
        try await refer(test, "asked-lately", to: .sent, daysAgo: 6)
        try await refer(test, "came-or-not", to: .accepted, daysAgo: 9)
        let today = try await day(test)
        #expect(today.waiting.shown.map(\.person) == ["waits"])
        #expect(today.withoutGroup.shown.map(\.person) == ["ready"])
        #expect(today.replies.shown.map(\.person) == ["yes", "no", "came-or-not"])
        #expect(today.silentReferrals.shown.map(\.person) == ["silent"])
        #expect(today.attendanceUnknown.shown.map(\.person) == ["came-or-not"])
        #expect(today.silentPeople.isEmpty)
        #expect(today.walkedWith == 6)
    }

    @Test func `a person of whom nobody has heard for three weeks comes up, and one who rests does not`() async throws {
        let test = try await TestDesk()
        try await test.addGroup()
        try await refer(test, "heard", to: .declined, daysAgo: 1)
        try await test.addPerson("resting") { person in
            for verb in [Case.Verb.lookAt, .startContacting, .assess, .begin, .pause] { try? person.care.move(verb) }
        }
        test.clock.move(days: 22)
        #expect(try await day(test).silentPeople.shown.map(\.person) == ["heard"])
    }

    @Test func `each role sees its own day`() async throws {
        let test = try await TestDesk()
        try await test.addGroup("asked") { $0.agreement?.until = TestDesk.start.day(in: Clock.london).adding(days: 5) }
        try await test.addGroup("never") { $0.agreement = nil }
        let open = OpenToday(desk: test.desk)
        guard case .register(let register) = try await open(by: test.coordinator) else {
            Issue.record("a coordinator has another day")
            return
        }
        #expect(register.endings.shown.map(\.group) == ["asked"])
        #expect(register.endings.shown.first?.standard == nil)
        #expect(register.neverAsked.shown.map(\.id) == ["never"])
        #expect(register.neverAskedCount == 1)
        guard case .house(let house) = try await open(by: test.administrator) else {
            Issue.record("an administrator has another day")
            return
        }
        #expect((house.mailFailed, house.mailWaiting) == (0, 0))
        guard case .nothing = try await open(by: test.worker("c", .commissioner)) else {
            Issue.record("a commissioner sees something")
            return
        }
    }

    @Test func `Today and a person's page ask as often for 500 people as for 10`() async throws {
        func statements(people: Int) async throws -> [Int] {
            let test = try await TestDesk()
            try await test.addGroup { $0.agreement?.places = 5_000 }
            for number in 1...people {
                let states: [Referral.State] = [.accepted, .declined, .sent]
                try await refer(test, "p\(number)", to: states[number % 3], daysAgo: number % 13)
            }
            let actor = test.linkWorker
            let clock = test.clock.clock
            return try await test.desk.database.write(test.hub) { hub in
                var counts: [Int] = []
                let before = hub.transaction.statements
                _ = try OpenToday.board(for: .linkWorker, of: actor, in: hub, clock: clock, limit: 8)
                counts.append(hub.transaction.statements - before)
                let middle = hub.transaction.statements
                _ = try OpenPersonRecord.open("p1", in: hub, by: actor, clock: clock)
                counts.append(hub.transaction.statements - middle)
                return counts
            }
        }
        let few = try await statements(people: 10)
        let many = try await statements(people: 500)
        #expect(few == many)
        // Worries, danger, likenesses, covers, who was handed on and what ended or changed ask a statement each; a
        // person's page asks for six more: worries, who stands in, whether anything holds and whether they are known
        // twice, whether they wait to be erased, and who printed their code.
        #expect(few[0] <= 31 && few[1] <= 22, "\(few)")
    }
}
