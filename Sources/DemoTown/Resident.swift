import People
import Vocabulary

/// Someone of the town and their story so far, told in days before today. The names are made up.
struct Resident: Sendable {
    let key: String
    var about: AboutPerson
    /// They asked to be referred to more groups at once than usual.
    var wantsMoreAtOnce = false
    var chapters: [Chapter] = []
    /// For how many days they said yes to a group, where it is not the usual time.
    var yesDays: [String: Int] = [:]

    init(_ key: String, _ callName: String, at home: Corner?, _ describe: (inout AboutPerson) -> Void) {
        self.key = key
        about = AboutPerson()
        about.callName = callName
        about.limits.home = Told(known: home?.coordinate)
        describe(&about)
    }

    /// What happened on one day, in order.
    struct Chapter: Sendable {
        let daysAgo: Int
        let steps: [Step]
    }

    /// One thing that happened. Groups are named by their key.
    enum Step: Hashable, Sendable {
        case received(Route)
        case takenOn(by: TownStaff)
        case care(Case.Verb)
        case closed(Case.ClosingReason)
        case contact(Contact.Kind, reached: Bool, String)
        /// What social prescribing is was explained and understood (D1).
        case explained(in: Language, withInterpreter: Bool)
        /// Their worker looked for groups.
        case searched
        case drafted(to: String)
        case referred(to: String)
        case answered(by: String, Answer)
        case nudged(String)
        case expired(at: String)
        case introduced(to: String)
        case session(of: String, Attendance.Outcome)
        case ended(with: String, Referral.EndReason, welcome: Int?)
        case withdrewConsent(for: String)
        /// A colleague opened their record because it could not wait.
        case glassBroken(by: TownStaff, because: String)
        /// Our letter to the group came back.
        case letterCameBack(from: String)
        /// The group said yes after the wait had ended.
        case saidYesLate(by: String)
    }

    enum Answer: Hashable, Sendable {
        case accepted, waitlisted
        case declined(Referral.DeclineReason)
    }

    /// How they came to the hub.
    enum Route: String, Sendable {
        case themselves, surgery, library, school
        case faith = "faith-centre"
        case friend
    }

    func ago(_ days: Int, _ steps: Step...) -> Resident {
        var changed = self
        changed.chapters.append(Chapter(daysAgo: days, steps: steps))
        return changed
    }

    /// From the first word to being walked with: received, taken on, reached, assessed, explained, begun.
    func begun(
        _ days: Int, by worker: TownStaff, from route: Route, in language: Language, withInterpreter: Bool = false
    ) -> Resident {
        ago(days, .received(route))
            .ago(days - 1, .takenOn(by: worker), .care(.lookAt), .care(.startContacting))
            .ago(days - 2, .contact(.call, reached: true, "Agreed when and where to meet."))
            .ago(
                days - 5, .contact(.meeting, reached: true, "First meeting. What matters, in their own order."),
                .care(.assess), .explained(in: language, withInterpreter: withInterpreter), .care(.begin), .searched)
    }

    func sayingYes(to group: String, forDays days: Int) -> Resident {
        var changed = self
        changed.yesDays[group] = days
        return changed
    }

    func wantingMoreAtOnce() -> Resident {
        var changed = self
        changed.wantsMoreAtOnce = true
        return changed
    }
}
