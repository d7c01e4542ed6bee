import Community
import People
import Storage
import Vocabulary

/// Ends the wait for groups that said nothing for two weeks on which they could have, and closes their links.
///
/// Where the letter came back or has not gone out, nobody was asked: such a wait does not end.
struct ExpireReferrals: Sendable {
    let desk: Desk
    let actor: Actor
    var mayGoOn: @Sendable () async throws -> Bool = { !Task.isCancelled }

    /// - Returns: how many expired.
    func callAsFunction() async throws -> Int {
        let desk = desk
        let lastDay = desk.clock.today.adding(days: -Referral.expiresAfterDays)
        let overdue = try await desk.database.read(actor.hub) { hub in
            let waiting = try hub.referrals.unanswered(sentBefore: lastDay.start(in: desk.clock.zone), limit: 10_000)
            let openings = try hub.groups.openings(of: Array(Set(waiting.map { Group.ID($0.group) })))
            let waits = try AnswerWaits(openings, in: hub, clock: desk.clock)
            // What a pause or a closed door holds up is left where it is.
            return waiting.filter { referral in
                let wait = waits.wait(of: referral)
                return !wait.isStopped(on: desk.clock.today)
                    && wait.days(to: desk.clock.today) > Referral.expiresAfterDays
            }.map(\.id)
        }
        var count = 0
        for id in overdue {
            guard try await mayGoOn() else { break }
            if try await expire(id) { count += 1 }
        }
        return count
    }

    private func expire(_ id: Referral.ID) async throws -> Bool {
        let desk = desk
        let actor = actor
        return try await desk.database.write(actor.hub) { hub in
            guard var referral = try hub.referrals.find(id), referral.state == .sent,
                let group = try hub.groups.find(Group.ID(referral.group))
            else { return false }
            let wait = try hub.wait(of: referral, at: group, clock: desk.clock)
            do throws(Referral.Refusal) {
                try referral.expire(at: desk.clock.now, today: desk.clock.today, waiting: wait)
            } catch { return false }
            try hub.referrals.save(referral)
            try hub.referrals.closeLink(of: id, at: desk.clock.now)
            try hub.groups.touch(Group.ID(referral.group))
            try hub.record(
                "referral-expired", of: .referral(id), by: actor, clock: desk.clock, person: referral.person)
            return true
        }
    }
}
