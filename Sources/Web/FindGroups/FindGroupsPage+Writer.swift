import Casework
import Community
import Matching
import People
import Reference
import Vocabulary

extension FindGroupsPage {
    /// Puts what was found into words.
    struct Writer {
        let found: FoundGroups
        let reference: ReferenceData
        let action: String

        private var group: OfferWords { OfferWords(reference: reference, today: found.today) }
        private var reason: ReasonWords {
            ReasonWords(reference: reference, about: found.person.about, tried: found.tried)
        }

        func referral(to group: Group.ID) -> String { "\(action)/\(group.rawValue)/referral" }

        /// What else is on the page, for those who would scroll a long way.
        var jumps: Jumps? {
            let links = [
                found.openings.isEmpty ? nil : Link("What would open more", to: "#openings"),
                found.signposts.total == 0 ? nil : Link("\(found.signposts.total) to tell of", to: "#signposts"),
                found.ruledOut.isEmpty
                    ? nil : Link("\(found.ruledOut.reduce(0) { $0 + $1.groups }) ruled out", to: "#ruled-out"),
            ].compactMap(\.self)
            return links.isEmpty ? nil : Jumps(links: links + [Link("Why not this group?", to: "#why-not")])
        }

        // MARK: Offers

        var offers: [OfferCard] {
            let first = (found.offers.page - 1) * found.offers.size
            return found.offers.elements.enumerated().map { index, offered in
                let open = found.open[offered.group.id]
                return OfferCard(
                    number: first + index + 1, name: offered.group.details.name,
                    address: "/app/groups/\(offered.group.id)",
                    tag: open.map { ReferralWords.tag($0.state) },
                    signs: Self.signs(offered.group),
                    facts: group.facts(of: offered, for: found.situation), times: group.times(offered.group.details),
                    why: group.why(offered, for: found.situation).joined(separator: " ").nonEmpty,
                    cautions: offered.offer.cautions.filter { !OfferWords.isForWorker($0) }.map(OfferWords.caution),
                    forWorker: group.forWorker(offered, for: found.situation),
                    next: open.map { Link("Open the referral", to: "/app/referrals/\($0.id)") }
                        ?? Link("Refer \(found.person.shownName)", to: referral(to: offered.group.id)))
            }
        }

        private static func signs(_ group: Group) -> String? { group.signs.joined(separator: " · ").nonEmpty }

        // MARK: What would open more

        var openings: Openings? {
            guard !found.openings.isEmpty else { return nil }
            // How many groups lack only what this person's risk asks for is the worker's alone.
            let (own, open) = (
                found.openings.filter { $0.code == .standards }, found.openings.filter { $0.code != .standards }
            )
            return Openings(
                items: open.map(item),
                forWorker: ForWorker(
                    own.map(item).map { "\($0.headline). \($0.advice) \($0.names)" }))
        }

        private func item(_ opening: FoundGroups.Opening) -> Openings.Item {
            let more = opening.groups - opening.nearest.count
            let open = reason.open(opening.code)
            let ask = open?.ask(found.person.id)
            return Openings.Item(
                headline: OpeningWords.headline(opening.code, opening.groups, asking: open),
                advice: ask == nil ? OpeningWords.advice(opening.code) : "Nobody has asked them yet.",
                names: opening.nearest.joined(separator: " · ") + (more > 0 ? " · and \(more) more" : ""),
                show: ask
                    ?? OpeningWords.solved(opening.code, in: found.tried).map {
                        Link(opening.groups == 1 ? "Show it" : "Show them", to: $0.address(action))
                    })
        }

        // MARK: Signposts

        var signposts: Signposts? {
            guard found.signposts.total > 0 else { return nil }
            return Signposts(
                explanation:
                    "You may tell \(found.person.shownName) about these. You cannot refer them there: the group has not "
                    + "said yes, has no room, or has not shown us what keeps people safe.",
                cards: found.signposts.elements.map { card($0, next: nil) },
                pages: pages(of: found.signposts, named: "told", label: "Groups to tell of"))
        }

        // MARK: Taken back

        var takenBack: TakenBack? {
            guard !found.takenBack.isEmpty else { return nil }
            return TakenBack(
                groups: found.takenBack.map { group in
                    TakenBack.Group(name: group.name, action: "\(action)/\(group.id.inAddress)/wish")
                })
        }

        // MARK: Ruled out

