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
    /// What the group is worried about, until a lead closes it.
    let worries: [WorryBox]
    /// What has to be looked at first.
    let caution: String?
    /// The button for the one thing that comes next; nil where it is the group's turn.
    let introduce: Introduction?
    let steps: [Link]
    /// The button that opens the group's address, where it keeps that to itself.
    let secretAddress: SecretAddress?
    let letter: LetterButtons?
    /// When the place on a waiting list is looked at again.
    let review: Review?
    let happened: [Entry]
    let message: SummaryList
    let restsOn: SummaryList

    struct Introduction {
        let action: String
        let button: Button
    }

    struct Review {
        let action: String
        let text: String
        let day: DateInput
        let button = Button("Look again then", weight: .quiet)
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

    let problems: [FieldProblem]

    init(
        _ record: ReferralRecord, told: String?, reference: ReferenceData, zone: TimeZone, reader: FormReader? = nil
    ) {
        problems = reader?.problems ?? []
        let referral = record.referral
        let address = "/app/referrals/\(referral.id)"
        let words = Words(record: record, reference: reference, zone: zone)
        title = "\(record.person.shownName) and \(record.group.details.name)"
        backLink = Link(record.person.shownName, to: record.person.address())
        notice = ReferralPage.notice(told, record)
        tag = ReferralWords.tag(referral.state)
        sentence = words.sentence
        let details = record.group.openDetails
        worries = record.worries.filter(\.isOpen).map { worry in
            WorryBox(
                WorryLine(
                    worry: worry, name: record.person.shownName, workerName: nil, groupName: details.name,
                    groupPhone: details.contact.phone, lead: record.lead), clock: Clock(zone: zone) { record.now })
        }
        caution = words.cautions.isEmpty ? nil : words.cautions.joined(separator: " ")
        review = referral.state == .waitlisted ? Review(record, action: address + "/review", reader, zone: zone) : nil
        introduce =
            referral.can(.introduce)
            ? Introduction(action: address + "/introduction", button: Button("They have met or spoken")) : nil
        var steps: [Link] = []
        if record.mayChange, referral.state.holdsPlace {
            steps.append(Link("Say whether they came", to: address + "/attendance"))
        }
        if record.mayChange, referral.can(.end) { steps.append(Link("End it, well or not", to: address + "/end")) }
        if record.mayChange, record.consent.withdrawnAt == nil, referral.state.isOpen {
            steps.append(Link("Ask them again, and go on for longer", to: address + "/consent-renewal"))
        }
        if record.consent.withdrawnAt == nil {
            steps.append(Link("They withdraw their consent", to: address + "/consent-withdrawal"))
        }
        self.steps = steps
        secretAddress = record.opensAddress ? SecretAddress(action: address + "/address") : nil
        let hasLetter = referral.state.isOpen && record.consent.counts(on: record.today)
        letter =
            hasLetter
            ? LetterButtons(
                hint: "With a new link, the old one stops working.", paperAction: address + "/letter",
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
        case "renewed": return Notice("The group may keep this for longer. The group's link works until then.")
        case "withdrawn": return Notice("Their yes is taken back. The link is closed.")
        case "reviewed": return Notice("Written down. Today shows it again on that day.")
        case "link": return Notice("A mail with a new link is on its way to \(group).")
        default: return nil
        }
    }
}

extension ReferralPage.Review {
    init(_ record: ReferralRecord, action: String, _ reader: FormReader?, zone: TimeZone) {
        let referral = record.referral
        let day =
            referral.reviewOn
            ?? (referral.answeredAt?.day(in: zone) ?? record.today).adding(
                days: Referral.reviewAfterDays)
        let owner = record.ownerName.map { "\($0) looks" } ?? "A link worker looks"
        self.action = action
        text = "\(owner) at it again on \(day.inWords)."
        self.day = DateInput(
            "day", "Look at it again on",
            in: reader ?? FormReader(filled: ["day": max(day, record.today.adding(days: 28)).description]))
    }
}
