import Community
import Matching
import People
import Storage
import Testing
import Vocabulary

@testable import Casework

@Suite("A waiting list")
struct WaitingListTests {
    /// A kitchen with one place, which somebody holds, and two people who wait for it.
    private func waiting() async throws -> (
        test: TestDesk, holder: SentReferral, first: SentReferral, second: SentReferral
    ) {
        let test = try await TestDesk()
        let group = try await test.addGroup {
            $0.agreement?.places = 1
            $0.agreement?.monthlyLimit = 10
        }
        let holder = try await test.send("holder", of: try await test.addPerson("holds"), to: group)
        try await test.answer(.accept, holder)
        let first = try await test.send("first", of: try await test.addPerson("waits-longest"), to: group)
        try await test.answer(.waitlist, first)
        test.clock.move(days: 1)
        let second = try await test.send(
            "second", of: try await test.addPerson("waits") { $0.worker = "worker-2" }, to: group)
        try await test.answer(.waitlist, second)
        return (test, holder, first, second)
    }

    private func end(_ test: TestDesk, _ sent: SentReferral) async throws {
        try await EndReferral(desk: test.desk)(
            sent.id, because: .settledIn, welcome: nil, submission: TestDesk.submission(), by: test.linkWorker)
    }

    @Test func `a freed place asks first for whoever waits longest, and then for the next`() async throws {
        let (test, holder, first, second) = try await waiting()
        #expect(try await test.changes().freed.isEmpty)
        try await end(test, holder)
        #expect(try await test.changes().freed.shown.map(\.line.referral) == [first.id])
        #expect(try await test.changes().freed.shown.map(\.place) == [1])
        #expect(try await test.changes(by: test.otherLinkWorker).freed.isEmpty, "it is not their turn")
        try await test.answer(.accept, first)
        #expect(try await test.changes().freed.isEmpty)
        try await end(test, first)
        #expect(try await test.changes(by: test.otherLinkWorker).freed.shown.map(\.line.referral) == [second.id])
        let lead = test.worker("lead-1", .teamLead)
        #expect(try await test.changes(by: lead).freed.shown.map(\.line.referral) == [second.id])
    }

    @Test func `a place for which somebody waits is offered to nobody else`() async throws {
        let (test, holder, _, _) = try await waiting()
        try await test.change("kitchen") { $0.agreement?.places = 3 }
        try await test.addPerson("new")
        func find() async throws -> FoundGroups {
            try await FindGroups(desk: test.desk)(for: "new", by: test.linkWorker)
        }
        // Three places, one held, two wait.
        var found = try await find()
        #expect(found.offers.elements.isEmpty)
        let told = try #require(found.signposts.elements.first)
        #expect(told.reasons.map(\.code) == [.full])
        #expect(told.waitingList == FoundGroups.WaitingList(free: 2, waiting: 2))
        try await end(test, holder)
        found = try await find()
        #expect(found.offers.elements.map(\.placesLeft) == [1])
        #expect(found.offers.elements.map(\.waiting) == [2])
        let room = try await test.desk.database.read(test.hub) { hub in
            let room = try SharingRoom(in: hub, since: test.clock.clock.now.adding(days: -30))
            return try test.desk.directories.ask(in: hub, clock: test.clock.clock) {
                room.left(of: "kitchen", in: $0, $1)
            }
        }
        #expect(room == 1)
    }

    @Test func `whoever waits can still be taken: the group's own yes does not count them against themselves`()
        async throws
    {
        let (test, holder, first, _) = try await waiting()
        try await end(test, holder)
        try await test.answer(.accept, first)
        #expect(try await test.referral(first.id).state == .accepted)
    }

    @Test func `on the day of review Today asks its owner, until they say when to look again`() async throws {
        let (test, _, first, _) = try await waiting()
        test.clock.move(days: 26)
        #expect(try await test.changes().reviews.isEmpty)
        test.clock.move(days: 1)
        #expect(try await test.changes().reviews.shown.map(\.line.referral) == [first.id])
        let again = test.clock.clock.today.adding(days: 14)
        try await ReviewWaiting(desk: test.desk)(
            first.id, next: again, submission: TestDesk.submission(), by: test.linkWorker)
        #expect(try await test.changes().reviews.isEmpty)
        #expect(try await test.trail(of: first.id).last == "waiting-list-reviewed")
        test.clock.move(days: 14)
        #expect(try await test.changes().reviews.shown.map(\.line.referral) == [first.id])
        await #expect(throws: Access.Refusal.notFound) {
            try await ReviewWaiting(desk: test.desk)(
                first.id, next: again.adding(days: 20), submission: TestDesk.submission(), by: test.otherLinkWorker)
        }
    }

    @Test func `a referral says which place in line it has`() async throws {
        let (test, _, first, second) = try await waiting()
        func place(_ id: Referral.ID, _ actor: Actor) async throws -> Int? {
            try await ReadReferral(desk: test.desk)(id, by: actor).placeInLine
        }
        #expect(try await place(first.id, test.linkWorker) == 1)
        #expect(try await place(second.id, test.otherLinkWorker) == 2)
    }
}
