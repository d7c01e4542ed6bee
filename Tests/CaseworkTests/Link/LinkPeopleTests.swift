import People
import Testing
import Vocabulary

@testable import Casework
@testable import Storage

@Suite("Linking two records of one person")
struct LinkPeopleTests {
    private func desk() async throws -> TestDesk {
        let test = try await TestDesk()
        try await test.addPerson("one") { $0.about.callName = "Zoë" }
        try await test.addPerson("two") { person in
            person.about.callName = "zoe"
            person.about.reach.phone = "+44 7700 900123"
        }
        return test
    }

    private func link(
        _ test: TestDesk, _ one: Person.ID = "one", _ other: Person.ID = "two",
        because reason: String = "The same phone",
        submission: String = "1", by actor: Actor? = nil
    ) async throws {
        try await LinkPeople(desk: test.desk)(
            one, with: other, because: reason, submission: submission, by: actor ?? test.linkWorker)
    }

    /// Each value of each row about people, but for the trail and the forms that were sent.
    private func rows(_ test: TestDesk) async throws -> [String] {
        try await test.desk.database.read(test.hub) { hub in
            var found: [String] = []
            for table in ["people", "contacts", "referrals", "consents"] {
                let sql: SQL =
                    switch table {
                    case "people": "SELECT * FROM people WHERE hub_id = \(hub.hub) ORDER BY id"
                    case "contacts": "SELECT * FROM contacts WHERE hub_id = \(hub.hub) ORDER BY id"
                    case "referrals": "SELECT * FROM referrals WHERE hub_id = \(hub.hub) ORDER BY id"
                    default: "SELECT * FROM consents WHERE hub_id = \(hub.hub) ORDER BY id"
                    }
                found += try hub.rows(sql).map { "\(table) \($0.values)" }
            }
            return found
        }
    }

    @Test func `changes neither record, and ending it leaves both as they were, to the byte`() async throws {
        let test = try await desk()
        try await RecordContact(desk: test.desk)(
            RecordContact.Entry(kind: .call, reached: true, note: "Well"), with: "one", submission: "c",
            by: test.linkWorker)
        let before = try await rows(test)
        #expect(before.count == 3)
        try await link(test)
        #expect(try await rows(test) == before)
        let linked = try await OpenPersonRecord(desk: test.desk)("two", by: test.linkWorker)
        #expect(linked.linked == [LinkedPerson(id: "one", name: "Zoë", reason: "The same phone")])
        #expect(linked.timeline.allSatisfy { if case .contact = $0.what { false } else { true } }, "nothing is merged")
        try await UnlinkPeople(desk: test.desk)("two", from: "one", by: test.linkWorker)
        #expect(try await rows(test) == before)
        #expect(try await OpenPersonRecord(desk: test.desk)("one", by: test.linkWorker).linked.isEmpty)
        #expect(try await test.desk.database.read(test.hub) { try $0.personLinks.of("one", limit: 9) }.isEmpty)
    }

    @Test func `is an event of both, and so is its end`() async throws {
        let test = try await desk()
        try await link(test)
        try await UnlinkPeople(desk: test.desk)("one", from: "two", by: test.linkWorker)
        // A second press finds it ended.
        try await UnlinkPeople(desk: test.desk)("one", from: "two", by: test.linkWorker)
        for (one, other) in [("one", "two"), ("two", "one")] as [(Person.ID, Person.ID)] {
            let events = try await test.desk.database.read(test.hub) { hub in
                try hub.events.concerning(one, verbs: ["people-linked", "people-unlinked"], limit: 9)
            }
            #expect(events.map(\.verb) == ["people-unlinked", "people-linked"])
            #expect(events.allSatisfy { $0.detail == ["with": other.rawValue] }, "ids, and no word of the reason")
        }
    }

    @Test func `sent twice, or from both sides, is one link`() async throws {
        let test = try await desk()
        try await link(test)
        try await link(test)
        try await link(test, "two", "one", submission: "2")
        let events = try await test.desk.database.read(test.hub) {
            try $0.events.concerning("one", verbs: ["people-linked"], limit: 9)
        }
        #expect(events.count == 1)
    }

