import Community
import People
import Storage
import Vocabulary

/// Gives a referral a new link and short code; the old ones stop working. The hub keeps only their hashes,
/// so that a letter can be made again but never read back.
public struct RenewLink: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public enum Refusal: Error, Equatable, Sendable {
        /// It was not sent yet, or it is over: there is nothing for the group to see.
        case nothingToSee(Referral.State)
        /// The group has no e-mail address: print the letter.
        case noAddress
    }

    /// Makes a letter to print, with a new link and a new short code.
    ///
    /// - Throws: ``Refusal``, ``Referral/Refusal/noConsent``, ``Access/Refusal``.
    public func onPaper(_ referral: Referral.ID, by actor: Actor) async throws -> ReferralLetter {
        try Access.require(.walkWithPeople, of: actor)
        let desk = desk
        return try await desk.database.write(actor.hub) { hub in
            try Self.letter(for: referral, verb: "referral-letter-printed", in: hub, desk: desk, actor: actor)
        }
    }

    /// Mails the group a new link.
    ///
    /// - Throws: ``Refusal``, ``Referral/Refusal/noConsent``, ``Access/Refusal``.
    public func byMail(_ referral: Referral.ID, submission: String, by actor: Actor) async throws {
        try Access.require(.walkWithPeople, of: actor)
        let desk = desk
        _ = try await desk.database.write(actor.hub) { hub in
            _ = try hub.referral(referral, for: actor)
            return try hub.once(submission, for: "renew-link \(referral)", clock: desk.clock) {
                let letter = try Self.letter(
                    for: referral, verb: "referral-link-renewed", in: hub, desk: desk, actor: actor)
                guard try hub.post(letter, desk: desk) else { throw Refusal.noAddress }
                return referral.rawValue
            }
        }
    }

    private static func letter(
        for id: Referral.ID, verb: String, in hub: HubTransaction, desk: Desk, actor: Actor
    ) throws -> ReferralLetter {
        var (referral, person) = try hub.referral(id, for: actor)
        guard referral.state.isOpen, referral.state != .draft else { throw Refusal.nothingToSee(referral.state) }
        try hub.refuseWhileErasureWaits(of: person.id, clock: desk.clock)
        guard let consent = try hub.consents.find(referral.consent), consent.counts(on: desk.clock.today) else {
            throw Referral.Refusal.noConsent
        }
        guard let group = try hub.groups.find(Group.ID(referral.group)) else { throw Access.Refusal.notFound }
        // By another way, or to another address: from now on it can be answered.
        if referral.letterBackAt != nil {
            referral.letterReached(at: desk.clock.now)
            try hub.referrals.save(referral)
        }
        let letter = try desk.newLetter(for: referral, to: group, until: consent.until, in: hub)
        try hub.record(verb, of: .referral(id), by: actor, clock: desk.clock, person: person.id)
        return letter
    }
}
