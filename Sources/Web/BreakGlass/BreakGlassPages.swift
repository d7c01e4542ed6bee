import Casework
import HTTPTypes
import People
import Vocabulary

/// Opening the record of somebody else's person because it cannot wait, and the records that stand open so.
struct BreakGlassPage: Page {
    static let template = "break-glass/break-glass"
    static let audience = Audience.staff

    let title = "When it cannot wait"
    let section: Section? = .breakGlass
    let problems: [FieldProblem]
    let status: HTTPResponse.Status
    let notice: Notice?
    let emergency: Emergency?
    let open: [Line]
    let hasOpen: Bool
    /// Nil where somebody is to be chosen, and where it is known for whom the page is.
    let personReference: TextInput?
    /// For whom the page was opened, where the reader's own day names them.
    let wanted: Wanted?
    /// Whom the name or the number leads to; nil where nobody is to be chosen.
    let who: Radios?
    let reason: TextArea
    let go: Button

    struct Line: Sendable {
        let name: String
        let address: String
        let until: String
        let end: String
    }

    struct Wanted: Sendable {
        let id: String
        let name: String
    }

    /// - Parameters:
    ///   - found: whom the name or the number that was typed leads to.
    ///   - wait: how long nothing can be searched for; nil where it can.
    init(
        _ page: GlassPage, _ reader: FormReader, found: [BreakTheGlass.Candidate] = [],
        wait: GuessLimit.TooMany? = nil, clock: Clock, done: String?
    ) {
        problems = reader.problems
        status = wait != nil ? .tooManyRequests : reader.problems.isEmpty ? .ok : .unprocessableContent
        let words = BreakGlassWords(clock: clock)
        notice = wait.map(Self.notice) ?? Self.notice(done)
        emergency = Emergency(page.lead)
        wanted =
            if case .named(let id, let name)? = page.wanted {
                Wanted(id: id.rawValue, name: name.isEmpty ? "Somebody without a name" : name)
            } else { nil }
        self.open = page.open.map { line in
            Line(
                name: line.personName.isEmpty ? "Somebody without a name" : line.personName,
                address: "/app/people/\(line.glass.person.inAddress)", until: words.until(line.glass),
                end: "/app/break-glass/\(line.glass.id.inAddress)/end")
        }
        hasOpen = !page.open.isEmpty
        personReference =
            found.isEmpty && wanted == nil
            ? TextInput(
                "reference", "Their whole name, their telephone number or the short number", in: reader,
                hint: "The short number has eight digits. It is on the paper we gave them and on their page.") : nil
        who =
            found.isEmpty
            ? nil
            : Radios(
                "who", "Which of them?",
                found.map { one in
                    let initial = one.initial.isEmpty ? "Somebody without a name" : "\(one.initial)…"
                    let worker = one.workerName.map { "Link worker: \($0)" } ?? "No link worker yet"
                    return Choice(
                        one.id.rawValue, initial,
                        hint: "\(worker). Known here since \(one.since.day(in: clock.zone).inWords).")
                }, in: reader, hint: "Only enough is shown to choose by. If you are not sure, call the link worker.")
        reason = TextArea(
            "reason", "Why can it not wait?", in: reader, rows: 3,
            hint: "One or two sentences. They and the leads will read them.")
        go = Button(
            found.isEmpty && wanted == nil ? "Look for them" : "Open it for \(BreakGlass.hours) hours", weight: .serious
        )
    }

    /// What was kept and what to do instead; the leads are told once.
    private static func notice(_ wait: GuessLimit.TooMany) -> Notice {
        let minutes = max(1, (wait.retryAfterSeconds + 59) / 60)
        return Notice(
            "You searched many times. Nothing was opened, and the leads are told. Call a lead now: they can look for you. "
                + "You can search again in \(minutes == 1 ? "a minute" : "\(minutes) minutes").", isGood: false)
    }

    private static func notice(_ done: String?) -> Notice? {
        switch done {
        case "broken":
            Notice("Their record is open to you below. They and the leads are told.", isGood: false)
        case "ended": Notice("The record is closed again.")
        default: nil
        }
    }

    static func read(_ reader: inout FormReader) -> (reference: String, reason: String)? {
        // Whoever chose among those who were found has said whom they mean.
        let reference =
            reader.typed("searched").isEmpty
            ? reader.text("reference", upTo: 300, orAsk: "Enter a name, a telephone number or a short number")
            : reader.text("who", upTo: 300, orAsk: "Choose one of them")
        let reason = reader.text(
            "reason", upTo: BreakGlass.reasonLength.upperBound, orAsk: "Write why it cannot wait")
        if let reason, reason.unicodeScalars.count < BreakGlass.reasonLength.lowerBound {
            reader.add("Write a little more: the person will read it", to: "reason")
        }
        guard reader.problems.isEmpty, let reference, let reason else { return nil }
        return (reference, reason)
    }
}

