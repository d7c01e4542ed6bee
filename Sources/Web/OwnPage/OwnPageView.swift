import Casework
import Hummingbird
import People
import Reference
import Vocabulary

/// A page for a person themselves. Whoever looks over a shoulder, or into the list of pages that a browser keeps, learns
/// nothing from its title; and the way out closes it.
protocol OwnPageView: Page {}

extension OwnPageView {
    static var audience: Audience { .person }
}

enum OwnAddress {
    static let home = "/me"
    static let leave = LeavingAddress.quick.rawValue
    /// Where somebody is who never was here. No page of ours says where they came from.
    static let elsewhere = "https://www.bbc.co.uk/weather"
    /// What the browser's tab and its list of pages say.
    static let tab = "Your page – Kith"

    /// Whether this route is the person's own, so that they are told and not told of.
    static func isOwn(_ route: String?) -> Bool { route == home || route?.hasPrefix(home + "/") == true }
}

extension SiteCookies {
    /// The open page of a person: sent to `/me` alone, and never from another site.
    var ownPageName: String { isSecure ? "__Secure-kith-page" : "kith-page" }

    func ownPage(_ secret: String) -> Cookie {
        Cookie(
            name: ownPageName, value: secret, path: OwnAddress.home, secure: isSecure, httpOnly: true,
            sameSite: .strict)
    }

    func endOfOwnPage() -> Cookie {
        Cookie(
            name: ownPageName, value: "", maxAge: 0, path: OwnAddress.home, secure: isSecure, httpOnly: true,
            sameSite: .strict)
    }
}

/// What just happened, told once.
enum OwnTold: String {
    case closed, left, withdrawn, asked
    case erasureAsked = "later"
    case takenBack = "stays"
    case broughtBack = "as-before"
    case stopped

    var notice: Notice {
        switch self {
        case .closed: Notice("This page was closed. It closes by itself after 15 minutes.", isGood: false)
        case .left: Notice("This page is closed.")
        case .withdrawn:
            Notice(
                "Your yes is taken back. The group can see nothing any more. By mistake? You can bring it back below.")
        case .broughtBack: Notice("Your consent holds again, as before.")
        case .asked: Notice("Your question is on its way. The answer will stand on this page.")
        case .erasureAsked: Notice("We delete everything in 7 days. Until then you can take it back here.")
        case .takenBack: Notice("Nothing is deleted. All stays as it was.")
        case .stopped: Notice("Your code has stopped working, and this page is closed.")
        }
    }
}

/// Where a code is typed in. It says nothing about whose page it opens, nor what for.
struct OwnEnterPage: OwnPageView {
    static let template = "own-page/enter"

    let title = "Type in your code"
    let problems: [FieldProblem]
    let notice: Notice?
    let code: TextInput

    init(_ reader: FormReader, told: OwnTold? = nil) {
        problems = reader.problems
        notice = told?.notice
        code = OwnEnterPage.input(reader, "Your code")
    }

    static func input(_ reader: FormReader, _ label: String) -> TextInput {
        TextInput(
            "code", label, in: reader, kind: .search, width: .half,
            hint: "Ten letters and numbers, like k3v9m-2mtz8. Big or small letters are the same.")
    }
}

/// The person's own first page: their plan, their groups, and what they can decide.
struct OwnHomePage: OwnPageView {
    static let template = "own-page/home"

    struct Group: Sendable {
        let name: String
        let tag: Tag
        let line: String
        /// Where their yes is taken back; nil where it was.
        let withdrawal: String?
    }

    struct Asked: Sendable {
        let words: String
        let when: String
        let answer: String
        let hasAnswer: Bool
    }

    struct Waiting: Sendable {
        let day: String
    }

