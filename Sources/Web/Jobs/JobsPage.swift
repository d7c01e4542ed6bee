import Casework
import Foundation
import Vocabulary

/// What runs by the clock: whether it is on time, what it did, and which server is at it.
struct JobsPage: Page {
    static let template = "jobs/jobs"
    static let audience = Audience.staff

    let title = "Jobs by the clock"
    let section: Section? = .jobs
    let notice: Notice?
    let lead: String
    let jobs: [Job]

    struct Job: Sendable {
        let id: String
        let name: String
        /// What it is for, in a sentence.
        let purpose: String
        let tag: Tag
        /// What went wrong and what happens next; nil where all is well.
        let trouble: String?
        let facts: SummaryList
        let ask: Ask?
    }

    /// The button that has it done now.
    struct Ask: Sendable {
        let action: String
    }

    init(_ lines: [JobLine], clock: Clock, askedFor: JobKind?) {
        notice = askedFor.map { Notice("\(JobWords.name(of: $0)): this is done within a minute.") }
        let inTrouble = lines.count(where: \.isInTrouble)
        lead =
            switch inTrouble {
            case 0: "All is on time. Servers share these jobs: each is done by one server at a time."
            case 1: "One job needs you to look. The others go on."
            default: "\(inTrouble) jobs need you to look."
            }
        let words = JobWords(clock: clock)
        jobs = lines.map(words.job)
    }
}

/// Turns how a job stands into words.
struct JobWords {
    let clock: Clock

    func job(_ line: JobLine) -> JobsPage.Job {
        let (tag, trouble) = state(line)
        var rows = [SummaryRow("Last time", lines: last(line))]
        if case .underWay(let server, let since) = line.state {
            rows.append(SummaryRow("Now", lines: ["On \(server), since \(said(since))."]))
        } else if let next = line.nextAt {
            rows.append(SummaryRow("Next time", next <= clock.now ? "In the next minute." : "\(said(next))."))
        }
        return JobsPage.Job(
            id: line.kind.rawValue, name: Self.name(of: line.kind), purpose: Self.purpose(of: line.kind), tag: tag,
            trouble: trouble, facts: SummaryList(rows),
            ask: line.canBeAskedFor ? JobsPage.Ask(action: "/app/jobs/\(line.kind.rawValue)/requests") : nil)
    }

    private func state(_ line: JobLine) -> (Tag, String?) {
        switch line.state {
        case .neverRun: (Tag("Not yet done"), nil)
        case .waits: (Tag("On time", .good), nil)
        case .underWay: (Tag("Being done", .waiting), nil)
        case .overdue:
            (
                Tag("Late", .urgent),
                line.kind == .mail
                    ? "No server has taken it. Check that one is running and has a mail server set up."
                    : "No server has taken it. Check that one is running."
            )
        case .brokeOff(let times, let problem):
            (
                Tag("Broke off", .urgent),
                "It broke off \(times == 1 ? "once" : "\(times) times in a row"). We try it again by ourselves. "
                    + "Kind of error: \(problem)."
            )
        case .cutOff(let server):
            (Tag("Cut off", .waiting), "\(server) did not end it. The next server goes on with it.")
        }
    }

    private func last(_ line: JobLine) -> [String] {
        guard let run = line.last else { return [] }
        let when = "\(said(run.endedAt)), on \(run.server)."
        return [when, run.counts.map { Self.deeds(of: line.kind, $0) } ?? "It broke off."]
    }

    private func said(_ moment: Moment) -> String {
        "\(moment.day(in: clock.zone).inWords), \(moment.time(in: clock.zone))"
    }

    static func name(of kind: JobKind) -> String {
        switch kind {
        case .expire: "End waits"
        case .nudge: "Remind groups"
        case .askAgain: "Ask groups again"
        case .tellEnds: "Tell of consent that ended"
        case .mail: "Send letters"
        case .forget: "Forget"
        case .erase: "Erase"
        case .retain: "Keep no longer than needed"
        case .checkpoint: "Sign the trail"
        }
    }

    static func purpose(of kind: JobKind) -> String {
        switch kind {
        case .expire: "A referral that a group has not answered for two weeks ends, and its link closes."
        case .nudge: "A group that has not answered for a week is reminded, once."
        case .askAgain: "A group is asked again when what it agreed to ends soon."
        case .tellEnds: "A group hears that the time for which somebody let us tell about them is over."
        case .mail: "Letters go to the mail server. If it does not answer, we try again."
        case .erase: "Somebody who asked to be erased is, once they can no longer take it back."
        case .retain:
            "What is past its time is counted each night, and removed where you have switched that on."
        case .forget:
            "Forms that were sent days ago are forgotten, the text of letters that never went out, and what is too old to "
                + "count or to suggest."
        case .checkpoint: "We look whether anybody changed what was written down, and sign how far it has come."
        }
    }

    /// What it did, as a sentence.
    static func deeds(of kind: JobKind, _ counts: JobCounts) -> String {
        func said(_ deed: JobDeed, _ one: String, _ many: String) -> String? {
            switch counts[deed, default: 0] {
            case 0: nil
            case 1: "1 \(one)"
            case let count: "\(count) \(many)"
            }
        }
        let parts: [String?] =
            switch kind {
            case .expire: [said(.expired, "wait ended", "waits ended")]
            case .nudge: [said(.reminded, "group reminded", "groups reminded")]
            case .askAgain: [said(.asked, "group asked", "groups asked")]
            case .tellEnds: [said(.told, "group told", "groups told")]
            case .mail:
                [
                    said(.sent, "letter sent", "letters sent"), said(.postponed, "to try again", "to try again"),
                    said(.failed, "could not be sent", "could not be sent"),
                ]
            case .erase: [said(.erased, "person erased", "people erased")]
            case .retain:
                [
                    said(.overtime, "thing past its time, only counted", "things past their time, only counted"),
                    said(.removed, "thing removed", "things removed"),
                ]
            case .forget:
                [
                    said(.formsForgotten, "form forgotten", "forms forgotten"),
                    said(.lettersForgotten, "letter forgotten", "letters forgotten"),
                    said(.gapsForgotten, "old search forgotten", "old searches forgotten"),
                ]
            case .checkpoint: [said(.signed, "checkpoint signed", "checkpoints signed")]
            }
        let done = parts.compactMap(\.self).joined(separator: ", ")
        return done.isEmpty ? "There was nothing to do." : "\(done)."
    }
}
