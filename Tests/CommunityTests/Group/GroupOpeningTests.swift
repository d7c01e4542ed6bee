import Community
import Testing
import Vocabulary

@Suite("Whether a group takes people")
struct GroupOpeningTests {
    private func group(_ status: GroupStatus, _ agreed: Bool = true, paused: Bool = false) -> Group {
        var group = Group(id: "g", details: GroupDetails(name: "Kitchen"))
        group.details.status = status
        if agreed {
            group.agreement = Agreement(
                monthlyLimit: 1, places: 1, until: nil, paused: paused, agreedOn: Day(number: 0), agreedBy: "A")
        }
        return group
    }

    @Test func `is one word of its status and of what it agreed`() {
        #expect(group(.active).opening == .open)
        #expect(group(.active, paused: true).opening == .pausedReferrals)
        #expect(group(.active, false).opening == .notAgreed)
        #expect(group(.paused, paused: true).opening == .paused)
        #expect(group(.closed, false).opening == .closed)
    }

    @Test func `narrows from open to closed, and opens the other way`() {
        let order: [GroupOpening] = [.open, .pausedReferrals, .notAgreed, .paused, .closed]
        for (before, after) in zip(order, order.dropFirst()) {
            #expect(after.isNarrower(than: before) && !before.isNarrower(than: after))
        }
        #expect(GroupOpening.allCases.filter(\.stopsTheClock) == [.pausedReferrals, .paused])
    }

    @Test func `a place for which somebody waits is offered to nobody else`() {
        let agreement = Agreement(monthlyLimit: 4, places: 3, until: nil, agreedOn: Day(number: 0), agreedBy: "A")
        let load = Load(acceptedThisMonth: 2, held: 1, waiting: 2, waitlisted: 1)
        #expect(load.free(under: agreement) == 2)
        #expect(load.newcomersLeft(under: agreement) == 1)
        #expect(load.freedPlaces(under: agreement, on: Day(number: 1)) == 1)
        let full = Load(acceptedThisMonth: 4, held: 1, waiting: 2, waitlisted: 2)
        #expect(full.newcomersLeft(under: agreement) == 0)
        #expect(full.freedPlaces(under: agreement, on: Day(number: 1)) == 0)
        #expect(load.newcomersLeft(under: nil) == 0)
    }
}
