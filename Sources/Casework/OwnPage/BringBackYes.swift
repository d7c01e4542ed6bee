import Community
import Matching
import People
import Storage
import Vocabulary

/// Unsays, for the person at their own page, that they took back their yes: for ``Consent/undoMinutes`` the referral, its
/// link and the yes come back as they were.
///
/// Everything is asked again when it happens: does the yes still count, is the group there and still safe for them, is
/// the place that they held free?
public struct BringBackYes: Sendable {
    public enum Refusal: Error, Equatable, Sendable {
        /// The group closed meanwhile, or is none for them any more.
        case groupChanged
    }

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``Refusal``, `Consent.Refusal`, `Referral.Refusal`, ``DraftReferral/Refusal``, ``Access/Refusal``.
    public func callAsFunction(_ consent: Consent.ID, submission: String, by actor: Actor) async throws {
        try Access.require(.seeOwnRecord, of: actor)
        guard let id = actor.person else { throw Access.Refusal.notInRole }
        let desk = desk
        _ = try await desk.database.write(actor.hub) { hub in
            let person = try hub.person(id, for: actor)
            guard let stored = try hub.consents.find(consent), stored.person == id else {
                throw Access.Refusal.notFound
            }
            // Asked before anything is written: the index follows only what is kept.
            let standing = try desk.standing(
                of: person, with: Group.ID(stored.group), in: hub, for: actor, mindsTakenBack: false)
            return try hub.once("\(id) \(submission)", for: "bring-back-yes \(consent)", clock: desk.clock) {
                try Return(desk: desk, hub: hub, actor: actor, person: person, standing: standing).bring(stored)
                return consent.rawValue
            }
        }
    }
}

/// One return, inside its transaction.
private struct Return {
    let desk: Desk
    let hub: HubTransaction
    let actor: Actor
    let person: Person
    let standing: Standing

    func bring(_ stored: Consent) throws {
        guard person.care.isOpen else { throw DraftReferral.Refusal.journeyEnded }
        try hub.refuseWhileErasureWaits(of: person.id, clock: desk.clock)
        var consent = stored
        let takenBackAt = stored.withdrawnAt
        try consent.takeBackWithdrawal(at: desk.clock.now)
        guard consent.counts(on: desk.clock.today) else { throw Referral.Refusal.noConsent }
        guard standing.isStillSafe else { throw BringBackYes.Refusal.groupChanged }
        try hub.consents.saveWithdrawal(of: consent)
        try record("consent-brought-back", of: .consent(consent.id))
        for referral in try hub.referrals.restingOn(consent.id, of: person.id) {
            try bring(referral, of: consent, takenBackAt: takenBackAt ?? desk.clock.now)
        }
        try hub.groups.touch(standing.group.id)
    }

    private func bring(_ stored: Referral, of consent: Consent, takenBackAt: Moment) throws {
        var referral = stored
        if referral.withdrawnFrom != nil {
            try referral.comeBack(
                today: desk.clock.today, consent: consent, othersOpen: try hub.referrals.open(of: person.id),
                openLimit: person.wantsMoreAtOnce ? nil : Referral.usualOpenLimit, room: try room())
            try hub.referrals.save(referral)
            try record("referral-brought-back", of: .referral(referral.id))
        }
        // The letter that asks the group to delete everything waits until now.
        try hub.outbox.stop(about: referral.id)
        try hub.referrals.extendLink(of: referral.id, to: consent.until.adding(days: 1).start(in: desk.clock.zone))
        // A letter that had not left was stopped for good. What it led to is there again: it is written anew.
        let letters = try hub.events.about(.referral(referral.id))
        if referral.state.isOpen, letters.contains(where: { $0.verb == "letters-stopped" && $0.at >= takenBackAt }) {
            try writeAnew(referral, until: consent.until)
            try record("referral-link-renewed", of: .referral(referral.id))
        }
    }

    /// What the group holds already works again, and the new letter's link works beside it: all is as it was. Only where
    /// somebody else may hold the old one does the new one take its place.
    private func writeAnew(_ referral: Referral, until lastDay: Day) throws {
        if try hub.referrals.isLinkInTrouble(of: referral.id) {
            try hub.post(try desk.newLetter(for: referral, to: standing.group, until: lastDay, in: hub), desk: desk)
            return
        }
        let link = desk.secrets.token(for: hub.hub)
        try hub.referrals.addLink(to: referral.id, tokenHash: link.hash)
        let wait = referral.state == .sent ? try hub.wait(of: referral, at: standing.group, clock: desk.clock) : nil
        try hub.post(
            Letter.referral(
                to: standing.group, from: try hub.ownHub(), link: desk.link(toReferral: link), answerBy: wait?.lastDay),
            to: standing.group.details.contact.email, about: referral.id, desk: desk)
    }

    private func room() throws -> Referral.Room? {
        let monthStart = desk.clock.today.startOfMonth.start(in: desk.clock.zone)
        let load = try hub.referrals.load(of: standing.group.id, monthStart: monthStart)
        return standing.group.agreement.map { agreement in
            Referral.Room(
                placesLeft: load.placesLeft(under: agreement),
                leftThisMonth: max(0, agreement.monthlyLimit - load.acceptedThisMonth))
        }
    }

    private func record(_ verb: String, of subject: EventSubject) throws {
        try hub.record(verb, of: subject, by: actor, clock: desk.clock, person: person.id)
    }
}

extension Standing {
    /// Nothing that keeps people safe stands between the two. How full the group is, and whether it takes others, is no
    /// reason to end what had begun.
    fileprivate var isStillSafe: Bool {
        let capacity: Set<ReasonCode> = [.full, .paused, .agreement]
        return !isClosed && !keepsReasonPrivate && gate.allSatisfy { capacity.contains($0.code) }
    }
}
