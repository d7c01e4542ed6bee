import Casework
import Community
import Matching
import People
import Reference
import Vocabulary

/// Groups for one person: what fits, what would open more, what to tell of, what is ruled out and why.
struct FindGroupsPage: Page {
    static let template = "find-groups/find-groups"
    static let audience = Audience.staff

    let title: String
    let section: Section? = .people
    let backLink: Link?
    let problems: [FieldProblem]
    /// Why nothing can be sent yet.
    let notice: Notice?
    /// How many there are, or what to do when there are none.
    let lead: String
    /// To the parts below the first cards; nil where there is none.
    let jumps: Jumps?
    let limits: LimitsForm
    /// What groups were found without; nil where everything was asked.
    let unasked: Unasked?
    /// That somebody's age is near the border of a group; nil where it makes no difference.
    let age: Link?
    let offers: [OfferCard]
    let offerPages: Pagination?
    let picture: WalkingCirclePicture?
    let openings: Openings?
    let signposts: Signposts?
    /// Groups that they took back their yes to; nil where there is none.
    let takenBack: TakenBack?
    let ruledOut: RuledOutList?
    let question: Question

    /// A group that the person can be referred to.
    struct OfferCard {
        let number: Int
        let name: String
        /// The group's own page.
        let address: String
        let tag: Tag?
        /// Who runs it, where it meets, its telephone: what tells it from another of its name.
        let signs: String?
        let facts: String
        let times: String
        /// Why it fits; nil where there is nothing more to say.
        let why: String?
        let cautions: [String]
        let forWorker: ForWorker
        /// To refer them, or to the referral that is open.
        let next: Link
    }

    /// The questions that the answer rests on and that nobody asked yet, each a link to where it is asked.
    struct Unasked {
        let questions: [Link]
        /// Where one is left that is not for anybody who looks on; says nothing about it.
        let forYou: Link?
    }

    struct Jumps {
        let links: [Link]
    }

    struct Openings {
        let items: [Item]
        let forWorker: ForWorker

        struct Item {
            let headline: String
            let advice: String
            let names: String
            /// The same page with this one thing solved.
            let show: Link?
        }
    }

    struct Signposts {
        let explanation: String
        let cards: [RuledOutCard]
        let pages: Pagination?
    }

    /// A group that is not offered, with its reasons.
    struct RuledOutCard {
        let name: String
        let walk: String?
        let reasons: [String]
        let forWorker: ForWorker
        /// To solve what stands in the way, where it can be solved.
        let next: Link?
    }

    struct RuledOutList {
        let total: String
        let reasons: [ByReason]

        struct ByReason {
            let heading: String
            let count: Int
            let isOpen: Bool
            /// Closed to whoever is shown the page, and never printed.
            let isForWorker: Bool
            let anchor: String
            let cards: [RuledOutCard]
            let all: Link?
            let pages: Pagination?
        }
    }

    struct TakenBack {
        let groups: [Group]

        struct Group {
            let name: String
            let action: String
        }
    }

    /// "Why not this group?"
    struct Question {
        let action: String
        let name: TextInput
        let ask: Button
        let answers: [Answer]
        /// Said where no group has such a name.
        let nothing: String?

        struct Answer {
            let name: String
            let signs: String?
            let tag: Tag
            let sentences: [String]
            let forWorker: ForWorker
            let next: Link?
        }
    }

    init(
        _ found: FoundGroups, limits reader: FormReader, asked: FormReader = FormReader(), answers: [Standing]? = nil,
        reference: ReferenceData
    ) {
        let person = found.person
        let action = person.address("/groups")
        title = "Groups for \(person.shownName)"
        backLink = Link(person.shownName, to: person.address())
        problems = reader.problems + asked.problems
        notice = found.hold?.notice
        lead = FindGroupsPage.lead(found)
        limits = LimitsForm(reader, found: found, action: action)
        unasked = UnaskedWords(person).line
        age = UnaskedWords(person).age(groups: found.groupsAtBorder, today: found.today)
        let words = FindGroupsPage.Writer(found: found, reference: reference, action: action)
        jumps = words.jumps
        offers = words.offers
        offerPages = words.pages(of: found.offers, named: "page", label: "Groups that fit")
        picture = found.circle.map(WalkingCirclePicture.init)
        openings = words.openings
        signposts = words.signposts
        takenBack = words.takenBack
        ruledOut = words.ruledOut
        question = Question(
            action: found.tried.address(action + "/question"),
            name: TextInput(
                "name", "The name of a group, or a part of it", in: asked, kind: .search, width: .half),
            ask: Button("Ask", weight: .quiet), answers: (answers ?? []).map(words.answer),
            nothing: answers?.isEmpty == true ? "No group in the directory has this in its name." : nil)
    }

    private static func lead(_ found: FoundGroups) -> String {
        guard !found.situation.needs.isEmpty else {
            return "Nothing is written down yet about what matters to them. Ask them first: groups are found by what "
                + "matters to them, in their own order."
        }
        let near = found.considered == 1 ? "1 group" : "\(found.considered) groups"
        switch (found.offers.total, found.considered) {
        case (_, 0):
            return "No group near them does what matters to them. Try further away, or ask the coordinator to look."
        case (0, _): return "None of \(near) near them fits as things are. Below is what would open some."
        case (1, _): return "1 of \(near) near them fits, and can take somebody now."
        case (let fitting, _):
            return "\(fitting) of \(near) near them fit, and can take somebody now. The best fit comes first."
        }
    }
}
