import Community
import Matching
import People
import Storage
import Vocabulary

/// Records the person's yes, and makes the message exactly as the group will see it. Nothing is sent.
///
/// A draft for the same group that was not sent is replaced: the person agreed anew to something else.
public struct DraftReferral: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// What the person agreed to.
    public struct Yes: Hashable, Sendable {
        public let scope: Set<SharedFact>
        /// What the group is told it for.
        public let purpose: Consent.Purpose
        /// The last day it counts.
        public let until: Day
        public let manner: Consent.Manner

        public init(
            scope: Set<SharedFact>, for purpose: Consent.Purpose = .join, until: Day, manner: Consent.Manner
        ) {
            self.scope = scope
            self.purpose = purpose
            self.until = until
            self.manner = manner
        }
    }

    public enum Refusal: Error, Equatable, Sendable {
        /// The hub does not walk with this person any more.
        case journeyEnded
        /// A yes counts from today on, and for a year at most: the person is asked again then.
        case untilOutOfRange(first: Day, last: Day)
        /// Nothing would be left to tell: the person shares nothing of what they told.
        case nothingToTell
        /// The person asked to be erased, on that day, and has not taken it back.
        case erasureWaits(on: Day?)
    }

    /// The suggestion for the last day of a yes: three months, as long as a beginning takes.
    public static func usualEnd(from today: Day) -> Day { today.adding(days: 91) }
    /// The furthest day that a yes may be given to.
    public static func latestEnd(from today: Day) -> Day { today.adding(days: 366) }

    /// Returns the draft's id.
    ///
    /// - Throws: ``Refusal``, ``Standing/Refusal``, ``Referral/Refusal``, ``Access/Refusal``.
    public func callAsFunction(
        of person: Person.ID, to group: Group.ID, with yes: Yes, submission: String, by actor: Actor
    ) async throws -> Referral.ID {
        try Access.require(.walkWithPeople, of: actor)
        let desk = desk
        let id = try await desk.database.write(actor.hub) { hub in
            let found = try hub.person(person, for: actor)
            // Asked before anything is written: the index follows only what is kept.
            let standing = try desk.standing(of: found, with: group, in: hub, for: actor)
            return try hub.once(submission, for: "draft-referral \(person) \(group)", clock: desk.clock) {
                try Self.draft(of: found, with: standing, yes: yes, in: hub, desk: desk, actor: actor).rawValue
            }
        }
        return Identifier(rawValue: id)
    }

    private static func draft(
        of person: Person, with standing: Standing, yes: Yes, in hub: HubTransaction, desk: Desk, actor: Actor
    ) throws -> Referral.ID {
        let today = desk.clock.today
        guard person.care.isOpen else { throw Refusal.journeyEnded }
        try hub.refuseWhileErasureWaits(of: person.id, clock: desk.clock)
        try standing.requireOpen(solved: try hub.solved(between: person.id, and: standing.group.id))
        guard person.understanding != nil else { throw Referral.Refusal.notExplained }
        guard yes.until >= today, yes.until <= latestEnd(from: today) else {
            throw Refusal.untilOutOfRange(first: today, last: latestEnd(from: today))
        }
        let message = ReferralMessage(about: person.about, scope: yes.scope)
        guard !message.facts.isEmpty else { throw Refusal.nothingToTell }
        let others = try hub.referrals.open(of: person.id)
        guard
            !others.contains(where: { $0.group == standing.group.id.rawValue && $0.state != .draft })
        else { throw Referral.Refusal.alreadyReferred }

        for draft in others where draft.state == .draft && draft.group == standing.group.id.rawValue {
            try hub.withdraw(consent: draft.consent, because: "replaced", desk: desk, actor: actor)
        }
        let consent = Consent(
            id: desk.ids.next(), person: person.id, group: standing.group.id.rawValue, scope: yes.scope,
            for: yes.purpose, givenAt: desk.clock.now, until: yes.until, manner: yes.manner)
        let referral = Referral(
            id: desk.ids.next(), person: person.id, group: standing.group.id.rawValue, consent: consent.id,
            message: message, createdAt: desk.clock.now)
        try hub.consents.add(consent)
        try hub.record(
            "consent-given", of: .consent(consent.id), by: actor, clock: desk.clock, person: person.id,
            detail: [
                "facts": yes.scope.map(\.rawValue).sorted().joined(separator: " "), "for": yes.purpose.rawValue,
            ])
        try hub.referrals.add(referral)
        try hub.record(
            "referral-drafted", of: .referral(referral.id), by: actor, clock: desk.clock, person: person.id)
        return referral.id
    }
}

extension HubTransaction {
    /// Nobody is told of somebody who asked to be forgotten.
    ///
    /// - Throws: ``DraftReferral/Refusal/erasureWaits(on:)``.
    func refuseWhileErasureWaits(of person: Person.ID, clock: Clock) throws {
        guard let request = try personRequests.openErasure(of: person) else { return }
        throw DraftReferral.Refusal.erasureWaits(on: request.actsAt?.day(in: clock.zone))
    }
}
