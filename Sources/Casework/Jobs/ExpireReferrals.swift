import Community
import People
import Storage
import Vocabulary

/// Ends the wait for groups that said nothing for two weeks, and closes their links.
struct ExpireReferrals: Sendable {
    let desk: Desk
    let actor: Actor
    var mayGoOn: @Sendable () async throws -> Bool = { !Task.isCancelled }

    /// - Returns: how many expired.
    func callAsFunction() async throws -> Int {
        let desk = desk
        let lastDay = desk.clock.today.adding(days: -Referral.expiresAfterDays)
        let overdue = try await desk.database.read(actor.hub) { hub in
            try hub.referrals.unanswered(sentBefore: lastDay.start(in: desk.clock.zone), limit: 10_000).map(\.id)
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
            guard var referral = try hub.referrals.find(id), let sentAt = referral.sentAt else { return false }
            do throws(Referral.Refusal) {
                try referral.expire(
                    at: desk.clock.now, today: desk.clock.today, sentOn: sentAt.day(in: desk.clock.zone))
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
