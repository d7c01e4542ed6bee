import Casework
import Community
import Foundation
import People
import Reference
import Vocabulary

extension ReferralPage {
    /// A referral's story in words.
    struct Words {
        let record: ReferralRecord
        let reference: ReferenceData
        let zone: TimeZone

        private var referral: Referral { record.referral }
        private func day(_ moment: Moment?) -> String { moment?.day(in: zone).inWords ?? "" }

        var sentence: String {
            let group = record.group.details.name
            switch referral.state {
            case .draft: return "Nothing was sent yet."
            case .sent:
                if referral.letterBackAt != nil { return "\(group) has not been asked yet: our letter came back." }
                // A wait for somebody who can say no yes is none.
                switch record.group.opening {
                case .closed: return "\(group) has closed, and cannot say yes. Find another group together."
                case .notAgreed: return "\(group) takes nobody from us now, and cannot say yes."
                case .paused: return "\(group) takes a break. The days to answer do not count until it goes on."
                case .open, .pausedReferrals: break
                }
                guard let lastDay = record.wait?.lastDay else {
                    return "\(group) asked for a pause. The days to answer do not count until it goes on."
                }
                if let end = record.group.agreement?.until, end < record.today {
                    return "\(group) cannot say yes: what it agreed ended on \(end.inWords). Call it."
                }
                return "\(group) has until \(lastDay.inWords) to answer. "
                    + (referral.nudgedAt == nil
                        ? "It is reminded once, after a week." : "It was reminded on \(day(referral.nudgedAt)).")
            case .waitlisted:
                return "\(group) would like to take them, and has no room yet."
                    + (record.placeInLine.map { " They are number \($0) on its list." } ?? "")
            case .accepted: return "\(group) said yes. Help them to meet: go along, or call together."
            case .introduced: return "They have met. Ask after the first session how it was."
            case .attending: return "They take part. Ask now and then how welcome they feel."
            case .declined:
                let why = referral.declinedBecause.map { ReferralWords.declineReason($0, reference) }
                return
                    "\(group) said no\(why.map { ": “\($0)”" } ?? "") on \(day(referral.answeredAt)). Find another group together."
            case .expired: return "\(group) did not answer in time. Call them, or find another group together."
            case .ended:
                let why = referral.endedBecause.map { ReferralWords.endReason($0, reference) }
                return "It ended on \(day(referral.endedAt))\(why.map { ": \($0.inSentence)" } ?? "")."
            }
        }

        /// What has to be looked at first.
        var cautions: [String] {
            guard referral.state.isOpen else {
                return referral.lateYesAt.map {
                    ["\(record.group.details.name) said yes on \(day($0)), after this had ended. Refer again?"]
                } ?? []
            }
            var cautions: [String] = []
            if let back = referral.letterBackAt {
                cautions.append("Our letter came back on \(day(back)). Print it, or call the group.")
            }
            if record.group.opening != .open, record.group.opening.concernsMembers || !referral.state.holdsPlace {
                cautions.append("\(GroupWords.changed(record.group.details.name, record.group.opening)).")
            }
            if !record.consent.counts(on: record.today) {
                cautions.append(
                    "Their yes ended on \(record.consent.until.inWords), and with it the group's link. Ask them again.")
            }
            return cautions
        }

        /// Newest first.
        var happened: [Entry] {
            var entries: [(Moment, String)] = []
            for event in record.story {
                if let what = TrailVerb(rawValue: event.verb).flatMap(Self.words) { entries.append((event.at, what)) }
            }
            let sessions = record.attendances.map { attendance in
                (
                    attendance.saidAt,
                    "\(ReferralWords.outcome(attendance.outcome)) (\(attendance.on.inWords)), as \(attendance.byGroup ? "the group" : "a worker") said"
                )
            }
            let story = (entries + sessions).enumerated().sorted { left, right in
                left.element.0 == right.element.0 ? left.offset < right.offset : left.element.0 > right.element.0
            }
            return story.map { Entry(when: $0.element.0.day(in: zone).inWords, what: $0.element.1) }
        }

        var consentEnd: [SummaryRow] {
            var rows: [SummaryRow] = []
            if let withdrawn = record.consent.withdrawnAt {
                rows.append(
                    SummaryRow("Taken back", "\(day(withdrawn)). The group was asked to delete what it was told."))
            }
            if let welcome = referral.welcome, ReferralWords.welcome.indices.contains(welcome - 1) {
                rows.append(SummaryRow("How welcome they felt", ReferralWords.welcome[welcome - 1]))
            }
            return rows
        }

        /// What a verb of the trail means here; nil for looks and what is told elsewhere.
        static func words(_ verb: TrailVerb) -> String? {
            switch verb {
            case .referralDrafted: "Their yes was written down"
            case .referralSent: "Sent to the group"
            case .referralAccepted: "The group said yes"
            case .referralWaitlisted: "The group put them on its waiting list"
            case .referralDeclined: "The group said no"
            case .referralAnswerTakenBack: "The group took its answer back"
            case .groupNudged: "The group was reminded"
            case .referralExpired: "The wait for an answer ended"
            case .referralIntroduced: "They met"
            case .referralAttended: "They began to take part"
            case .referralEnded: "Ended"
            case .referralLetterPrinted: "A letter was printed"
            case .referralLinkRenewed: "A new link was mailed"
            case .referralRead: "The group read it"
            case .referralLookedAt: "Its page was opened, by the group or by its mail program"
            case .referralBroughtBack: "The person brought their yes back"
            case .referralLinkClosed: "The link was closed: the group has another contact"
            case .referralOpenedByCode: "The group typed in the code of its letter"
            case .letterCameBack: "Our letter came back"
            case .letterArrived: "Our letter went out"
            case .lettersStopped: "Letters that had not gone out were stopped"
            case .lateYesSaid: "The group said yes, after it had ended"
            case .waitingListReviewed: "Looked at their place on the waiting list"
            case .groupChangeTold: "The group closed or paused"
            default: nil
            }
        }
    }
}
