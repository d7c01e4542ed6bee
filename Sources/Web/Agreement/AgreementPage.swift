import Casework
import Community
import Vocabulary

/// What a hub asks a group: how many people, until when, and what helps.
struct AgreementPage: Page {
    static let template = "agreement/question"
    static let audience = Audience.group

    let title = "May we send people to you?"
    let problems: [FieldProblem]
    let group: String
    let hub: String
    let phone: String?
    let action: String
    let monthlyLimit: TextInput
    let places: TextInput
    let cohort: TextInput
    let until: DateInput
    let canCopeWith: TextArea
    let strain: Radios
    let signedBy: TextInput
    let agree = Button("Yes, we agree")
    let pause: Pause?

    struct Pause: Sendable {
        let explanation: String
        let value: String
        let label: String
    }

    init(_ question: AnswerAgreement.Question, token: String, today: Day, reader: FormReader? = nil) {
        let known = question.group.agreement
        let reader =
            reader
            ?? FormReader(
                filled: [
                    "monthly-limit": known.map { String($0.monthlyLimit) } ?? "",
                    "places": known.map { String($0.places) } ?? "",
                    "cohort": known?.cohort.map(String.init) ?? "",
                    "until": Self.agreedEnd(known, today: today)?.description ?? "",
                    "can-cope-with": known?.canCopeWith ?? "",
                    "strain": Self.strain(known?.fundingStrain ?? .notAsked),
                ])
        problems = reader.problems
        group = question.group.details.name
        hub = question.hub.name
        phone = question.hub.settings.phone.isEmpty ? nil : question.hub.settings.phone
        action = "/a/\(Site.query(token))"
        monthlyLimit = TextInput(
            "monthly-limit", "How many new people can you welcome in a month?", in: reader, kind: .number, width: .short
        )
        places = TextInput(
            "places", "How many people from us can you have at one time?", in: reader, kind: .number, width: .short)
        cohort = TextInput(
            "cohort", "When we find groups for many people on one day, how many of them can you welcome?", in: reader,
            kind: .number, width: .short,
            hint: "At most so many in one month. Leave this empty if the numbers above are enough. With 0, we only ask "
                + "you about one person at a time.")
        until = DateInput(
            "until", "Until when is that so?", in: reader,
            hint:
                "A year is usual, for example \(Self.usualEnd(today)). We ask you again before it ends. You can stop at any time."
        )
        canCopeWith = TextArea(
            "can-cope-with", "What should we know before we send somebody?", in: reader, rows: 3,
            hint: "For example: people who are shy are welcome, we cannot lift a wheelchair.")
        strain = Radios(
            "strain", "How is your money?",
            FundingStrain.allCases.map { Choice($0.rawValue, GroupWords.strain($0)) }
                + [Choice(FormField.unsaid, "We would rather not say")],
            in: reader, why: "We tell those who pay which groups need funding to take more people.")
        signedBy = TextInput("signed-by", "Your name", in: reader, width: .half)
        pause = known.map { agreement in
            agreement.paused
                ? Pause(explanation: "You paused referrals.", value: "no", label: "Let them go on")
                : Pause(explanation: "Is it too much just now?", value: "yes", label: "Pause referrals")
        }
    }
}

extension AgreementPage {
    /// The end that the group itself gave, while it lasts for more than two months yet. Nothing else stands there before
    /// somebody writes it: what is sent is what the group agrees to.
    private static func agreedEnd(_ known: Agreement?, today: Day) -> Day? {
        known?.until.flatMap { $0 > today.adding(days: 60) ? $0 : nil }
    }

    private static func usualEnd(_ today: Day) -> String {
        let day = today.adding(days: 365).parts
        return "\(day.day) \(day.month) \(day.year)"
    }

    private static func strain(_ told: Told<FundingStrain>) -> String {
        switch told {
        case .notAsked: ""
        case .wouldNotSay: FormField.unsaid
        case .said(let strain): strain.rawValue
        }
    }
}

/// A group's answer, read from its form.
enum AgreementForm {
    static func read(_ reader: inout FormReader, today: Day) -> AgreementAnswer? {
        let limit = reader.integer("monthly-limit", in: 0...1000, orAsk: "Enter how many new people a month")
        let places = reader.integer("places", in: 0...1000, orAsk: "Enter how many people at one time")
        let cohort = reader.integer("cohort", in: 0...1000)
        let until = reader.day("until", orAsk: "Enter until when")
        if let until, until < today { reader.add("Enter a day that has not passed", to: "until") }
        let coping = reader.text("can-cope-with", upTo: 2000) ?? ""
        let strain = reader.told("strain", of: FundingStrain.self)
        let name = reader.text("signed-by", upTo: 200, orAsk: "Enter your name")
        guard reader.problems.isEmpty, let limit, let places, let name else { return nil }
        return AgreementAnswer(
            monthlyLimit: limit, places: places, cohort: cohort, until: until, canCopeWith: coping,
            fundingStrain: strain, signedBy: name)
    }
}

/// What follows an answer.
struct AgreementDonePage: Page {
    static let template = "agreement/done"
    static let audience = Audience.group

    let title = "Your answer is with us"
    let said: String
    let hub: String
    let phone: String?

    init(_ said: String, hub: Hub) {
        self.said = said
        self.hub = hub.name
        phone = hub.settings.phone.isEmpty ? nil : hub.settings.phone
    }
}

/// The letter that a coordinator prints: link and code are shown this once.
struct AgreementLetterPage: Page {
    static let template = "agreement/letter"
    static let audience = Audience.staff

    let title = "The question is on its way"
    let section: Section? = .register
    let backLink: Link?
    let group: String
    let isMailed: Bool
    let link: String
    let shortLink: String
    let answerBy: String

    init(_ asked: AskForAgreement.Asked, hub: Identifier<Hub>) {
        backLink = Link("Back to the group", to: "/app/groups/\(Site.query(asked.group.id.rawValue))")
        group = asked.group.details.name
        isMailed = asked.isMailed
        link = asked.link
        // The link ends in the token; the short way in is the same address with hub and code.
        let base = asked.link.split(separator: "/").dropLast().joined(separator: "/").replacing(
            "https:/", with: "https://"
        )
        .replacing("http:/", with: "http://")
        shortLink = "\(base)/\(hub.rawValue).\(asked.code)"
        answerBy = PlainDate.long(asked.answerBy)
    }
}
