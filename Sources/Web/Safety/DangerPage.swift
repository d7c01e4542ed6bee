import Casework
import People
import Vocabulary

/// What is done now for somebody in immediate danger. It stands in place of every page that would look for a group.
struct DangerPage: Page {
    static let template = "safety/danger"
    static let audience = Audience.staff

    let title = "In danger now"
    let section: Section? = .people
    let backLink: Link?
    let personName: String
    let personAddress: String
    /// Whom to call, by name and role.
    let lead: String
    /// Whether the reader is that: they call whoever works with the person.
    let isLead: Bool
    /// Nil where the hub has no telephone.
    let call: Link?
    let safety: [String]
    let hasSafety: Bool
    let worker: String
    let steps: [Link]

    init(_ record: DangerRecord) {
        let person = record.person
        backLink = Link(person.shownName, to: person.address())
        personName = person.shownName
        personAddress = person.address()
        lead = record.lead.whom
        isLead = record.lead.isReader
        call = record.lead.phone.isEmpty ? nil : CallHub.telephone(record.lead.phone)
        safety = ContactPage.safety(person.about.reach)
        hasSafety = !safety.isEmpty
        worker = Companion.words(record.companion)
        var steps = [Link("Write down that you were in touch", to: person.address("/contacts/new"))]
        if record.mayChange {
            steps.append(Link("The danger is over: change the risk", to: person.address("/about/risk")))
        }
        self.steps = steps
    }
}

extension Identifier where Owner == Person {
    /// The page for somebody in danger.
    var dangerAddress: String { "/app/people/\(inAddress)/help-now" }
}
