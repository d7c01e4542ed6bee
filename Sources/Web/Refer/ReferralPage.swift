import Casework
import Community
import Foundation
import People
import Reference
import Vocabulary

/// One referral that was sent: where it stands, what comes next, what was shared, what happened.
struct ReferralPage: Page {
    static let template = "refer/referral"
    static let audience = Audience.staff

    let title: String
    let section: Section? = .people
    let backLink: Link?
    let notice: Notice?
    let tag: Tag
    let sentence: String
    /// What has to be looked at first.
    let caution: String?
    /// The button for the one thing that comes next; nil where it is the group's turn.
    let introduce: Introduction?
    let steps: [Link]
    /// The button that opens the group's address, where it keeps that to itself.
    let secretAddress: SecretAddress?
    let letter: LetterButtons?
    let happened: [Entry]
    let message: SummaryList
    let restsOn: SummaryList

    struct Introduction {
        let action: String
        let button: Button
    }

    struct SecretAddress {
        let action: String
        let button = Button("Open its address", weight: .quiet)
    }

    /// Ways to give the group a new link.
    struct LetterButtons {
        let hint: String
        let paperAction: String
        let paper: Button
        let mail: Mail?

        struct Mail {
            let mailAction: String
            let button: Button
        }
    }

    struct Entry {
        let when: String
        let what: String
    }

    init(_ record: ReferralRecord, told: String?, reference: ReferenceData, zone: TimeZone) {
        let referral = record.referral
        let address = "/app/referrals/\(referral.id)"
        let words = Words(record: record, reference: reference, zone: zone)
        title = "\(record.person.shownName) and \(record.group.details.name)"
        backLink = Link(record.person.shownName, to: record.person.address())
        notice = ReferralPage.notice(told, record)
        tag = ReferralWords.tag(referral.state)
        sentence = words.sentence
        caution =
            referral.state.isOpen && !record.consent.counts(on: record.today)
            ? "Their yes ended on \(record.consent.until.inWords), and with it the group's link. Ask them again." : nil
        introduce =
            referral.can(.introduce)
            ? Introduction(action: address + "/introduction", button: Button("They have met or spoken")) : nil
        var steps: [Link] = []
        if referral.state.holdsPlace { steps.append(Link("Say whether they came", to: address + "/attendance")) }
        if referral.can(.end) { steps.append(Link("End it, well or not", to: address + "/end")) }
        if record.consent.withdrawnAt == nil, referral.state.isOpen {
            steps.append(Link("Ask them again, and go on for longer", to: address + "/consent-renewal"))
        }
        if record.consent.withdrawnAt == nil {
            steps.append(Link("They take back their yes", to: address + "/consent-withdrawal"))
        }
        self.steps = steps
        secretAddress = record.opensAddress ? SecretAddress(action: address + "/address") : nil
        let hasLetter = referral.state.isOpen && record.consent.counts(on: record.today)
        letter =
            hasLetter
            ? LetterButtons(
                hint: "A new link makes the old one worthless.", paperAction: address + "/letter",
                paper: Button(record.canBeMailed ? "Print a letter instead" : "Print the letter", weight: .quiet),
                mail: record.canBeMailed
                    ? LetterButtons.Mail(
                        mailAction: address + "/link", button: Button("Mail a new link", weight: .quiet))
                    : nil) : nil
        happened = words.happened
        message = SummaryList(MessageLines(reference: reference).rows(of: referral.message))
        restsOn = SummaryList(DraftPage.restsOn(record, reference: reference) + words.consentEnd)
    }

    private static func notice(_ told: String?, _ record: ReferralRecord) -> Notice? {
        let group = record.group.details.name
        switch told {
        case "sent" where record.canBeMailed: return Notice("Sent. \(group) gets a mail with a link.")
        case "sent": return Notice("Ready. Now print the letter for \(group).")
        case "introduced": return Notice("Written down: they have met.")
        case "attendance": return Notice("Written down. Thank you.")
        case "ended": return Notice("This referral has ended. The link is closed.")
        case "renewed": return Notice("Their yes counts for longer. The group's link works until then.")
        case "withdrawn": return Notice("Their yes is taken back. The link is closed.")
        case "link": return Notice("A mail with a new link is on its way to \(group).")
        default: return nil
        }
    }
}

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
                guard let sent = referral.sentAt?.day(in: zone) else { return "It was sent." }
                return "\(group) has until \(sent.adding(days: Referral.expiresAfterDays).inWords) to answer. "
                    + (referral.nudgedAt == nil
                        ? "It is reminded once, after a week." : "It was reminded on \(day(referral.nudgedAt)).")
            case .waitlisted: return "\(group) would like to take them, and has no room yet."
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

        /// Newest first.
        var happened: [Entry] {
            var entries: [(Moment, String)] = []
            for event in record.story {
                if let what = Self.words(event.verb) { entries.append((event.at, what)) }
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
        private static func words(_ verb: String) -> String? {
            switch verb {
            case "referral-drafted": "Their yes was written down"
            case "referral-sent": "Sent to the group"
            case "referral-accepted": "The group said yes"
            case "referral-waitlisted": "The group put them on its waiting list"
            case "referral-declined": "The group said no"
            case "referral-answer-taken-back": "The group took its answer back"
            case "referral-nudged": "The group was reminded"
            case "referral-expired": "The wait for an answer ended"
            case "referral-introduced": "They met"
            case "referral-attended": "They began to take part"
            case "referral-ended": "Ended"
            case "referral-letter-printed": "A letter was printed"
            case "referral-link-renewed": "A new link was mailed"
            case "referral-read": "The group read it"
            case "referral-looked-at": "Its page was opened, by the group or by its mail program"
            case "referral-brought-back": "The person brought their yes back"
            case "referral-link-closed": "The link was closed: the group has another contact"
            case "referral-opened-by-code": "The group typed in the code of its letter"
            default: nil
            }
        }
    }
}
