import Community
import People
import Storage
import Vocabulary

/// Tells groups that the time for which somebody let us tell about them is over, once for each yes that ended.
///
/// The worker was asked for two weeks before, on Today. The letter, what it tells of and the event are one transaction.
struct TellConsentEnds: Sendable {
    let desk: Desk
    let actor: Actor
    var mayGoOn: @Sendable () async throws -> Bool = { !Task.isCancelled }

    /// Days back for which an end is told: longer ago, the hub did not know yet that it should.
    static let daysBack = 60

    /// - Returns: how many groups were told.
    func callAsFunction() async throws -> Int {
        let desk = desk
        let today = desk.clock.today
        let ended = try await desk.database.read(actor.hub) { hub in
            try hub.consents.endedUntold(
                after: today.adding(days: -TellConsentEnds.daysBack), before: today, limit: 10_000
            ).map(\.id)
        }
        var count = 0
        for id in ended {
            guard try await mayGoOn() else { break }
            if try await tell(id) { count += 1 }
        }
        return count
    }

    private func tell(_ id: Consent.ID) async throws -> Bool {
        let (desk, actor) = (desk, actor)
        return try await desk.database.write(actor.hub) { hub in
            // Read again: somebody may have asked the person a moment ago.
            guard let consent = try hub.consents.find(id), consent.withdrawnAt == nil, consent.until < desk.clock.today
            else { return false }
            let open = try hub.referrals.restingOn(id, of: consent.person).filter {
                $0.state.isOpen && $0.state != .draft
            }
            try hub.consents.noteEndTold(of: id, at: desk.clock.now)
            try hub.record("consent-ended", of: .consent(id), by: actor, clock: desk.clock, person: consent.person)
            // Where nothing rests on it any more, the group's link was closed before.
            guard let sentAt = open.compactMap(\.sentAt).min(), let group = try hub.groups.find(Group.ID(consent.group))
            else { return false }
            for referral in open {
                // A letter that still waits would lead to a message that nobody may read.
                try hub.outbox.stop(about: referral.id)
            }
            let letter = Letter.consentEnded(
                to: group, from: try hub.ownHub(), sentOn: sentAt.day(in: desk.clock.zone),
                canWorry: open.contains { $0.state.holdsPlace })
            try hub.post(letter, to: group.details.contact.email, desk: desk)
            return true
        }
    }
}
