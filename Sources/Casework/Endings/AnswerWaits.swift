import Community
import People
import Storage
import Vocabulary

/// How long each of these groups has had to answer: with the days on which the hub was closed, and those on which the
/// group had asked for a pause, left out.
struct AnswerWaits {
    private let closures: ClosureDays
    private let pauses: [Group.ID: [AnswerWait.Pause]]
    private let clock: Clock

    /// - Parameter openings: those that are asked about, and whether they take people now.
    init(
        _ openings: [Group.ID: GroupOpening], closures: ClosureDays? = nil, in hub: HubTransaction, clock: Clock
    ) throws {
        let changes = try hub.groupChanges.of(openings.keys.sorted())
        self.closures = try closures ?? hub.closureDays.all()
        self.clock = clock
        pauses = Dictionary(
            openings.map { ($0, AnswerWaits.pauses(whileNow: $1, changes[$0] ?? [], clock: clock)) },
            uniquingKeysWith: { $1 })
    }

    /// The wait for an answer to this referral. One that was not sent yet begins today.
    func wait(of referral: Referral) -> AnswerWait {
        wait(since: referral.askedAt ?? clock.now, for: Group.ID(referral.group))
    }

    func wait(since moment: Moment, for group: Group.ID) -> AnswerWait {
        AnswerWait(from: moment.day(in: clock.zone), closures: closures, pauses: pauses[group] ?? [])
    }

    private static func pauses(
        whileNow opening: GroupOpening, _ changes: [GroupChange], clock: Clock
    ) -> [AnswerWait.Pause] {
        var pauses: [AnswerWait.Pause] = []
        var began: Day?
        for change in changes {
            let day = change.at.day(in: clock.zone)
            if change.became.stopsTheClock {
                began = began ?? day
            } else if let first = began {
                // On the day on which it goes on, it can answer again.
                pauses.append(AnswerWait.Pause(from: first, to: day.adding(days: -1)))
                began = nil
            }
        }
        // It paused before changes were written down: since when, nobody knows.
        if opening.stopsTheClock { pauses.append(AnswerWait.Pause(from: began ?? clock.today, to: nil)) }
        return pauses
    }
}

extension HubTransaction {
    /// The wait for an answer to one referral.
    func wait(of referral: Referral, at group: Group, clock: Clock) throws -> AnswerWait {
        try AnswerWaits([group.id: group.opening], in: self, clock: clock).wait(of: referral)
    }
}
