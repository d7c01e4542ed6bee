import Casework
import Community
import Foundation
import People
import Reference
import Storage
import Vocabulary

/// Everything about one group: may people be referred, what it holds, what it agreed, who it is.
struct GroupPage: Page {
    static let template = "register/group"
    static let audience = Audience.staff

    let title: String
    let section: Section? = .register
    let backLink: Link? = Link("All groups", to: "/app/groups")
    let notice: Notice?
    let problems: [FieldProblem]

    let address: String
    let organisation: String
    let state: Tag
    /// Said where the group keeps something to itself.
    let discretion: String?
    let keeps: Radios
    let summary: String
    let mayKeep: Bool
    /// For each level of risk, whether people can be referred, and what stands against it.
    let gates: DataTable
    /// Links that are with somebody who is not its contact any more; nil where there is none.
    let links: LinksInDoubt?
    let evidence: DataTable?
    let agreement: SummaryList?
    let canPause: PauseForm?
    let isAsked: String?
    let askLabel: String
    let load: SummaryList
    let details: SummaryList
    let differences: [Difference]
    let hasDifferences: Bool
    let unmapped: Details?
    let source: SummaryList?
    let history: [String]
    let hasHistory: Bool

    struct Difference: Sendable {
        let field: String
        let name: String
        let ours: String
        let theirs: String
    }

    struct LinksInDoubt: Sendable {
        let lead: String
        let lines: [String]
        let more: String?
        let way: String
        let renew = Button("Close them all, and send new ones")
        let keep = Button("Leave them: the same people read them", weight: .quiet)
    }

    struct PauseForm: Sendable {
        let value: String
        let label: String
    }

    init(
        _ record: GroupRecord, today: Day, zone: TimeZone, reference: ReferenceData, mayKeep: Bool, notice: Notice?,
        keepsProblem: String? = nil
    ) {
        let group = record.group
        self.mayKeep = mayKeep
        self.notice = notice
        title = group.details.name
        address = "/app/groups/\(Site.query(group.id.rawValue))"
        organisation = group.details.organisation
        summary = group.details.summary
        state = GroupWords.state(of: group, load: record.load, today: today)
        discretion = group.discretion.map(Self.words)
        keeps = Self.keeps(keepsProblem)
        problems = keepsProblem.map { [FieldProblem("keeps", $0)] } ?? []
        gates = Self.gates(record, reference: reference)
        links = LinksInDoubt(record, zone: zone)
        evidence = Self.evidence(group.register, today: today, reference: reference)
        agreement = group.agreement.map { Self.agreement($0, today: today) }
        canPause = group.agreement.map { agreed in
            agreed.paused
                ? PauseForm(value: "no", label: "Let referrals go on")
                : PauseForm(value: "yes", label: "Pause referrals")
        }
        askLabel = group.agreement == nil ? "Ask the group for its agreement" : "Ask the group to renew"
        isAsked = record.lastRequest.map { request in
            let asked = PlainDate.long(request.askedAt.day(in: zone))
            return request.answeredAt == nil
                ? "Asked on \(asked). No answer yet."
                : "Asked on \(asked), answered on \(PlainDate.long((request.answeredAt ?? request.askedAt).day(in: zone)))."
        }
        load = SummaryList([
            SummaryRow("People it holds now", String(record.load.held)),
            SummaryRow("Accepted this month", String(record.load.acceptedThisMonth)),
            SummaryRow("Waiting for its answer", String(record.load.waiting)),
            SummaryRow(
                "How welcome people felt",
                record.welcome.map { "\(($0 * 10).rounded() / 10) of 5" } ?? "Not known: fewer than three answers"),
        ])
        details = SummaryList(
            GroupField.allCases.filter { ![.name, .organisation, .summary].contains($0) }.compactMap { field in
                let value = GroupWords.value(of: field, in: group.details, reference: reference)
                return value.isEmpty ? nil : SummaryRow(GroupWords.name(of: field), value)
            })
        differences = group.differences.map { field in
            Difference(
                field: field.rawValue, name: GroupWords.name(of: field),
                ours: GroupWords.side(of: field, in: group.details, reference: reference),
                theirs: group.provenance.map { GroupWords.side(of: field, in: $0.atSource, reference: reference) }
                    ?? "")
        }
        hasDifferences = !differences.isEmpty
        unmapped = group.provenance.flatMap { provenance in
            provenance.unmapped.isEmpty
                ? nil : Details("Words of the directory that we do not know yet", provenance.unmapped)
        }
        source = group.provenance.map { provenance in
            SummaryList([
                SummaryRow("From", provenance.source),
                SummaryRow("Its number there", provenance.foreignID),
                SummaryRow("Last read", PlainDate.long(provenance.readOn)),
                SummaryRow("Last changed there", provenance.changedAtSource ?? "Not said"),
            ])
        }
        history = record.history.map { event in
            "\(PlainDate.short(event.at.day(in: zone))): \(Self.words(for: event.verb))"
        }
        hasHistory = !history.isEmpty
    }

