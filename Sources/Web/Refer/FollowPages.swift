import Casework
import Community
import Foundation
import People
import Reference
import Vocabulary

/// Did they come? One question a page.
struct AttendancePage: Page {
    static let template = "refer/attendance"
    static let audience = Audience.staff

    let title: String
    let section: Section? = .people
    let backLink: Link?
    let problems: [FieldProblem]
    let action: String
    let outcome: Radios
    let day: DateInput
    let go = Button("Write it down")

    init(_ record: ReferralRecord, _ reader: FormReader) {
        let address = "/app/referrals/\(record.referral.id)"
        title = "Did \(record.person.shownName) come to \(record.group.details.name)?"
        backLink = Link("Back to the referral", to: address)
        problems = reader.problems
        action = address + "/attendance"
        outcome = Radios(
            "outcome", "What happened?",
            [
                Choice(Attendance.Visit.came.rawValue, ReferralWords.outcome(.came)),
                Choice(
                    Attendance.Visit.didNotCome.rawValue, ReferralWords.outcome(.didNotCome),
                    hint: "Ask what got in the way. It is seldom that they do not want to."),
            ], in: reader)
        let today = record.today.parts
        day = DateInput(
            "day", "On which day?", in: reader, hint: "Today is \(today.day) \(today.month) \(today.year).")
    }

    static func read(
        _ reader: inout FormReader, of record: ReferralRecord, zone: TimeZone
    ) -> (outcome: Attendance.Visit, day: Day)? {
        let outcome = reader.choice("outcome", of: Attendance.Visit.self, orAsk: "Say whether they came")
        let day = reader.day("day", orAsk: "Enter the day of the session")
        let first = record.referral.sentAt?.day(in: zone) ?? record.today
        if let day, day < first || day > record.today {
            reader.add("Enter a day from \(first.inWords) to \(record.today.inWords)", to: "day")
        }
        guard reader.problems.isEmpty, let outcome, let day else { return nil }
        return (outcome, day)
    }
}

/// How did it end, and how welcome did they feel?
struct EndPage: Page {
    static let template = "refer/end"
    static let audience = Audience.staff

    let title: String
    let section: Section? = .people
    let backLink: Link?
    let problems: [FieldProblem]
    let action: String
    let reason: Radios
    let welcome: Radios
    let go = Button("End this referral")

    init(_ record: ReferralRecord, _ reader: FormReader, reference: ReferenceData) {
        let address = "/app/referrals/\(record.referral.id)"
        title = "How did it end?"
        backLink = Link("Back to the referral", to: address)
        problems = reader.problems
        action = address + "/end"
        reason = Radios(
            "reason", "\(record.person.shownName) and \(record.group.details.name)",
            Referral.EndReason.allCases.filter { $0 != .consentWithdrawn }.map { reason in
                let entry = reference.endingReasons[Code(reason.rawValue)]
                return Choice(
                    reason.rawValue, entry?.name ?? reason.rawValue, hint: reason == .other ? nil : entry?.explanation)
            }, in: reader)
        welcome = Radios(
            "welcome", "How welcome did they feel?",
            ReferralWords.welcome.enumerated().map { Choice(String($0 + 1), $1) }
                + [Choice(Self.unasked, "They were not asked, or would rather not say")], in: reader,
            hint: "In their own words, not yours. It helps the next person.")
    }

    private static let unasked = "unasked"

    static func read(_ reader: inout FormReader) -> (reason: Referral.EndReason, welcome: Int?)? {
        let reason = reader.choice("reason", of: Referral.EndReason.self, orAsk: "Choose how it ended")
        let said = reader.typed("welcome")
        let welcome = Int(said).flatMap { Referral.welcomes.contains($0) ? $0 : nil }
        if welcome == nil, said != unasked {
            reader.add("Choose how welcome they felt, or that they were not asked", to: "welcome")
        }
        guard reader.problems.isEmpty, let reason else { return nil }
        return (reason, welcome)
    }
}

/// Before a yes is taken back: what will happen at once.
struct WithdrawPage: Page {
    static let template = "refer/withdraw"
    static let audience = Audience.staff

    let title: String
    let section: Section? = .people
    let backLink: Link?
    let consequences: [String]
    let action: String
    let go: Button

    init(_ record: ReferralRecord) {
        let address = "/app/referrals/\(record.referral.id)"
        let isDraft = record.referral.sentAt == nil
        let group = record.group.details.name
        title = isDraft ? "Give up this draft?" : "\(record.person.shownName) withdraws their consent"
        backLink = Link("Back to the referral", to: address)
        consequences =
            isDraft
            ? ["Nothing was sent, and \(group) knows nothing.", "You can refer them again whenever they like."]
            : [
                "The link of \(group) closes now.",
                record.referral.state.isOpen ? "The referral ends." : "The referral stays ended.",
                record.canBeMailed
                    ? "\(group) gets a mail that asks to delete what it was told."
                    : "We have no e-mail address of \(group): please call and ask them to shred the letter and their notes.",
                "\(group) is not offered to them again until they wish for it.",
            ]
        action = address + "/consent-withdrawal"
        go = Button(isDraft ? "Give it up" : "Take it back now", weight: .serious)
    }
}

/// A letter to print: for groups without e-mail. It says nothing about the person.
struct LetterPage: Page {
    static let template = "refer/letter"
    static let audience = Audience.staff

    let title: String
    let section: Section? = .people
    let backLink: Link?
    let hub: String
    let to: [String]
    let greeting: String
    let link: String
    let codePage: String
    let code: String
    let answerBy: String?
    let lastDay: String
    let questions: String?

    init(_ letter: ReferralLetter, referral: Referral.ID) {
        let contact = letter.group.details.contact
        title = "A letter for \(letter.group.details.name)"
        backLink = Link("Back to the referral", to: "/app/referrals/\(referral)")
        hub = letter.hub.name
        to =
            [contact.name, letter.group.details.name].filter { !$0.isEmpty }
            + (letter.group.openDetails.place?.lines ?? [])
        greeting = contact.name.isEmpty ? "Hello," : "Hello \(contact.name),"
        link = letter.link
        codePage = letter.codePage
        code = letter.code
        answerBy = letter.answerBy?.inWords
        lastDay = letter.lastDay.inWords
        let ways = [letter.hub.settings.phone, letter.hub.settings.email].filter { !$0.isEmpty }
        questions = ways.isEmpty ? nil : ways.joined(separator: " or ")
    }
}