/// Every record that was opened so, and why: for the leads, who say that they have looked into it.
struct BrokenGlassPage: Page {
    static let template = "break-glass/uses"
    static let audience = Audience.staff

    let title = "Records opened because it could not wait"
    let section: Section? = .today
    let backLink: Link? = Link("Back to Today", to: "/app")
    let uses: [Use]
    let isEmpty: Bool
    let pages: Pagination?
    let searches: [Search]
    let hasSearches: Bool
    let searchPages: Pagination?

    static let searchesAddress = "/app/break-glass/uses#searches"

    struct Search: Sendable {
        let who: String
        let found: String
        let when: String
    }

    struct Use: Sendable {
        let name: String
        /// The person's page; nil for whoever cannot open it.
        let address: String?
        let tag: Tag
        let who: String
        let reason: String
        /// Who looked into it; nil while nobody did.
        let looked: String?
        /// Where the reader says that they have; nil where somebody did, and for whoever opened it.
        let look: String?
    }

    let lookedInto = Button("I have looked into it", weight: .quiet)

    init(_ list: BrokenGlassList, reader: Identifier<Worker>?, opensPeople: Bool = true, clock: Clock) {
        let words = BreakGlassWords(clock: clock)
        uses = list.lines.map { line in
            Use(
                name: line.personName.isEmpty ? "Somebody without a name" : line.personName,
                address: opensPeople ? "/app/people/\(line.glass.person.inAddress)" : nil,
                tag: line.isOpen ? Tag("Open now", .urgent) : Tag("Over", .ended),
                who: "\(line.workerName), \(words.said(line.glass.begunAt)). \(words.span(line.glass))",
                reason: line.glass.reason,
                looked: line.lookerName.map { name in
                    "\(name) looked into it" + (line.glass.lookedAt.map { ", \(words.said($0))." } ?? ".")
                },
                look: line.glass.lookedAt == nil && line.glass.worker != reader
                    ? "/app/break-glass/\(line.glass.id.inAddress)/look" : nil)
        }
        isEmpty = uses.isEmpty
        pages = Pagination(
            page: list.page, size: BrokenGlassList.pageSize, total: list.total, label: "Pages of opened records"
        ) {
            "/app/break-glass/uses?page=\($0)&searches=\(list.searchPage)"
        }
        searches = list.searches.map {
            Search(who: $0.workerName, found: Self.words($0.found), when: words.said($0.at))
        }
        hasSearches = !searches.isEmpty
        searchPages = Pagination(
            page: list.searchPage, size: BrokenGlassList.pageSize, total: list.searchTotal, label: "Pages of searches"
        ) {
            "/app/break-glass/uses?page=\(list.page)&searches=\($0)#searches"
        }
    }

    private static func words(_ found: GlassSearch.Found) -> String {
        switch found {
        case .nobody: "Found nobody"
        case .some: "Found somebody"
        case .many: "Too many have the name: nobody was shown"
        case .refused: "Had to wait after many searches"
        }
    }
}

/// The times of a broken glass, in words.
struct BreakGlassWords {
    let clock: Clock

    func said(_ moment: Moment) -> String {
        "\(moment.day(in: clock.zone).inWords), \(moment.time(in: clock.zone))"
    }

    func until(_ glass: BreakGlass) -> String { "Open until \(said(glass.endsAt))" }

    func span(_ glass: BreakGlass) -> String {
        glass.endedAt.map { "They closed it at \($0.time(in: clock.zone))." }
            ?? (glass.isOpen(at: clock.now)
                ? "Open until \(glass.endsAt.time(in: clock.zone))."
                : "It closed at \(glass.endsAt.time(in: clock.zone)).")
    }

    /// What stands over a record that is open only because of it.
    func notice(_ glass: BreakGlass) -> Notice {
        Notice(
            "This is a colleague’s person. You opened it because it could not wait, and can look until "
                + "\(glass.endsAt.time(in: clock.zone)). They and the leads are told.", isGood: false,
            link: Link("Close it now", to: "/app/break-glass"))
    }
}

extension Identifier where Owner == Person {
    /// The page of broken glass for this person.
    var breakGlassAddress: String { "/app/break-glass?person=\(inAddress)" }
}