        var ruledOut: RuledOutList? {
            guard !found.ruledOut.isEmpty else { return nil }
            let total = found.ruledOut.reduce(0) { $0 + $1.groups }
            return RuledOutList(
                total: total == 1 ? "1 group" : "\(total) groups",
                reasons: found.ruledOut.map { ruled in
                    let page = found.ruledOutPage.flatMap { $0.code == ruled.code ? $0.groups : nil }
                    let shown = page?.elements ?? ruled.nearest
                    // That they keep away from some is not for whoever is shown the page.
                    let isForWorker = ruled.code.isPrivate
                    return RuledOutList.ByReason(
                        heading: isForWorker ? "For you only" : reason.heading(ruled.code), count: ruled.groups,
                        isOpen: page != nil, isForWorker: isForWorker, anchor: "out-\(ruled.code.rawValue)",
                        cards: shown.map { card($0, next: solving($0)) },
                        all: page == nil && ruled.groups > shown.count
                            ? Link("All \(ruled.groups)", to: address(out: ruled.code, page: 1)) : nil,
                        pages: page.flatMap { page in
                            Pagination(
                                page: page.page, size: page.size, total: page.total,
                                label: reason.heading(ruled.code)
                            ) {
                                address(out: ruled.code, page: $0)
                            }
                        })
                })
        }

        private func card(_ group: FoundGroups.RuledOutGroup, next: Link?) -> RuledOutCard {
            var told = reason.told(group.reasons)
            if let known = group.group, known.agreement == nil, group.reasons.contains(where: { $0.code == .agreement })
            {
                told = reason.told(group.reasons.filter { $0.code != .agreement && $0.code != .full })
                told.open.append(StandingWords.neverAsked)
            }
            if let list = group.waitingList {
                told.open.append("\(OfferWords.places(list)). Whoever waits longest is asked first.")
            }
            return RuledOutCard(
                name: group.name, walk: group.walkMinutes.map(OfferWords.walk), reasons: told.open,
                forWorker: ForWorker(told.forWorker), next: next)
        }

        /// Where only barriers stand in the way, the worker can say how they are solved, and refer.
        private func solving(_ group: FoundGroups.RuledOutGroup) -> Link? {
            guard group.reasons.allSatisfy(\.code.isBarrier), found.open[group.id] == nil else { return nil }
            // What nobody asked cannot be solved: perhaps there is nothing to solve.
            for ask in group.reasons.compactMap({ reason.open($0.code)?.ask(found.person.id) }) { return ask }
            return Link("Solve this and refer", to: referral(to: group.id))
        }

        private func address(out code: ReasonCode, page: Int) -> String {
            found.tried.address(
                action, adding: [("out", code.rawValue)] + (page > 1 ? [("out-page", String(page))] : []))
                + "#out-\(code.rawValue)"
        }

        // MARK: Why not this group?

        func answer(_ standing: Standing) -> Question.Answer {
            let isOpen = found.open[standing.group.id] != nil
            let canRefer = standing.isOpen && !isOpen
            let words = StandingWords(standing, reason: reason)
            return Question.Answer(
                name: standing.group.details.name, signs: Self.signs(standing.group), tag: tag(standing),
                sentences: words.sentences, forWorker: words.forWorker,
                next: isOpen
                    ? found.open[standing.group.id].map { Link("Open the referral", to: "/app/referrals/\($0.id)") }
                    : canRefer
                        ? Link(
                            standing.isOffer ? "Refer \(found.person.shownName)" : "Solve this and refer",
                            to: referral(to: standing.group.id)) : nil)
        }

        private func tag(_ standing: Standing) -> Tag {
            if standing.isOffer { return Tag("Fits", .good) }
            if standing.isOpen { return Tag("Can be solved", .waiting) }
            return standing.isSignpost ? Tag("May be told of", .calm) : Tag("Ruled out", .ended)
        }

        func pages<Element>(of slice: FoundGroups.Slice<Element>, named name: String, label: String) -> Pagination? {
            Pagination(page: slice.page, size: slice.size, total: slice.total, label: label) {
                found.tried.address(action, adding: $0 > 1 ? [(name, String($0))] : [])
            }
        }
    }
}

/// What stands between a person and a group, as sentences.
struct StandingWords {
    static let neverAsked = "Nobody has asked it yet whether it takes people from us."

    /// What the person may read too.
    let sentences: [String]
    let forWorker: ForWorker

    init(_ standing: Standing, reason: ReasonWords) {
        var sentences: [String] = []
        if standing.isClosed { sentences.append("This group has closed.") }
        if standing.isTakenBack {
            sentences.append("They withdrew their consent for this group. It is not offered again by itself.")
        }
        if standing.meetsNoNeed { sentences.append("It does none of the things that matter to them.") }
        var gate = standing.gate
        if standing.group.agreement == nil, gate.contains(where: { $0.code == .agreement }) {
            sentences.append(Self.neverAsked)
            gate.removeAll { $0.code == .agreement || $0.code == .full }
        }
        let told = reason.told(gate)
        sentences += told.open + reason.told(standing.barriers.map { Reason($0) }).open
        if standing.keepsReasonPrivate {
            sentences.append("There is a reason that only their own link worker can see. Please ask them.")
        }
        if sentences.isEmpty { sentences.append("Nothing stands in the way.") }
        self.sentences = sentences
        forWorker = ForWorker(told.forWorker)
    }
}
