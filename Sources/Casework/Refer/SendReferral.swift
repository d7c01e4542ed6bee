import Community
import Matching
import People
import Storage
import Vocabulary

/// Sends a draft to its group. Everything that allowed the draft is asked again in the same transaction:
/// evidence ends, groups fill up, people change their minds.
public struct SendReferral: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public enum Refusal: Error, Equatable, Sendable {
        /// The draft changed since the page was shown: look again before anything is sent.
        case changedSince
        /// The number, or how to use it safely, is not what the person agreed to tell: they are asked again.
        case phoneChanged
    }

    /// - Throws: ``Refusal``, ``Referral/Refusal``, ``Standing/Refusal``, ``DraftReferral/Refusal``, ``ReferralHold``,
    ///   ``Access/Refusal``.
    /// - Parameter version: the draft as the worker saw it.
    public func callAsFunction(
        _ referral: Referral.ID, version: Int, submission: String, by actor: Actor
    ) async throws {
        try Access.require(.walkWithPeople, of: actor)
        let desk = desk
        _ = try await desk.database.write(actor.hub) { hub in
            let (found, person) = try hub.referral(referral, for: actor)
            let standing = try desk.standing(of: person, with: Group.ID(found.group), in: hub, for: actor)
            return try hub.once(submission, for: "send-referral \(referral)", clock: desk.clock) {
                // A draft that is none any more says so itself, in words about its state.
                guard found.version == version || found.state != .draft else { throw Refusal.changedSince }
                try Self.send(found, of: person, with: standing, in: hub, desk: desk, actor: actor)
                return referral.rawValue
            }
        }
    }

    private static func send(
        _ draft: Referral, of person: Person, with standing: Standing, in hub: HubTransaction, desk: Desk, actor: Actor
    ) throws {
        var referral = draft
        var person = person
        guard person.care.isOpen else { throw DraftReferral.Refusal.journeyEnded }
        if let hold = try hub.hold(on: person, for: actor) { throw hold }
        try hub.refuseWhileErasureWaits(of: person.id, clock: desk.clock)
        guard referral.message.phoneHolds(with: person.about.reach) else { throw Refusal.phoneChanged }
        let consent = try hub.consents.find(referral.consent)
        let others = try hub.referrals.open(of: person.id).filter { $0.id != draft.id }
        try referral.send(
            at: desk.clock.now, today: desk.clock.today, consent: consent, understanding: person.understanding,
            othersOpen: others, openLimit: person.wantsMoreAtOnce ? nil : Referral.usualOpenLimit)
        try standing.requireOpen(solved: try hub.solved(between: person.id, and: standing.group.id))
        guard let consent else { throw Referral.Refusal.noConsent }

        try hub.referrals.save(referral)
        try hub.record("referral-sent", of: .referral(referral.id), by: actor, clock: desk.clock, person: person.id)
        let letter = try desk.newLetter(for: referral, to: standing.group, until: consent.until, in: hub)
        try hub.post(letter, desk: desk)

        // The first referral is where walking together begins.
        if person.care.can(.begin) {
            try person.care.move(.begin)
            try hub.people.save(person)
            try hub.record("case-began", of: .person(person.id), by: actor, clock: desk.clock, person: person.id)
        }
    }
}

extension HubTransaction {
    /// The referral and its person, when the actor may change the person's record.
    ///
    /// - Throws: ``Access/Refusal/notFound`` both when there is none and when it is none of the actor's business.
    func referral(_ id: Referral.ID, for actor: Actor) throws -> (Referral, Person) {
        guard let referral = try referrals.find(id) else { throw Access.Refusal.notFound }
        return (referral, try person(referral.person, for: actor))
    }

    /// The referral and its person, when the actor may do this with the person's record.
    func referral(_ id: Referral.ID, for actor: Actor, to deed: Deed, clock: Clock) throws -> (Referral, Person) {
        guard let referral = try referrals.find(id) else { throw Access.Refusal.notFound }
        return (referral, try person(referral.person, for: actor, to: deed, clock: clock))
    }
}
