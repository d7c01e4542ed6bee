import Vocabulary

/// What the group or the worker said about one session after a referral was accepted.
public struct Attendance: Identifiable, Hashable, Sendable {
    public typealias ID = Identifier<Attendance>

    public let id: ID
    public let referral: Referral.ID
    public let on: Day
    public let outcome: Outcome
    public let saidAt: Moment
    /// Whether the group said it; otherwise a worker wrote it down.
    public let byGroup: Bool

    public enum Outcome: String, CaseIterable, Codable, Sendable {
        case came
        case didNotCome = "did-not-come"
        /// The group is worried about the person: somebody calls the same day.
        case worried
    }

    /// What can be said about a session. That a group is worried is no answer to whether somebody came: it is a worry, by
    /// whatever page it is said.
    public enum Visit: String, CaseIterable, Sendable {
        case came
        case didNotCome = "did-not-come"

        public var outcome: Outcome {
            switch self {
            case .came: .came
            case .didNotCome: .didNotCome
            }
        }
    }

    public init(id: ID, referral: Referral.ID, on: Day, outcome: Outcome, saidAt: Moment, byGroup: Bool) {
        self.id = id
        self.referral = referral
        self.on = on
        self.outcome = outcome
        self.saidAt = saidAt
        self.byGroup = byGroup
    }
}
