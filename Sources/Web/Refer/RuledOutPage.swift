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
    /// Where it is written down that they would like it all the same; nil where they did not take back a yes.
    let wish: String?

    init(_ preparation: Preparation, reference: ReferenceData) {
        let person = preparation.person
        let standing = preparation.standing
        title = "\(person.shownName) cannot be referred to \(standing.group.details.name)"
        backLink = Link("Groups for \(person.shownName)", to: person.address("/groups"))
        let words = StandingWords(standing, reason: ReasonWords(reference: reference, about: person.about))
        reasons = words.sentences
        forWorker = words.forWorker
        wish = standing.isTakenBack ? ReferSteps(preparation).wish : nil
        advice =
            standing.isTakenBack
            ? "If they would like it all the same, in their own words, write that down. Then you can ask the group again."
            : standing.isSignpost
                ? "You may tell them about it. When the group has shown what is missing, or has room, you can refer them."
                : "This keeps people safe, or is what they asked for. If something here is wrong, put it right first: on their page, or with the coordinator."
    }
}
