import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite struct BreakGlassTests {
    private static let reason = "They stand at the door and nobody is here"

    /// A person of a colleague, a team lead and an administrator with accounts.
    private func ready() async throws -> TestDesk {
        let test = try await TestDesk()
        try await test.addPerson("person-1") { $0.worker = "worker-1" }
        try await test.desk.database.keepHouse(test.hub) { hub in
            for (id, role) in [("lead-1", Role.teamLead), ("lead-2", .teamLead), ("administrator-1", .administrator)] {
                try hub.accounts.add(
                    Account(
                        id: Identifier(rawValue: id), name: "Fictional", email: "\(id)@example.org",
                        role: role.rawValue, createdAt: TestDesk.start))
            }
        }
        return test
    }

    private func breakGlass(
        _ reference: String = "person-1", because reason: String = reason, submission: String = TestDesk.submission(),
        on test: TestDesk, by actor: Actor
    ) async throws {
        try await BreakTheGlass(desk: test.desk)(reference, because: reason, submission: submission, by: actor)
    }

    private func isOpen(on test: TestDesk, to actor: Actor) async throws -> Bool {
        do {
            _ = try await OpenPersonRecord(desk: test.desk)("person-1", by: actor)
            return true
        } catch Access.Refusal.notFound { return false }
    }

    @Test func `it opens for three hours, by the clock of the desk, and closes by itself`() async throws {
        let test = try await ready()
        #expect(try await !isOpen(on: test, to: test.otherLinkWorker))
        try await breakGlass(on: test, by: test.otherLinkWorker)
        #expect(try await isOpen(on: test, to: test.otherLinkWorker))
        #expect(try await !isOpen(on: test, to: test.worker("worker-3", .linkWorker)), "to nobody else")
        test.clock.move(seconds: 3 * 3600 - 1)
        #expect(try await isOpen(on: test, to: test.otherLinkWorker))
        #expect(try await ReadGlassPage(desk: test.desk)(by: test.otherLinkWorker).open.count == 1)
        test.clock.move(seconds: 1)
        #expect(try await !isOpen(on: test, to: test.otherLinkWorker))
        #expect(try await ReadGlassPage(desk: test.desk)(by: test.otherLinkWorker).open.isEmpty)
    }

    @Test func `it can be closed before, by whoever opened it and nobody else`() async throws {
        let test = try await ready()
        try await breakGlass(on: test, by: test.otherLinkWorker)
        let glass = try #require(try await ReadGlassPage(desk: test.desk)(by: test.otherLinkWorker).open.first?.glass)
        let end = EndBreakGlass(desk: test.desk)
        await #expect(throws: Access.Refusal.notFound) { try await end(glass.id, by: test.linkWorker) }
        await #expect(throws: Access.Refusal.notFound) { try await end("no-such-glass", by: test.otherLinkWorker) }
        for _ in 1...2 { try await end(glass.id, by: test.otherLinkWorker) }
        #expect(try await !isOpen(on: test, to: test.otherLinkWorker))
        #expect(try await test.verbs(about: "person", "person-1").filter { $0 == "break-glass-ended" }.count == 1)
        // What cannot wait once more needs a reason once more.
        try await breakGlass(because: "They came back an hour later", on: test, by: test.otherLinkWorker)
        #expect(try await isOpen(on: test, to: test.otherLinkWorker))
    }

    @Test(arguments: [Role.coordinator, .commissioner, .researcher, .administrator])
    func `a role that meets nobody breaks nothing`(role: Role) async throws {
        let test = try await ready()
        let actor = test.worker("worker-8", role)
        await #expect(throws: Access.Refusal.notInRole) { try await breakGlass(on: test, by: actor) }
        await #expect(throws: Access.Refusal.notInRole) { _ = try await ReadGlassPage(desk: test.desk)(by: actor) }
        await #expect(throws: Access.Refusal.notInRole) {
            try await OverseeBreakGlass(desk: test.desk)(page: 1, by: actor)
        }
    }

    @Test func `a safeguarding lead looks and writes down a contact, and hands on nothing`() async throws {
        let test = try await ready()
        let lead = test.worker("safe-1", .safeguardingLead)
        try await breakGlass(on: test, by: lead)
        #expect(try await isOpen(on: test, to: lead))
        try await RecordContact(desk: test.desk)(
            .init(kind: .call, reached: true), with: "person-1", submission: "c", by: lead)
        await #expect(throws: Access.Refusal.notInRole) {
            try await HandTo(desk: test.desk)("person-1", to: "safe-1", submission: "h", by: lead)
        }
    }

    @Test func `whoever broke the glass cannot make the person theirs`() async throws {
        let test = try await ready()
        try await breakGlass(on: test, by: test.otherLinkWorker)
        await #expect(throws: Access.Refusal.notFound) {
            try await HandTo(desk: test.desk)("person-1", to: "worker-2", submission: "h", by: test.otherLinkWorker)
        }
        await #expect(throws: Access.Refusal.notFound) {
            try await TakeOn(desk: test.desk)("person-1", by: test.otherLinkWorker)
        }
    }

    @Test func `the leads are told by a mail that names nobody, once for a form`() async throws {
        let test = try await ready()
        for _ in 1...2 { try await breakGlass(submission: "same", on: test, by: test.otherLinkWorker) }
        let mails = try await test.outbox
        #expect(Set(mails.map(\.recipient)) == ["lead-1@example.org", "lead-2@example.org"] && mails.count == 2)
        for mail in mails {
            for secret in ["Robin", "person-1", "worker-2", "door"] {
                #expect(!mail.body.contains(secret) && !mail.subject.contains(secret))
            }
        }
        let day = try await OpenToday(desk: test.desk)(by: test.worker("lead-1", .teamLead))
        let own = try await OpenToday(desk: test.desk)(by: test.linkWorker)
        for board in [day, own] {
            guard case .people(let people) = board else { throw Access.Refusal.notFound }
            #expect(people.brokenGlass.shown.map(\.glass.person) == ["person-1"])
        }
        guard case .people(let others) = try await OpenToday(desk: test.desk)(by: test.otherLinkWorker) else { return }
        #expect(others.brokenGlass.isEmpty)
    }

    @Test func `the person finds it in their own trail, with every look, and the trail holds no reason`() async throws {
        let test = try await ready()
        try await breakGlass(on: test, by: test.otherLinkWorker)
        _ = try await isOpen(on: test, to: test.otherLinkWorker)
        try await test.desk.database.read(test.hub) { hub in
            let events = try hub.events.concerning("person-1")
            #expect(events.map(\.verb) == ["person-looked-at", "break-glass-begun"])
            #expect(events.first?.detail["because"] == "break-glass")
            #expect(events.allSatisfy { event in !event.detail.values.contains { $0.contains("door") } })
            #expect(try hub.breakGlass.of("person-1", limit: 9).map(\.reason) == [Self.reason])
        }
    }

    @Test func `the person reads the reason on their own page, and nobody else's`() async throws {
        let test = try await ready()
        try await test.addPerson("person-2") { $0.worker = "worker-1" }
        try await breakGlass(on: test, by: test.otherLinkWorker)
        try await breakGlass("person-2", because: "Another reason altogether", on: test, by: test.otherLinkWorker)
        let me = Actor(hub: test.hub, identity: .person("person-1"))
        let lines = try await ReadOwnTrail(desk: test.desk)(page: 1, by: me).lines
        #expect(lines.map(\.verb) == ["break-glass-begun"] && lines.map(\.reason) == [Self.reason])
    }

    @Test func `the team lead reads every reason`() async throws {
        let test = try await ready()
        try await breakGlass(on: test, by: test.otherLinkWorker)
        let list = try await OverseeBreakGlass(desk: test.desk)(page: 7, by: test.worker("lead-1", .teamLead))
        #expect(list.total == 1 && list.page == 1 && list.lines.map(\.glass.reason) == [Self.reason])
        await #expect(throws: Access.Refusal.notInRole) {
            try await OverseeBreakGlass(desk: test.desk)(page: 1, by: test.otherLinkWorker)
        }
    }

    @Test func `whoever may look already breaks nothing, and one open glass is enough`() async throws {
        let test = try await ready()
        try await breakGlass(on: test, by: test.linkWorker)
        try await breakGlass(on: test, by: test.worker("lead-1", .teamLead))
        #expect(try await test.outbox.isEmpty)
        for _ in 1...2 { try await breakGlass(on: test, by: test.otherLinkWorker) }
        #expect(try await ReadGlassPage(desk: test.desk)(by: test.otherLinkWorker).open.count == 1)
    }

    @Test func `a name or a number that leads nowhere cannot be tried for long`() async throws {
        let test = try await ready()
        for number in 1...20 {
            try await breakGlass("nobody-\(number)", on: test, by: test.otherLinkWorker)
        }
        #expect(try await test.verbs(about: "account", "worker-2").filter { $0 == "break-glass-missed" }.count == 20)
        await #expect(throws: GuessLimit.TooMany.self) { try await breakGlass(on: test, by: test.otherLinkWorker) }
        try await breakGlass(on: test, by: test.worker("worker-3", .linkWorker))
        test.clock.move(seconds: 15 * 60 + 1)
        try await breakGlass(on: test, by: test.otherLinkWorker)
        #expect(try await isOpen(on: test, to: test.otherLinkWorker))
    }

    @Test(arguments: ["", "help", String(repeating: "a", count: 501)])
    func `a reason that says nothing, or everything, is none`(reason: String) async throws {
        let test = try await ready()
        await #expect(throws: BreakTheGlass.Refusal.reasonOutOfRange) {
            try await breakGlass(because: reason, on: test, by: test.otherLinkWorker)
        }
    }

    @Test(arguments: [" PERSON-1 ", "https://kith.example/app/people/person-1?done=x", "/app/people/person-1#top"])
    func `a reference is known however it is told`(typed: String) {
        #expect(PersonReference.id(in: typed) == "person-1")
    }
}
