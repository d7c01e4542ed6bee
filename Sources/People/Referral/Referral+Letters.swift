import Vocabulary

extension Referral {
    /// When the group's days to answer began.
    public var askedAt: Moment? { waitsFrom ?? sentAt }

    /// The letter came back: the group was never asked, so that its silence says nothing about it.
    public mutating func letterCameBack(at moment: Moment) {
        guard state.isOpen, state != .draft else { return }
        noteLetter(backAt: moment, waitsFrom: waitsFrom)
    }

    /// The letter reached the group by another way, or late: the days to answer begin now.
    public mutating func letterReached(at moment: Moment) {
        noteLetter(backAt: nil, waitsFrom: state == .sent ? moment : waitsFrom)
    }

    /// Whether the group can still say that it would have said yes: the wait ran out, or the worker ended it while the
    /// group had not decided. Never after the person took back their yes.
    public func canSayYesLate(at moment: Moment) -> Bool {
        guard let endedAt, moment <= endedAt.adding(days: Referral.lateYesDays) else { return false }
        switch state {
        case .expired: return true
        case .ended: return acceptedAt == nil && endedBecause != .consentWithdrawn
        case .draft, .sent, .waitlisted, .accepted, .introduced, .attending, .declined: return false
        }
    }

    /// The group says yes after the end. It is written down, and nothing else changes.
    public mutating func sayYesLate(at moment: Moment) throws(Refusal) {
        guard canSayYesLate(at: moment) else { throw .notFrom(state, .accept) }
        noteLateYes(at: moment)
    }

    /// The worker looked at the place on the waiting list, and looks again on another day.
    public mutating func review(on day: Day, today: Day) throws(Refusal) {
        guard state == .waitlisted else { throw .notFrom(state, .waitlist) }
        let first = today.adding(days: 1)
        let last = today.adding(days: Referral.latestReviewDays)
        guard day >= first, day <= last else { throw .reviewOutOfRange(first: first, last: last) }
        noteReview(on: day)
    }
}
