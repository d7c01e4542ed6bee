import Community
import People
import Storage
import Vocabulary

/// Takes a group's answer to a referral, and later what it says about sessions.
///
/// The same answer twice is one answer. How full the group is is counted in the same transaction, so that
/// two yeses at one moment cannot fill one place.
public struct AnswerReferral: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter submission: the id of the form's filling-in.
    /// - Throws: ``GroupLinkClosed``, `Referral.Refusal`, ``GroupAnswer/Refusal``.
    public func callAsFunction(_ answer: GroupAnswer, by link: Secret, submission: String) async throws {
        let desk = desk
        do {
            _ = try await desk.database.write(link.hub) { hub in
                let (referral, group) = try hub.referral(behind: link, for: answer, clock: desk.clock)
                return try hub.once(submission, for: "\(answer.deed) \(referral.id)", clock: desk.clock) {
                    var step = Step(desk: desk, hub: hub, group: group, referral: referral)
                    try step.take(answer)
                    return referral.id.rawValue
                }
            }
        } catch is AlreadySo {
            // Said before, perhaps in another window: there is nothing to change and nothing to record.
        }
    }
}

/// The answer is the one that stands.
private struct AlreadySo: Error {}

/// One answer inside its transaction.
private struct Step {
    let desk: Desk
    let hub: HubTransaction
    let group: Group
    var referral: Referral

    private var now: Moment { desk.clock.now }
    private var today: Day { desk.clock.today }

    mutating func take(_ answer: GroupAnswer) throws {
        switch answer {
        case .accept: try accept()
        case .waitlist:
            guard referral.state != .waitlisted else { throw AlreadySo() }
            if referral.can(.waitlist) { try requireOpenGroup() }
            try referral.waitlist(at: now, reviewOn: today.adding(days: Referral.reviewAfterDays))
            try keep("referral-waitlisted")
        case .decline(let reason):
            guard referral.state != .declined else { throw AlreadySo() }
            try referral.decline(because: reason, at: now)
            try keep("referral-declined", ["because": reason.rawValue])
        case .takeBack: try takeBack()
        case .introduced:
            guard referral.state != .introduced, referral.state != .attending else { throw AlreadySo() }
            try referral.introduce(at: now)
            try keep("referral-introduced")
        case .attendance(let visit, let day): try attended(visit, on: day)
        case .worry: try worry()
        case .pause(let paused): try pause(paused)
        }
    }

    /// The wait was over before the yes came: it is written down and told to the worker. Nothing reopens by itself, since
    /// the person may have another group by now.
    private mutating func acceptLate() throws {
        guard referral.lateYesAt == nil else { throw AlreadySo() }
        try referral.sayYesLate(at: now)
        try keep("late-yes-said")
    }

    private mutating func accept() throws {
        if referral.canSayYesLate(at: now) { return try acceptLate() }
        guard referral.state != .accepted else { throw AlreadySo() }
        // A referral that is past its yes is refused by its own table, before anything is said about the group.
        if referral.can(.accept) { try requireOpenGroup() }
        let load = try hub.referrals.load(of: group.id, monthStart: today.startOfMonth.start(in: desk.clock.zone))
        let room = group.agreement.map { agreement in
            Referral.Room(
                placesLeft: load.placesLeft(under: agreement),
                leftThisMonth: max(0, agreement.monthlyLimit - load.acceptedThisMonth))
        }
        try referral.accept(at: now, today: today, room: room)
        try keep("referral-accepted")
    }

    /// A group that takes nobody can promise nobody a place: neither now nor on a waiting list.
    private func requireOpenGroup() throws(GroupAnswer.Refusal) {
        switch ReferralForGroup.AgreementState(group, today: today) {
        case .holds: break
        case .groupClosed: throw .groupClosed
        case .groupRests: throw .groupRests
        case .paused: throw .paused
        case .ended(let day): throw .agreementEnded(day)
        }
    }

    private mutating func takeBack() throws {
        guard referral.state != .sent else { throw AlreadySo() }
        let others = try hub.referrals.open(of: referral.person).filter { $0.id != referral.id }
        let wantsMore = try hub.people.find(referral.person)?.wantsMoreAtOnce ?? false
        try referral.takeBack(
            at: now, today: today, consent: try hub.consents.find(referral.consent), othersOpen: others,
            openLimit: wantsMore ? nil : Referral.usualOpenLimit)
        try keep("referral-answer-taken-back")
    }

    private mutating func attended(_ visit: Attendance.Visit, on day: Day) throws {
        guard referral.state.holdsPlace else { throw Referral.Refusal.notFrom(referral.state, .attend) }
        let first = referral.sentAt?.day(in: desk.clock.zone) ?? today
        guard day >= first, day <= today else { throw GroupAnswer.Refusal.dayOutOfRange(first: first, last: today) }
        guard try hub.attendances.saidByGroup(on: day, of: referral.id)?.outcome != visit.outcome else {
            throw AlreadySo()
        }

        try hub.attendances.add(
            Attendance(
                id: desk.ids.next(), referral: referral.id, on: day, outcome: visit.outcome, saidAt: now, byGroup: true)
        )
        if visit == .came, referral.can(.introduce) {
            try referral.introduce(at: now)
            try record("referral-introduced")
        }
        if visit == .came, referral.can(.attend) {
            try referral.attend(at: now)
            try record("referral-attended")
        }
        try keep("attendance-said", ["outcome": visit.rawValue])
    }

    /// Taken wherever the group has met or may meet the person, whatever became of the referral. To be worried twice on
    /// one day is to be worried twice: a second call for help is never swallowed.
    private func worry() throws {
        try hub.attendances.add(
            Attendance(
                id: desk.ids.next(), referral: referral.id, on: today, outcome: .worried, saidAt: now, byGroup: true))
        try record("attendance-said", ["outcome": Attendance.Outcome.worried.rawValue])
        try hub.raiseWorry(about: referral, by: actor, desk: desk)
    }

    private func pause(_ paused: Bool) throws {
        guard var agreement = group.agreement else { throw GroupAnswer.Refusal.nothingAgreed }
        guard agreement.paused != paused else { throw AlreadySo() }
        agreement.paused = paused
        var changed = group
        changed.agreement = agreement
        try hub.save(changed, was: group, by: actor, desk: desk)
        try hub.record(
            paused ? "group-paused-referrals" : "group-resumed-referrals", of: .group(group.id), by: actor,
            clock: desk.clock)
    }

    private var actor: Actor { Actor(hub: hub.hub, identity: .group(group.id)) }

    /// Saves the referral, records what happened to it, and tells matching that the group may be fuller or emptier.
    private func keep(_ verb: String, _ detail: [String: String] = [:]) throws {
        try hub.referrals.save(referral)
        try hub.groups.touch(group.id)
        try record(verb, detail)
    }

    private func record(_ verb: String, _ detail: [String: String] = [:]) throws {
        try hub.record(
            verb, of: .referral(referral.id), by: actor, clock: desk.clock, person: referral.person, detail: detail)
    }
}
