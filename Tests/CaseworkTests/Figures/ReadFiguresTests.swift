import Community
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite struct ReadFiguresTests {
    private func count<Key>(_ key: Key, in table: ToldTable<Key>) -> ToldCount? {
        table.rows.first { $0.key == key }?.count
    }

    @Test(arguments: [Role.commissioner, .teamLead, .coordinator])
    func `figures are counted, and small ones hidden`(role: Role) async throws {
        let test = try await TestDesk()
        try await test.addGroup { $0.agreement?.places = 90 }
        for number in 1...7 { try await test.addPerson(Identifier(rawValue: "p\(number)")) }
        for number in 8...9 {
            try await test.addPerson(Identifier(rawValue: "p\(number)")) { person in
                person.about.needs = ["english"]
                for verb in [Case.Verb.lookAt, .startContacting, .assess] { try? person.care.move(verb) }
            }
        }
        for number in 1...6 { try await test.refer(Identifier(rawValue: "p\(number)")) }
        test.clock.move(days: 8)
        let figures = try await ReadFigures(desk: test.desk)(by: test.worker("worker-5", role))
        #expect(count(.waitingUpToFourWeeks, in: figures.people) == .about(5))
        #expect(count(.assessed, in: figures.people) == .few)
        #expect(count(.open(.sent), in: figures.referrals) == .about(5))
        #expect(count("english", in: figures.needs) == .few)
        #expect(figures.needs.total == nil)
        #expect(figures.answers.rows.allSatisfy { $0.count == .none })
    }

    @Test func `how long answers took is counted by days`() async throws {
        let test = try await TestDesk()
        try await test.addGroup { $0.agreement?.places = 90 }
        for number in 1...5 {
            let id = Identifier<Person>(rawValue: "p\(number)")
            try await test.addPerson(id)
            try await test.refer(id)
        }
        test.clock.move(days: 5)
        let ids = try await test.desk.database.read(test.hub) { hub in
            try (1...5).flatMap { try hub.referrals.open(of: Identifier(rawValue: "p\($0)")) }.map(\.id)
        }
        for id in ids { try await test.accept(id) }
        let answers = try await ReadFigures(desk: test.desk)(by: test.worker("c", .commissioner)).answers
        #expect(count(.withinAWeek, in: answers) == .about(5) && count(.withinThreeDays, in: answers) == ToldCount.none)
    }

    @Test(arguments: [Role.linkWorker, .safeguardingLead, .researcher, .administrator])
    func `to others there are none`(role: Role) async throws {
        let test = try await TestDesk()
        await #expect(throws: Access.Refusal.notInRole) {
            try await ReadFigures(desk: test.desk)(by: test.worker("worker-5", role))
        }
    }
}
