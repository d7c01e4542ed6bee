import Matching
import Vocabulary

/// The rules of `matching.md`, one after the other, as plainly as they can be written: what the engine is compared with.
struct PlainRules {
    let situation: Situation

    /// Not closed, meets a need, near.
    func considers(_ group: GroupProfile) -> Bool {
        group.status != .closed && group.needs.contains { situation.needs.contains($0) } && isNear(group)
    }

    private func isNear(_ group: GroupProfile) -> Bool {
        if group.online || group.byPhone { return true }
        guard let place = group.location else { return false }
        guard let home = situation.home else { return true }
        return home.distance(to: place) - accuracies(group) <= situation.horizonKm * 1000
    }

    /// How many metres the distance to a group may be off.
    private func accuracies(_ group: GroupProfile) -> Double {
        Double(group.accuracyM) + Double(situation.homeAccuracyM)
    }

    func walkMinutes(to group: GroupProfile) -> Int? {
        guard let home = situation.home, let place = group.location else { return nil }
        return Coordinate.walkMinutes(metres: home.distance(to: place) + accuracies(group))
    }

    func reasons(against group: GroupProfile) -> [Reason] {
        ReasonCode.allCases.compactMap { code in
            if code == .standards { return standardsGap(of: group).map { Reason(.standards, standards: $0) } }
            return fails(code, group) ? Reason(code) : nil
        }
    }

    private func fails(_ code: ReasonCode, _ group: GroupProfile) -> Bool {
        switch code {
        case .paused: group.status == .paused
        case .risk: situation.risk == .r4
        case .standards: standardsGap(of: group) != nil
        case .agreement:
            !group.agreement.agreed || hasEnded(group.agreement.until) || group.agreement.paused
        case .full:
            group.agreement.acceptedThisMonth >= group.agreement.monthlyLimit || group.agreement.places == 0
        case .audience: failsAudience(group)
        case .age: situation.age.map { !group.age.contains($0) } ?? false
        case .language: !understands(group, excluding: true) && !understands(group, excluding: false)
        case .interpreter: !understands(group, excluding: true) && understands(group, excluding: false)
        case .access: !group.unknown.contains(.access) && !situation.access.allSatisfy(group.access.contains)
        case .childcare:
            situation.childcareNeeded && group.childcare == .none && !group.unknown.contains(.childcare)
        case .reach: !reaches(group)
        case .cost: group.fee > situation.maxFee && !group.unknown.contains(.cost)
        case .time: failsTime(group)
        case .booking: group.bookAhead && !situation.canBookAhead
        case .papers: situation.avoidPapers && group.asksStatus && !group.unknown.contains(.papers)
        case .avoid:
            situation.avoid.groups.contains(group.id)
                || group.communities.contains { situation.avoid.communities.contains($0) }
        case .format: situation.format != .any && situation.format.rawValue != group.format.rawValue
        }
    }

    private func hasEnded(_ until: Day?) -> Bool { until.map { $0 < situation.today } ?? false }

    private func standardsGap(of group: GroupProfile) -> StandardsGap? {
        // While nobody has judged the risk, a group must hold what R2 asks for.
        let required = Set((situation.risk ?? .r2).requiredStandards + situation.requires)
        let missing = required.filter { standard in !group.register.contains { $0.standard == standard } }
        let expired = required.subtracting(missing).filter { standard in
            group.register.allSatisfy { $0.standard != standard || hasEnded($0.until) }
        }
        guard !missing.isEmpty || !expired.isEmpty else { return nil }
        return StandardsGap(missing: missing.sorted(), expired: expired.sorted())
    }

    private func failsAudience(_ group: GroupProfile) -> Bool {
        let own: Audience? =
            switch situation.gender {
            case .woman: .women
            case .man: .men
            case .other, .unsaid: nil
            }
        if situation.audience == .same { return own == nil || group.audience != own }
        return group.audience != .everyone && group.audience != own
    }

    private var followed: [Language] { situation.languages.filter(\.level.canFollow).map(\.language) }

