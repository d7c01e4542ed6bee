import Casework
import Community
import Hummingbird
import People
import Reference

/// Why this person cannot be referred to this group: nothing on this page opens the gate.
struct RuledOutPage: Page {
    static let template = "refer/ruled-out"
    static let audience = Audience.staff

    let title: String
    let section: Section? = .people
    let backLink: Link?
    let status = HTTPResponse.Status.conflict
    let reasons: [String]
    let forWorker: ForWorker
    let advice: String

    init(_ preparation: Preparation, reference: ReferenceData) {
        let person = preparation.person
        let standing = preparation.standing
        title = "\(person.shownName) cannot be referred to \(standing.group.details.name)"
        backLink = Link("Groups for \(person.shownName)", to: person.address("/groups"))
        let words = StandingWords(standing, reason: ReasonWords(reference: reference))
        reasons = words.sentences
        forWorker = words.forWorker
        advice =
            standing.isSignpost
            ? "You may tell them about it. When the group has shown what is missing, or has room, you can refer them."
            : "This keeps people safe, or is what they asked for. If something here is wrong, put it right first: on their page, or with the coordinator."
    }
}