    @Test func `needs both people to be the worker's, whichever is not is unknown`() async throws {
        let test = try await desk()
        try await test.addPerson("theirs") { $0.worker = "worker-2" }
        for (one, other) in [("one", "theirs"), ("theirs", "one"), ("one", "nobody")] as [(Person.ID, Person.ID)] {
            await #expect(throws: Access.Refusal.notFound) { try await link(test, one, other) }
        }
        for role in [Role.coordinator, .administrator, .safeguardingLead, .commissioner, .researcher] {
            await #expect(throws: Access.Refusal.notInRole) { try await link(test, by: test.worker("x", role)) }
        }
        try await link(test, "one", "theirs", by: test.worker("lead", .teamLead))
        // The link worker does not learn of it: a colleague's person is in it.
        #expect(try await OpenPersonRecord(desk: test.desk)("one", by: test.linkWorker).linked.isEmpty)
        #expect(try await ReadLinks(desk: test.desk)("one", by: test.linkWorker).linked.isEmpty)
        await #expect(throws: Access.Refusal.notFound) {
            try await UnlinkPeople(desk: test.desk)("one", from: "theirs", by: test.linkWorker)
        }
        await #expect(throws: Access.Refusal.notFound) {
            _ = try await ReadLinks(desk: test.desk).sideBySide("one", "theirs", by: test.linkWorker)
        }
    }

    @Test func `needs a reason, and two people`() async throws {
        let test = try await desk()
        await #expect(throws: LinkPeople.Refusal.reasonMissing) { try await link(test, because: " \n") }
        await #expect(throws: LinkPeople.Refusal.tooLong) {
            try await link(test, because: String(repeating: "x", count: AboutLimit.note + 1))
        }
        await #expect(throws: LinkPeople.Refusal.samePerson) { try await link(test, "one", "one") }
    }

    @Test func `has an end of how many one person can have`() async throws {
        let test = try await desk()
        for number in 0..<LinkPeople.most {
            try await test.addPerson(Person.ID(rawValue: "n\(number)"))
            try await link(test, "one", Person.ID(rawValue: "n\(number)"), submission: "\(number)")
        }
        await #expect(throws: LinkPeople.Refusal.tooMany) { try await link(test, submission: "more") }
    }

    @Test func `shows both stories beside each other, and both are looked at`() async throws {
        let test = try await desk()
        await #expect(throws: Access.Refusal.notFound) {
            _ = try await ReadLinks(desk: test.desk).sideBySide("one", "two", by: test.linkWorker)
        }
        try await link(test)
        let records = try await ReadLinks(desk: test.desk).sideBySide("two", "one", by: test.linkWorker)
        #expect(records.one.person.id == "two")
        #expect(records.other.person.id == "one")
        #expect(records.link.reason == "The same phone")
        for id in ["one", "two"] as [Person.ID] {
            let looks = try await test.desk.database.read(test.hub) {
                try $0.events.concerning(id, verbs: ["person-looked-at"], limit: 9)
            }
            #expect(looks.count == 1)
        }
    }

    // MARK: Who looks alike

    private func alike(_ test: TestDesk, _ id: Person.ID = "one", search: String = "") async throws -> [Lookalike] {
        try await ReadLinks(desk: test.desk)(id, search: search, by: test.linkWorker).alike
    }

    @Test func `is suggested by name, phone and e-mail, however they are written`() async throws {
        let test = try await desk()
        try await test.addPerson("three") { person in
            person.about.callName = "Somebody else"
            person.about.reach.phone = "07700-900123"
            person.about.reach.email = "Zoe@Example.org"
            person.worker = nil
        }
        try await test.addPerson("four") { person in
            person.about.callName = "Zoe Maria"
            person.about.reach.email = "zoe@example.org "
            person.about.reach.phone = "0000 111111"
        }
        #expect(try await alike(test).map(\.id) == ["two"], "a longer name is not the same name")
        #expect(try await alike(test, "two").map(\.id) == ["three", "one"])
        #expect(
            try await alike(test, "three") == [
                Lookalike(id: "two", name: "zoe", signs: [.phone]),
                Lookalike(id: "four", name: "Zoe Maria", signs: [.email]),
            ])
        #expect(
            try await alike(test, search: "maria") == [Lookalike(id: "four", name: "Zoe Maria", signs: [.lookedFor])])
        try await link(test)
        #expect(try await alike(test).isEmpty, "who is linked is not suggested again")
    }

    @Test func `never tells that a colleague's person exists`() async throws {
        let test = try await desk()
        try await test.addPerson("theirs") { person in
            person.about.callName = "Zoë"
            person.about.reach.phone = "+44 7700 900123"
            person.worker = "worker-2"
        }
        #expect(try await alike(test).map(\.id) == ["two"])
        #expect(try await alike(test, "two").map(\.id) == ["one"])
        #expect(try await !alike(test, search: "zo").contains { $0.id == "theirs" })
        let lead = try await ReadLinks(desk: test.desk)("one", by: test.worker("lead", .teamLead))
        #expect(Set(lead.alike.map(\.id)) == ["two", "theirs"])
    }
}
