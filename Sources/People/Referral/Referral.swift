import Vocabulary

/// One person offered to one group, from the first draft to how it ended.
///
/// The table in ``moves`` is the whole lifecycle; the diagram in `docs/lifecycles.md` is made from it.
public struct Referral: Identifiable, Hashable, Sendable {
    public typealias ID = Identifier<Referral>

    public let id: ID
    public let person: Person.ID
    /// The id of the group.
    public let group: String
    public let consent: Consent.ID
    /// Exactly what the group is shown: the preview and the payload are this value.
    public let message: ReferralMessage
    public private(set) var state: State
    public let createdAt: Moment
    public private(set) var sentAt: Moment?
    public private(set) var answeredAt: Moment?
    /// When the group accepted: what its monthly limit counts.
    public private(set) var acceptedAt: Moment?
    public private(set) var endedAt: Moment?
    public private(set) var declinedBecause: DeclineReason?
    public private(set) var endedBecause: EndReason?
    /// The state in which the person's taking back their yes found it; nil where it did not end so.
    public private(set) var withdrawnFrom: State?
    /// When the group was reminded, once, after seven days.
    public private(set) var nudgedAt: Moment?
    /// When the letter to the group came back, while nothing else reached it: nobody has asked it yet.
    public private(set) var letterBackAt: Moment?
    /// When the wait for an answer began anew, because the letter had not arrived; nil where it began with the sending.
    public private(set) var waitsFrom: Moment?
    /// When the group said yes though it was over already: nothing reopens by itself.
    public private(set) var lateYesAt: Moment?
    /// On a waiting list: the day on which its worker looks at it again.
    public private(set) var reviewOn: Day?
    /// How welcome the person felt, 1 (not at all) … 5 (very), as they said when it ended.
    public private(set) var welcome: Int?
    public var version: Int

    /// Referrals open at once for one person, unless they ask for more.
    public static let usualOpenLimit = 2
    /// Days after which an unanswered referral is nudged, and after which it expires.
    public static let nudgeAfterDays = 7
    public static let expiresAfterDays = 14
    /// Minutes in which a group can take back its answer.
    public static let takeBackMinutes = 30
    /// Days after which a place on a waiting list is looked at again, unless somebody says otherwise, and at most.
    public static let reviewAfterDays = 28
    public static let latestReviewDays = 90
    /// How welcome somebody can have felt: 1, not at all, to 5, very.
    public static let welcomes = 1...5
    /// Days after the end for which a group can still say that it would have said yes.
    public static let lateYesDays = 60

    public init(
        id: ID, person: Person.ID, group: String, consent: Consent.ID, message: ReferralMessage, createdAt: Moment
    ) {
        self.id = id
        self.person = person
        self.group = group
        self.consent = consent
        self.message = message
        self.createdAt = createdAt
        state = .draft
        version = 0
    }

    /// Puts back together what the store kept.
    public init(
        id: ID, person: Person.ID, group: String, consent: Consent.ID, message: ReferralMessage, createdAt: Moment,
        state: State, sentAt: Moment?, answeredAt: Moment?, acceptedAt: Moment?, endedAt: Moment?,
        declinedBecause: DeclineReason?, endedBecause: EndReason?, withdrawnFrom: State? = nil, nudgedAt: Moment?,
        welcome: Int?, letterBackAt: Moment? = nil, waitsFrom: Moment? = nil, lateYesAt: Moment? = nil,
        reviewOn: Day? = nil, version: Int
    ) {
        self.id = id
        self.person = person
        self.group = group
        self.consent = consent
        self.message = message
        self.createdAt = createdAt
        self.state = state
        self.sentAt = sentAt
        self.answeredAt = answeredAt
        self.acceptedAt = acceptedAt
        self.endedAt = endedAt
        self.declinedBecause = declinedBecause
        self.endedBecause = endedBecause
        self.withdrawnFrom = withdrawnFrom
        self.nudgedAt = nudgedAt
        self.welcome = welcome
        self.letterBackAt = letterBackAt
        self.waitsFrom = waitsFrom
        self.lateYesAt = lateYesAt
        self.reviewOn = reviewOn
        self.version = version
    }

    public enum State: String, CaseIterable, Codable, Sendable {
        case draft, sent, waitlisted, accepted, introduced, attending, declined, expired, ended

        /// Something is still to come of it.
        public var isOpen: Bool {
            switch self {
            case .draft, .sent, .waitlisted, .accepted, .introduced, .attending: true
            case .declined, .expired, .ended: false
            }
        }

        /// The person takes up one of the group's places.
        public var holdsPlace: Bool { self == .accepted || self == .introduced || self == .attending }
    }

    public enum Verb: String, CaseIterable, Codable, Sendable {
        case send, accept, waitlist, decline, expire, introduce, attend, end, withdraw
        case takeBack = "take-back"
    }

