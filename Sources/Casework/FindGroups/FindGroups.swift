import Community
import Matching
import People
import Storage
import Vocabulary

/// Finds groups for a person: whom to offer, whom to tell of, what would open more, what stands in the way.
///
/// The look at the person is on the trail before anything is shown.
public struct FindGroups: Sendable {
    static let pageSize = 8
    /// How many groups of each reason are named before the reader asks for all.
    static let nearestRuledOut = 3
    static let ruledOutPageSize = 20
    /// How many ruled-out groups the circle shows, the nearest first.
    static let ruledOutDots = 24
    /// Groups further away than this are not in the circle.
    static let furthestMinutes = 40

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// Which part of long lists is asked for. Pages count from 1.
    public struct Part: Hashable, Sendable {
        public var offersPage: Int
        public var signpostsPage: Int
        /// The reason whose groups are all to be listed.
        public var ruledOutBy: ReasonCode?
        public var ruledOutPage: Int

        public init(offersPage: Int = 1, signpostsPage: Int = 1, ruledOutBy: ReasonCode? = nil, ruledOutPage: Int = 1) {
            self.offersPage = offersPage
            self.signpostsPage = signpostsPage
            self.ruledOutBy = ruledOutBy
            self.ruledOutPage = ruledOutPage
        }
    }

    /// - Throws: ``Access/Refusal``.
    public func callAsFunction(
        for person: Person.ID, trying tried: TriedLimits = TriedLimits(), showing part: Part = Part(), by actor: Actor
    ) async throws -> FoundGroups {
        try Access.require(.walkWithPeople, of: actor)
        let desk = desk
        let found = try await desk.database.write(actor.hub) { hub in
            let found = try hub.person(person, for: actor)
            // Limits that are only tried say nothing about what is missing.
            let unmet = tried.isEmpty ? try desk.unmetNeeds(of: found, in: hub) : nil
            try hub.recordLook(at: found, by: actor, clock: desk.clock, part: "groups")
            if let unmet { try hub.keep(unmet, of: found, today: desk.clock.today) }
            return found
        }
        return try await desk.database.read(actor.hub) { hub in
            let takenBack = try hub.groupsTakenBack(by: found)
            let situation = tried.applied(to: try desk.situation(of: found, takenBack: takenBack, in: hub))
            let (answer, atBorder) = try desk.directories.ask(in: hub, clock: desk.clock) { index in
                (index.match(situation), Self.groupsAtBorder(of: found, situation, index, today: desk.clock.today))
            }
            let laying = Laying(
                person: found, tried: tried, situation: situation, answer: answer, atBorder: atBorder, part: part,
                takenBack: takenBack, seesPrivateReasons: try hub.seesPrivateReasons(actor, of: found))
            var groups = try laying.out(in: hub, clock: desk.clock)
            groups.hold = try hub.hold(on: found, for: actor)
            return groups
        }
    }

    /// How many of the groups near them fit their age or not, depending on whether their birthday has been.
    private static func groupsAtBorder(
        of person: Person, _ situation: Situation, _ index: DirectoryIndex, today: Day
    ) -> Int {
        guard let possible = person.about.age.answer?.possible(on: today), possible.count > 1 else { return 0 }
        var younger = situation
        var older = situation
        younger.age = possible.lowerBound
        older.age = possible.upperBound
        return index.match(younger).outsideTheirAge.symmetricDifference(index.match(older).outsideTheirAge).count
    }
}

extension Answer {
    fileprivate var outsideTheirAge: Set<GroupProfile.ID> {
        Set([signposts, blocked].joined().filter { $0.reasons.contains { $0.code == .age } }.map(\.id))
    }
}

/// Lays an answer out for the reader: fetches what its cards show, in a number of statements that does not
/// depend on how many groups there are.
private struct Laying {
    let person: Person
    let tried: TriedLimits
    let situation: Situation
    let offers: [Offer]
    let signposts: [Finding]
    let blocked: [Finding]
    let considered: Int
    let atBorder: Int
    let part: FindGroups.Part
    let takenBack: Set<Group.ID>

