import Community
import People
import Storage
import Vocabulary

/// One thing that happened between a person, the hub and the groups.
public struct TimelineEntry: Hashable, Sendable {
    public let at: Moment
    public let what: What
    /// The member of staff who did it; nil where a group or the clock did.
    public let by: String?

    public enum What: Hashable, Sendable {
        case contact(Contact.Kind, reached: Bool, note: String)
        case referral(Step, group: String)
        case attendance(Attendance.Outcome, group: String, on: Day)
        case firstContactBegun
        case firstContactFinished
        case takenOn
        case journey(Case.Verb, because: Case.ClosingReason?)
        case changed(AboutPart)
    }

    /// A step of a referral that is worth telling.
    public enum Step: Hashable, Sendable {
        case sent, accepted, waitlisted, expired
        case declined(Referral.DeclineReason?)
        case ended(Referral.EndReason?)
    }

    /// Newest first.
    static func timeline(
        of referrals: [PersonRecord.ReferralEntry], contacts: [Contact], events: [Event],
        workers: [Identifier<Worker>: String]
    ) -> [TimelineEntry] {
        let entries =
            referrals.flatMap(steps)
            + contacts.map {
                TimelineEntry(
                    at: $0.at, what: .contact($0.kind, reached: $0.reached, note: $0.note), by: workers[$0.by])
            } + events.compactMap { entry(for: $0, workers: workers) }
        return entries.enumerated().sorted { ($0.element.at, -$0.offset) > ($1.element.at, -$1.offset) }
            .map(\.element)
    }

    private static func steps(of entry: PersonRecord.ReferralEntry) -> [TimelineEntry] {
        let referral = entry.referral
        var steps: [(Moment?, Step)] = [(referral.sentAt, .sent), (referral.acceptedAt, .accepted)]
        switch referral.state {
        case .waitlisted: steps.append((referral.answeredAt, .waitlisted))
        case .declined: steps.append((referral.answeredAt, .declined(referral.declinedBecause)))
        case .expired: steps.append((referral.endedAt, .expired))
        case .ended: steps.append((referral.endedAt, .ended(referral.endedBecause)))
        case .draft, .sent, .accepted, .introduced, .attending: break
        }
        let told = steps.compactMap { at, step in
            at.map { TimelineEntry(at: $0, what: .referral(step, group: entry.groupName), by: nil) }
        }
        return told
            + entry.attendances.map {
                TimelineEntry(
                    at: $0.saidAt, what: .attendance($0.outcome, group: entry.groupName, on: $0.on), by: nil)
            }
    }

    private static func entry(for event: Event, workers: [Identifier<Worker>: String]) -> TimelineEntry? {
        let what: What
        switch event.verb {
        case "first-contact-begun": what = .firstContactBegun
        case "first-contact-finished": what = .firstContactFinished
        case "person-taken-on": what = .takenOn
        case "journey-moved":
            guard let verb = event.detail["verb"].flatMap(Case.Verb.init(rawValue:)) else { return nil }
            what = .journey(verb, because: event.detail["reason"].flatMap(Case.ClosingReason.init(rawValue:)))
        case "about-changed":
            guard let part = event.detail["part"].flatMap(AboutPart.init(rawValue:)) else { return nil }
            what = .changed(part)
        default: return nil
        }
        let worker = event.actor.kind == .worker ? workers[Identifier(rawValue: event.actor.id)] : nil
        return TimelineEntry(at: event.at, what: what, by: worker)
    }
}
