import Casework
import People
import Reference
import Vocabulary

/// Who else a person may be: what is linked, what looks alike, and the form that links.
struct LinksPage: Page {
    static let template = "link/links"
    static let audience = Audience.staff

    struct Linked: Sendable {
        let name: String
        let reason: String
        let address: String
    }

    let title = "Is this person here twice?"
    let name: String
    let backLink: Link?
    let section: Section? = .people
    let notice: Notice?
    let problems: [FieldProblem]
    let linked: [Linked]
    let hasLinks: Bool
    let action: String
    let search: TextInput
    /// Nobody to choose where nothing looks alike.
    let alike: Radios?
    let reason: TextArea
    let save = Button("Link the two")

    init(_ links: PersonLinks, _ reader: FormReader, done: String? = nil) {
        let base = "/app/people/\(links.person.id.inAddress)"
        name = Self.named(links.person.about.callName)
        backLink = Link("Back to the person", to: base)
        notice = done == "linked" ? Notice("The two are linked. Nothing in them was changed.") : nil
        problems = reader.problems
        linked = links.linked.map {
            Linked(name: Self.named($0.name), reason: $0.reason, address: "\(base)/links/\($0.id.inAddress)")
        }
        hasLinks = !linked.isEmpty
        action = "\(base)/links"
        search = TextInput("search", "Look for a name", in: reader, hint: "Among the people you may see.")
        alike =
            links.alike.isEmpty
            ? nil
            : Radios(
                "other", "Who may be the same person?",
                links.alike.map { Choice($0.id.rawValue, Self.named($0.name), hint: Self.words($0.signs)) }, in: reader)
        reason = TextArea(
            "reason", "Why do you think so?", in: reader, rows: 3,
            hint: "For their link workers. It is gone when the link ends.")
    }

    /// Nil where something must be put right first.
    static func read(_ reader: inout FormReader) -> (other: Person.ID, reason: String)? {
        let other = reader.text("other", upTo: AboutLimit.words, orAsk: "Choose one of them")
        let reason = reader.text("reason", upTo: AboutLimit.note, orAsk: "Write why you think so")
        guard let other, let reason, reader.problems.isEmpty else { return nil }
        return (Person.ID(rawValue: other), reason)
    }

    static func named(_ name: String) -> String { name.isEmpty ? "Somebody without a name" : name }

    private static func words(_ signs: [Lookalike.Sign]) -> String? {
        let words = signs.compactMap { sign -> String? in
            switch sign {
            case .name: "the same name"
            case .phone: "the same phone"
            case .email: "the same e-mail address"
            case .lookedFor: nil
            }
        }
        return words.isEmpty ? nil : words.joined(separator: ", ").capitalizedFirst
    }
}

/// Two linked records side by side. Nothing is moved from one to the other.
struct LinkedPage: Page {
    static let template = "link/linked"
    static let audience = Audience.staff

    struct Side: Sendable {
        let name: String
        let address: String
        let reach: PersonPage.Answers
        let timeline: [TimelineWords.Line]
        let hasTimeline: Bool
    }

    let title = "Two records, side by side"
    let backLink: Link?
    let section: Section? = .people
    let reason: String
    let said: String
    let sides: [Side]
    let action: String
    let end = Button("End the link")

    init(_ records: LinkedRecords, reference: ReferenceData, clock: Clock) {
        let base = "/app/people/\(records.one.person.id.inAddress)"
        backLink = Link("Back to the person", to: base)
        reason = records.link.reason
        said = "\(records.workerName), \(records.link.at.day(in: clock.zone).inWords)"
        sides = [records.one, records.other].map { Side($0, reference: reference, clock: clock) }
        action = "\(base)/links/\(records.other.person.id.inAddress)/ending"
    }
}

extension LinkedPage.Side {
    /// How many entries stand there: as many as on the person's own page.
    private static let shown = 60

    init(_ record: PersonRecord, reference: ReferenceData, clock: Clock) {
        let page = PersonPage(record, reference: reference, clock: clock, done: nil)
        name = page.name
        address = "/app/people/\(record.person.id.inAddress)"
        reach = page.reach
        timeline = Array(page.timeline.prefix(Self.shown))
        hasTimeline = page.hasTimeline
    }
}