    init(
        person: Person, tried: TriedLimits, situation: Situation, answer: Answer, atBorder: Int, part: FindGroups.Part,
        takenBack: Set<Group.ID>, seesPrivateReasons: Bool
    ) {
        self.person = person
        self.takenBack = takenBack
        self.tried = tried
        self.situation = situation
        self.atBorder = atBorder
        self.part = part
        offers = answer.offers
        signposts = answer.signposts.sorted(by: Laying.nearer)
        // To anybody but the person's own worker, a group that is to be avoided is not there at all. One whose yes was
        // taken back stands in a list of its own.
        blocked = answer.blocked.filter { finding in
            !takenBack.contains(Self.groupID(finding.id))
                && (seesPrivateReasons || !finding.reasons.contains(where: \.code.isPrivate))
        }.sorted(by: Laying.nearer)
        considered = offers.count + signposts.count + blocked.count
    }

    private static func nearer(_ left: Finding, _ right: Finding) -> Bool {
        (left.walkMinutes ?? .max, left.id) < (right.walkMinutes ?? .max, right.id)
    }

    func out(in hub: HubTransaction, clock: Clock) throws -> FoundGroups {
        let shownOffers = slice(offers, page: part.offersPage, size: FindGroups.pageSize)
        let shownSignposts = slice(signposts, page: part.signpostsPage, size: FindGroups.pageSize)
        let byReason = Dictionary(grouping: blocked) { $0.reasons[0].code }.sorted { $0.key < $1.key }
        let asked = part.ruledOutBy.map { code in
            (
                code: code,
                slice: slice(
                    blocked.filter { $0.reasons[0].code == code }, page: part.ruledOutPage,
                    size: FindGroups.ruledOutPageSize)
            )
        }
        let unlocks = (signposts + blocked).filter { $0.unlock != nil }.sorted(by: Self.nearer)
        let unlocked = Dictionary(grouping: unlocks) { $0.unlock }

        // The picture is looked at together: where somebody keeps away from is not in it.
        let dotted = blocked.filter {
            ($0.walkMinutes ?? .max) <= FindGroups.furthestMinutes && !$0.reasons.contains(where: \.code.isPrivate)
        }.prefix(FindGroups.ruledOutDots)
        let drawn =
            shownOffers.elements.map(\.id) + shownSignposts.elements.map(\.id)
            + (person.about.limits.home.answer == nil ? [] : dotted.map(\.id))
        let named =
            byReason.flatMap { $0.value.prefix(FindGroups.nearestRuledOut).map(\.id) }
            + (asked?.slice.elements.map(\.id) ?? [])
            + unlocked.values.flatMap { $0.prefix(FindGroups.nearestRuledOut).map(\.id) }

        let groups = Dictionary(
            try hub.groups.find(drawn.map(Self.groupID)).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let names = try hub.groups.names(Array(Set(named + drawn)).map(Self.groupID) + Array(takenBack))
        let monthStart = clock.today.startOfMonth.start(in: clock.zone)
        let full =
            (shownSignposts.elements + (asked?.slice.elements ?? [])
            + byReason.flatMap {
                $0.value.prefix(FindGroups.nearestRuledOut)
            }).filter { $0.reasons.contains { $0.code == .full } }
        let loads = try hub.referrals.loads(
            of: Set(shownOffers.elements.map(\.id) + full.map(\.id)).map(Self.groupID), monthStart: monthStart)
        let agreed = try hub.groups.agreements(of: Set(full.map(\.id)).map(Self.groupID))
        let open = try hub.referrals.open(of: person.id)

        func ruledOut(_ finding: Finding) -> FoundGroups.RuledOutGroup {
            let id = Self.groupID(finding.id)
            return FoundGroups.RuledOutGroup(
                id: id, name: names[id] ?? groups[id]?.details.name ?? "", walkMinutes: finding.walkMinutes,
                reasons: finding.reasons, group: groups[id],
                waitingList: agreed[id].flatMap { agreement in
                    let load = loads[id] ?? Load()
                    guard load.waitlisted > 0 else { return nil }
                    return FoundGroups.WaitingList(free: load.free(under: agreement), waiting: load.waitlisted)
                })
        }

        return FoundGroups(
            person: person, today: clock.today, tried: tried, situation: situation, considered: considered,
            groupsAtBorder: atBorder,
            offers: shownOffers.compactMap { offer in
                groups[Self.groupID(offer.id)].map {
                    FoundGroups.OfferedGroup(
                        group: $0, offer: offer,
                        placesLeft: (loads[$0.id] ?? Load()).newcomersLeft(under: $0.agreement),
                        waiting: loads[$0.id]?.waitlisted ?? 0)
                }
            },
            signposts: shownSignposts.compactMap { ruledOut($0) },
            openings: unlocked.compactMap { code, findings in
                code.map {
                    FoundGroups.Opening(
                        code: $0, groups: findings.count,
                        nearest: findings.prefix(FindGroups.nearestRuledOut).map { ruledOut($0).name })
                }
            }.sorted { ($1.groups, $0.code) < ($0.groups, $1.code) },
            ruledOut: byReason.map { code, findings in
                FoundGroups.RuledOut(
                    code: code, groups: findings.count,
                    nearest: findings.prefix(FindGroups.nearestRuledOut).map(ruledOut))
            },
            ruledOutPage: asked.map { .init(code: $0.code, groups: $0.slice.compactMap { ruledOut($0) }) },
            circle: circle(
                offers: shownOffers, signposts: shownSignposts.elements, ruledOut: Array(dotted), groups: groups,
                names: names),
            open: Dictionary(
                open.map { (Identifier(rawValue: $0.group), $0) }, uniquingKeysWith: { first, _ in first }),
            takenBack: takenBack.compactMap { id in names[id].map { FoundGroups.TakenBack(id: id, name: $0) } }
                .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        )
    }

    private func circle(
        offers: FoundGroups.Slice<Offer>, signposts: [Finding], ruledOut: [Finding], groups: [Group.ID: Group],
        names: [Group.ID: String]
    ) -> WalkingCircle? {
        guard let home = person.about.limits.home.answer else { return nil }
        func dot(_ id: GroupProfile.ID, _ minutes: Int?, _ kind: WalkingCircle.Kind) -> WalkingCircle.Dot? {
            guard let group = groups[Self.groupID(id)], let place = group.openDetails.place?.coordinate, let minutes,
                minutes <= FindGroups.furthestMinutes
            else { return nil }
            return WalkingCircle.Dot(
                group: group.id, name: names[group.id] ?? group.details.name, walkMinutes: minutes,
                bearing: home.bearing(to: place),
                kind: kind)
        }
        let first = (offers.page - 1) * offers.size
        return WalkingCircle(
            dots: offers.elements.enumerated().compactMap { dot($1.id, $1.walkMinutes, .offer(first + $0 + 1)) }
                + signposts.compactMap { dot($0.id, $0.walkMinutes, .signpost) }
                + ruledOut.compactMap { dot($0.id, $0.walkMinutes, .ruledOut) })
    }

    private static func groupID(_ id: GroupProfile.ID) -> Group.ID { Identifier(rawValue: id.rawValue) }

    private func slice<Element>(_ all: [Element], page: Int, size: Int) -> FoundGroups.Slice<Element> {
        let window = PageWindow(page, of: all.count, size: size)
        return FoundGroups.Slice(
            elements: Array(all.dropFirst(window.offset).prefix(size)), page: window.page, size: size,
            total: all.count)
    }
}

extension FoundGroups.Slice {
    func compactMap<Other>(_ change: (Element) throws -> Other?) rethrows -> FoundGroups.Slice<Other> {
        FoundGroups.Slice<Other>(elements: try elements.compactMap(change), page: page, size: size, total: total)
    }
}
