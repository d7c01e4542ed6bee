import People
import Storage
import Synchronization
import Testing
import Vocabulary

@testable import Casework

@Suite struct OpenSealedTests {
    private func sealed(_ test: TestDesk, _ facts: SealedFact...) async throws {
        let form = try await SealFacts(desk: test.desk).form(of: "person-1", by: test.linkWorker)
        try await SealFacts(desk: test.desk)(
            Dictionary(uniqueKeysWithValues: facts.map { ($0.field, .seal(Sealed($0))) }), of: "person-1",
            readAt: form.stamp, submission: "seal", by: test.linkWorker)
    }

    private func open(
        _ test: TestDesk, for purpose: Opening.Purpose = .crisis, submission: String = "open", by actor: Actor? = nil
    ) async throws -> [String] {
        let opened = try await OpenSealed(desk: test.desk)(
            "person-1", for: purpose, submission: submission, by: actor ?? test.linkWorker)
        return opened.facts.map { $0.fact.opened(by: opened.opening).text }
    }

    @Test func `their own worker opens what is sealed for a purpose, and both are in the trail`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        try await sealed(test, .situation(.asylumRefused), .cause([.torture]), .note("Only this"))

        #expect(try await open(test, for: .healthRights) == ["asylum-refused", "torture", "Only this"])

