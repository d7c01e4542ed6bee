import Community
import People
import Storage
import Vocabulary

/// Records that a person says yes for longer, so that what began well does not stop with a date: the links
/// of the open referrals that rest on it work for longer too.
public struct RenewConsent: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``Consent/Refusal``, ``DraftReferral/Refusal``, ``Access/Refusal``.
    public func callAsFunction(
        _ consent: Consent.ID, until day: Day, manner: Consent.Manner, submission: String, by actor: Actor
    ) async throws {
        try Access.require(.walkWithPeople, of: actor)
        let desk = desk
        _ = try await desk.database.write(actor.hub) { hub in
            guard var found = try hub.consents.find(consent) else { throw Access.Refusal.notFound }
            _ = try hub.person(found.person, for: actor)
            return try hub.once(submission, for: "renew-consent \(consent)", clock: desk.clock) {
                try hub.refuseWhileErasureWaits(of: found.person, clock: desk.clock)
                let today = desk.clock.today
                guard day >= today, day <= DraftReferral.latestEnd(from: today) else {
                    throw DraftReferral.Refusal.untilOutOfRange(
                        first: today, last: DraftReferral.latestEnd(from: today))
                }
                let hadEnded = found.until < today
                try found.renew(until: day, manner: manner)
                try hub.consents.saveRenewal(of: found)
                let end = day.adding(days: 1).start(in: desk.clock.zone)
                for referral in try hub.referrals.restingOn(consent, of: found.person) where referral.state.isOpen {
                    try hub.referrals.extendLink(of: referral.id, to: end)
                    if hadEnded { try hub.tellOfAnotherYes(referral, desk: desk) }
                }
                try hub.record(
                    "consent-renewed", of: .consent(consent), by: actor, clock: desk.clock, person: found.person)
                return consent.rawValue
            }
        }
    }
}

extension HubTransaction {
    /// The group heard that the yes had ended: it hears as well that there is one again, by a link beside those it has.
    fileprivate func tellOfAnotherYes(_ referral: Referral, desk: Desk) throws {
        guard referral.state != .draft, let group = try groups.find(Group.ID(referral.group)) else { return }
        let link = desk.secrets.token(for: hub)
        try referrals.addLink(to: referral.id, tokenHash: link.hash)
        let letter = Letter.referral(
            to: group, from: try ownHub(), link: desk.link(toReferral: link),
            answerBy: referral.state == .sent ? try wait(of: referral, at: group, clock: desk.clock).lastDay : nil)
        try post(letter, to: group.details.contact.email, about: referral.id, desk: desk)
    }
}