    /// (a)–(d) of the language rule; without `excluding`, every interpreter would do.
    private func understands(_ group: GroupProfile, excluding: Bool) -> Bool {
        let english = situation.languages.filter { $0.language == .english }.map(\.level).max() ?? .none
        let spoken = group.languages.contains { followed.contains($0) }
        let inEnglish = group.languages.contains(.english) && english >= group.english
        let interpreted = group.interpreting.contains { offer in
            let isExcluded = offer.community.map(situation.interpreter.excludedCommunities.contains) ?? false
            return followed.contains(offer.language) && !(excluding && isExcluded)
        }
        let sent =
            situation.interpreter.accepts && situation.interpreter.hubLanguages.contains { followed.contains($0) }
        return spoken || inEnglish || interpreted || sent
    }

    private func reaches(_ group: GroupProfile) -> Bool {
        if group.online, situation.reach.online { return true }
        if group.byPhone, situation.reach.phone { return true }
        if let minutes = walkMinutes(to: group), minutes <= situation.reach.maxWalkMinutes { return true }
        return group.location != nil && (situation.reach.canTravel || group.travelPaid)
    }

    private func failsTime(_ group: GroupProfile) -> Bool {
        let sessions = held(group)
        guard let free = situation.free, !sessions.isEmpty else { return false }
        return !sessions.contains { session in
            free.contains { window in
                session.window.lies(inside: window)
                    || ((group.dropIn || session.isOpen) && session.window.overlap(with: window) >= 30)
            }
        }
    }

    /// Without the sessions whose last day is over: they are as if they were not there.
    private func held(_ group: GroupProfile) -> [GroupSession] { group.sessions.filter { !hasEnded($0.until) } }

    private func cautions(_ group: GroupProfile) -> [Caution] {
        var cautions: [Caution] = []
        if situation.free != nil, held(group).isEmpty { cautions.append(.timesUnknown) }
        if group.unknown.contains(.access), !situation.access.isEmpty { cautions.append(.accessUnknown) }
        if group.unknown.contains(.childcare), situation.childcareNeeded { cautions.append(.childcareUnknown) }
        if group.unknown.contains(.cost) { cautions.append(.costUnknown) }
        if group.unknown.contains(.papers), situation.avoidPapers { cautions.append(.papersUnknown) }
        if walkMinutes(to: group) != nil, group.accuracyM + situation.homeAccuracyM > 500 {
            cautions.append(.placeAbout)
        }
        if situation.risk == nil { cautions.append(.riskUnjudged) }
        return cautions
    }

    func offer(_ group: GroupProfile) -> Offer {
        Offer(
            id: group.id, walkMinutes: walkMinutes(to: group), cautions: cautions(group),
            why: [
                .need: needScore(group), .tongue: tongueScore(group), .interest: interestScore(group),
                .near: nearScore(group), .background: backgroundScore(group),
                .welcome: group.welcome.map { Int((2 * $0).rounded(.down)) } ?? 4, .room: roomScore(group),
                .volunteer: situation.wantsToVolunteer && group.volunteering ? 3 : 0,
            ])
    }

    private func needScore(_ group: GroupProfile) -> Int {
        var order: [NeedCode] = []
        for need in situation.needs where !order.contains(need) { order.append(need) }
        return order.enumerated().reduce(0) { sum, need in
            group.needs.contains(need.element) ? sum + (need.offset < 4 ? [40, 24, 16, 8][need.offset] : 4) : sum
        }
    }

    private func tongueScore(_ group: GroupProfile) -> Int {
        let tongues = situation.languages.filter { $0.level == .fluent && $0.language != .english }.map(\.language)
        return group.languages.contains { tongues.contains($0) } ? 12 : 0
    }

    private func interestScore(_ group: GroupProfile) -> Int {
        min(18, 6 * Set(group.interests).intersection(situation.interests).count)
    }

    private func nearScore(_ group: GroupProfile) -> Int {
        if let minutes = walkMinutes(to: group) { return max(0, 20 - minutes / 3) }
        let fromAfar = (group.online && situation.reach.online) || (group.byPhone && situation.reach.phone)
        return group.location == nil && fromAfar ? 5 : 0
    }

    private func backgroundScore(_ group: GroupProfile) -> Int {
        guard group.communities.contains(where: { situation.communities.contains($0) }) else { return 0 }
        return switch situation.background {
        case .wanted: 10
        case .notWanted: -10
        case .noPreference: 0
        }
    }

    private func roomScore(_ group: GroupProfile) -> Int {
        let limit = group.agreement.monthlyLimit
        return limit > 0 ? 10 * max(0, limit - group.agreement.acceptedThisMonth) / limit : 0
    }
}
