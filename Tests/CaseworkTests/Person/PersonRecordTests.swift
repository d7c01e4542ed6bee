import People
import Storage
import Testing
import Vocabulary

@testable import Casework

struct PersonRecordTests {
    private func active(_ person: inout Person) throws {
        for verb in [Case.Verb.lookAt, .startContacting, .assess, .begin] { try person.care.move(verb) }
    }

    @Test func `every look at a person is written down`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        let open = OpenPersonRecord(desk: test.desk)
        _ = try await open("person-1", by: test.linkWorker)
        let record = try await open("person-1", by: test.linkWorker)
        #expect(record.looks.count == 1, "two looks of one day are one line")
        #expect(record.looks.first?.isYou == true)
        let looks = try await test.desk.database.read(test.hub) {
            try $0.events.concerning("person-1").filter { $0.verb == "person-looked-at" }
        }
        #expect(looks.count == 2)
    }

    @Test func `a thousand looks do not hide the story`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        try await test.desk.database.write(test.hub) { [clock = test.clock.clock] hub in
            try hub.record(
                "person-taken-on", of: .person("person-1"), by: test.linkWorker, clock: clock, person: "person-1")
            let person = try #require(try hub.people.find("person-1"))
            for _ in 0..<1000 { try hub.recordLook(at: person, by: test.linkWorker, clock: clock, part: "record") }
        }
        let record = try await OpenPersonRecord(desk: test.desk)("person-1", by: test.linkWorker)
        #expect(record.timeline.contains { $0.what == .takenOn })
        #expect(record.looks.count == 1)
    }

    @Test func `a contact that reached them moves the day of the last contact, a try does not`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        let record = RecordContact(desk: test.desk)
        test.clock.move(days: 3)
        try await record(
            RecordContact.Entry(kind: .call, reached: false), with: "person-1", submission: "a", by: test.linkWorker)
        var person = try await OpenPersonRecord(desk: test.desk)("person-1", by: test.linkWorker).person
        #expect(person.lastContactAt == nil)
        try await record(
            RecordContact.Entry(kind: .call, reached: true, note: "Well"), with: "person-1", submission: "b",
            by: test.linkWorker)
        person = try await OpenPersonRecord(desk: test.desk)("person-1", by: test.linkWorker).person
        #expect(person.lastContactAt == test.clock.clock.now)
        let earlier = test.clock.clock.today.adding(days: -2)
        try await record(
            RecordContact.Entry(kind: .visit, reached: true, on: earlier), with: "person-1", submission: "c",
            by: test.linkWorker)
        person = try await OpenPersonRecord(desk: test.desk)("person-1", by: test.linkWorker).person
        #expect(person.lastContactAt == test.clock.clock.now, "an older contact does not turn time back")
    }

    @Test func `a contact is written down once, and never for tomorrow`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        let record = RecordContact(desk: test.desk)
        for _ in 1...2 {
            try await record(
                RecordContact.Entry(kind: .meeting, reached: true), with: "person-1", submission: "a",
                by: test.linkWorker)
        }
        let timeline = try await OpenPersonRecord(desk: test.desk)("person-1", by: test.linkWorker).timeline
        #expect(timeline.filter { if case .contact = $0.what { true } else { false } }.count == 1)
        for days in [1, -400] {
            await #expect(throws: RecordContact.Refusal.notOnThisDay) {
                try await record(
                    RecordContact.Entry(kind: .call, reached: true, on: test.clock.clock.today.adding(days: days)),
                    with: "person-1", submission: "b", by: test.linkWorker)
            }
        }
        await #expect(throws: RecordContact.Refusal.tooLong) {
            try await record(
                RecordContact.Entry(kind: .call, reached: true, note: String(repeating: "x", count: 1_000_000)),
                with: "person-1", submission: "c", by: test.linkWorker)
        }
    }

    @Test func `a person is taken on by one worker only`() async throws {
        let test = try await TestDesk()
        try await test.addPerson { $0.worker = nil }
        let takeOn = TakeOn(desk: test.desk)
        try await takeOn("person-1", by: test.linkWorker)
        try await takeOn("person-1", by: test.linkWorker)
        await #expect(throws: Access.Refusal.notFound) { try await takeOn("person-1", by: test.otherLinkWorker) }
        let lead = test.worker("lead-1", .teamLead)
        await #expect(throws: TakeOn.Refusal.alreadyTaken) { try await takeOn("person-1", by: lead) }
    }

    @Test func `a journey is paused, goes on, ends with a reason and begins again`() async throws {
        let test = try await TestDesk()
        try await test.addPerson { try? active(&$0) }
        let move = MoveCase(desk: test.desk)
        let moves: [(MoveCase.Move, Case.State)] = [
            (.pause, .paused), (.resume, .active), (.close(.whatTheyWantedIsDone), .closed), (.reopen, .active),
        ]
        for (index, (verb, state)) in moves.enumerated() {
            try await move(verb, of: "person-1", submission: "form-\(index)", by: test.linkWorker)
            try await move(verb, of: "person-1", submission: "form-\(index)", by: test.linkWorker)
            let person = try await OpenPersonRecord(desk: test.desk)("person-1", by: test.linkWorker).person
            #expect(person.care.state == state)
        }
        await #expect(throws: MoveCase.Refusal.notNow(.active, .resume)) {
            try await move(.resume, of: "person-1", submission: "other", by: test.linkWorker)
        }
    }

    @Test func `a page of people shows one's own, nobody's and the past, and finds names in any case`() async throws {
        let test = try await TestDesk()
        for number in 1...30 {
            try await test.addPerson(Person.ID(rawValue: "p\(number)")) { $0.about.callName = "Person \(number)" }
        }
        try await test.addPerson("other") { $0.worker = "worker-2" }
        try await test.addPerson("free") { $0.worker = nil }
        try await test.addPerson("past") { try? $0.care.close(because: .whatTheyWantedIsDone) }
        let list = ListPeople(desk: test.desk)
        let mine = try await list(.mine, search: "", page: 1, by: test.linkWorker)
        #expect((mine.people.count, mine.total) == (25, 30))
        #expect(try await list(.mine, search: "", page: 2, by: test.linkWorker).people.count == 5)
        #expect(try await list(.nobodys, search: "", page: 1, by: test.linkWorker).people.map(\.id) == ["free"])
        #expect(try await list(.past, search: "", page: 1, by: test.linkWorker).people.map(\.id) == ["past"])
        // Each part is found anywhere in the name: 3, 13, 23 and 30.
        #expect(try await list(.mine, search: "pERSON 3", page: 1, by: test.linkWorker).total == 4)
        #expect(try await list(.mine, search: "%", page: 1, by: test.linkWorker).total == 0)
        #expect(try await list(.mine, search: "", page: 99, by: test.linkWorker).people.isEmpty)
        #expect(try await list(.mine, search: "", page: 1, by: test.worker("lead", .teamLead)).total == 32)
        await #expect(throws: Access.Refusal.notInRole) {
            try await list(.mine, search: "", page: 1, by: test.administrator)
        }
    }
}
