import Vocabulary

/// The groups of a directory, kept so that a question is answered from memory.
///
/// A value: whoever holds it behind a lock changes one group at a time, and the next match sees it.
public struct DirectoryIndex: Sendable {
    private var groups: [GroupProfile.ID: GroupProfile] = [:]

    /// Refuses two groups with one id, and a group that ``put(_:)`` would refuse.
    public init(_ groups: [GroupProfile] = []) throws(DirectoryFault) {
        for group in groups {
            try group.check()
            guard self.groups.updateValue(group, forKey: group.id) == nil else {
                throw DirectoryFault(group: group.id, field: "id", problem: "is the id of two groups")
            }
        }
    }

    public var count: Int { groups.count }

    /// Adds a group, or replaces the one that has its id.
    public mutating func put(_ group: GroupProfile) throws(DirectoryFault) {
        try group.check()
        groups[group.id] = group
    }

    /// Takes a group out. Says whether it was there.
    @discardableResult
    public mutating func remove(_ id: GroupProfile.ID) -> Bool { groups.removeValue(forKey: id) != nil }

    /// Every considered group with what speaks for it or against it.
    /// - Parameter limit: the most offers to return; nil for all. Signposts and blocked are never cut.
    public func match(_ situation: Situation, limit: Int? = nil) -> Answer {
        let rules = PlainRules(situation: situation)
        let considered = groups.values.filter(rules.considers)
        var offers: [Offer] = []
        var findings: [Finding] = []
        for group in considered {
            let reasons = rules.reasons(against: group)
            if reasons.isEmpty {
                offers.append(rules.offer(group))
            } else {
                findings.append(
                    Finding(id: group.id, walkMinutes: rules.walkMinutes(to: group), reasons: reasons))
            }
        }
        offers.sort { ($1.score, $0.walkMinutes ?? .max, $0.id) < ($0.score, $1.walkMinutes ?? .max, $1.id) }
        findings.sort { $0.id < $1.id }
        return Answer(
            considered: considered.count, offers: Array(offers.prefix(limit ?? .max)), offersInAll: offers.count,
            signposts: Findings(findings.filter { $0.isSignpost(for: situation) }),
            blocked: Findings(findings.filter { !$0.isSignpost(for: situation) }),
            unlocks: Answer.unlocks(of: findings))
    }

    /// Why one group is, or is not, among the offers; nil where no group has this id.
    public func explain(_ id: GroupProfile.ID, for situation: Situation) -> Explanation? {
        guard let group = groups[id] else { return nil }
        let rules = PlainRules(situation: situation)
        let reasons = rules.reasons(against: group)
        let verdict: Explanation.Verdict
        if reasons.isEmpty {
            verdict = .offer(rules.offer(group))
        } else {
            let finding = Finding(id: id, walkMinutes: rules.walkMinutes(to: group), reasons: reasons)
            verdict = finding.isSignpost(for: situation) ? .signpost(finding) : .blocked(finding)
        }
        return Explanation(omissions: rules.omissions(of: group), verdict: verdict)
    }
}

extension Finding {
    func isSignpost(for situation: Situation) -> Bool {
        situation.risk == .r0 && reasons.allSatisfy(\.code.allowsSignpost)
    }
}

extension Answer {
    static func unlocks(of findings: [Finding]) -> [Unlock] {
        var counts: [ReasonCode: Int] = [:]
        for finding in findings { if let code = finding.unlock { counts[code, default: 0] += 1 } }
        return counts.map { Unlock(code: $0.key, groups: $0.value) }.sorted {
            ($1.groups, $0.code.rawValue) < ($0.groups, $1.code.rawValue)
        }
    }
}

extension PlainRules {
    func omissions(of group: GroupProfile) -> [Explanation.Omission] {
        var omissions: [Explanation.Omission] = []
        if group.status == .closed { omissions.append(.closed) }
        if !group.needs.contains(where: situation.needs.contains) { omissions.append(.meetsNoNeed) }
        if !group.online {
            if let place = group.location {
                if let home = situation.home, home.distance(to: place) > situation.horizonKm * 1000 {
                    omissions.append(.beyondHorizon(metres: home.distance(to: place)))
                }
            } else {
                omissions.append(.hasNoPlace)
            }
        }
        return omissions
    }
}
