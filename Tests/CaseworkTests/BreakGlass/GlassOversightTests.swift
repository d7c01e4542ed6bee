import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("The leads see who searches for records of others")
struct GlassOversightTests {
    private static let reason = "They stand at the door and nobody is here"

    private func ready() async throws -> TestDesk {
        let test = try await TestDesk(settings: HubSettings(phone: "0000 999999"))
        for (id, role) in [("worker-2", Role.linkWorker), ("lead-1", .teamLead), ("safe-1", .safeguardingLead)] {
            try await test.addAccount(Identifier(rawValue: id), role)
        }
        try await test.addPerson("person-1") { $0.about.callName = "Zoë Ash" }
        return test
    }

    private func look(_ typed: String, _ test: TestDesk) async throws {
        _ = try await BreakTheGlass(desk: test.desk)(
            typed, because: Self.reason, submission: TestDesk.submission(), by: test.otherLinkWorker)
    }

    private func safe(_ test: TestDesk) -> Actor { test.worker("safe-1", .safeguardingLead) }

    private func searches(_ test: TestDesk) async throws -> [GlassSearch.Found] {
        try await OverseeBreakGlass(desk: test.desk)(page: 1, by: safe(test)).searches.map(\.found)
    }

    private func frequent(_ test: TestDesk, _ actor: Actor) async throws -> [FrequentSearch] {
        switch try await OpenToday(desk: test.desk)(by: actor) {
        case .people(let day): day.searches.shown
        case .safeguarding(let day): day.searches.shown
        default: []
        }
    }

    @Test func `a search that finds nobody stands in their list like one that finds somebody`() async throws {
        let test = try await ready()
        try await look("nobody of this name", test)
        test.clock.move(seconds: 60)
        try await look("zoe ash", test)
        #expect(try await searches(test) == [.some, .nobody])
        let list = try await OverseeBreakGlass(desk: test.desk)(page: 1, by: safe(test))
        #expect(list.searches.allSatisfy { $0.workerName == "Fictional worker-2" } && list.searchTotal == 2)
        #expect(try await test.mails.filter { $0.kind == "glass-search" }.count == 4)
    }

    @Test func `whoever has to wait is told to the leads once, and is in the list`() async throws {
        let test = try await ready()
        for _ in 1...20 { try await look("nobody of this name", test) }
        let mails = try await test.mails.count
        for _ in 1...3 {
            await #expect(throws: GuessLimit.TooMany.self) { try await look("zoe ash", test) }
        }
        #expect(try await test.mails.count == mails + 2, "each lead once")
        #expect(try await searches(test).count { $0 == .refused } == 1)
    }

    @Test func `many searches stand on the Today of both leads for a week, and a few do not`() async throws {
        let test = try await ready()
        for _ in 1...GlassSearch.usualInAWeek { try await look("nobody of this name", test) }
        #expect(try await frequent(test, safe(test)).isEmpty)
        try await look("zoe ash", test)
        for actor in [safe(test), test.worker("lead-1", .teamLead)] {
            let line = try #require(try await frequent(test, actor).first)
            #expect(line.searches == 5 && line.inVain == 4 && line.workerName == "Fictional worker-2")
        }
        #expect(try await frequent(test, test.otherLinkWorker).isEmpty, "it is for the leads")
        test.clock.move(days: FrequentSearch.forDays, seconds: 1)
        #expect(try await frequent(test, safe(test)).isEmpty)
    }

    @Test func `a lead who comes from Today for somebody at a high risk finds them named, and nobody else does`()
        async throws
    {
        let test = try await ready()
        try await test.change("person-1") { $0.about.risk = .r3 }
        let page = ReadGlassPage(desk: test.desk)
        #expect(try await page(for: "person-1", by: safe(test)).wanted == nil, "not yet without a plan")
        test.clock.move(days: SafeguardingDay.withoutPlanAfterDays, seconds: 1)
        #expect(try await page(for: "person-1", by: safe(test)).wanted == .named("person-1", name: "Zoë Ash"))
        #expect(try await page(for: "person-1", by: test.otherLinkWorker).wanted == nil)
        #expect(try await page(for: "no-such-person", by: safe(test)).wanted == nil)
        try await test.change("person-1") { $0.about.risk = .r4 }
        #expect(try await page(for: "person-1", by: safe(test)).wanted == .mayLook("person-1"))
    }

    @Test func `nobody is sent to call themselves: another lead is named, or none`() async throws {
        let test = try await ready()
        func contact(_ actor: Actor) async throws -> SafeguardingContact {
            try await ReadGlassPage(desk: test.desk)(by: actor).lead
        }
        #expect(
            try await contact(test.otherLinkWorker)
                == SafeguardingContact(name: "Fictional safe-1", phone: "0000 999999"))
        #expect(try await contact(safe(test)).isReader)
        try await test.addAccount("safe-2", .safeguardingLead)
        let other = try await contact(safe(test))
        #expect(other.name == "Fictional safe-2" && !other.isReader)
    }
}