    let title = "Your page"
    let notice: Notice?
    let worker: String
    let needs: [String]
    let hasNeeds: Bool
    let hopes: [String]
    let hasHopes: Bool
    let open: [Group]
    let hasOpen: Bool
    let past: [Group]
    let hasPast: Bool
    let pastNote: String?
    /// What they took back and can still bring back.
    let returning: [Returning]
    let hasReturning: Bool
    let yeses: Link?
    let asked: [Asked]
    let hasAsked: Bool
    let waiting: Waiting?
    let callHub: CallHub?

    init(_ record: OwnRecord, reference: ReferenceData, clock: Clock, told: OwnTold?) {
        let about = record.person.about
        let words = OwnWords(reference: reference, clock: clock)
        notice = told?.notice
        worker =
            record.workerName.map { worker in
                record.standIn.map {
                    "Your link worker, \(worker) from \(record.hub.name), is away. Until \($0.until.inWords), "
                        + "\($0.name) is there for you."
                } ?? "Your link worker is \(worker) from \(record.hub.name)."
            } ?? "The team of \(record.hub.name) is choosing who will be there for you. You can call us meanwhile."
        // That somebody asked about being safe is read by whoever holds the telephone: it opens behind the code.
        needs = about.needs.filter { $0 != .safety }.map { reference.needs.name(of: $0) }
        hasNeeds = !needs.isEmpty
        hopes = about.hopes.split(whereSeparator: \.isNewline).map(String.init)
        hasHopes = !hopes.isEmpty
        open = record.open.map(words.group)
        hasOpen = !open.isEmpty
        past = record.past.map(words.group)
        hasPast = !past.isEmpty
        pastNote =
            record.pastTotal > record.past.count
            ? "These are the last \(record.past.count) of \(record.pastTotal). All stand in your copy." : nil
        returning = record.returning.compactMap { Returning($0, clock: clock) }
        hasReturning = !returning.isEmpty
        yeses =
            record.standing == 0
            ? nil
            : Link(
                record.standing == 1
                    ? "1 group that you said yes to" : "\(record.standing) groups that you said yes to",
                to: "\(OwnAddress.home)/yes")
        asked = record.requests.filter { $0.kind == .correction }.map { request in
            Asked(
                words: request.words, when: request.madeAt.day(in: clock.zone).inWords, answer: request.answer,
                hasAnswer: request.state == .answered)
        }
        hasAsked = !asked.isEmpty
        waiting = record.erasure?.actsAt.map { Waiting(day: $0.day(in: clock.zone).inWords) }
        callHub = CallHub(record.hub)
    }
}

/// A yes that was taken back a moment ago and can be brought back.
struct Returning: Sendable {
    let name: String
    /// Until when, as a clock has it.
    let until: String
    let action: String

    init?(_ line: StandingConsents.Line, clock: Clock) {
        guard let end = line.consent.returnsUntil else { return nil }
        name = line.groupName
        until = end.time(in: clock.zone).description
        action = OwnWords.withdrawal(of: line.consent) + "/taking-back"
    }
}

/// The groups to which their yes stands, and a button for each.
struct OwnConsentsPage: OwnPageView {
    static let template = "own-page/consents"

    struct Line: Sendable {
        let name: String
        let facts: String
        let until: String
        let withdrawal: String
    }

    let title = "What you said yes to"
    let backLink: Link? = Link("Back", to: OwnAddress.home)
    let lines: [Line]
    let isEmpty: Bool
    /// What they took back and can still bring back.
    let returning: [Returning]
    let hasReturning: Bool
    let pages: Pagination?

    init(_ found: StandingConsents, clock: Clock) {
        returning = found.returning.compactMap { Returning($0, clock: clock) }
        hasReturning = !returning.isEmpty
        lines = found.lines.map { line in
            Line(
                name: line.groupName,
                facts: SharedFact.allCases.filter(line.consent.scope.contains).map { You.words(MessageLines.key($0)) }
                    .joined(separator: ", "),
                until: line.consent.until < clock.today
                    ? "ended on \(line.consent.until.inWords)" : "until \(line.consent.until.inWords)",
                withdrawal: OwnWords.withdrawal(of: line.consent))
        }
        isEmpty = lines.isEmpty && !hasReturning
        pages = Pagination(page: found.page, size: StandingConsents.pageSize, total: found.total) {
            "\(OwnAddress.home)/yes?page=\($0)"
        }
    }
}

