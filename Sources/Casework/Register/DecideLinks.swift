import Community
import People
import Storage
import Vocabulary

/// Decides about the links that are with somebody who is not a group's contact any more: a volunteer left, the address was
/// corrected, and the old mailbox would still open people.
///
/// Whoever decides sees how many there are and since when, and nobody whom they lead to.
public struct DecideLinks: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// What became of the links.
    public struct Outcome: Hashable, Sendable {
        /// New ones are on their way to the new contact.
        public var mailed = 0
        /// Closed, until their link workers print a letter.
        public var toPrint = 0
        /// Questions about the agreement that were closed.
        public var questions = 0
        /// Whether the new contact was asked about the agreement instead.
        public var isAskedAgain = false
    }

    /// Closes them all at once. The new contact gets new ones by mail, or on paper from the link workers, whose Today
    /// asks for it.
    ///
    /// - Throws: ``Access/Refusal``.
    @discardableResult
    public func renew(_ id: Group.ID, submission: String, by actor: Actor) async throws -> Outcome {
        try Access.require(.keepDirectory, of: actor)
        let desk = desk
        let said = try await desk.database.write(actor.hub) { hub in
            guard let group = try hub.groups.find(id) else { throw Access.Refusal.notFound }
            return try hub.once(submission, for: "renew-links \(id)", clock: desk.clock) {
                let outcome = try Self.renew(of: group, in: hub, desk: desk, actor: actor)
                return "\(outcome.mailed) \(outcome.toPrint) \(outcome.questions) \(outcome.isAskedAgain ? 1 : 0)"
            }
        }
        let counts = said.split(separator: " ").compactMap { Int($0) } + [0, 0, 0, 0]
        return Outcome(mailed: counts[0], toPrint: counts[1], questions: counts[2], isAskedAgain: counts[3] == 1)
    }

    /// Leaves them as they are: the same people read the same mailbox.
    ///
    /// - Throws: ``Access/Refusal``.
    public func keep(_ id: Group.ID, by actor: Actor) async throws {
        try Access.require(.keepDirectory, of: actor)
        try await desk.database.write(actor.hub) { [clock = desk.clock] hub in
            guard try hub.groups.find(id) != nil else { throw Access.Refusal.notFound }
            // Decided meanwhile, there is nothing left to decide.
            let links = try hub.referrals.trustLinks(of: id)
            let questions = try hub.agreementRequests.trust(of: id)
            guard links + questions > 0 else { return }
            try hub.record("group-links-kept", of: .group(id), by: actor, clock: clock)
        }
    }

    private static func renew(
        of group: Group, in hub: HubTransaction, desk: Desk, actor: Actor
    ) throws -> Outcome {
        var outcome = Outcome()
        for link in try hub.referrals.linksInDoubt(of: group.id, at: desk.clock.now, limit: 1_000_000) {
            guard let referral = try hub.referrals.find(link.referral),
                let consent = try hub.consents.find(referral.consent)
            else { continue }
            // What has not left yet goes to the contact of before, with a link that is about to end.
            try hub.outbox.stop(about: referral.id)
            // Whoever asked to be deleted is told of to nobody new.
            let isMailed =
                try consent.counts(on: desk.clock.today)
                && !group.details.contact.email.allSatisfy(\.isWhitespace)
                && hub.personRequests.openErasure(of: referral.person) == nil
            if isMailed {
                try hub.post(
                    try desk.newLetter(for: referral, to: group, until: consent.until, in: hub), desk: desk)
                outcome.mailed += 1
            } else {
                try hub.referrals.closeLinkUntilPrinted(of: referral.id, at: desk.clock.now)
                outcome.toPrint += 1
            }
            try hub.record(
                isMailed ? "referral-link-renewed" : "referral-link-closed", of: .referral(referral.id), by: actor,
                clock: desk.clock, person: referral.person)
        }
        // Those that work no more may work again, when a yes is brought back or lasts longer: not for the old contact.
        try hub.referrals.closeLinksLeft(of: group.id)
        outcome.questions = try hub.agreementRequests.closeDoubted(of: group.id, at: desk.clock.now)
        // Whoever holds a question answers for the group: the new contact gets one of their own.
        if outcome.questions > 0, group.details.status != .closed,
            !group.details.contact.email.allSatisfy(\.isWhitespace)
        {
            outcome.isAskedAgain = try hub.askForAgreement(group, by: actor, desk: desk).isMailed
        }
        try hub.record(
            "group-links-renewed", of: .group(group.id), by: actor, clock: desk.clock,
            detail: [
                "mailed": String(outcome.mailed), "to-print": String(outcome.toPrint),
                "questions": String(outcome.questions),
            ])
        return outcome
    }
}
