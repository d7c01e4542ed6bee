import People
import Testing
import Vocabulary

@testable import Casework

/// What is kept of a form while it is filled in, and what becomes of it, in whatever order the network brings it.
struct KeepDraftTests {
    private let hopes = KeepDraft.Form.part(.hopes, of: "person-1")

    private func hopes(_ text: String, readAt stamp: String = "") -> [Draft.Field] {
        [Draft.Field(name: "hopes", value: text), Draft.Field(name: "read-at", value: stamp)]
    }

    private func about(_ name: String) -> AboutPerson {
        var about = AboutPerson()
        about.callName = name
        about.reach.phone = "0000 000000"
        return about
    }

    @Test func `what was typed and not sent comes back to who typed it, and to nobody else`() async throws {
        let test = try await TestDesk()
        try await test.addPerson { $0.worker = nil }
        let keep = KeepDraft(desk: test.desk)
        let kept = try await keep(hopes, filling: "a", number: 1, fields: hopes("half a sen"), by: test.linkWorker)
        #expect(kept == .kept)
        #expect(try await keep.kept(hopes, by: test.linkWorker).map { $0["hopes"] } == ["half a sen"])
        #expect(try await keep.kept(hopes, by: test.otherLinkWorker) == [])
        _ = try await keep(hopes, filling: "a", number: 2, fields: hopes("half a sentence"), by: test.linkWorker)
        #expect(try await keep.kept(hopes, by: test.linkWorker).map { $0["hopes"] } == ["half a sentence"])
    }

    @Test func `an older draft that comes later is not kept over a newer one`() async throws {
        let test = try await TestDesk()
        let keep = KeepDraft(desk: test.desk)
        let fields = [Draft.Field(name: "call-name", value: "Selam")]
        _ = try await keep(.someoneNew, filling: "a", number: 9, fields: fields, by: test.linkWorker)
        let late = try await keep(.someoneNew, filling: "a", number: 8, fields: [], by: test.linkWorker)
        #expect(late == .laterIsKept)
        #expect(try await keep.kept(.someoneNew, by: test.linkWorker).first?["call-name"] == "Selam")
    }

    @Test(arguments: [1, 60, 13 * 86_400])
    func `a draft that comes after the person was written down is dropped, however late`(seconds: Int) async throws {
        let test = try await TestDesk()
        let keep = KeepDraft(desk: test.desk)
        let fields = [Draft.Field(name: "phone", value: "0000 000000")]
        _ = try await keep(.someoneNew, filling: "a", number: 1, fields: fields, by: test.linkWorker)
        _ = try await BeginFirstContact(desk: test.desk)(with: about("A"), submission: "a", by: test.linkWorker)
        #expect(try await keep.kept(.someoneNew, by: test.linkWorker) == [])
        test.clock.move(seconds: seconds)
        let late = try await keep(.someoneNew, filling: "a", number: 2, fields: fields, by: test.linkWorker)
        #expect(late == .closed)
        #expect(try await keep.kept(.someoneNew, by: test.linkWorker) == [])
    }

    @Test func `the first draft of a form may come after the form itself`() async throws {
        let test = try await TestDesk()
        _ = try await BeginFirstContact(desk: test.desk)(with: about("A"), submission: "a", by: test.linkWorker)
        let late = try await KeepDraft(desk: test.desk)(
            .someoneNew, filling: "a", number: 1, fields: [], by: test.linkWorker)
        #expect(late == .closed)
    }

    @Test func `two new people in two windows are two drafts, and saving one leaves the other`() async throws {
        let test = try await TestDesk()
        let keep = KeepDraft(desk: test.desk)
        for name in ["a", "b"] {
            test.clock.move(seconds: 1)
            _ = try await keep(
                .someoneNew, filling: Draft.ID(rawValue: name), number: 1,
                fields: [Draft.Field(name: "call-name", value: name)], by: test.linkWorker)
        }
        #expect(try await keep.kept(.someoneNew, by: test.linkWorker).map(\.id) == ["b", "a"])
        _ = try await BeginFirstContact(desk: test.desk)(with: about("b"), submission: "b", by: test.linkWorker)
        #expect(try await keep.kept(.someoneNew, by: test.linkWorker).map(\.id) == ["a"])
    }