        let events = try await test.desk.database.read(test.hub) {
            try $0.events.concerning("person-1", verbs: ["sealed-opened", "fact-sealed"], limit: 10)
        }
        #expect(events.first?.verb == "sealed-opened")
        #expect(events.first?.detail == ["fields": "cause note situation", "purpose": "health-rights"])
        #expect(events.dropFirst().map(\.detail) == [["field": "note"], ["field": "cause"], ["field": "situation"]])
        let record = try await OpenPersonRecord(desk: test.desk)("person-1", by: test.linkWorker)
        #expect(record.looks.contains { $0.openedFor == .healthRights })
    }

    @Test func `without the second step nothing opens, and nobody else learns that there is something`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        try await sealed(test, .note("Only this"))
        let weak = test.worker("worker-1", .linkWorker, hasSecondStep: false)
        await #expect(throws: OpenSealed.Refusal.secondStepNeeded) { try await open(test, by: weak) }
        await #expect(throws: Access.Refusal.notFound) { try await open(test, by: test.otherLinkWorker) }
        await #expect(throws: Access.Refusal.notFound) {
            try await OpenSealed(desk: test.desk)(
                "nobody", for: .crisis, submission: "1", by: test.linkWorker)
        }
        for role in Role.allCases where role != .linkWorker && role != .teamLead {
            await #expect(throws: Access.Refusal.notInRole) { try await open(test, by: test.worker("w", role)) }
        }
        #expect(try await open(test, submission: "2", by: test.worker("lead", .teamLead)) == ["Only this"])
        let looks = try await test.desk.database.read(test.hub) {
            try $0.events.concerning("person-1", verbs: ["sealed-opened"], limit: 10)
        }
        #expect(looks.map(\.actor.id) == ["lead"])
    }

    @Test func `the person opens their own for themselves alone, with the second step, whoever walks with them`()
        async throws
    {
        let test = try await TestDesk()
        try await test.addPerson()
        try await test.addPerson("person-2")
        try await sealed(test, .note("Only this"))
        func me(_ id: Person.ID, confirmed: Bool = true) -> Actor {
            Actor(hub: test.hub, identity: .person(id), hasSecondStep: confirmed)
        }
        await #expect(throws: OpenSealed.Refusal.secondStepNeeded) {
            try await open(test, for: .ownCopy, by: me("person-1", confirmed: false))
        }
        await #expect(throws: Access.Refusal.notFound) { try await open(test, for: .ownCopy, by: me("person-2")) }
        // Neither takes the other's reason.
        for purpose in Opening.Purpose.ofStaff {
            await #expect(throws: Access.Refusal.notInRole) { try await open(test, for: purpose, by: me("person-1")) }
        }
        await #expect(throws: Access.Refusal.notInRole) { try await open(test, for: .ownCopy) }

        #expect(try await open(test, for: .ownCopy, by: me("person-1")) == ["Only this"])
        try await test.desk.database.keepHouse(test.hub) { hub in
            guard var person = try hub.people.find("person-1") else { return }
            person.worker = nil
            try hub.people.save(person)
        }
        #expect(try await open(test, for: .ownCopy, submission: "2", by: me("person-1")) == ["Only this"])
        let events = try await test.desk.database.read(test.hub) {
            try $0.events.concerning("person-1", verbs: ["sealed-opened"], limit: 10)
        }
        #expect(events.map(\.actor) == Array(repeating: EventActor(kind: .person, id: "person-1"), count: 2))
        #expect(events.first?.detail["purpose"] == "own-copy")
        let held = try await ReadOwnRecord(desk: test.desk).facts(by: me("person-1", confirmed: false))
        #expect(held.sealed == 1 && held.openings == 0)
    }

    @Test func `while nobody walks with somebody, nobody opens what is sealed`() async throws {
        let test = try await TestDesk()
        try await test.addPerson { $0.worker = nil }
        await #expect(throws: OpenSealed.Refusal.nobodyWalksWithThem) { try await open(test) }
    }

    @Test func `one form opens once: pressed twice it is one look, called back later it shows nothing`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        try await sealed(test, .note("Only this"))
        #expect(try await open(test) == ["Only this"])
        test.clock.move(seconds: 30)
        #expect(try await open(test) == ["Only this"])
        test.clock.move(seconds: 31)
        await #expect(throws: OpenSealed.Refusal.openedAlready) { try await open(test) }
        let looks = try await test.desk.database.read(test.hub) {
            try $0.events.concerning("person-1", verbs: ["sealed-opened"], limit: 10).count
        }
        #expect(looks == 1)
        #expect(try await open(test, submission: "another") == ["Only this"])
    }

    @Test func `without keys nothing is sealed, and nothing is written down open`() async throws {
        let test = try await TestDesk(keys: .none)
        try await test.addPerson()
        await #expect(throws: SealingRefusal.notSetUp) { try await sealed(test, .note("Only this")) }
        await #expect(throws: SealingRefusal.notSetUp) { try await open(test) }
        await #expect(throws: SealingRefusal.notSetUp) {
            try await RecordContact(desk: test.desk)(
                RecordContact.Entry(kind: .call, reached: true), with: "person-1", sealing: Sealed("Only this"),
                submission: "1", by: test.linkWorker)
        }
        let (contacts, facts) = try await test.desk.database.read(test.hub) {
            (try $0.contacts.of("person-1"), try $0.sealedFacts.isThereAny(of: "person-1"))
        }
        #expect(contacts.isEmpty)
        #expect(!facts)
    }

    @Test func `keys that cannot be read, or are not the right ones, are told apart from none`() async throws {
        struct Gone: Error {}
        let keys = Mutex<HubKeys?>(HubKeys.made())
        let ring = KeyRing {
            guard let keys = keys.withLock({ $0 }) else { throw Gone() }
            return keys
        }
        let test = try await TestDesk(keys: ring)
        try await test.addPerson()
        try await sealed(test, .note("Only this"))
        keys.withLock { $0 = HubKeys.made() }
        _ = try ring.reread()
        await #expect(throws: SealingRefusal.keyMissing) { try await open(test) }
        keys.withLock { $0 = nil }
        await #expect(throws: SealingRefusal.keysNotReadable) { try await open(test) }
    }

    @Test func `a fact that somebody moved or altered in the store stays shut, and the others open`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        try await sealed(test, .situation(.refugee), .note("Only this"))
        try await test.desk.database.keepHouse(test.hub) { hub in
            let facts = try hub.sealedFacts.of("person-1")
            let note = try #require(facts.first { $0.field == .note })
            try hub.sealedFacts.keep(
                KeptFact(
                    person: "person-1", field: .situation, version: 1, generation: note.generation,
                    sealed: note.sealed, changedAt: note.changedAt))
        }
        let opened = try await OpenSealed(desk: test.desk)(
            "person-1", for: .crisis, submission: "1", by: test.linkWorker)
        #expect(opened.shut == [.situation])
        #expect(opened.facts.map { $0.fact.opened(by: opened.opening).text } == ["Only this"])
    }

    @Test func `a contact's sealed note opens with the rest, and the contact itself holds none of it`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        try await RecordContact(desk: test.desk)(
            RecordContact.Entry(kind: .visit, reached: true, note: "Tea"), with: "person-1",
            sealing: Sealed("Only this"), submission: "1", by: test.linkWorker)
        #expect(try await open(test) == ["Only this"])
        let record = try await OpenPersonRecord(desk: test.desk)("person-1", by: test.linkWorker)
        #expect(record.timeline.map(\.what) == [.contact(.visit, reached: true, note: "Tea", hasSealedNote: true)])
        let event = try await test.desk.database.read(test.hub) {
            try $0.events.concerning("person-1", verbs: ["fact-sealed"], limit: 1).first
        }
        #expect(event?.detail == ["field": "contact-note"])
    }
}
