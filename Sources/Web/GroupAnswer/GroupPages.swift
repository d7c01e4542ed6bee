import Casework
import Hummingbird
import People
import Reference
import Vocabulary

/// The one page behind a dead link or code, whatever the reason: it was never one, it ended, it is for
/// somebody else. It tells whom to call.
struct ClosedLinkPage: Page {
    static let template = "group/closed"
    static let audience = Audience.group

    let title = "We cannot open this page"
    let status = HTTPResponse.Status.notFound
    let callHub: CallHub?

    init(hub: Hub?) { callHub = CallHub(hub) }
}

/// How to reach the hub, on every page that a group sees.
struct CallHub: Sendable {
    let hub: String
    let phone: Link?
    let email: Link?

    /// Nil where there is neither a telephone nor an address.
    init?(_ hub: Hub?) {
        guard let hub, !(hub.settings.phone.isEmpty && hub.settings.email.isEmpty) else { return nil }
        self.hub = hub.name
        let settings = hub.settings
        phone = settings.phone.isEmpty ? nil : CallHub.telephone(settings.phone)
        email = settings.email.isEmpty ? nil : Link(settings.email, to: "mailto:\(settings.email)")
    }

    /// A number that a phone can call with one tap.
    static func telephone(_ number: String) -> Link {
        Link(number, to: "tel:" + number.filter { $0.isASCII && ($0.isNumber || $0 == "+") })
    }
}

/// Before a message is shown: one tap. It holds no fact about anybody, because mail programs open links before people do.
struct CoveredMessagePage: Page {
    static let template = "group/covered"
    static let audience = Audience.group

    let title = "You have a message"
    let lead: String
    let action: String
    let show = Button("Show me")
    let callHub: CallHub?

    init(_ referral: ReferralForGroup, address: String) {
        lead = "\(referral.hub.name) wrote to \(referral.groupName) about somebody."
        action = "\(address)/reading"
        callHub = CallHub(referral.hub)
    }
}

/// Where the short code of a printed letter is typed in.
struct ShortCodePage: Page {
    static let template = "group/code"
    static let audience = Audience.group

    let title = "Open your letter"
    let problems: [FieldProblem]
    let hub: Select?
    let code: TextInput

    /// - Parameter hubs: a question only where there are several.
    init(_ reader: FormReader, hubs: [Hub]) {
        problems = reader.problems
        hub =
            hubs.count > 1
            ? Select(
                "hub", "Who wrote to you?",
                [Choice("", "Choose one")] + hubs.map { Choice($0.id.rawValue, $0.name) }, in: reader,
                hint: "The name stands at the top of the letter.") : nil
        code = TextInput(
            "code", "The code in your letter", in: reader, kind: .search, width: .half,
            hint: "Eight letters and numbers, like k3v9-2mtz.")
    }
}

/// Somebody who is worried reads first what cannot wait, and then who calls.
struct WorryPage: Page {
    static let template = "group/worry"
    static let audience = Audience.group

    let title = "Thank you. We will call you"
    let backLink: Link?
    let who: String
    let numberWeHave: Link?
    let callHub: CallHub?

    init(_ referral: ReferralForGroup, address: String) {
        backLink = Link("Back", to: address)
        who = referral.workerName.map { "\($0) from \(referral.hub.name)" } ?? "A link worker from \(referral.hub.name)"
        numberWeHave = referral.groupPhone.isEmpty ? nil : CallHub.telephone(referral.groupPhone)
        callHub = CallHub(referral.hub)
    }
}

/// Why an answer could not be taken, and what can be done instead.
struct AnswerRefusedPage: Page {
    static let template = "group/refused"
    static let audience = Audience.group

    struct Way: Sendable {
        let action: String
        let name: String
        let value: String
        let button: Button
    }

    let title: String
    let status = HTTPResponse.Status.conflict
    let paragraphs: [String]
    let ways: [Way]
    let back: Link
    let callHub: CallHub?

    init(_ refusal: GroupAnswer.Refusal, _ referral: ReferralForGroup, address: String) {
        switch refusal {
        case .paused:
            self.init(
                "You asked us to pause", ["First tell us that you want to go on. Then answer for this person."],
                [Way(action: "\(address)/pause", name: "paused", value: "no", button: Button("Go on again"))],
                referral, address)
        case .agreementEnded(let day):
            self.init(
                "What we agreed has ended",
                [
                    day.map { "It ended on \($0.inWords)." }
                        ?? "You and we have not agreed yet how many people may come.",
                    "Please call us, so that we agree anew. Then you can say yes. You can also say no.",
                ], [], referral, address)
        case .groupClosed, .groupRests:
            self.init(
                refusal == .groupClosed
                    ? "Our list says that your group has ended" : "Our list says that you take a break",
                [
                    "So we cannot take a yes, and nobody can wait for a place. Nobody is sent to a group that may not be there.",
                    "Please call us if this is wrong. You can also say no.",
                ], [], referral, address)
        case .nothingAgreed:
            self.init(
                "There is nothing to pause",
                ["You have not agreed to welcome people from us, so we do not send you anybody."], [], referral, address
            )
        case .dayOutOfRange(let first, let last):
            self.init(
                "That day does not fit", ["Choose a day from \(first.inWords) to \(last.inWords)."], [], referral,
                address)
        }
    }

    init(_ refusal: Referral.Refusal, _ referral: ReferralForGroup, address: String) {
        switch refusal {
        case .full(let until):
            self.init(
                "You are full at the moment",
                [
                    until.map {
                        "You have welcomed as many people this month as you told us you can. There is room again from "
                            + "\($0.inWords)."
                    } ?? "You hold as many people as you told us you have places for.",
                    "You can put this person on your waiting list, and say yes when there is a place.",
                ], AnswerRefusedPage.waiting(referral, address), referral, address)
        case .answerStands:
            self.init(
                "It is too late to take your answer back",
                [
                    "An answer can be taken back for \(Referral.takeBackMinutes) minutes. After that we may have told the "
                        + "person. Please call us: we put it right together."
                ], [], referral, address)
        case .tooManyOpen, .alreadyReferred, .noConsent:
            self.init(
                "Your answer cannot be taken back", ["Things have moved on since then. Please call us."], [], referral,
                address)
        case .noAgreement, .notFrom, .notExplained, .stillTime, .alreadyNudged, .reviewOutOfRange, .welcomeOutOfRange:
            self.init(
                "This cannot be done now",
                ["Somebody may have been quicker, here or in your group. The page shows how it stands now."], [],
                referral, address)
        }
    }

    private init(
        _ title: String, _ paragraphs: [String], _ ways: [Way], _ referral: ReferralForGroup, _ address: String
    ) {
        self.title = title
        self.paragraphs = paragraphs
        self.ways = ways
        back = Link("Go back to the message", to: address)
        callHub = CallHub(referral.hub)
    }

    private static func waiting(_ referral: ReferralForGroup, _ address: String) -> [Way] {
        guard referral.can(.waitlist) else { return [] }
        return [
            Way(
                action: "\(address)/waiting-list", name: "answer", value: "waitlist",
                button: Button("Put them on our waiting list"))
        ]
    }
}
