import Vocabulary

extension Referral {
    /// What a group agreed to, less what it holds: derived from its referrals in the same transaction.
    public struct Room: Hashable, Sendable {
        public let placesLeft: Int
        public let leftThisMonth: Int

        public init(placesLeft: Int, leftThisMonth: Int) {
            self.placesLeft = placesLeft
            self.leftThisMonth = leftThisMonth
        }
    }

    /// Why a group says no; the codes are those of the pack `decline-reasons`.
    public enum DeclineReason: String, CaseIterable, Codable, Sendable {
        case noRoom = "no-room"
        case notRightForThem = "not-right-for-them"
        case language
        case access
        case moreSupport = "more-support-than-we-can-give"
        case shortOfPeople = "short-of-people"
        case notMeeting = "not-meeting"
        case outsideArea = "outside-our-area"
        case outsideAges = "outside-our-ages"
        case knownConflict = "known-conflict"
        case other
    }

    /// Why it ended; the codes are those of the pack `ending-reasons`.
    public enum EndReason: String, CaseIterable, Codable, Sendable {
        case settledIn = "settled-in"
        case gotWhatTheyCameFor = "got-what-they-came-for"
        case neverCame = "never-came"
        case stoppedComing = "stopped-coming"
        case theirChoice = "their-choice"
        case movedAway = "moved-away"
        case workOrStudy = "work-or-study"
        case childcareOrCaring = "childcare-or-caring"
        case costOrTravel = "cost-or-travel"
        case health
        case language
        case notWelcome = "not-welcome"
        case notSafe = "not-safe"
        case groupEnded = "group-ended"
        case other
        /// Only ever set by ``Referral/withdraw(at:)``.
        case consentWithdrawn = "consent-withdrawn"
    }
}