/// What we hold, but for what could do harm if somebody else reads it.
struct OwnFactsPage: OwnPageView {
    static let template = "own-page/facts"

    struct Part: Sendable {
        let title: String
        let facts: SummaryList
    }

    let title = "What we have written down"
    let backLink: Link? = Link("Back", to: OwnAddress.home)
    let parts: [Part]
    let contacts: String

    init(_ held: HeldFacts, reference: ReferenceData, today: Day) {
        let words = AboutWords(reference: reference, today: today)
        parts = OwnWords.openParts.compactMap { OwnWords.part($0, held.person.about, words) }
        contacts =
            switch held.contacts {
            case 0: "No call or meeting is written down."
            case 1: "1 call or meeting is written down."
            default: "\(held.contacts) calls and meetings are written down."
            }
    }
}

/// What could do harm if somebody else reads it: one more step, and said before.
struct OwnPrivatePage: OwnPageView {
    static let template = "own-page/private"

    struct Kept: Sendable {
        let part: String
        let ground: String
        let words: String
    }

    let title = "More that we have written down"
    let backLink: Link? = Link("Back", to: "\(OwnAddress.home)/facts")
    let parts: [OwnFactsPage.Part]
    /// How careful we are, without a word about why.
    let risk: String
    let requires: String?
    let shut = Button("Close these again", weight: .quiet)
    let sealed: String
    let hasSealed: Bool
    let kept: [Kept]
    let hasKept: Bool

    init(_ held: HeldFacts, reference: ReferenceData, today: Day) {
        let words = AboutWords(reference: reference, today: today, groupNames: held.avoidedGroups)
        parts = OwnWords.partsBehind.compactMap { OwnWords.part($0, held.person.about, words) }
        risk =
            held.person.about.risk.map {
                "\($0.careInWords). Your worker chose this, so that we send you to groups that are safe enough. "
                    + "Why is not written here, and no group is told."
            } ?? "Your worker has not chosen yet. Until then we are very careful."
        let required = held.person.about.requires.map { reference.standards.name(of: $0) }
        requires = required.isEmpty ? nil : "Groups must also have: \(required.joined(separator: ", "))."
        hasSealed = held.sealed > 0
        sealed =
            switch (held.sealed, held.openings) {
            case (0, _): "Nothing that you told us is sealed."
            case (_, 0): "Something that you told us is sealed. Nobody here has opened it."
            case (_, 1): "Something that you told us is sealed. It was opened once."
            case (_, let times): "Something that you told us is sealed. It was opened \(times) times."
            }
        kept = held.kept.map {
            Kept(part: TrailWords.part($0.part.rawValue), ground: OwnWords.words($0.ground), words: $0.words)
        }
        hasKept = !kept.isEmpty
    }
}

/// Who looked, when and why.
struct OwnTrailPage: OwnPageView {
    static let template = "own-page/trail"

    let title = "Who looked, and what was done"
    let backLink: Link? = Link("Back", to: "\(OwnAddress.home)/private")
    let lines: [TrailWords.Line]
    let isEmpty: Bool
    let pages: Pagination?

    init(_ trail: OwnTrail, reference: ReferenceData, clock: Clock) {
        let words = TrailWords(reference: reference, clock: clock)
        lines = trail.lines.map(words.line)
        isEmpty = lines.isEmpty
        pages = Pagination(page: trail.page, size: OwnTrail.pageSize, total: trail.total) {
            "\(OwnAddress.home)/looks?page=\($0)"
        }
    }
}
