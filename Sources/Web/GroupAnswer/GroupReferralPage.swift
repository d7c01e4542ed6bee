import Casework
import Community
import People
import Reference
import Vocabulary

/// One referral as its group sees it: what the person wants them to know, and one tap for each answer.
struct GroupReferralPage: Page {
    static let template = "group/referral"
    static let audience = Audience.group

    let title: String
    let problems: [FieldProblem]
    let notice: Notice?
    /// The page's own address; what it sends goes to addresses below it.
    let address: String
    let lead: String
    /// What our directory says of the group, where it is closed or takes a break.
    let directorySays: String?
    let facts: SummaryList?
    let nextSteps: NextSteps?
    let answering: Answering?
    let going: Going?
    /// That they are worried: wherever they have met or may meet the person.
    let worry: Worry
    let takeBack: Button?
    let pausing: Pausing
    let callHub: CallHub?

    struct NextSteps: Sendable { let steps: [String] }

    /// The answers to choose from; each is one button.
    struct Answering: Sendable {
        /// Nil where no yes can be taken; ``cannot`` says why.
        let accept: Button?
        let cannot: String?
        let waitlist: Button?
        let decline: Decline?
    }

    struct Decline: Sendable {
        let summary: String
        /// That the reason is missing: nobody's is made up.
        let problem: String?
        let isOpen: Bool
        let reasons: [Button]
    }

    /// What can be said once the person comes.
    struct Going: Sendable {
        let introduce: Button?
        /// The day of the buttons that say "today", as it was when the page was made.
        let today: String
        let cameToday: Button
        let didNotComeToday: Button
        let another: Another
        let said: SummaryList?
    }

    struct Worry: Sendable {
        /// Before the person comes, it stands behind a line.
        let isFolded: Bool
        let button = Button("We are worried: please call us", weight: .serious)
    }

    /// A session of another day: it is written by whoever says it.
    struct Another: Sendable {
        let isOpen: Bool
        let day: DateInput
        let came: Button
        let didNotCome: Button
    }

    struct Pausing: Sendable {
        let summary: String
        let text: String
        let value: String
        let button: Button
    }

    init(
        _ referral: ReferralForGroup, address: String, reference: ReferenceData, reader: FormReader? = nil,
        told: GroupTold? = nil
    ) {
        let words = Words(referral, reference: reference)
        title = words.title
        lead = words.lead
        directorySays =
            switch referral.opening {
            case .closed: "Our list of groups says that you have closed. Is that wrong? Please call us."
            case .paused: "Our list of groups says that you are taking a break. Is that wrong? Please call us."
            case .open, .pausedReferrals, .notAgreed: nil
            }
        problems = reader?.problems ?? []
        notice = told?.notice(referral)
        self.address = address
        facts = referral.message.map { message in
            SummaryList(MessageLines(reference: reference).rows(of: message))
        }
        nextSteps = words.nextSteps.isEmpty ? nil : NextSteps(steps: words.nextSteps)
        let canAnswer = referral.can(.accept) || referral.can(.decline)
        answering =
            canAnswer ? Answering(referral, reference: reference, problem: reader?.problem(with: "because")) : nil
        going = referral.state.holdsPlace ? Going(referral, reader: reader) : nil
        worry = Worry(isFolded: !referral.state.holdsPlace)
        takeBack = referral.canTakeBack ? Button("Take back my answer", weight: .quiet) : nil
        pausing = Pausing(isPaused: referral.agreement == .paused)
        callHub = CallHub(referral.hub)
    }
}

extension GroupReferralPage.Answering {
    init(_ referral: ReferralForGroup, reference: ReferenceData, problem: String?) {
        cannot = referral.can(.accept) ? Self.cannot(referral.agreement) : nil
        accept = referral.can(.accept) && cannot == nil ? Button("Yes, they are welcome") : nil
        waitlist =
            referral.can(.waitlist) && cannot == nil
            ? Button("Not yet: put them on our waiting list", weight: .quiet) : nil
        decline =
            referral.can(.decline)
            ? GroupReferralPage.Decline(
                summary: referral.state == .accepted ? "We cannot after all" : "No, we cannot this time",
                problem: problem, isOpen: problem != nil,
                reasons: Referral.DeclineReason.allCases.map { reason in
                    Button(
                        reference.declineReasons.name(of: Code(reason.rawValue)), weight: .quiet, name: "because",
                        value: reason.rawValue)
                }) : nil
    }

    /// Why no yes can be taken now; nil where one can.
    private static func cannot(_ agreement: ReferralForGroup.AgreementState) -> String? {
        switch agreement {
        case .holds: nil
        case .groupClosed:
            "Our list says that your group has ended. You cannot say yes now. You can say no. Is this wrong? Call us."
        case .groupRests: "Our list says that your group takes a break. You cannot say yes now. Is this wrong? Call us."
        case .paused: "You asked us to pause. To say yes, first go on again: the button is below."
        case .ended(let day):
            (day.map { "What we agreed ended on \($0.inWords)." } ?? "You and we have not agreed yet.")
                + " You cannot say yes now. Call us, so that we agree anew."
        }
    }
}

