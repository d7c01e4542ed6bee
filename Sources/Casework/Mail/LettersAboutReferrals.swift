import Community
import People
import Storage
import Vocabulary

/// What becomes of a referral when its letter does not arrive, or does after all.
extension HubTransaction {
    /// The letter cannot be sent: its worker sees it on Today, and the group's silence says nothing about it.
    func letterCameBack(_ id: Referral.ID, clock: Clock) throws {
        guard var referral = try referrals.find(id) else { return }
        let before = referral
        referral.letterCameBack(at: clock.now)
        guard referral != before else { return }
        try referrals.save(referral)
        try record(
            "letter-came-back", of: .referral(id), by: Actor(hub: hub, identity: .job("mail")), clock: clock,
            person: referral.person)
    }

    /// Whether this is the letter that asks the group, and it went out on a later day than it was written.
    func isLate(_ mail: OutgoingMail, clock: Clock) throws -> Bool {
        guard let referral = mail.referral, mail.kind == Letter.Kind.referral.rawValue,
            mail.createdAt.day(in: clock.zone) < clock.today
        else { return false }
        return try !outbox.wentOut(about: referral)
    }

    /// The letter went out, perhaps long after it was written: from then on the group can answer.
    func letterWentOut(_ id: Referral.ID, isLate: Bool, clock: Clock) throws {
        guard var referral = try referrals.find(id), referral.state.isOpen else { return }
        guard referral.letterBackAt != nil || isLate else { return }
        referral.letterReached(at: clock.now)
        try referrals.save(referral)
        try record(
            "letter-arrived", of: .referral(id), by: Actor(hub: hub, identity: .job("mail")), clock: clock,
            person: referral.person)
    }
}