    @Test func `saving a part closes its filling-in, and the same once more does too`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        let keep = KeepDraft(desk: test.desk)
        for filling: Draft.ID in ["a", "b"] {
            _ = try await keep(hopes, filling: filling, number: 1, fields: hopes("To s"), by: test.linkWorker)
        }
        let opened = try await OpenAbout(desk: test.desk)("person-1", part: .hopes, by: test.linkWorker)
        #expect(opened.drafts.count == 2)
        var about = opened.person.about
        about.hopes = "To sing"
        for filling: Draft.ID in ["a", "b"] {
            try await SaveAbout(desk: test.desk)(
                "person-1", part: .hopes, as: about, readAt: opened.stamp, filling: filling, by: test.linkWorker)
            let late = try await keep(hopes, filling: filling, number: 2, fields: hopes("To s"), by: test.linkWorker)
            #expect(late == .closed)
        }
        #expect(try await keep.kept(hopes, by: test.linkWorker) == [])
    }

    @Test func `a save that is refused closes nothing`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        let keep = KeepDraft(desk: test.desk)
        _ = try await keep(hopes, filling: "a", number: 1, fields: hopes("To swim"), by: test.linkWorker)
        var about = try await test.addPerson("other").about
        about.hopes = "To swim"
        await #expect(throws: SaveAbout.Refusal.self) {
            try await SaveAbout(desk: test.desk)(
                "person-1", part: .hopes, as: about, readAt: "older", filling: "a", by: test.linkWorker)
        }
        #expect(try await keep.kept(hopes, by: test.linkWorker).count == 1)
    }

    @Test func `what is thrown away does not come back with what was still on its way`() async throws {
        let test = try await TestDesk()
        let keep = KeepDraft(desk: test.desk)
        _ = try await keep(.someoneNew, filling: "a", number: 1, fields: [], by: test.linkWorker)
        for _ in 1...2 { try await keep.throwAway("a", of: .someoneNew, by: test.linkWorker) }
        let late = try await keep(.someoneNew, filling: "a", number: 2, fields: [], by: test.linkWorker)
        #expect(late == .closed)
        #expect(try await keep.kept(.someoneNew, by: test.linkWorker) == [])
    }

    @Test func `nobody throws away or closes what somebody else is writing`() async throws {
        let test = try await TestDesk()
        let keep = KeepDraft(desk: test.desk)
        _ = try await keep(.someoneNew, filling: "a", number: 1, fields: [], by: test.linkWorker)
        try await keep.throwAway("a", of: .someoneNew, by: test.otherLinkWorker)
        #expect(try await keep.kept(.someoneNew, by: test.linkWorker).count == 1)
        let mine = try await keep(.someoneNew, filling: "a", number: 2, fields: [], by: test.linkWorker)
        #expect(mine == .kept)
    }

    @Test func `a draft is forgotten after fourteen days`() async throws {
        let test = try await TestDesk()
        let keep = KeepDraft(desk: test.desk)
        _ = try await keep(.someoneNew, filling: "a", number: 1, fields: [], by: test.linkWorker)
        test.clock.move(seconds: (KeepDraft.keptDays * 86_400) + 1)
        _ = try await keep(.someoneNew, filling: "b", number: 1, fields: [], by: test.linkWorker)
        #expect(try await keep.kept(.someoneNew, by: test.linkWorker).map(\.id) == ["b"])
    }

    @Test func `a draft about somebody else's person is refused, and thrown away by nobody else`() async throws {
        let test = try await TestDesk()
        try await test.addPerson()
        let keep = KeepDraft(desk: test.desk)
        await #expect(throws: Access.Refusal.notFound) {
            _ = try await keep(hopes, filling: "a", number: 1, fields: [], by: test.otherLinkWorker)
        }
        await #expect(throws: Access.Refusal.notFound) {
            try await keep.throwAway("a", of: hopes, by: test.otherLinkWorker)
        }
    }

    @Test func `the copy that a person takes holds what was begun about them, and nothing the form says of itself`()
        async throws
    {
        let test = try await TestDesk()
        try await test.addPerson()
        let keep = KeepDraft(desk: test.desk)
        _ = try await keep(hopes, filling: "a", number: 1, fields: hopes("To sing", readAt: "0"), by: test.linkWorker)
        _ = try await keep(hopes, filling: "b", number: 1, fields: hopes("To swim"), by: test.linkWorker)
        try await keep.throwAway("b", of: hopes, by: test.linkWorker)
        let me = Actor(hub: test.hub, identity: .person("person-1"))
        let copy = try await MakeOwnDownload(desk: test.desk)(by: me)
        #expect(copy.drafts.map(\.part) == ["hopes"])
        #expect(copy.drafts.first?.words.map(\.field) == ["hopes"])
        #expect(copy.drafts.first?.words.map(\.text) == ["To sing"])
    }
}