    /// Every move there is: verb, the states it starts from, the state it ends in.
    public static let moves: [(verb: Verb, from: [State], to: State)] = [
        (.send, [.draft], .sent),
        (.accept, [.sent, .waitlisted], .accepted),
        (.waitlist, [.sent], .waitlisted),
        // A group may find out later that it cannot take the person after all.
        (.decline, [.sent, .waitlisted, .accepted], .declined),
        (.expire, [.sent], .expired),
        (.introduce, [.accepted], .introduced),
        (.attend, [.introduced], .attending),
        (.end, [.waitlisted, .accepted, .introduced, .attending], .ended),
        (.withdraw, [.draft, .sent, .waitlisted, .accepted, .introduced, .attending], .ended),
        // A thumb slips on a small phone: for a while the group can unsay its answer.
        (.takeBack, [.waitlisted, .accepted, .declined], .sent),
    ]

    public enum Refusal: Error, Equatable, Sendable {
        /// The verb does not start from the state the referral is in.
        case notFrom(State, Verb)
        /// Social prescribing has not been explained and understood yet (D1).
        case notExplained
        /// There is no consent, or it was withdrawn or ended, or it is for another group.
        case noConsent
        /// The person has this many open referrals and did not ask for more.
        case tooManyOpen(limit: Int)
        /// The person already has an open referral to this group.
        case alreadyReferred
        /// The group has no place left, or took its number for the month; nil when no date is known.
        case full(until: Day?)
        /// The group was not asked, its agreement ended, or it paused.
        case noAgreement
        /// It is too early to expire: the group has until this day to answer.
        case stillTime(until: Day)
        /// The group was reminded before.
        case alreadyNudged
        /// The answer was given too long ago to be taken back: somebody may have acted on it.
        case answerStands
        /// A place on a waiting list is looked at again on one of these days.
        case reviewOutOfRange(first: Day, last: Day)
        /// How welcome somebody felt is a number from 1 to 5, or was not said.
        case welcomeOutOfRange
    }

    private mutating func move(_ verb: Verb) throws(Refusal) {
        guard let move = Referral.moves.first(where: { $0.verb == verb }), move.from.contains(state) else {
            throw .notFrom(state, verb)
        }
        state = move.to
    }

    public func can(_ verb: Verb) -> Bool {
        Referral.moves.contains { $0.verb == verb && $0.from.contains(state) }
    }

    /// Sends it to the group.
    ///
    /// - Parameters:
    ///   - consent: the consent it rests on, as it is now.
    ///   - understanding: that D1 was confirmed; nil refuses.
    ///   - othersOpen: the person's other open referrals, to any group.
    ///   - openLimit: how many may be open at once; nil when the person asked for more.
    public mutating func send(
        at moment: Moment, today: Day, consent: Consent?, understanding: Understanding?, othersOpen: [Referral],
        openLimit: Int?
    ) throws(Refusal) {
        guard state == .draft else { throw .notFrom(state, .send) }
        guard understanding != nil else { throw .notExplained }
        guard let consent, consent.id == self.consent, consent.group == group, consent.person == person,
            consent.counts(on: today), message.facts.isSubset(of: consent.scope)
        else { throw .noConsent }
        guard !othersOpen.contains(where: { $0.group == group && $0.state != .draft }) else { throw .alreadyReferred }
        if let openLimit, othersOpen.filter({ $0.state != .draft }).count >= openLimit {
            throw .tooManyOpen(limit: openLimit)
        }
        try move(.send)
        sentAt = moment
    }

    /// The group says yes.
    ///
    /// - Parameter room: what the group agreed and how full it is; nil when there is no agreement.
    public mutating func accept(at moment: Moment, today: Day, room: Room?) throws(Refusal) {
        guard can(.accept) else { throw .notFrom(state, .accept) }
        guard let room else { throw .noAgreement }
        guard room.placesLeft > 0 else { throw .full(until: nil) }
        guard room.leftThisMonth > 0 else { throw .full(until: today.startOfNextMonth) }
        try move(.accept)
        answeredAt = moment
        acceptedAt = moment
        letterBackAt = nil
    }

    /// The group would like to take the person and has no room yet.
    ///
    /// - Parameter day: when the worker looks at it again.
    public mutating func waitlist(at moment: Moment, reviewOn day: Day? = nil) throws(Refusal) {
        try move(.waitlist)
        answeredAt = moment
        letterBackAt = nil
        reviewOn = day
    }

    public mutating func decline(because reason: DeclineReason, at moment: Moment) throws(Refusal) {
        try move(.decline)
        declinedBecause = reason
        answeredAt = moment
        endedAt = moment
        acceptedAt = nil
        letterBackAt = nil
    }

    /// Whether the group may still take back its answer.
    public func canTakeBack(at moment: Moment) -> Bool {
        guard can(.takeBack), let answeredAt else { return false }
        return moment <= answeredAt.adding(seconds: Referral.takeBackMinutes * 60)
    }

