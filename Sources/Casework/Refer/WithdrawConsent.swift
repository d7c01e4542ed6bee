import Community
import People
import Storage
import Vocabulary

/// Takes back a person's yes: every open referral that rests on it ends, its link closes at once, and the
/// group is asked to delete what it was told. Where the person did it themselves, the group is asked once it cannot be
/// unsaid any more (``BringBackYes``).
public struct WithdrawConsent: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter person: whose it is, where the request says so: somebody else's is as if there were none.
    /// - Throws: ``Consent/Refusal``, ``Access/Refusal``.
    public func callAsFunction(
        _ consent: Consent.ID, of person: Person.ID? = nil, submission: String, by actor: Actor
    ) async throws {
        try Access.require(.lookAtPeople, of: actor)
        let desk = desk
        _ = try await desk.database.write(actor.hub) { hub in
            guard let found = try hub.consents.find(consent), person == nil || person == found.person else {
                throw Access.Refusal.notFound
            }
            _ = try hub.person(found.person, for: actor, to: .contact, clock: desk.clock)
            return try hub.once(submission, for: "withdraw-consent \(consent)", clock: desk.clock) {
                try hub.withdraw(consent: consent, because: "withdrawn", desk: desk, actor: actor)
                return consent.rawValue
            }
        }
    }
}

extension HubTransaction {
    /// Withdraws the consent with all that follows from it, in this transaction.
    func withdraw(consent id: Consent.ID, because reason: String, desk: Desk, actor: Actor) throws {
        guard var consent = try consents.find(id) else { throw Access.Refusal.notFound }
        let now = desk.clock.now
        try consent.withdraw(at: now, byThePerson: actor.person != nil)
        try consents.saveWithdrawal(of: consent)
        try record(
            "consent-withdrawn", of: .consent(id), by: actor, clock: desk.clock, person: consent.person,
            detail: ["because": reason])

        let resting = try referrals.restingOn(id, of: consent.person)
        for var referral in resting where referral.state.isOpen {
            try referral.withdraw(at: now)
            try referrals.save(referral)
            try record(
                "referral-ended", of: .referral(referral.id), by: actor, clock: desk.clock, person: consent.person,
                detail: ["because": Referral.EndReason.consentWithdrawn.rawValue])
        }
        for referral in resting {
            try referrals.closeLink(of: referral.id, at: now)
            // A letter that still waits would lead to a closed page, and tell the group that there was somebody.
            let stopped = try outbox.stop(about: referral.id)
            guard stopped > 0 else { continue }
            try record(
                "letters-stopped", of: .referral(referral.id), by: actor, clock: desk.clock, person: consent.person,
                detail: ["letters": String(stopped)])
        }
        let group = Group.ID(consent.group)
        try groups.touch(group)

        let sent = resting.filter { $0.sentAt != nil }
        guard let firstSent = sent.compactMap(\.sentAt).min() else { return }
        try cohortPlans.setAside(group, for: consent.person, at: now)
        guard let told = try groups.find(group) else { return }
        let letter = Letter.deletion(to: told, from: try ownHub(), sentOn: firstSent.day(in: desk.clock.zone))
        // It leaves once nothing can be unsaid, and can be stopped until then.
        let waits = consent.returnsUntil?.adding(seconds: 60)
        _ = try posted(
            letter, to: told.details.contact.email, about: waits == nil ? nil : sent.first?.id, notBefore: waits,
            desk: desk)
    }
}