extension GroupReferralPage.Going {
    init(_ referral: ReferralForGroup, reader: FormReader?) {
        introduce = referral.can(.introduce) ? Button("We have met or spoken", weight: .quiet) : nil
        today = referral.today.description
        cameToday = Button("They came today", name: "outcome", value: Attendance.Visit.came.rawValue)
        didNotComeToday = Button(
            "They did not come today", weight: .quiet, name: "outcome", value: Attendance.Visit.didNotCome.rawValue)
        another = GroupReferralPage.Another(
            isOpen: reader.map { $0.problem(with: "because") == nil } ?? false,
            day: DateInput("day", "Which day was it?", in: reader ?? FormReader()),
            came: Button("They came", weight: .quiet, name: "outcome", value: Attendance.Visit.came.rawValue),
            didNotCome: Button(
                "They did not come", weight: .quiet, name: "outcome", value: Attendance.Visit.didNotCome.rawValue))
        let rows = referral.attendances.filter(\.byGroup).prefix(10).map { said in
            SummaryRow(said.on.inWords, ReferralWords.outcomeForGroup(said.outcome))
        }
        said = rows.isEmpty ? nil : SummaryList(Array(rows))
    }
}

extension GroupReferralPage.Pausing {
    init(isPaused: Bool) {
        summary = isPaused ? "You asked us to pause" : "Is it too much at the moment?"
        text =
            isPaused
            ? "We do not send you anybody new for now. You can go on at any time."
            : "You can ask us to stop sending people for a while. Those who come already can go on coming."
        value = isPaused ? "no" : "yes"
        button = Button(isPaused ? "Go on again" : "Please pause", weight: .quiet)
    }
}

extension ReferralWords {
    /// What a group said about a day, as it reads it again.
    static func outcomeForGroup(_ outcome: Attendance.Outcome) -> String {
        switch outcome {
        case .came: "They came"
        case .didNotCome: "They did not come"
        case .worried: "You were worried, and asked us to call"
        }
    }
}

/// The page's words for the state that a referral is in.
private struct Words {
    let title: String
    let lead: String
    let nextSteps: [String]

    init(_ referral: ReferralForGroup, reference: ReferenceData) {
        let hub = referral.hub.name
        let answered = (referral.answeredOn ?? referral.today).inWords
        switch referral.state {
        case .waitlisted:
            title = "They are on your waiting list"
            lead =
                "You told us on \(answered)."
                + (referral.agreement == .holds ? " When there is a place, come back to this page and say yes." : "")
            nextSteps = []
        case .accepted:
            title = "Thank you for saying yes"
            lead = "You told us on \(answered). We tell the person."
            nextSteps = [
                "A link worker from \(hub) calls or writes to you about the first day.",
                Self.calling(referral.message?.phone),
                "After each session, tell us on this page whether they came. It takes one tap.",
            ]
        case .introduced, .attending:
            title = "How is it going?"
            lead = "After each session, tell us whether they came. Then we know if they need help to get there."
            nextSteps = []
        case .declined:
            title = "Thank you for telling us"
            let reason = referral.declinedBecause.map { reference.declineReasons.name(of: Code($0.rawValue)) }
            lead = "You said no on \(answered)" + (reason.map { ": “\($0)”." } ?? ".")
            nextSteps = [
                "We look for another group. You do not need to do anything.",
                "Please delete or shred what you wrote down about this person.",
            ]
        case .draft, .sent, .expired, .ended:
            title = "Someone would like to join you"
            lead =
                "\(hub) asks you on their behalf. They agreed to tell \(referral.groupName) this. "
                + Self.time(referral)
            nextSteps = []
        }
    }
}

extension Words {
    /// By when a group answers: nothing is waited for from one that can say no yes.
    private static func time(_ referral: ReferralForGroup) -> String {
        switch referral.agreement {
        case .holds: referral.answerBy.map { "Please answer by \($0.inWords)." } ?? ""
        case .paused: "You asked for a pause: you have time until you go on."
        case .groupRests: "You have time until you go on."
        case .groupClosed, .ended: ""
        }
    }

    /// Whether the group may call the person, and how.
    private static func calling(_ phone: ToldPhone?) -> String {
        switch phone {
        case nil: "Please do not look for the person's number: we make the contact."
        case .callUs: "Please do not call the person yourself. Call us instead: we make the contact."
        // What nobody asked is not theirs to find out.
        case .number(let told)
        where told.use.times == nil || told.use.message == .notAsked || told.use.others == .notAsked:
            "Please call us first, before you call the person: we have not asked everything that keeps a call safe."
        case .number(let told) where told.use.isPlain:
            "You may also call the person yourself, at the times above."
        case .number:
            "You may also call the person yourself, but only as it says above. If that is hard, call us instead."
        }
    }
}

/// What was done a moment ago, told once on top of the page.
enum GroupTold: String {
    case tookBack = "took-back"
    case introduced, came
    case didNotCome = "did-not-come"
    case paused, resumed

    /// Nil where the page does not bear it out: the address can be typed by anybody.
    func notice(_ referral: ReferralForGroup) -> Notice? {
        switch self {
        case .tookBack: referral.state == .sent ? Notice("You took your answer back. You can answer anew.") : nil
        case .introduced:
            referral.state == .introduced ? Notice("Thank you. We know now that you have met or spoken.") : nil
        case .came, .didNotCome:
            referral.attendances.first.flatMap { said in
                guard said.outcome.rawValue == rawValue else { return nil }
                return Notice("Thank you. We wrote down: \(ReferralWords.outcomeForGroup(said.outcome).lowercased()).")
            }
        case .paused:
            referral.agreement == .paused
                ? Notice("We pause. Nobody new is sent to you until you tell us to go on.") : nil
        case .resumed: referral.agreement == .paused ? nil : Notice("Thank you. We go on.")
        }
    }
}
