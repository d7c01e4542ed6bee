import Casework
import Community
import People
import Reference
import Vocabulary

/// The exact text that the group will see, line by line, what stays here, and the yes it rests on. The lines
/// are made from the stored message, and that message is what is sent.
struct DraftPage: Page {
    static let template = "refer/draft"
    static let audience = Audience.staff

    let title: String
    let section: Section? = .people
    let backLink: Link?
    let notice: Notice?
    let group: String
    let message: SummaryList
    let stays: [String]
    let restsOn: SummaryList
    let action: String
    let version: Int
    let change: Link
    let giveUp: Link
    /// How it travels: by mail, or on paper.
    let way: String
    /// The button, while nothing stands in the way.
    let send: Button?
    /// What stands in the way since the draft was made.
    let stopped: Stopped?
    /// Two are open, and the person did not ask for more.
    let limit: Limit?

    struct Stopped {
        let sentences: [String]
        var forWorker = ForWorker([])
        let next: Link?
    }

    struct Limit {
        let lead: String
        let open: [Link]
        let action: String
        let box: Checkboxes
        let button = Button("Write this down", weight: .quiet)
    }

    init(_ record: ReferralRecord, groupNames: [String: String] = [:], reference: ReferenceData) {
        let person = record.person
        let referral = record.referral
        let steps = ReferSteps(person: person.id.rawValue, group: referral.group)
        group = record.group.details.name
        title = "Check what \(record.group.details.name) will see"
        backLink = Link("Groups for \(person.shownName)", to: person.address("/groups"))
        notice = record.hold?.notice
        message = SummaryList(MessageLines(reference: reference).rows(of: referral.message))
        stays = DraftPage.stays(record)
        restsOn = SummaryList(DraftPage.restsOn(record, reference: reference))
        action = "/app/referrals/\(referral.id)"
        version = referral.version
        change = Link("Change what they may know", to: steps.consent)
        giveUp = Link("Do not send it", to: "/app/referrals/\(referral.id)/consent-withdrawal")
        way =
            record.canBeMailed
            ? "They get a mail with a link. The mail itself says nothing about \(person.shownName)."
            : "We have no e-mail address of this group. After sending, print the letter: it has a link and a short code, and says nothing about \(person.shownName)."
        stopped = DraftPage.stopped(record, steps: steps, reference: reference)
        limit = record.isAtLimit && stopped == nil ? Limit(record, groupNames: groupNames) : nil
        send = stopped == nil && limit == nil ? Button("Send it to \(record.group.details.name)") : nil
    }

    /// What the hub knows and the group will not see: what was not agreed to, and what never leaves.
    private static func stays(_ record: ReferralRecord) -> [String] {
        let told = record.referral.message.facts
        let everything = ReferralMessage(about: record.person.about, scope: Set(SharedFact.allCases)).facts
        let kept = SharedFact.allCases.filter { everything.contains($0) && !told.contains($0) }.map(MessageLines.key)
        return kept + [
            told.contains(.phone)
                ? "Where they live, their age, and every other way to reach them"
                : "Where they live, their age, and how to reach them safely",
            "What matters to them, other groups, and all notes",
            "How safe they are, what they keep away from, and why",
            "Anything about papers: we never ask for it",
        ]
    }

    static func restsOn(_ record: ReferralRecord, reference: ReferenceData) -> [SummaryRow] {
        let manner = record.consent.manner
        let said = manner.how == .spoken ? "They said yes" : "They signed it"
        let language = reference.languages.name(of: manner.language)
        let interpreter =
            manner.withInterpreter
            ? ", interpreted by \(manner.interpreter ?? "somebody whose name was not written down")" : ""
        var rows = [
            SummaryRow("Their yes", "\(said) in \(language)\(interpreter)"),
            SummaryRow("What it is for", ConsentWords.purpose(record.consent.purpose)),
            SummaryRow("It counts until", record.consent.until.inWords),
        ]
        if let understanding = record.person.understanding {
            rows.append(
                SummaryRow(
                    "Explained and understood",
                    "\(understanding.confirmedOn.inWords), in \(reference.languages.name(of: understanding.language))"))
        }
        rows += record.solved.sorted { $0.key < $1.key }.map {
            SummaryRow(ReasonWords.heading($0.key), "Solved: \($0.value)")
        }
        return rows
    }

    private static func stopped(
        _ record: ReferralRecord, steps: ReferSteps, reference: ReferenceData
    ) -> Stopped? {
        guard let standing = record.standing else { return nil }
        if let day = record.erasureOn {
            return Stopped(
                sentences: [
                    "They asked us to delete everything on \(day.inWords). Until then nobody is told of them.",
                    "They can take that back on their own page.",
                ], next: nil)
        }
        if record.hold != nil {
            return Stopped(
                sentences: ["Nothing was sent. What is written here is kept, and can be sent then."], next: nil)
        }
        if record.phoneChanged {
            return Stopped(
                sentences: ["How to reach them safely has changed since they said yes. Ask them again."],
                next: Link("Ask again", to: steps.consent))
        }
        let unsolved = standing.barriers.filter { record.solved[$0] == nil }
        if standing.isOpen, unsolved.isEmpty {
            guard record.consent.counts(on: record.today) else {
                return Stopped(
                    sentences: ["Their yes ended on \(record.consent.until.inWords). Ask them again."],
                    next: Link("Ask again", to: steps.consent))
            }
            return nil
        }
        let words = StandingWords(standing, reason: ReasonWords(reference: reference, about: record.person.about))
        return Stopped(
            sentences: words.sentences, forWorker: words.forWorker,
            next: standing.isOpen ? Link("Say how this is solved", to: steps.barriers) : nil)
    }
}

extension DraftPage.Limit {
    init(_ record: ReferralRecord, groupNames: [String: String]) {
        let name = record.person.shownName
        lead = "\(name) has \(record.othersOpen.count) open referrals. More at once can be too much."
        open = record.othersOpen.map {
            Link(groupNames[$0.group] ?? "A referral", to: "/app/referrals/\($0.id)")
        }
        action = "/app/referrals/\(record.referral.id)/more-at-once"
        box = Checkboxes(
            "more", "Go on all the same?", [Choice("yes", "\(name) asks for more than two at once")], in: FormReader(),
            hint: "Only when they ask for it themselves.")
    }
}
