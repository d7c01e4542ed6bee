import Casework
import People
import Reference
import Storage
import Vocabulary

/// Two records that may be of one person, side by side, with the question.
struct LikenessPage: Page {
    static let template = "safety/likeness"
    static let audience = Audience.staff

    let title = "Is this the same person?"
    let section: Section? = .today
    let backLink: Link? = Link("Back to Today", to: "/app")
    let problems: [FieldProblem]
    let lead: String
    let sides: [Side]
    /// What was said; nil while nobody did.
    let decided: String?
    /// Nil once it is decided.
    let question: Radios?
    let action: String
    let save = Button("Save")

    struct Side: Sendable {
        let id: String
        let title: String
        let facts: SummaryList
        /// Nil for whoever may not open it.
        let open: Link?
    }

    init(_ record: LikenessRecord, _ reader: FormReader, reference: ReferenceData, clock: Clock) {
        let likeness = record.likeness
        problems = reader.problems
        lead =
            "\(Self.words(likeness.signs)) Nobody is referred from the newer record before somebody has looked."
            + (record.isOwn ? "" : " The worker of the newer record does not know why they wait.")
        sides = [("newer", "The newer record", record.newer), ("earlier", "The earlier record", record.earlier)].map {
            id, title, side in
            Side(
                id: id, title: title, facts: Self.facts(side, reference: reference, zone: clock),
                open: record.opensBoth ? Link("Open it", to: "/app/people/\(side.person.inAddress)") : nil)
        }
        decided = likeness.decision.map { decision in
            switch decision {
            case .same: "It is the same person. The two records are linked."
            case .different: "They are two people. The newer record waits for nothing any more."
            }
        }
        question =
            likeness.decision == nil
            ? Radios(
                "decision", "What do you say?",
                [
                    Choice(
                        Likeness.Decision.same.rawValue, "The same person",
                        hint: record.isOwn
                            ? "The two records are linked."
                            : "The two records are linked. The two workers talk before anybody is referred."),
                    Choice(
                        Likeness.Decision.different.rawValue, "Two people",
                        hint: "The newer record waits for nothing any more."),
                ], in: reader) : nil
        action = "\(likeness.id.likenessAddress)/decision"
    }

    static func read(_ reader: inout FormReader) -> Likeness.Decision? {
        reader.choice("decision", of: Likeness.Decision.self, orAsk: "Say whether it is the same person")
    }

    private static func words(_ signs: [String]) -> String {
        let same = signs.compactMap(LikenessSign.init(rawValue:)).map { sign in
            switch sign {
            case .phone: "the same telephone number"
            case .email: "the same e-mail address"
            case .name: "the same name"
            }
        }
        return same.isEmpty ? "The two look alike." : "Both have \(same.joined(separator: " and "))."
    }

    private static func facts(_ side: LikenessRecord.Side, reference: ReferenceData, zone clock: Clock) -> SummaryList {
        SummaryList([
            SummaryRow("Name", side.name),
            SummaryRow("Telephone", side.phone),
            SummaryRow("Languages", side.languages.map { reference.languages.name(of: $0) }.joined(separator: ", ")),
            SummaryRow("State", TimelineWords.words(side.state).0),
            SummaryRow("Written down", side.since.day(in: clock.zone).inWords),
            SummaryRow("Link worker", side.workerName ?? "Nobody yet"),
        ])
    }
}

extension Identifier where Owner == Likeness {
    /// The address of its page.
    var likenessAddress: String { "/app/likenesses/\(inAddress)" }
}

extension Likeness.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .decided(.same): .notNow("A colleague said before you that it is the same person. Talk to each other.")
        case .decided(.different): .notNow("A colleague said before you that they are two people. Talk to each other.")
        }
    }
}

extension ReferralHold: RefusedOnPage {
    public var refusal: Refusal { .notNow("\(words) What you wrote is kept. Nothing was sent.") }

    /// What is said at the top of a page, with the way to end it where it is the reader's.
    var notice: Notice {
        let link: Link? =
            if case .yoursToSay(let id) = self { Link("Is this the same person?", to: id.likenessAddress) } else { nil }
        return Notice(words, isGood: false, link: link)
    }

    /// The same at the top of a page on which something is written for a group all the same.
    var earlyNotice: Notice { Notice("\(words) What you write here is kept.", isGood: false, link: notice.link) }

    /// What the worker of a record reads that has to wait. While nobody has looked it is the same for every record: it says
    /// nothing of why.
    var words: String {
        switch self {
        case .yoursToSay:
            "You may have this person here already. Say first whether it is the same person."
        case .waitsForALook:
            "A colleague looks at this first, usually today. Until then nothing can be sent to a group."
        case .knownToColleague(let name?):
            "\(name) knows this person too. Talk to each other first: one of you goes on, and the other hands over."
        case .knownToColleague(nil): "This person was known here before. Talk to your team lead first."
        }
    }
}
