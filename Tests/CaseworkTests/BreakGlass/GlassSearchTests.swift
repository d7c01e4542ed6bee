import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("Looking for somebody's record in an emergency")
struct GlassSearchTests {
    private static let reason = "They stand at the door and nobody is here"

    private func ready() async throws -> TestDesk {
        let test = try await TestDesk()
        try await test.addAccount("lead-1", .teamLead)
        try await test.addAccount("safe-1", .safeguardingLead)
        try await test.addPerson("person-1") { person in
            person.about.callName = "Zoë Ash"
            person.about.reach.phone = "07700 900123"
        }
        return test
    }

    private func look(_ typed: String, _ test: TestDesk) async throws -> BreakTheGlass.Outcome {
        try await BreakTheGlass(desk: test.desk)(
            typed, because: Self.reason, submission: TestDesk.submission(), by: test.otherLinkWorker)
    }

    @Test(arguments: ["zoe ash", " ZOË ASH ", "07700900123", "+44 7700 900123"])
    func `a whole name or a whole number finds, and shows a letter and no name`(typed: String) async throws {
        let test = try await ready()
        guard case .choose(let found) = try await look(typed, test) else {
            Issue.record("nobody to choose")
            return
        }
        #expect(found.map(\.id) == ["person-1"] && found.map(\.initial) == ["Z"])
        #expect(try await test.desk.database.read(test.hub) { try $0.breakGlass.count() } == 0, "nothing is open yet")
        #expect(try await look("person-1", test) == .opened("person-1"))
    }

    @Test func `the short number finds, also where its sign was never made`() async throws {
        let test = try await ready()
        try await test.desk.database.keepHouse(test.hub) { hub in
            _ = try hub.execute("UPDATE people SET phone_sign = NULL, short_number = NULL")
        }
        let number = Person(id: "person-1", createdAt: TestDesk.start).shortNumber.text
        guard case .choose(let found) = try await look(number, test) else {
            Issue.record("nobody to choose")
            return
        }
        #expect(found.map(\.id) == ["person-1"])
    }

    @Test(arguments: ["zo", "ash", "900123", "Zo%", "", "somebody else"])
    func `a part of a name or of a number finds nobody`(typed: String) async throws {
        let test = try await ready()
        #expect(try await look(typed, test) == .nobody)
        // Names that are tried one after the other find nobody at first: the leads hear of each.
        #expect(
            Set(try await test.mails.map(\.recipient)) == ["lead-1@example.org", "safe-1@example.org"])
    }

    @Test func `a name that many have shows none of them`() async throws {
        let test = try await ready()
        for number in 2...7 {
            try await test.addPerson(Identifier(rawValue: "p\(number)")) { $0.about.callName = "Zoe Ash" }
        }
        #expect(try await look("zoe ash", test) == .tooMany)
        let told = try await test.desk.database.read(test.hub) { try $0.events.concerning("person-1") }
        #expect(told.isEmpty)
    }

    @Test func `each search is written down, told to the leads and to whom it found, and counts`() async throws {
        let test = try await ready()
        for _ in 1...20 { _ = try await look("zoe ash", test) }
        #expect(try await test.verbs(about: "account", "worker-2").count == 20)
        let told = try await test.desk.database.read(test.hub) { try $0.events.concerning("person-1") }
        #expect(told.count == 20 && told.allSatisfy { $0.verb == "break-glass-searched" && $0.detail.isEmpty })
        let mails = try await test.mails
        #expect(Set(mails.map(\.recipient)) == ["lead-1@example.org", "safe-1@example.org"])
        #expect(mails.allSatisfy { !$0.body.contains("Zo") && !$0.body.contains("worker-2") })
        await #expect(throws: GuessLimit.TooMany.self) { _ = try await look("zoe ash", test) }
    }

    @Test func `somebody who was erased is found by nothing`() async throws {
        let test = try await ready()
        let erase = ErasePerson(desk: test.desk, actor: Actor(hub: test.hub, identity: .job("clock")))
        #expect(try await erase("person-1", because: .retention) != nil)
        let number = Person(id: "person-1", createdAt: TestDesk.start).shortNumber.text
        for typed in ["zoe ash", "07700900123", number, "person-1"] {
            #expect(try await look(typed, test) == .nobody)
        }
    }
}
