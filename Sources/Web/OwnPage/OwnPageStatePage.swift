import Casework
import People
import Vocabulary

/// A person's own page as their worker sees it: whether they have a code, what they asked for, what stays.
struct OwnPageStatePage: Page {
    static let template = "own-page/state"
    static let audience = Audience.staff

    struct Stop: Sendable {
        let action: String
        let button = Button("Stop the code", weight: .serious)
    }

    struct Mail: Sendable {
        let action: String
        let safe: Checkboxes
    }

    struct Request: Sendable {
        let id: String
        let heading: String
        let words: String
        let hasWords: Bool
        let answer: String
        let hasAnswer: Bool
        let form: Answer?
    }

    struct Answer: Sendable {
        let action: String
        let words: TextArea
    }

    struct Kept: Sendable {
        let part: String
        let ground: String
        let words: String
    }

    let title: String
    let section: Section? = .people
    let backLink: Link?
    let problems: [FieldProblem]
    let notice: Notice?
    let state: String
    /// What is to be done about a code that somebody saw who is no longer there; nil where nobody did.
    let witness: String?
    let codeAction: String
    let give: Button
    let mail: Mail?
    let noMail: String?
    let stop: Stop?
    let requests: [Request]
    let hasRequests: Bool
    let kept: [Kept]
    let hasKept: Bool
    /// Where a lead says what has to stay.
    let keep: String?

    init(_ found: GiveOwnPageCode.State, _ reader: FormReader, clock: Clock, done: String?) {
        let person = found.person
        let address = person.address("/own-page")
        func day(_ moment: Moment) -> String { moment.day(in: clock.zone).inWords }
        title = "\(person.shownName): their own page"
        backLink = Link(person.shownName, to: person.address())
        problems = reader.problems
        notice = Self.notice(done)
        state =
            switch (found.givenAt, found.usedAt) {
            case (nil, _): "They have no code. With one they can read here what you wrote, and decide about it."
            case (let given?, nil):
                "They were given a code on \(day(given)). "
                    + (found.isOver
                        ? "Nobody used it for too long: it has stopped working." : "It was not used yet.")
            case (let given?, let used?):
                "They were given a code on \(day(given)), and last used it on \(day(used))."
                    + (found.isOver ? " That is too long ago: it has stopped working." : "")
            }
        witness = found.witness.map(Self.words)
        codeAction = address + "/code"
        give = Button(found.givenAt == nil ? "Print a code" : "Print a new code", name: "way", value: "paper")
        mail =
            found.mayMail
            ? Mail(
                action: address + "/code",
                safe: Checkboxes(
                    "safe", "Ask them first", [Choice("yes", "They said that nobody else reads their e-mail")],
                    in: FormReader())) : nil
        noMail =
            found.mayMail
            ? nil
            : "It cannot go by e-mail: they did not say that messages are safe, or somebody else uses their phone."
        stop = found.givenAt == nil ? nil : Stop(action: address + "/code/stop")
        requests = found.requests.map { Self.request($0, address: address, reader: reader, day: day) }
        hasRequests = !requests.isEmpty
        kept = found.kept.map {
            Kept(part: KeptPage.words($0.part), ground: OwnWords.words($0.ground), words: $0.words)
        }
        hasKept = !kept.isEmpty
        keep = found.mayKeep ? person.id.keptAddress : nil
    }

    static func words(_ witness: CodeWitness) -> String {
        witness.wasUsed
            ? "\(witness.name) has seen their code, and is no longer there for them. Ask if they want a new code."
            : "\(witness.name) gave them a code, and is no longer there for them. So the code stopped working. Give them a "
                + "new one."
    }

    private static func request(
        _ request: PersonRequest, address: String, reader: FormReader, day: (Moment) -> String
    ) -> Request {
        let heading: String
        switch (request.kind, request.state) {
        case (.correction, _):
            let part = AboutPart(rawValue: request.part).map { " about \(TimelineWords.name(of: $0))" } ?? ""
            heading = "Something is wrong\(part). Asked on \(day(request.madeAt))"
        case (.erasure, .open):
            heading =
                "They want everything deleted. It happens on \(request.actsAt.map(day) ?? "that day"), unless they take it "
                + "back"
        case (.erasure, _): heading = "They wanted everything deleted, and took it back"
        }
        let isToAnswer = request.kind == .correction && request.state == .open
        return Request(
            id: request.id.rawValue, heading: heading, words: request.words, hasWords: !request.words.isEmpty,
            answer: request.answer, hasAnswer: !request.answer.isEmpty,
            form: isToAnswer
                ? Answer(
                    action: "\(address)/requests/\(request.id.inAddress)/answer",
                    words: TextArea(
                        answerField(request.id), "Your answer", in: reader, rows: 3,
                        hint: "They read it on their own page. Say what you changed, or why not.")) : nil)
    }

    /// Several forms may stand on the page, each with a field of its own.
    static func answerField(_ id: PersonRequest.ID) -> String { "answer-\(id)" }

    private static func notice(_ done: String?) -> Notice? {
        switch done {
        case "mailed": Notice("The code is on its way.")
        case "mailed-anew": Notice("The code is on its way. The code they had before has stopped working.")
        case "stopped": Notice("The code is stopped, and the page is closed everywhere.")
        case "answered": Notice("They find your answer on their own page.")
        default: nil
        }
    }
}

/// A slip of paper with a code, once. It names nobody, and says nothing about what is behind it.
struct OwnSlipPage: Page {
    static let template = "own-page/slip"
    static let audience = Audience.staff

    let title = "A code for their own page"
    let section: Section? = .people
    let backLink: Link?
    let address: String
    let code: String
    /// By which a colleague finds them when their link worker is not there.
    let number: String
    let replaces: Bool

    init(_ slip: GiveOwnPageCode.Slip) {
        number = slip.number.text
        replaces = slip.replaces
        backLink = Link("Back", to: "/app/people/\(slip.person.inAddress)/own-page")
        address = slip.address.replacing(/^https?:\/\//, with: "")
        code = slip.code
    }
}

/// What erasures removed and what they left: numbers, nothing about anybody.
struct ErasuresPage: Page {
    static let template = "own-page/erasures"
    static let audience = Audience.staff

    struct Receipt: Sendable {
        let title: String
        let why: String
        let table: DataTable
        let kept: String?
    }

    let title = "What was erased"
    let section: Section? = .today
    let backLink: Link? = Link("Back to Today", to: "/app")
    let receipts: [Receipt]
    let isEmpty: Bool
    let pages: Pagination?

    init(_ found: ReadErasures.Page) {
        receipts = found.receipts.map { receipt in
            let day = Day(String(receipt.doneAt.prefix(10)))?.inWords ?? receipt.doneAt
            return Receipt(
                title: "Receipt \(receipt.number.prefix(8)), \(day)",
                why: receipt.because == "asked" ? "The person asked for it." : "A rule of retention.",
                table: DataTable(
                    "Table by table", columns: ["Table", "Gone", "Emptied", "Left", "Why"],
                    rows: receipt.lines.map {
                        [.text($0.table), .number($0.removed), .number($0.emptied), .number($0.kept), .text($0.why)]
                    }),
                kept: receipt.kept.isEmpty
                    ? nil
                    : "Stays by law: "
                        + receipt.kept.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }
                        .joined(separator: ", "))
        }
        isEmpty = receipts.isEmpty
        pages = Pagination(page: found.page, size: ReadErasures.pageSize, total: found.total) {
            "/app/erasures?page=\($0)"
        }
    }
}
