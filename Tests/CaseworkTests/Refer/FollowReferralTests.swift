import Casework
import Community
import People
import Storage
import Testing
import Vocabulary

struct FollowReferralTests {
    private func ready() async throws -> TestDesk {
        let desk = try await TestDesk()
        try await desk.addGroup()
        try await desk.addPerson()
        return desk
    }

    @Test func `from accepted to ended well, step by step`() async throws {
        let desk = try await ready()
        let id = try await desk.accepted()
        let today = desk.clock.clock.today
        try await IntroduceReferral(desk: desk.desk)(id, submission: "1", by: desk.linkWorker)
        #expect(try await desk.stored(id).state == .introduced)
        try await RecordAttendance(desk: desk.desk)(.came, on: today, of: id, submission: "1", by: desk.linkWorker)
        #expect(try await desk.stored(id).state == .attending)
        try await EndReferral(desk: desk.desk)(
            id, because: .settledIn, welcome: 5, submission: "1", by: desk.linkWorker)
        let ended = try await desk.stored(id)
        #expect(ended.state == .ended && ended.endedBecause == .settledIn && ended.welcome == 5)
        #expect(
            try await desk.verbs(about: "referral", id.rawValue) == [
                "referral-drafted", "referral-sent", "referral-introduced", "attendance-recorded", "referral-attended",
                "referral-ended",
            ])
    }

    @Test func `whoever came has met the group, introduced or not`() async throws {
        let desk = try await ready()
        let id = try await desk.accepted()
        try await RecordAttendance(desk: desk.desk)(
            .came, on: desk.clock.clock.today, of: id, submission: "1", by: desk.linkWorker)
        #expect(try await desk.stored(id).state == .attending)
    }

    @Test func `somebody who did not come is still expected`() async throws {
        let desk = try await ready()
        let id = try await desk.accepted()
        try await RecordAttendance(desk: desk.desk)(
            .didNotCome, on: desk.clock.clock.today, of: id, submission: "1", by: desk.linkWorker)
        let record = try await ReadReferral(desk: desk.desk)(id, by: desk.linkWorker)
        #expect(record.referral.state == .accepted)
        #expect(record.attendances.map(\.outcome) == [.didNotCome])
    }

    @Test(arguments: [-1, 1])
    func `attendance lies between sending and today`(days: Int) async throws {
        let desk = try await ready()
        let id = try await desk.accepted()
        await #expect(throws: RecordAttendance.Refusal.self) {
            try await RecordAttendance(desk: desk.desk)(
                .came, on: desk.clock.clock.today.adding(days: days), of: id, submission: "1", by: desk.linkWorker)
        }
    }

    @Test func `nobody attends before the group said yes`() async throws {
        let desk = try await ready()
        let id = try await desk.refer()
        await #expect(throws: Referral.Refusal.notFrom(.sent, .attend)) {
            try await RecordAttendance(desk: desk.desk)(
                .came, on: desk.clock.clock.today, of: id, submission: "1", by: desk.linkWorker)
        }
        await #expect(throws: Referral.Refusal.notFrom(.sent, .introduce)) {
            try await IntroduceReferral(desk: desk.desk)(id, submission: "1", by: desk.linkWorker)
        }
    }

    @Test func `only taking back the consent ends a referral for that reason`() async throws {
        let desk = try await ready()
        let id = try await desk.accepted()
        await #expect(throws: EndReferral.Refusal.withdrawInstead) {
            try await EndReferral(desk: desk.desk)(
                id, because: .consentWithdrawn, welcome: nil, submission: "1", by: desk.linkWorker)
        }
    }

    @Test func `an ended referral closes its link and frees the place at once`() async throws {
        let desk = try await ready()
        try await desk.change("kitchen") { $0.agreement?.places = 1 }
        let id = try await desk.accepted()
        try await desk.addPerson("person-2")
        let find = FindGroups(desk: desk.desk)
        #expect(try await find(for: "person-2", by: desk.linkWorker).offers.total == 0)
        try await EndReferral(desk: desk.desk)(
            id, because: .theirChoice, welcome: nil, submission: "1", by: desk.linkWorker)
        let record = try await ReadReferral(desk: desk.desk)(id, by: desk.linkWorker)
        #expect(!record.linkIsOpen)
        #expect(try await find(for: "person-2", by: desk.linkWorker).offers.total == 1)
    }

    @Test func `a button that is pressed twice records one session`() async throws {
        let desk = try await ready()
        let id = try await desk.accepted()
        for _ in 1...2 {
            try await RecordAttendance(desk: desk.desk)(
                .came, on: desk.clock.clock.today, of: id, submission: "same", by: desk.linkWorker)
        }
        #expect(try await ReadReferral(desk: desk.desk)(id, by: desk.linkWorker).attendances.count == 1)
    }

    @Test(arguments: [Referral.State.declined, .expired, .ended, .draft])
    func `there is no letter for what the group is not to see`(state: Referral.State) async throws {
        let desk = try await ready()
        let id: Referral.ID
        switch state {
        case .draft: id = try await desk.draft()
        case .ended:
            id = try await desk.accepted()
            try await EndReferral(desk: desk.desk)(
                id, because: .theirChoice, welcome: nil, submission: "1", by: desk.linkWorker)
        default:
            id = try await desk.refer()
            try await desk.desk.database.keepHouse(desk.hub) { hub in
                _ = try hub.execute(
                    "UPDATE referrals SET state = \(state.rawValue) WHERE hub_id = \(hub.hub) AND id = \(id)")
            }
        }
        await #expect(throws: RenewLink.Refusal.nothingToSee(state)) {
            _ = try await RenewLink(desk: desk.desk).onPaper(id, by: desk.linkWorker)
        }
    }
}
