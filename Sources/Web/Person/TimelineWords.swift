import Casework
import People
import Reference
import Vocabulary

/// What happened, in words, a line each.
struct TimelineWords {
    let reference: ReferenceData
    let clock: Clock

    struct Line: Sendable {
        let day: String
        /// The day as a program reads it.
        let date: String
        let text: String
        /// What somebody wrote about it.
        let note: String?
        let by: String?
    }

    func line(_ entry: TimelineEntry) -> Line {
        let day = entry.at.day(in: clock.zone)
        let (text, note) = words(entry.what)
        return Line(day: Ago.short(day), date: day.description, text: text, note: note, by: entry.by)
    }

    private func words(_ what: TimelineEntry.What) -> (String, String?) {
        switch what {
        case .contact(let kind, let reached, let note, let hasSealedNote):
            (
                Self.words(kind, reached: reached) + (hasSealedNote ? ", with a sealed note" : ""),
                note.allSatisfy(\.isWhitespace) ? nil : note
            )
        case .referral(let step, let group): (words(step, group: group), nil)
        case .attendance(.came, let group, let day): ("Came to \(group) on \(Ago.short(day))", nil)
        case .attendance(.didNotCome, let group, let day): ("Did not come to \(group) on \(Ago.short(day))", nil)
        case .attendance(.worried, let group, _): ("\(group) said that they are worried", nil)
        case .firstContactBegun: ("First contact begun", nil)
        case .takenOn: ("Taken on", nil)
        case .handedOn(let name): ("Handed to \(name ?? "a colleague")", nil)
        case .journey(let verb, let reason): (words(verb, because: reason), nil)
        case .worry(let step, let group): (words(step, group: group), nil)
        case .changed(let parts): ("Wrote down \(parts.map(Self.name).joined(separator: ", "))", nil)
        }
    }

    static func words(_ kind: Contact.Kind, reached: Bool) -> String {
        switch (kind, reached) {
        case (.call, true): "Spoke on the phone"
        case (.call, false): "Called, and did not reach them"
        case (.message, true): "Exchanged messages"
        case (.message, false): "Sent a message, no answer"
        case (.visit, true): "Visited them"
        case (.visit, false): "Visited, and did not find them"
        case (.meeting, true): "Met them"
        case (.meeting, false): "Waited to meet them; they did not come"
        case (.letter, true): "Exchanged letters"
        case (.letter, false): "Sent a letter, no answer"
        }
    }

    private func words(_ step: TimelineEntry.WorryStep, group: String) -> String {
        switch step {
        case .raised: "\(group) said that they are worried"
        case .raisedAgain: "\(group) said again that they are worried"
        case .called(reached: true): "Spoke with \(group) about the worry"
        case .called(reached: false): "Called \(group) about the worry, and reached nobody"
        case .decided: "Wrote down what is done about the worry of \(group)"
        case .closed: "Closed the worry of \(group)"
        }
    }

    private func words(_ step: TimelineEntry.Step, group: String) -> String {
        switch step {
        case .sent: return "Referred to \(group)"
        case .accepted: return "\(group) said yes"
        case .waitlisted: return "\(group) put them on its waiting list"
        case .expired: return "\(group) did not answer in time"
        case .declined(let reason): return "\(group) said no" + (reason.map { ": \(words($0))" } ?? "")
        case .ended(.consentWithdrawn): return "They withdrew their consent: the time with \(group) ended"
        case .ended(let reason): return "The time with \(group) ended" + (reason.map { ": \(words($0))" } ?? "")
        }
    }

    private func words(_ verb: Case.Verb, because reason: Case.ClosingReason?) -> String {
        switch verb {
        case .pause: return "Paused"
        case .resume: return "Went on after a pause"
        case .close:
            return "Ended" + (reason.map { ": “\(reference.closingReasons.name(of: Code($0.rawValue)))”" } ?? "")
        case .reopen: return "Begun again"
        case .lookAt, .startContacting, .assess, .begin, .startRelocating, .transfer: return "A step further"
        }
    }

    // MARK: Words for single values

    /// What a group says with its no, in the words of the list it chose from.
    func words(_ reason: Referral.DeclineReason) -> String {
        "“\(reference.declineReasons.name(of: Code(reason.rawValue)))”"
    }

    /// Why a time with a group ended, in the words of the list it was chosen from.
    func words(_ reason: Referral.EndReason) -> String {
        "“\(reference.endingReasons.name(of: Code(reason.rawValue)))”"
    }

    static func words(_ state: Case.State) -> (String, Tone) {
        switch state {
        case .received: ("Waits for a first contact", .waiting)
        case .triage: ("Waits for a first contact", .waiting)
        case .contacting: ("First contact under way", .waiting)
        case .assessed: ("Ready for groups", .calm)
        case .active: ("On the way", .good)
        case .paused: ("Paused", .waiting)
        case .relocating: ("Moving to another place", .waiting)
        case .transferred: ("With another hub", .ended)
        case .closed: ("Ended", .ended)
        }
    }

    static func name(of part: AboutPart) -> String {
        switch part {
        case .reach: "how to reach them"
        case .languages: "languages"
        case .interpreter: "interpreter"
        case .needs: "what matters"
        case .hopes: "hopes"
        case .interests: "interests"
        case .travel: "getting there"
        case .takingPart: "taking part"
        case .times: "free times"
        case .company: "company"
        case .avoid: "what to keep away from"
        case .risk: "risk"
        }
    }
}

/// How long ago, and days without their year.
enum Ago {
    /// `23 November`.
    static func short(_ day: Day) -> String { "\(day.parts.day) \(day.monthName)" }

    /// `today`, `yesterday`, `3 days ago`.
    static func words(_ day: Day, today: Day) -> String {
        switch today.days(since: day) {
        case ...0: "today"
        case 1: "yesterday"
        case let days: "\(days) days ago"
        }
    }

    /// `since today`, `for 1 day`, `for 3 days`.
    static func length(from day: Day, to today: Day) -> String {
        switch today.days(since: day) {
        case ...0: "since today"
        case 1: "for 1 day"
        case let days: "for \(days) days"
        }
    }
}
