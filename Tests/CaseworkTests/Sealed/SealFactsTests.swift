import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite struct SealFactsTests {
    private func seal(
        _ changes: [SealedField: SealFacts.Change], readAt stamp: String, submission: String, _ test: TestDesk,
        by actor: Actor? = nil
    ) async throws {
        try await SealFacts(desk: test.desk)(
            changes, of: "person-1", readAt: stamp, submission: submission, by: actor ?? test.linkWorker)
    }

    private func stamp(_ test: TestDesk) async throws -> String {
        try await SealFacts(desk: test.desk).form(of: "person-1", by: test.linkWorker).stamp
    }

    private func versions(_ test: TestDesk) async throws -> [SealedField: Int] {
        try await test.desk.database.read(test.hub) { try $0.sealedFacts.versions(of: "person-1") }
    }

    @Test func `it takes no second step to write down what one may not read again`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        let weak = test.worker("worker-1", .linkWorker, hasSecondStep: false)
        try await seal([.note: .seal(Sealed(.note("This")))], readAt: "0.0.0.0.0", submission: "1", test, by: weak)
        #expect(try await versions(test) == [.note: 1])
        await #expect(throws: Access.Refusal.notFound) {
            try await seal(
                [.note: .seal(Sealed(.note("That")))], readAt: "0.0.0.0.1", submission: "2", test,
                by: test.otherLinkWorker)
        }
    }

    @Test func `nothing said is nothing stored, and a form that changes nothing leaves no event`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        try await seal([:], readAt: "0.0.0.0.0", submission: "1", test)
        try await seal([.situation: .forget], readAt: "0.0.0.0.0", submission: "2", test)
        #expect(try await versions(test).isEmpty)
        let events = try await test.desk.database.read(test.hub) { try $0.events.count() }
        #expect(events == 0)
    }

    @Test func `a form that is sent twice is one change`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        for _ in 1...2 {
            try await seal([.nrm: .seal(Sealed(.nrm(.pending)))], readAt: "0.0.0.0.0", submission: "1", test)
        }
        #expect(try await versions(test) == [.nrm: 1])
    }

    @Test func `a field that was changed meanwhile is not overwritten, and one beside it is no hindrance`() async throws
    {
        let test = try await TestDesk()
        try await test.addPerson()
        let read = try await stamp(test)
        try await seal([.note: .seal(Sealed(.note("Mine")))], readAt: read, submission: "1", test)
        try await seal([.nrm: .seal(Sealed(.nrm(.pending)))], readAt: read, submission: "2", test)
        await #expect(throws: SealFacts.Refusal.changedMeanwhile) {
            try await seal([.note: .seal(Sealed(.note("Yours")))], readAt: read, submission: "3", test)
        }
        await #expect(throws: SealFacts.Refusal.changedMeanwhile) {
            try await seal([.note: .forget], readAt: read, submission: "4", test)
        }
        for odd in ["", "0", "a.b.c.d.e", "0.0.0.0.0.0"] {
            await #expect(throws: SealFacts.Refusal.changedMeanwhile) {
                try await seal([.note: .forget], readAt: odd, submission: "odd \(odd)", test)
            }
        }
        try await seal([.note: .forget], readAt: try await stamp(test), submission: "5", test)
        #expect(try await versions(test) == [.nrm: 1])
        let verbs = try await test.desk.database.read(test.hub) {
            try $0.events.concerning("person-1", verbs: ["sealed-forgotten"], limit: 5).map(\.detail)
        }
        #expect(verbs == [["field": "note"]])
    }

    @Test func `a text that is too long is refused`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        let long = String(repeating: "a", count: AboutLimit.note + 1)
        await #expect(throws: SealFacts.Refusal.tooLong) {
            try await seal([.note: .seal(Sealed(.note(long)))], readAt: "0.0.0.0.0", submission: "1", test)
        }
    }

    @Test func `where keys of people stayed behind in a restore, no new one is made that would shut them out`()
        async throws
    {
        let test = try await TestDesk()
        try await test.addPerson()
        try await seal([.note: .seal(Sealed(.note("Mine")))], readAt: "0.0.0.0.0", submission: "1", test)
        let kept = try await test.desk.database.keepHouse(test.hub) { hub in
            let facts = try hub.sealedFacts.of("person-1")
            try hub.personKeys.shred(of: "person-1")
            for fact in facts { try hub.sealedFacts.keep(fact) }
            return facts.count
        }
        #expect(kept == 1)
        await #expect(throws: SealingRefusal.personKeyMissing) {
            try await seal([.nrm: .seal(Sealed(.nrm(.none)))], readAt: "0.0.0.0.1", submission: "2", test)
        }
        let opened = try await OpenSealed(desk: test.desk)(
            "person-1", for: .crisis, submission: "3", by: test.linkWorker)
        #expect(opened.facts.isEmpty)
        #expect(opened.shut == [.note])
    }
}
