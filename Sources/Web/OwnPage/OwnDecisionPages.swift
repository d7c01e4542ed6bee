import Casework
import People
import Reference
import Vocabulary

/// A copy to take away, as a file or on paper.
struct OwnDownloadPage: OwnPageView {
    static let template = "own-page/download"

    let title = "Take a copy"
    let backLink: Link? = Link("Back", to: OwnAddress.home)
    let file = Button("Save a file", name: "as", value: "file")
    let paper = Button("Show it all, to print", weight: .quiet, name: "as", value: "page")
}

/// Everything on one page, to print.
struct OwnPrintPage: OwnPageView {
    static let template = "own-page/print"

    struct Part: Sendable {
        let title: String
        let facts: SummaryList
    }

    let title = "Everything we have written down"
    let backLink: Link? = Link("Back", to: OwnAddress.home)
    let made: String
    let parts: [Part]

    init(_ copy: OwnDownload, held: HeldFacts, trail: [TrailWords.Line], reference: ReferenceData, clock: Clock) {
        made = "\(copy.hub.name), \(clock.today.inWords)"
        let words = AboutWords(reference: reference, today: clock.today, groupNames: held.avoidedGroups)
        var parts = AboutPart.allCases.filter { $0 != .risk }.compactMap { part in
            OwnWords.part(part, held.person.about, words).map { Part(title: $0.title, facts: $0.facts) }
        }
        func add(_ title: String, _ rows: [SummaryRow]) {
            if !rows.isEmpty { parts.append(Part(title: title, facts: SummaryList(rows))) }
        }
        add(
            "How careful we are",
            [SummaryRow("Chosen by us", held.person.about.risk?.careInWords ?? AboutWords.notJudged)])
        add(
            "Calls and meetings",
            copy.contacts.map { contact in
                let kind = Contact.Kind(rawValue: contact.kind).map {
                    TimelineWords.words($0, reached: contact.reached)
                }
                return SummaryRow(
                    Self.day(contact.at),
                    lines: [You.words(kind ?? contact.kind), contact.note, contact.by].filter { !$0.isEmpty })
            })
        add(
            "Groups",
            copy.referrals.map { referral in
                let state = Referral.State(rawValue: referral.state).map(ReferralWords.state) ?? referral.state
                let told = MessageLines(reference: reference).lines(of: referral.told).map {
                    "\(You.words($0.key)): \($0.value)"
                }
                return SummaryRow(
                    referral.group,
                    lines: [state, referral.sentAt.map { "Asked on \(Self.day($0))" } ?? ""].filter { !$0.isEmpty }
                        + told)
            })
        add(
            "When a group asked us to call",
            copy.worries.map { worry in
                SummaryRow(
                    worry.group,
                    lines: ["Asked on \(Self.day(worry.askedAt))"]
                        + worry.calls.map { call in
                            "\(call.by) \(call.reached ? "spoke with them" : "called, and reached nobody"), "
                                + Self.day(call.at)
                        } + (worry.decisions + [worry.closed].compactMap(\.self)).map { "\($0.words) (\($0.by))" })
            })
        add(
            "What you said yes to",
            copy.consents.map { yes in
                let facts = yes.facts.compactMap(SharedFact.init(rawValue:)).map { You.words(MessageLines.key($0)) }
                return SummaryRow(
                    yes.group,
                    lines: [
                        facts.joined(separator: ", "), "Given on \(Self.day(yes.givenAt)), until \(yes.until)",
                        yes.withdrawnAt.map { "Taken back on \(Self.day($0))" } ?? "",
                    ].filter { !$0.isEmpty })
            })
        add(
            "What you asked for",
            copy.requests.map { SummaryRow(Self.day($0.madeAt), lines: [$0.words, $0.answer].filter { !$0.isEmpty }) })
        add(
            "What we began to write and have not saved",
            copy.drafts.map { begun in
                SummaryRow(
                    AboutPart(rawValue: begun.part).map { PartForm.title(of: $0) } ?? begun.part,
                    lines: begun.words.map(\.text) + ["\(begun.by), on \(Self.day(begun.at))"])
            })
        add(
            "Needs for which we found no group",
            copy.unmetNeeds.map { unmet in
                SummaryRow(
                    reference.needs.name(of: NeedCode(unmet.need)),
                    lines: [
                        Hindrance(rawValue: unmet.because).map(GapWords.words) ?? unmet.because,
                        unmet.district.map { "Counted for \($0)" } ?? "", "Looked for on \(Self.day(unmet.on))",
                    ].filter { !$0.isEmpty })
            })
        add(
            "When places were shared out",
            copy.shares.map { share in
                SummaryRow(
                    Self.day(share.proposedAt),
                    lines: [
                        share.group ?? "No group",
                        share.mark == CohortPlan.Mark.leftOut.rawValue ? "Left out" : "",
                        share.confirmedAt.map { "Confirmed on \(Self.day($0))" } ?? "Not confirmed",
                        share.setAsideAt.map { "Set aside on \(Self.day($0))" } ?? "",
                    ].filter { !$0.isEmpty })
            })
        for (title, rows) in Self.behind(copy) { add(title, rows) }
        add(
            "Who looked, and what was done",
            trail.map { SummaryRow($0.day, lines: ["\($0.who) \($0.did)", $0.why ?? ""].filter { !$0.isEmpty }) })
        self.parts = parts
    }