    static func notice(for done: String?) -> Notice? {
        switch done {
        case "added": Notice("The group is in the directory. Now ask it for its agreement.")
        case "corrected": Notice("The details were saved.")
        case "evidence": Notice("The evidence is on the register.")
        case "links-renewed":
            Notice("The links of before are closed. New ones are on their way, or the link workers print letters.")
        case "links-kept": Notice("The links stay as they are.")
        case "settled": Notice("The detail now follows its source.")
        case "asked": Notice("The group was asked already. Its link is in the mail or on the letter.")
        case "discretion": Notice("This is written down, and counts from now on.")
        case "paused": Notice("Referrals to this group are paused.")
        case "resumed": Notice("Referrals to this group go on.")
        default: nil
        }
    }

    private static func words(_ discretion: Discretion) -> String {
        let what = discretion == .address ? "address" : "address and its phone number"
        return
            "This group keeps its \(what) to itself. Only the worker of somebody whom it has accepted can open it, on the "
            + "page of the referral."
    }

    /// Nothing is chosen beforehand: what it keeps stands on top of the page, and of nothing nobody knows whether it was
    /// asked.
    private static func keeps(_ problem: String?) -> Radios {
        var reader = FormReader()
        if let problem { reader.add(problem, to: "keeps") }
        return Radios(
            "keeps", "What does this group keep to itself?",
            [
                Choice("nothing", "Nothing"), Choice(Discretion.address.rawValue, "Where it is"),
                Choice(Discretion.addressAndPhone.rawValue, "Where it is, and its phone number"),
            ], in: reader,
            hint: "For refuges. Take the address out of the summary and the times too.")
    }

    private static func gates(_ record: GroupRecord, reference: ReferenceData) -> DataTable {
        DataTable(
            "Who can be referred", columns: ["Risk of the person", "Standards", "What is needed"],
            rows: record.gaps.map { gap in
                let needed =
                    gap.missing.map { "\(reference.standards.name(of: $0)) (never seen)" }
                    + gap.expired.map { "\(reference.standards.name(of: $0)) (ended)" }
                return [
                    .text("\(gap.risk.rawValue) · \(reference.meaning(of: gap.risk).name)"),
                    .tag(needed.isEmpty ? Tag("All there", .good) : Tag("Not yet", .waiting)),
                    .text(needed.isEmpty ? "Nothing" : needed.joined(separator: ", ")),
                ]
            })
    }

