import Casework
import People
import Vocabulary

/// A group's worry as a red box on whatever page it concerns, with the number to call.
struct WorryBox: Sendable {
    let id: String
    let title: String
    let said: String
    /// Nil where the group has no number that may be shown.
    let call: Link?
    /// Whom to call then.
    let instead: CallInstead?
    let standing: String
    let address: String

    init(_ line: WorryLine, clock: Clock) {
        let words = WorryWords(clock: clock)
        id = line.worry.id.rawValue
        title = "\(line.groupName) is worried"
        said = words.said(line.worry)
        call = line.groupPhone.isEmpty ? nil : CallHub.telephone(line.groupPhone)
        instead = call == nil ? CallInstead(line.lead) : nil
        standing = words.standing(line.worry)
        address = line.worry.id.worryAddress
    }
}

/// Whom to call where the number of a group may not be shown.
struct CallInstead: Sendable {
    let whom: String
    /// Nil where the hub has no telephone.
    let call: Link?

    /// Nil where the reader is the one to call: what the group's page tells is all there is.
    init?(_ lead: SafeguardingContact?) {
        guard let lead, !lead.isReader else { return nil }
        whom = lead.whom
        call = lead.phone.isEmpty ? nil : CallHub.telephone(lead.phone)
    }
}

/// How far a worry has come, in words.
struct WorryWords {
    let clock: Clock

    func at(_ moment: Moment) -> String {
        let day = Ago.words(moment.day(in: clock.zone), today: clock.today)
        return "\(day), \(moment.time(in: clock.zone))"
    }

    func said(_ worry: Worry) -> String {
        guard let again = worry.raisedAgainAt.last else { return "They said so \(at(worry.raisedAt))." }
        return "They said so \(at(worry.raisedAt)), and again \(at(again))."
    }

    func standing(_ worry: Worry) -> String {
        if !worry.isOpen { return "Closed." }
        if worry.isDecided { return "Something was decided. A lead closes it." }
        if worry.calls.contains(where: { $0.reached && $0.at >= worry.lastRaisedAt }) {
            return "Somebody spoke with the group. Write down what is done."
        }
        return worry.isCalled ? "Somebody tried to call the group. Try again." : "Nobody has called the group yet."
    }
}

/// One worry: whom to call, what was done, and the three steps that end it.
struct WorryRecordPage: Page {
    static let template = "safety/worry"
    static let audience = Audience.staff

    let title: String
    let section: Section? = .today
    let backLink: Link? = Link("Back to Today", to: "/app")
    let notice: Notice?
    let problems: [FieldProblem]
    let personName: String
    let personAddress: String
    let groupAddress: String
    let said: String
    let isOpen: Bool
    let call: Link?
    let instead: CallInstead?
    let askFor: String?
    let worker: String
    let steps: [Step]
    let hasSteps: Bool
    let address: String
    let emergency: Emergency?
    let reached: Radios
    let saveCall = Button("Save the call", weight: .quiet)
    let decision: TextArea
    let saveDecision = Button("Save what was decided", weight: .quiet)
    /// Nil for whoever may not close it.
    let reason: TextArea?
    let close = Button("Close it", weight: .serious)

    struct Step: Sendable {
        let when: String
        let what: String
        let words: String?
    }

    init(_ record: WorryRecord, _ reader: FormReader, clock: Clock, done: String? = nil) {
        let worry = record.worry
        let words = WorryWords(clock: clock)
        title = "\(record.groupName) is worried"
        problems = reader.problems
        notice = Self.notice(done)
        personName = record.personName.isEmpty ? "somebody without a name" : record.personName
        personAddress = "/app/people/\(worry.person.inAddress)"
        groupAddress = "/app/groups/\(Identifier<Worry>(rawValue: worry.group).inAddress)"
        said = words.said(worry)
        isOpen = worry.isOpen
        emergency = worry.isOpen ? Emergency() : nil
        call = record.groupPhone.isEmpty ? nil : CallHub.telephone(record.groupPhone)
        instead = call == nil ? CallInstead(record.lead) : nil
        askFor = record.contactName.isEmpty ? nil : record.contactName
        worker = Companion.words(record.companion)
        steps = Self.steps(record, words)
        hasSteps = !steps.isEmpty
        address = worry.id.worryAddress
        reached = Radios(
            "reached", "Did you reach the group?", [Choice("yes", "Yes"), Choice("no", "No, I tried")], in: reader,
            isInline: true)
        decision = TextArea(
            "decision", "What is done now, and by whom?", in: reader, rows: 3,
            hint: "The person can ask to read it.")
        reason =
            record.mayClose
            ? TextArea("reason", "Why can it be closed?", in: reader, rows: 3, hint: "The person can ask to read it.")
            : nil
    }

    private static func steps(_ record: WorryRecord, _ words: WorryWords) -> [Step] {
        func name(_ worker: Identifier<Worker>) -> String { record.names[worker] ?? "A colleague" }
        let worry = record.worry
        var steps: [(Moment, Step)] = worry.calls.map { call in
            let what = call.reached ? "spoke with the group" : "called, and reached nobody"
            return (call.at, Step(when: words.at(call.at), what: "\(name(call.by)) \(what)", words: nil))
        }
        steps += worry.decisions.map { note in
            (note.at, Step(when: words.at(note.at), what: "\(name(note.by)) wrote what is done", words: note.words))
        }
        steps += worry.raisedAgainAt.map { moment in
            (moment, Step(when: words.at(moment), what: "The group asked for a call again", words: nil))
        }
        if let note = worry.closing {
            steps.append(
                (note.at, Step(when: words.at(note.at), what: "\(name(note.by)) closed it", words: note.words)))
        }
        return steps.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element.1)
    }

    private static func notice(_ done: String?) -> Notice? {
        switch done {
        case "called": Notice("The call is written down.")
        case "decided": Notice("Written down. Now do it, and tell a lead that it can be closed.")
        case "closed": Notice("It is closed, and no longer on Today.")
        default: nil
        }
    }

    // MARK: What was typed

    static func reached(_ reader: inout FormReader) -> Bool? {
        reader.yesOrNo("reached", orAsk: "Say whether you reached the group")
    }

    static func decision(_ reader: inout FormReader) -> String? {
        reader.text("decision", upTo: Worry.wordsLimit, orAsk: "Write what is done now")
    }

    static func reason(_ reader: inout FormReader) -> String? {
        reader.text("reason", upTo: Worry.wordsLimit, orAsk: "Write why it can be closed")
    }
}

extension Identifier where Owner == Worry {
    /// The address of its page.
    var worryAddress: String { "/app/worries/\(inAddress)" }
}

extension Worry.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .closed: .notNow("A lead has closed this. If you are worried again, talk to the lead.")
        case .nobodyCalled: .notNow("Call the group first, and write down the call. Then write what is done.")
        case .undecided: .notNow("Write down first what is done. Then it can be closed.")
        case .wordsMissing: .notNow("Nothing was saved. Go back, and write it in one or two sentences.")
        case .tooLong: .tooLarge
        }
    }
}
