import Vocabulary

/// One of the people for whom a team looks for groups together.
public struct CohortMember: Sendable, Equatable {
    public typealias ID = Identifier<CohortMember>

    public let id: ID
    public let situation: Situation

    public init(id: ID, situation: Situation) {
        self.id = id
        self.situation = situation
    }
}

/// Who gets which groups, when there are not enough places for everybody.
///
/// Nothing is sent by it: a team looks at it, changes it and confirms.
public struct Allocation: Sendable, Equatable {
    /// One for each member, by id.
    public let shares: [Share]

    public struct Share: Sendable, Equatable {
        public let member: CohortMember.ID
        /// Best first; empty where nothing could be given.
        public let offers: [Offer]
        /// Why there is nothing: no group fits at all, or others came first everywhere.
        public let shortage: Shortage?
    }

    public enum Shortage: String, Sendable {
        case noGroupFits = "no-group-fits"
        case placesAreTaken = "places-are-taken"
    }
}

extension DirectoryIndex {
    /// Shares the places of this directory out among people, each up to `perPerson` groups.
    ///
    /// First as many people as possible get something; then those at a higher risk, and then those who
    /// wait longer, come first where places are short; then the total score is highest. What is still
    /// equal falls to the earlier id. No group gets more people than it has places, its month has room,
    /// or it takes from one cohort. The result is exact, not a good guess: see ``Sharing``.
    ///
    /// - Parameter spokenFor: places that are promised to others already, by group.
    public func allocate(
        _ members: [CohortMember], perPerson: Int = 1, spokenFor: [GroupProfile.ID: Int] = [:]
    ) -> Allocation {
        let inOrder = members.sorted { Standing($0) < Standing($1) }
        let offers = inOrder.map { match($0.situation).offers }
        let offered = Set(offers.joined().map(\.id)).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: zip(offered, 0...))
        var sharing = Sharing(
            places: offered.map { max(0, cohortPlaces(of: $0) - (spokenFor[$0] ?? 0)) },
            wishes: offers.map { $0.map { Sharing.Wish(group: numbers[$0.id] ?? 0, score: $0.score) } },
            ranks: Standing.ranks(inOrder), perPerson: perPerson)
        let given = sharing.solve()
        let shares = inOrder.indices.map { person in
            let chosen = given[person].map { offers[person][$0] }
            let shortage: Allocation.Shortage? =
                chosen.isEmpty ? (offers[person].isEmpty ? .noGroupFits : .placesAreTaken) : nil
            return Allocation.Share(member: inOrder[person].id, offers: chosen, shortage: shortage)
        }
        return Allocation(shares: shares.sorted { $0.member < $1.member })
    }

    /// How many people a group takes from one cohort today: its places, what its month has room for, and the most it
    /// takes at once, whichever is least.
    public func cohortPlaces(of id: GroupProfile.ID) -> Int {
        order.slot(of: id, in: ids).map { Int(cohortPlaces[$0]) } ?? 0
    }
}

/// Who comes first where places are short.
private struct Standing: Comparable {
    let risk: Int
    let waitingDays: Int
    let id: CohortMember.ID

    init(_ member: CohortMember) {
        risk = member.situation.risk.care.level
        waitingDays = member.situation.waitingDays
        id = member.id
    }

    static func < (left: Standing, right: Standing) -> Bool {
        if left.risk != right.risk { return left.risk > right.risk }
        if left.waitingDays != right.waitingDays { return left.waitingDays > right.waitingDays }
        return left.id < right.id
    }

    /// 1 for those who come last, one more for each step up. Equal risk and waiting is equal rank.
    static func ranks(_ members: [CohortMember]) -> [Int] {
        let keys = members.map { [$0.situation.risk.care.level, $0.situation.waitingDays] }
        var rank = 0
        var ranks = [Int](repeating: 1, count: members.count)
        for person in members.indices.reversed() {
            if person == members.count - 1 || keys[person] != keys[person + 1] { rank += 1 }
            ranks[person] = rank
        }
        return ranks
    }
}
