import Casework
import People
import Reference
import Vocabulary

/// Stands before the groups where being safe matters to somebody and nobody has judged their risk: an answer that nobody
/// gave must not choose whom they meet.
struct JudgeFirstPage: Page {
    static let template = "find-groups/judge-first"
    static let audience = Audience.staff

    let title = "One question first, for you alone"
    let name: String
    let backLink: Link?
    let section: Section? = .people
    /// Why they are asked.
    let because: String
    let judge: Link
    /// To the groups that fit even if the worst is true.
    let later: Link

    /// The word in the address of the groups with which a worker leaves the question for later.
    static let postponed = (name: "risk", value: "later")

    init(_ person: Person, reference: ReferenceData) {
        name = person.shownName
        backLink = Link(person.shownName, to: person.address())
        because = "\(reference.needs.name(of: .safety)) is among what matters to them."
        judge = Link("Judge it now", to: PartWay.ask(person.id).address(of: .risk))
        later = Link(
            "I cannot judge it yet: show only the most careful groups",
            to: person.address("/groups?\(Self.postponed.name)=\(Self.postponed.value)"))
    }

    /// Whether the question comes before the groups.
    static func comes(before groups: Person) -> Bool {
        groups.about.judgement == nil && groups.about.needs.contains(.safety)
    }
}