    private static func evidence(_ register: Register, today: Day, reference: ReferenceData) -> DataTable? {
        guard !register.entries.isEmpty else { return nil }
        return DataTable(
            "Evidence on the register", columns: ["Standard", "Until", "State", "Seen"],
            rows: register.current.map { entry in
                let left = entry.until?.days(since: today)
                let tag =
                    switch left {
                    case nil: Tag("Holds", .good)
                    case let days? where days < 0: Tag("Ended", .urgent)
                    case let days? where days < 60: Tag("Ends soon", .waiting)
                    default: Tag("Holds", .good)
                    }
                return [
                    .text(reference.standards.name(of: entry.standard)),
                    .text(entry.until.map(PlainDate.long) ?? "No end"), .tag(tag),
                    .text(
                        "\(PlainDate.short(entry.seenOn)), \(entry.seenBy)"
                            + (entry.note.isEmpty ? "" : " · \(entry.note)")),
                ]
            })
    }

    private static func agreement(_ agreement: Agreement, today: Day) -> SummaryList {
        SummaryList([
            SummaryRow("Newcomers a month", "Up to \(agreement.monthlyLimit)"),
            SummaryRow("Places", "\(agreement.places) at one time"),
            SummaryRow("When places are shared out", GroupWords.cohort(agreement.cohort)),
            SummaryRow(
                "Until",
                agreement.until.map { "\(PlainDate.long($0)) (\(PlainDate.distance(of: $0, from: today)))" } ?? "No end"
            ),
            SummaryRow("What they can cope with", agreement.canCopeWith),
            SummaryRow("Money", GroupWords.strain(agreement.fundingStrain)),
            SummaryRow("Agreed", "\(PlainDate.long(agreement.agreedOn)) by \(agreement.agreedBy)"),
        ])
    }

    private static func words(for verb: String) -> String {
        switch TrailVerb(rawValue: verb) {
        case .groupAdded: "added by hand"
        case .groupCorrected: "details corrected"
        case .evidenceAdded: "evidence added"
        case .agreementAsked: "asked for its agreement"
        case .agreementGiven: "the group agreed"
        case .agreementRefused: "the group said no"
        case .groupPausedReferrals: "referrals paused"
        case .groupResumedReferrals: "referrals go on"
        case .groupOpeningChanged: "whether it takes people changed"
        case .sourceFollowed: "a detail follows its source again"
        case .groupLinksRenewed: "new links, after somebody else became its contact"
        case .groupLinksKept: "links left as they are, after somebody else became its contact"
        default: verb.replacing("-", with: " ")
        }
    }
}

extension GroupPage.LinksInDoubt {
    init?(_ record: GroupRecord, zone: TimeZone) {
        let found = record.linksInDoubt
        let questions = record.questionsInDoubt
        guard !found.isEmpty || !questions.isEmpty else { return nil }
        lead =
            "This group has somebody else to write to now. These links were sent to the one before, and still work. "
            + (found.isEmpty ? "" : "They open people, who are not shown to you. ")
            + (questions.isEmpty ? "" : "Whoever has the question about the agreement answers for the group.")
        lines =
            questions.shown.map { question in
                "The question about the agreement, asked on \(PlainDate.long(question.askedAt.day(in: zone))) · works until "
                    + PlainDate.long(question.endsAt.adding(seconds: -1).day(in: zone))
            }
            + found.shown.map { link in
                "Sent on \(PlainDate.long(link.sentAt.day(in: zone))) · \(Self.words(link.state)) · works until "
                    + PlainDate.long(link.endsAt.adding(seconds: -1).day(in: zone))
            }
        more = found.hasMore || questions.hasMore ? "And more: all of them are closed at once." : nil
        let hasNoAddress = record.group.details.contact.email.allSatisfy(\.isWhitespace)
        way =
            hasNoAddress
            ? (found.isEmpty
                ? "There is no e-mail address."
                : "There is no e-mail address: each link worker finds on Today that a letter has to be printed.")
                + (questions.isEmpty ? "" : " Print a new question about the agreement yourself: the button is below.")
            : "New links go to \(record.group.details.contact.email)."
    }

    private static func words(_ state: Referral.State) -> String {
        switch state {
        case .sent: "waits for an answer"
        case .waitlisted: "on the waiting list"
        case .accepted, .introduced, .attending: "goes there, or soon will"
        case .draft, .declined, .expired, .ended: "over"
        }
    }
}
