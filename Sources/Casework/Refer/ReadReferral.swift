import Community
import Matching
import People
import Storage
import Vocabulary

/// One referral with all that its page tells: what was shared, where it stands, what happened.
public struct ReferralRecord: Sendable {
    public let referral: Referral
    public let person: Person
    public let group: Group
    public let consent: Consent
    /// Newest first.
    public let attendances: [Attendance]
    /// What happened to it, newest first; looks of the hub's own are left out.
    public let story: [Happening]
    /// How each barrier was solved, for the worker only.
    public let solved: [ReasonCode: String]
    /// What stands in the way of sending, while it is a draft.
    public let standing: Standing?
    /// The person's other open referrals that were sent.
    public let othersOpen: [Referral]
    /// When the link ends or ended; nil before it was sent.
    public let linkEndsAt: Moment?
    /// The person asked to be erased on that day: a draft is not sent. Nil where they did not, and after it was sent.
    public var erasureOn: Day?
    /// Why a draft cannot be sent yet; nil where it can, and after it was sent.
    public var hold: ReferralHold?
    /// The group keeps its address to itself, and tells it to this reader.
    public var opensAddress = false
    /// Whether the reader may do more than look: a safeguarding lead who was led here by a worry may not.
    public var mayChange = true
    /// What the group was worried about, newest first.
    public var worries: [Worry] = []
    /// Whom to call about them where the group keeps its number to itself.
    public var lead: SafeguardingContact?
    /// How long the group has had to answer; nil where it is not its turn.
    public var wait: AnswerWait?
    /// The person's place on the group's waiting list, from 1; nil where they are on none.
    public var placeInLine: Int?
    /// Whoever looks after the person's place on a waiting list, by name.
    public var ownerName: String?
    public let now: Moment
    public let today: Day

    /// The number in it, or how to use it safely, is not what the person said since.
    public var phoneChanged: Bool { !referral.message.phoneHolds(with: person.about.reach) }

    public var linkIsOpen: Bool { linkEndsAt.map { $0 > now } ?? false }
    public var canBeMailed: Bool { MailAddress(group.details.contact.email.filter { !$0.isWhitespace }) != nil }

    /// As many are open as is usual, and the person did not ask for more.
    public var isAtLimit: Bool { !person.wantsMoreAtOnce && othersOpen.count >= Referral.usualOpenLimit }
}

/// One line of a referral's story.
public struct Happening: Hashable, Sendable {
    public let at: Moment
    /// As the trail names it: `referral-sent`.
    public let verb: String
}

/// Opens a referral for the worker, and records the look.
public struct ReadReferral: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter deed: what it is opened for.
    /// - Throws: ``Access/Refusal``.
    public func callAsFunction(_ id: Referral.ID, to deed: Deed = .look, by actor: Actor) async throws -> ReferralRecord
    {
        try Access.require(deed == .change ? .walkWithPeople : .lookAtPeople, of: actor)
        let desk = desk
        return try await desk.database.write(actor.hub) { hub in
            let (referral, person) = try hub.referral(id, for: actor, to: deed, clock: desk.clock)
            let groupID = Group.ID(referral.group)
            let standing =
                referral.state == .draft ? try desk.standing(of: person, with: groupID, in: hub, for: actor) : nil
            try hub.recordLook(at: person, by: actor, clock: desk.clock, part: "referral")
            guard let group = try standing?.group ?? hub.groups.find(groupID),
                let consent = try hub.consents.find(referral.consent)
            else { throw Access.Refusal.notFound }
            var record = ReferralRecord(
                referral: referral, person: person, group: group, consent: consent,
                attendances: try hub.attendances.of([id]),
                story: try hub.events.about(.referral(id)).map { Happening(at: $0.at, verb: $0.verb) },
                solved: try hub.solved(between: person.id, and: groupID), standing: standing,
                othersOpen: try hub.referrals.open(of: person.id).filter { $0.id != id && $0.state != .draft },
                linkEndsAt: try hub.referrals.linkEnd(of: id),
                erasureOn: try referral.state == .draft
                    ? hub.personRequests.openErasure(of: person.id)?.actsAt?.day(in: desk.clock.zone) : nil,
                hold: try referral.state == .draft ? hub.hold(on: person, for: actor) : nil,
                opensAddress: group.discretion != nil && referral.state.holdsPlace && actor.isOwnWorker(of: person),
                worries: try hub.worries.of(referral: id, limit: 20),
                wait: referral.state == .sent ? try hub.wait(of: referral, at: group, clock: desk.clock) : nil,
                placeInLine: try hub.referrals.placeInLine(of: referral),
                ownerName: referral.state == .waitlisted
                    ? try person.worker.flatMap { try hub.accounts.find($0)?.name } : nil,
                now: desk.clock.now, today: desk.clock.today)
            if record.worries.contains(where: \.isOpen) { record.lead = try hub.safeguardingContact(for: actor) }
            record.mayChange = try hub.decide(actor, to: .change, with: person, clock: desk.clock).isAllowed
            return record
        }
    }
}
