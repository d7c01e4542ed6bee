import Casework
import Community
import Vocabulary

/// What was agreed with other hubs about people who move there, and a form for the next one.
struct HubAgreementsPage: Page {
    static let template = "hub-agreements/hub-agreements"
    static let audience = Audience.staff
    static let concernsSomebody = false

    let title = "Agreements with other hubs"
    let section: Section? = .hubAgreements
    let problems: [FieldProblem]
    let notice: Notice?
    let agreements: [Line]
    let isEmpty: Bool
    let pages: Pagination?
    let hub: TextInput
    let facts: Checkboxes
    let first: DateInput
    let last: DateInput
    let here: TextInput
    let there: TextInput
    let go = Button("Write it down")

    struct Line: Sendable {
        let hub: String
        let tag: Tag
        let days: String
        let facts: String
        let signed: String
        let end: End?

        struct End: Sendable {
            let action: String
        }
    }

    init(_ list: HubAgreementList, _ reader: FormReader, today: Day, done: String?) {
        problems = reader.problems
        notice =
            switch done {
            case "made": Notice("The agreement is written down.")
            case "ended": Notice("The agreement has ended. Nothing more can be handed to that hub.")
            default: nil
            }
        agreements = list.agreements.map { Line($0, today: today) }
        isEmpty = agreements.isEmpty
        pages = Pagination(page: list.page, size: HubAgreementList.pageSize, total: list.total) {
            "/app/agreements-with-hubs?page=\($0)"
        }
        hub = TextInput(
            "hub", "The other hub’s short name", in: reader, width: .half,
            hint: "It stands in its links after the last slash: demo, nottingham-city.")
        facts = Checkboxes(
            "facts", "What may go with a person",
            HubAgreement.Fact.allCases.map { Choice($0.rawValue, Self.words($0)) },
            in: reader, hint: "Sealed facts never go, whatever is agreed.")
        first = DateInput("first", "From", in: reader)
        last = DateInput("last", "Until", in: reader, hint: "Two years at most. Then you agree anew.")
        here = TextInput("here", "Who signed here", in: reader, hint: "Name and role.")
        there = TextInput("there", "Who signed there", in: reader, hint: "Name and role.")
    }

    static func words(_ fact: HubAgreement.Fact) -> String {
        switch fact {
        case .reach: "Name, languages, and how to reach them safely"
        case .about: "What matters to them, and what they told about themselves"
        case .referrals: "The groups they know, and how it went"
        case .contacts: "The contacts that were written down"
        }
    }

    static func read(_ reader: inout FormReader) -> RecordHubAgreement.Paper? {
        let hub = reader.text("hub", upTo: 64, orAsk: "Enter the other hub’s short name")
        if let hub, hub.wholeMatch(of: /[a-z0-9][a-z0-9-]*/) == nil {
            reader.add("Small letters, digits and hyphens only, like nottingham-city", to: "hub")
        }
        let facts = reader.choices("facts", of: HubAgreement.Fact.self, orAsk: "Tick what may go with a person")
        let first = reader.day("first", orAsk: "Enter the first day")
        let last = reader.day("last", orAsk: "Enter the last day")
        let here = reader.text("here", upTo: 200, orAsk: "Enter who signed here")
        let there = reader.text("there", upTo: 200, orAsk: "Enter who signed there")
        guard reader.problems.isEmpty, let hub, let first, let last, let here, let there else { return nil }
        return RecordHubAgreement.Paper(
            with: Identifier(rawValue: hub), facts: Set(facts), firstDay: first, lastDay: last, signedHere: here,
            signedThere: there)
    }

    static func explain(_ refusal: HubAgreement.Refusal, in reader: inout FormReader) {
        switch refusal {
        case .sameHub: reader.add("This is your own hub", to: "hub")
        case .nothingShared: reader.add("Tick what may go with a person", to: "facts")
        case .daysOutOfRange(let latest):
            reader.add("Enter a day from the first day to \(latest.inWords)", to: "last")
        case .unsigned: reader.add("Enter who signed", to: "here")
        case .alreadyOver: break
        }
    }
}

extension HubAgreementsPage.Line {
    init(_ agreement: HubAgreement, today: Day) {
        hub = agreement.to.rawValue
        days = "From \(agreement.firstDay.inWords) to \(agreement.lastDay.inWords)."
        facts = HubAgreement.Fact.allCases.filter(agreement.facts.contains).map(HubAgreementsPage.words)
            .joined(separator: " · ")
        signed = "Signed by \(agreement.signedHere), and by \(agreement.signedThere) there."
        let isOver = agreement.endedOn != nil || agreement.lastDay < today
        tag =
            agreement.isInForce(on: today)
            ? Tag("Counts today", .good) : isOver ? Tag("Over", .ended) : Tag("Not yet", .waiting)
        end =
            isOver ? nil : HubAgreementsPage.Line.End(action: "/app/agreements-with-hubs/\(agreement.id.inAddress)/end")
    }
}

extension HubAgreement.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        .notNow("This agreement was over already. Nothing was changed. Go back to see what counts today.")
    }
}