    /// `2026-11-27T10:00:00Z` as a day.
    static func day(_ said: String) -> String { Day(String(said.prefix(10)))?.inWords ?? said }
}

/// Something is wrong: which part, and in their own words.
struct OwnCorrectionPage: OwnPageView {
    static let template = "own-page/correction"

    let title = "Something is wrong"
    let backLink: Link? = Link("Back", to: OwnAddress.home)
    let problems: [FieldProblem]
    let part: Select
    let words: TextArea

    init(_ reader: FormReader) {
        problems = reader.problems
        part = Select(
            "part", "What is it about?",
            [Choice("", "I am not sure, or something else")]
                + AboutPart.allCases.filter { $0 != .risk && $0 != .avoid }.map {
                    Choice($0.rawValue, You.words(TimelineWords.name(of: $0)).capitalizedFirst)
                }, in: reader)
        words = TextArea(
            "words", "What should it say?", in: reader, rows: 5, hint: "In your own words and your own language.")
    }
}

/// Before everything is deleted: what goes, what stays, and until when it can be taken back.
struct OwnErasurePage: OwnPageView {
    static let template = "own-page/erasure"

    struct Ask: Sendable {
        let code: TextInput
    }

    struct Waiting: Sendable {
        let day: String
    }

    struct Kept: Sendable {
        let lines: [String]
    }

    let title = "Delete everything"
    let backLink: Link? = Link("Back", to: OwnAddress.home)
    let problems: [FieldProblem]
    let ask: Ask?
    let waiting: Waiting?
    let kept: Kept?
    let days = PersonRequest.coolingDays

    init(_ record: OwnRecord, _ reader: FormReader, clock: Clock) {
        problems = reader.problems
        waiting = record.erasure?.actsAt.map { Waiting(day: $0.day(in: clock.zone).inWords) }
        ask = waiting == nil ? Ask(code: OwnEnterPage.input(reader, "Type in your code once more")) : nil
        kept =
            record.kept.isEmpty
            ? nil
            : Kept(
                lines: record.kept.map {
                    "\(TrailWords.part($0.part.rawValue).capitalizedFirst): \(OwnWords.words($0.ground)) \($0.words)"
                })
    }
}

/// Another code, or none.
struct OwnCodePage: OwnPageView {
    static let template = "own-page/code"

    let title = "Your code"
    let backLink: Link? = Link("Back", to: OwnAddress.home)
    let problems: [FieldProblem]
    let code: TextInput
    let change = Button("Give me another code")
    let stop = Button("Stop my code and close this page", weight: .serious)

    init(_ reader: FormReader) {
        problems = reader.problems
        code = OwnEnterPage.input(reader, "Type in the code that you have now")
    }
}

/// The new code, once.
struct OwnNewCodePage: OwnPageView {
    static let template = "own-page/new-code"

    let title = "Your new code"
    let backLink: Link? = Link("I have written it down", to: OwnAddress.home)
    let code: String

    init(_ slip: GiveOwnPageCode.Slip) { code = slip.code }
}
