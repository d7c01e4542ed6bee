import Community
import Foundation
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
        case contact(Contact.Kind, reached: Bool, note: String, hasSealedNote: Bool)
        case referral(Step, group: String)
        case attendance(Attendance.Outcome, group: String, on: Day)
        case firstContactBegun
        case takenOn
        /// A colleague walks with them from then on; nil where the colleague's name is not known.
        case handedOn(to: String?)
        case journey(Case.Verb, because: Case.ClosingReason?)
        /// What came of it that a group was worried. What was decided stands on the worry's own page.
        case worry(WorryStep, group: String)
        /// The parts of what they told that somebody wrote down or changed on one day.
        case changed([AboutPart])
    }

    /// A step of a worry.
    public enum WorryStep: Hashable, Sendable {
        case raised, raisedAgain, decided, closed
        case called(reached: Bool)
    }

    /// A step of a referral that is worth telling.
    public enum Step: Hashable, Sendable {
        case sent, accepted, waitlisted, expired
        case declined(Referral.DeclineReason?)
        case ended(Referral.EndReason?)
    }

    /// Newest first.
    ///
    /// - Parameter worried: the names of the groups that were worried, by the id of the worry.
    static func timeline(
        of referrals: [PersonRecord.ReferralEntry], contacts: [Contact], events: [Event],
        worried: [String: String], workers: [Identifier<Worker>: String], zone: TimeZone
    ) -> [TimelineEntry] {
        let worriedAt = Set(events.filter { [.worryRaised, .worryRaisedAgain].contains($0.known) }.map(\.at))
        let entries =
            referrals.flatMap { steps(of: $0, worriedAt: worriedAt) }
            + contacts.map {
                TimelineEntry(
                    at: $0.at,
                    what: .contact($0.kind, reached: $0.reached, note: $0.note, hasSealedNote: $0.noteIsSealed),
                    by: workers[$0.by])
            } + together(events.compactMap { entry(for: $0, worried: worried, workers: workers) }, in: zone)
        return entries.enumerated().sorted { ($0.element.at, -$0.offset) > ($1.element.at, -$1.offset) }
            .map(\.element)
    }

    /// Makes one entry of the changes that one worker made on one day: a first contact is a dozen of them.
    private static func together(_ entries: [TimelineEntry], in zone: TimeZone) -> [TimelineEntry] {
        var result: [TimelineEntry] = []
        var places: [String: Int] = [:]
        for entry in entries {
            guard case .changed(let parts) = entry.what else {
                result.append(entry)
                continue
            }
            let key = "\(entry.at.day(in: zone)) \(entry.by ?? "")"
            if let place = places[key], case .changed(let before) = result[place].what {
                let all = AboutPart.allCases.filter { before.contains($0) || parts.contains($0) }
                result[place] = TimelineEntry(at: result[place].at, what: .changed(all), by: entry.by)
            } else {
                places[key] = result.count
                result.append(entry)
            }
        }
        return result
    }

    /// The worry is a record of its own, written a moment after what the group said.
    private static func isTold(_ saidAt: Moment, by worriedAt: Set<Moment>) -> Bool {
        worriedAt.contains { abs($0.milliseconds - saidAt.milliseconds) < 5_000 }
    }

    private static func steps(
        of entry: PersonRecord.ReferralEntry, worriedAt: Set<Moment>
    ) -> [TimelineEntry] {
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
            // That a group was worried is told by the worry itself, and by this alone only where it was said before there
            // were any.
            + entry.attendances.filter { $0.outcome != .worried || !Self.isTold($0.saidAt, by: worriedAt) }.map {
                TimelineEntry(
                    at: $0.saidAt, what: .attendance($0.outcome, group: entry.groupName, on: $0.on), by: nil)
            }
    }

    /// What the trail is asked for: the verbs that ``entry(for:workers:)`` has words for.
    static let verbs: [TrailVerb] = [
        .firstContactBegun, .personTakenOn, .personHandedOn, .journeyMoved, .aboutChanged,
        .worryRaised, .worryRaisedAgain, .worryCalled, .worryDecided, .worryClosed,
    ]

    private static func entry(
        for event: Event, worried: [String: String], workers: [Identifier<Worker>: String]
    ) -> TimelineEntry? {
        func worry(_ step: WorryStep) -> What { .worry(step, group: worried[event.subject.id] ?? "A group") }
        let what: What
        switch event.known {
        case .firstContactBegun: what = .firstContactBegun
        case .personTakenOn: what = .takenOn
        case .personHandedOn: what = .handedOn(to: event[.to].flatMap { workers[Identifier(rawValue: $0)] })
        case .journeyMoved:
            guard let step = JourneyStep(event) else { return nil }
            what = .journey(step.verb, because: step.reason)
        case .aboutChanged:
            guard let part = event[.part].flatMap(AboutPart.init(rawValue:)) else { return nil }
            what = .changed([part])
        case .worryRaised: what = worry(.raised)
        case .worryRaisedAgain: what = worry(.raisedAgain)
        case .worryCalled: what = worry(.called(reached: event[.reached] == "yes"))
        case .worryDecided: what = worry(.decided)
        case .worryClosed: what = worry(.closed)
        default: return nil
        }
        let worker = event.actor.kind == .worker ? workers[Identifier(rawValue: event.actor.id)] : nil
        return TimelineEntry(at: event.at, what: what, by: worker)
    }
}
