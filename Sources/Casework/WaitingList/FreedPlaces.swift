import Community
import People
import Storage
import Vocabulary

/// Somebody on a waiting list, with where they stand.
public struct WaitingLine: Hashable, Sendable {
    public let line: ReferralLine
    /// Their place on the group's list, from 1.
    public let place: Int
    /// When their worker looks at it again.
    public let reviewOn: Day
}

/// The waiting lists of a hub, and whose turn it is.
///
///     free places of the group today, at most as many as wait      2
///     its list, whoever waits longest first                        Amal · Sam · Noor
///     a place is free for                                          Amal · Sam
///
/// Who looks after a place on a list is the person's worker; the team lead sees all of them.
struct WaitingLists {
    private struct Waiting {
        let line: WaitingLine
        let owner: Identifier<Worker>?
        let hasPlace: Bool
    }

    private let all: [Waiting]
    private let today: Day

    /// Lines that are read at most: more wait in no hub.
    static let most = 5000

    init(in hub: HubTransaction, clock: Clock) throws {
        let found = try hub.today.waitingLists(limit: WaitingLists.most)
        let loads = try hub.referrals.loads(
            of: Array(Set(found.map(\.line.group))), monthStart: clock.today.startOfMonth.start(in: clock.zone))
        today = clock.today
        var places: [Group.ID: Int] = [:]
        all = found.map { waiting in
            let group = waiting.line.group
            let place = places[group, default: 0] + 1
            places[group] = place
            let free =
                waiting.status == .active
                ? (loads[group] ?? Load()).freedPlaces(under: waiting.agreement, on: clock.today) : 0
            let since = waiting.line.at.day(in: clock.zone)
            return Waiting(
                line: WaitingLine(
                    line: ReferralLine(waiting.line), place: place,
                    reviewOn: waiting.reviewOn ?? since.adding(days: Referral.reviewAfterDays)),
                owner: waiting.owner, hasPlace: place <= free)
        }
    }

    /// For whom a place is free, whoever waits longest first.
    func freed(for worker: Identifier<Worker>?) -> [WaitingLine] { of(worker) { $0.hasPlace } }

    /// Whose place is to be looked at again, and has not come free.
    func dueForReview(for worker: Identifier<Worker>?) -> [WaitingLine] {
        of(worker) { !$0.hasPlace && $0.line.reviewOn <= today }
    }

    private func of(_ worker: Identifier<Worker>?, where holds: (Waiting) -> Bool) -> [WaitingLine] {
        all.filter { (worker == nil || $0.owner == worker) && holds($0) }.map(\.line)
    }
}
