import Community
import Storage
import Testing
import Vocabulary

@testable import Casework

struct AskForAgreementTests {
    @Test func `link and code open the question, and only their hashes are kept`() async throws {
        let test = try await TestDesk()
        let group = try await test.addGroup { $0.agreement = nil }
        let asked = try await AskForAgreement(desk: test.desk)(group.id, by: test.coordinator)
        #expect(asked.isMailed)
        #expect(asked.answerBy == test.clock.clock.today.adding(days: 30))
        let mails = try await test.mails
        #expect(mails.map(\.kind) == ["agreement"])
        #expect(mails[0].body.contains(asked.link))

        let text = try #require(asked.link.split(separator: "/").last)
        let secret = try #require(Secret(text: String(text)))
        let read = AnswerAgreement(desk: test.desk)
        #expect(try await read.read(.link(secret)).group.id == group.id)
        #expect(try await read.read(.code(asked.code, hub: test.hub)).group.id == group.id)
    }

    @Test func `a group without an address gets a letter on paper`() async throws {
        let test = try await TestDesk()
        let group = try await test.addGroup { $0.details.contact.email = " " }
        #expect(try await !AskForAgreement(desk: test.desk)(group.id, by: test.coordinator).isMailed)
        #expect(try await test.mails.isEmpty)
    }

    @Test func `only who keeps the directory asks, and only groups that are there`() async throws {
        let test = try await TestDesk()
        let group = try await test.addGroup()
        let ask = AskForAgreement(desk: test.desk)
        await #expect(throws: Access.Refusal.notInRole) { try await ask(group.id, by: test.linkWorker) }
        await #expect(throws: Access.Refusal.notFound) { try await ask("nowhere", by: test.coordinator) }
    }
}
