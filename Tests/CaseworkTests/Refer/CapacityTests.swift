import Casework
import Community
import People
import Storage
import Testing
import Vocabulary

/// How full a group is comes from its referrals, asked in the transaction that changes them.
struct CapacityTests {
    /// The group's yes as the store sees it: room is derived where the answer is written.
    private static func accept(_ id: Referral.ID, on desk: TestDesk) async throws {
        let clock = desk.clock.clock
        try await desk.desk.database.write(desk.hub) { hub in
            guard var referral = try hub.referrals.find(id), let group = try hub.groups.find(Group.ID(referral.group)),
                let agreement = group.agreement
            else { throw Access.Refusal.notFound }
            let load = try hub.referrals.load(of: group.id, monthStart: clock.today.startOfMonth.start(in: clock.zone))
            let room = Referral.Room(
                placesLeft: load.placesLeft(under: agreement),
                leftThisMonth: agreement.monthlyLimit - load.acceptedThisMonth)
            try referral.accept(at: clock.now, today: clock.today, room: room)
            try hub.referrals.save(referral)
            try hub.groups.touch(group.id)
            try hub.events.append(
                "referral-accepted", of: EventSubject(kind: "referral", id: id.rawValue),
                by: EventActor(kind: .job, id: "test"), at: clock.now)
        }
    }

    @Test func `of a hundred who accept the last place at once, exactly one gets it`() async throws {
        let desk = try await TestDesk()
        try await desk.addGroup("kitchen") {
            $0.agreement?.monthlyLimit = 100
            $0.agreement?.places = 1
        }
        var referrals: [Referral.ID] = []
        for number in 1...100 {
            let person = Person.ID("person-\(number)")
            try await desk.addPerson(person)
            referrals.append(try await desk.refer(person))
        }
        let accepted = await withTaskGroup(of: Result<Void, any Error>.self) { group in
            for id in referrals {
                group.addTask {
                    do { return .success(try await Self.accept(id, on: desk)) } catch { return .failure(error) }
                }
            }
            return await group.reduce(into: (yes: 0, full: 0)) { counts, result in
                switch result {
                case .success: counts.yes += 1
                case .failure(Referral.Refusal.full(until: nil)): counts.full += 1
                case .failure: break
                }
            }
        }
        #expect(accepted == (1, 99))
    }
}