    /// The group unsays its answer, so that it can give another one.
    ///
    /// - Parameters:
    ///   - consent: the consent it rests on, as it is now: it may have ended with the answer.
    ///   - othersOpen: the person's other open referrals: one may have taken this one's place.
    ///   - openLimit: how many may be open at once; nil when the person asked for more.
    public mutating func takeBack(
        at moment: Moment, today: Day, consent: Consent?, othersOpen: [Referral], openLimit: Int?
    ) throws(Refusal) {
        guard can(.takeBack) else { throw .notFrom(state, .takeBack) }
        guard canTakeBack(at: moment) else { throw .answerStands }
        if state == .declined {
            guard let consent, consent.counts(on: today) else { throw .noConsent }
            let others = othersOpen.filter { $0.id != id && $0.state != .draft }
            guard !others.contains(where: { $0.group == group }) else { throw .alreadyReferred }
            if let openLimit, others.count >= openLimit { throw .tooManyOpen(limit: openLimit) }
        }
        try move(.takeBack)
        answeredAt = nil
        acceptedAt = nil
        endedAt = nil
        declinedBecause = nil
        reviewOn = nil
    }

    /// Ends the wait for an answer after ``expiresAfterDays`` on which there could have been one.
    public mutating func expire(at moment: Moment, today: Day, waiting wait: AnswerWait) throws(Refusal) {
        guard can(.expire) else { throw .notFrom(state, .expire) }
        guard letterBackAt == nil, !wait.isStopped(on: today), wait.days(to: today) > Referral.expiresAfterDays else {
            throw .stillTime(until: wait.lastDay ?? today)
        }
        try move(.expire)
        endedAt = moment
    }

    /// Notes that the group was reminded; once only.
    public mutating func nudge(at moment: Moment, today: Day, waiting wait: AnswerWait) throws(Refusal) {
        guard state == .sent else { throw .notFrom(state, .expire) }
        guard nudgedAt == nil else { throw .alreadyNudged }
        guard letterBackAt == nil, !wait.isStopped(on: today), wait.days(to: today) >= Referral.nudgeAfterDays else {
            throw .stillTime(until: wait.day(Referral.nudgeAfterDays) ?? today)
        }
        nudgedAt = moment
    }

    /// The same, for a wait of which every day counts.
    public mutating func expire(at moment: Moment, today: Day, sentOn: Day) throws(Refusal) {
        try expire(at: moment, today: today, waiting: AnswerWait(from: sentOn))
    }

    /// The same, for a wait of which every day counts.
    public mutating func nudge(at moment: Moment, today: Day, sentOn: Day) throws(Refusal) {
        try nudge(at: moment, today: today, waiting: AnswerWait(from: sentOn))
    }

    mutating func noteLetter(backAt back: Moment?, waitsFrom start: Moment?) {
        letterBackAt = back
        waitsFrom = start
    }

    mutating func noteLateYes(at moment: Moment) { lateYesAt = moment }

    mutating func noteReview(on day: Day) { reviewOn = day }

    /// Person and group have met or spoken: the warm handover.
    public mutating func introduce(at moment: Moment) throws(Refusal) { try move(.introduce) }

    /// The person came.
    public mutating func attend(at moment: Moment) throws(Refusal) { try move(.attend) }

    /// Ends it, well or not.
    ///
    /// - Parameter welcome: how welcome the person felt, 1…5; nil when they were not asked or would not say.
    public mutating func end(because reason: EndReason, at moment: Moment, welcome: Int? = nil) throws(Refusal) {
        if let welcome, !Referral.welcomes.contains(welcome) { throw .welcomeOutOfRange }
        try move(.end)
        endedBecause = reason
        endedAt = moment
        self.welcome = welcome
    }

    /// The person took back their consent: whatever is open ends now.
    public mutating func withdraw(at moment: Moment) throws(Refusal) {
        let before = state
        try move(.withdraw)
        withdrawnFrom = before
        endedBecause = .consentWithdrawn
        endedAt = moment
    }

    /// Unsays ``withdraw(at:)``, for the person alone: it is again what it was. No line of ``moves``, because where it
    /// leads is kept with the referral itself.
    ///
    /// - Parameters:
    ///   - consent: the consent it rests on, which counts again.
    ///   - othersOpen: the person's other open referrals: one may have taken this one's place.
    ///   - openLimit: how many may be open at once; nil when the person asked for more.
    ///   - room: how full the group is now: a place that they held may be somebody else's.
    public mutating func comeBack(
        today: Day, consent: Consent?, othersOpen: [Referral], openLimit: Int?, room: Room?
    ) throws(Refusal) {
        guard state == .ended, endedBecause == .consentWithdrawn, let before = withdrawnFrom, before.isOpen else {
            throw .notFrom(state, .withdraw)
        }
        guard let consent, consent.id == self.consent, consent.counts(on: today),
            message.facts.isSubset(of: consent.scope)
        else { throw .noConsent }
        let others = othersOpen.filter { $0.id != id && $0.state != .draft }
        guard !others.contains(where: { $0.group == group }) else { throw .alreadyReferred }
        if before != .draft, let openLimit, others.count >= openLimit { throw .tooManyOpen(limit: openLimit) }
        if before.holdsPlace, (room?.placesLeft ?? 0) <= 0 { throw .full(until: nil) }
        state = before
        withdrawnFrom = nil
        endedBecause = nil
        endedAt = nil
    }
}
