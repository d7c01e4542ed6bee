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

    /// The letter went out, perhaps long after it was written: from then on the group can answer.
    ///
    /// - Parameter isFirst: no letter about the referral went out before.
    func letterWentOut(_ id: Referral.ID, isFirst: Bool, clock: Clock) throws {
        guard var referral = try referrals.find(id), referral.state.isOpen, let askedAt = referral.askedAt else {
            return
        }
        let isLate = isFirst && askedAt.day(in: clock.zone) < clock.today
        guard referral.letterBackAt != nil || isLate else { return }
        referral.letterReached(at: clock.now)
        try referrals.save(referral)
        try record(
            "letter-arrived", of: .referral(id), by: Actor(hub: hub, identity: .job("mail")), clock: clock,
            person: referral.person)
    }
}
