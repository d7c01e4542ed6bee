import People
import Testing
import Vocabulary

@testable import Casework

struct BeginFirstContactTests {
    private func about(_ change: (inout AboutPerson) -> Void = { _ in }) -> AboutPerson {
        var about = AboutPerson()
        about.callName = "Selam"
        about.reach.otherWay = "At the library on Tuesdays"
        change(&about)
        return about
    }

    @Test func `one way to find somebody again is enough to write them down`() async throws {
        let test = try await TestDesk()
        let id = try await BeginFirstContact(desk: test.desk)(with: about(), submission: "a", by: test.linkWorker)
        let record = try await OpenAbout(desk: test.desk)(id, part: .reach, by: test.linkWorker)
        #expect(record.person.about.callName == "Selam")
        #expect(record.person.care.state == .contacting)
        #expect(record.person.worker == "worker-1")
    }

    @Test func `nobody is written down who could not be found again`() async throws {
        let test = try await TestDesk()
        await #expect(throws: SaveAbout.Refusal.self) {
            try await BeginFirstContact(desk: test.desk)(
                with: about { $0.reach.otherWay = "  \n" }, submission: "a", by: test.linkWorker)
        }
    }

    @Test func `a form that is sent twice writes down one person`() async throws {
        let test = try await TestDesk()
        let begin = BeginFirstContact(desk: test.desk)
        let first = try await begin(with: about(), submission: "a", by: test.linkWorker)
        let second = try await begin(with: about(), submission: "a", by: test.linkWorker)
        #expect(first == second)
        let other = try await begin(with: about(), submission: "b", by: test.linkWorker)
        #expect(other != first)
    }

    @Test func `a name of a megabyte is refused, and one of emoji and two directions is kept`() async throws {
        let test = try await TestDesk()
        let begin = BeginFirstContact(desk: test.desk)
        await #expect(throws: SaveAbout.Refusal.self) {
            try await begin(
                with: about { $0.callName = String(repeating: "x", count: 1_000_000) }, submission: "a",
                by: test.linkWorker)
        }
        let name = "سلام \u{202E}Selam\u{202C} 👩🏽‍🍳"
        let id = try await begin(with: about { $0.callName = name }, submission: "b", by: test.linkWorker)
        let found = try await OpenAbout(desk: test.desk)(id, part: nil, by: test.linkWorker)
        #expect(found.person.about.callName == name)
    }

    @Test func `somebody who waited is taken up once, by whoever is there`() async throws {
        let test = try await TestDesk()
        try await test.addPerson("waiting") { $0.worker = nil }
        let begin = BeginFirstContact(desk: test.desk)
        try await begin(for: "waiting", by: test.otherLinkWorker)
        try await begin(for: "waiting", by: test.otherLinkWorker)
        let found = try await OpenAbout(desk: test.desk)("waiting", part: nil, by: test.otherLinkWorker)
        #expect(found.person.worker == "worker-2")
        #expect(found.person.care.state == .contacting)
        await #expect(throws: Access.Refusal.notFound) {
            try await begin(for: "waiting", by: test.linkWorker)
        }
    }

    @Test func `a first contact is finished once, and counts as being in touch`() async throws {
        let test = try await TestDesk()
        let id = try await BeginFirstContact(desk: test.desk)(with: about(), submission: "a", by: test.linkWorker)
        let finish = FinishFirstContact(desk: test.desk)
        try await finish(id, met: .meeting, by: test.linkWorker)
        try await finish(id, met: .meeting, by: test.linkWorker)
        let record = try await OpenPersonRecord(desk: test.desk)(id, by: test.linkWorker)
        #expect(record.person.care.state == .assessed)
        #expect(record.person.lastContactAt == TestDesk.start)
        let contacts = record.timeline.filter { if case .contact = $0.what { true } else { false } }
        #expect(contacts.count == 1)
    }

    @Test func `who does not walk with people begins nothing`() async throws {
        let test = try await TestDesk()
        for actor in [test.coordinator, test.administrator] {
            await #expect(throws: Access.Refusal.notInRole) {
                try await BeginFirstContact(desk: test.desk)(with: about(), submission: "a", by: actor)
            }
        }
    }

    @Test func `the same form with other words writes down nobody, and says for whom it was`() async throws {
        let test = try await TestDesk()
        let begin = BeginFirstContact(desk: test.desk)
        let first = try await begin(with: about(), submission: "a", by: test.linkWorker)
        let told = await refusal(BeginFirstContact.Refusal.self) {
            _ = try await begin(with: about { $0.callName = "Robin" }, submission: "a", by: test.linkWorker)
        }
        #expect(told == .wroteDownAlready(first, name: "Selam"))
        let found = try await OpenAbout(desk: test.desk)(first, part: nil, by: test.linkWorker)
        #expect(found.person.about.callName == "Selam")
    }
}
