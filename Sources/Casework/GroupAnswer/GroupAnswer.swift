import People
import Vocabulary

/// What a group can say on its page.
public enum GroupAnswer: Hashable, Sendable {
    case accept
    case waitlist
    case decline(Referral.DeclineReason)
    /// Unsays the answer, for as long as ``Referral/takeBackMinutes``.
    case takeBack
    /// Group and person have met or spoken.
    case introduced
    case attendance(Attendance.Visit, on: Day)
    /// They are worried about the person, and somebody calls them today.
    case worry
    /// No more people for now, or go on.
    case pause(Bool)

    /// What a submission of this answer is remembered as.
    var deed: String {
        switch self {
        case .accept: "group-accept"
        case .waitlist: "group-waitlist"
        case .decline: "group-decline"
        case .takeBack: "group-take-back"
        case .introduced: "group-introduced"
        case .attendance(let visit, let day): "group-\(visit.rawValue) \(day)"
        case .worry: "group-worry"
        case .pause(let paused): paused ? "group-pause" : "group-resume"
        }
    }

    /// Why an answer of the group is not taken, beside ``Referral/Refusal``.
    public enum Refusal: Error, Equatable, Sendable {
        /// The day is still to come, or lies before the referral was sent.
        case dayOutOfRange(first: Day, last: Day)
        /// The group paused: it can go on and then say yes.
        case paused
        /// The directory says that the group is over, or that it rests.
        case groupClosed, groupRests
        /// What was agreed ended on this day, or was never agreed.
        case agreementEnded(Day?)
        /// There is no agreement that could be paused.
        case nothingAgreed
    }
}
