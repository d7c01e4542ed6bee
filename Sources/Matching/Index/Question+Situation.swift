import Vocabulary

extension Question {
    init(_ situation: Situation, _ index: DirectoryIndex) {
        let facets = index.facets
        var columns: [Int32] = []
        func range(_ found: [Int?]) -> Range<Int> {
            let start = columns.count
            for case let column? in found { columns.append(Int32(column)) }
            return start..<columns.count
        }

        // A need that no group meets keeps its place in the order, and takes no column.
        let order = Question.once(situation.needs).map { facets.needs.column(of: $0) }
        needs = range(order)
        needScores = order.enumerated().filter { $0.element != nil }.map { need in
            need.offset < 4 ? [40, 24, 16, 8][need.offset] : 4
        }

        let followed = Question.once(situation.languages.filter(\.level.canFollow).map(\.language))
        let excluded = situation.interpreter.excludedCommunities
        let inLanguage = followed.map { facets.languages.column(of: $0) }
        let interpreted = followed.map { facets.interpreted.column(of: $0) }
        let accepted = followed.flatMap { language in
            (facets.interpreters[language] ?? []).filter { interpreter in
                interpreter.community.map { !excluded.contains($0) } ?? true
            }.map { Optional($0.column) }
        }
        follows = range(inLanguage + (excluded.isEmpty ? interpreted : accepted))
        couldFollow = range(excluded.isEmpty ? [] : interpreted)
        let level = situation.languages.filter { $0.language == .english }.map(\.level).max() ?? .none
        english = Flag.english(atLeast: level).rawValue
        hubInterprets =
            situation.interpreter.accepts && situation.interpreter.hubLanguages.contains(where: followed.contains)

        let neededAccess = Question.once(situation.access).map { facets.access.column(of: $0) }
        access = range(neededAccess)
        accessIsUnknown = neededAccess.contains { $0 == nil }
        avoid = range(situation.avoid.communities.map { facets.communities.column(of: $0) })
        avoidedSlots = situation.avoid.groups.reduce(into: [:]) { slots, id in
            guard let slot = index.order.slot(of: id, in: index.ids) else { return }
            slots[slot / 64, default: 0] |= 1 << UInt64(slot & 63)
        }
        interests = range(Question.once(situation.interests).map { facets.interests.column(of: $0) })
        let tongue = situation.languages.filter { $0.level == .fluent && $0.language != .english }.map(\.language)
        tongues = range(Question.once(tongue).map { facets.languages.column(of: $0) })
        ownCommunities = range(
            situation.background == .noPreference
                ? [] : Question.once(situation.communities).map { facets.communities.column(of: $0) })
        background = situation.background == .wanted ? 10 : -10
        self.columns = columns

        today = situation.today.number
        var days = StandardBoard.Lanes(repeating: StandardBoard.missing)
        var others: [Int] = []
        var unheard: [StandardCode] = []
        for standard in Question.once(situation.risk.requiredStandards + situation.requires) {
            guard let number = index.board.number(of: standard) else {
                unheard.append(standard)
                continue
            }
            if number < StandardBoard.laneCount { days[number] = today } else { others.append(number) }
        }
        standardDays = days
        otherStandards = others
        unheardStandards = unheard

        hasHome = situation.home != nil
        distance = HomeDistance(home: situation.home ?? .origin, horizonKm: situation.horizonKm)
        maxWalk = Int32(clamping: situation.reach.maxWalkMinutes)
        canTravel = situation.reach.canTravel
        canBeOnline = situation.reach.online
        maxFee = situation.maxFee.amount
        youngest = situation.age.map { Int32(clamping: $0) } ?? .max
        oldest = situation.age.map { Int32(clamping: $0) } ?? .min
        free = FreeWeek(situation.free)
        freeWindows = FreeWeek.windows(situation.free ?? [])
        isSignpostable = situation.risk == .r0
        wantsToVolunteer = situation.wantsToVolunteer
        barring = Barring(situation, understood: hubInterprets)
    }

    /// Each word at its first place only.
    private static func once<Word: Equatable>(_ words: [Word]) -> [Word] {
        var kept: [Word] = []
        kept.reserveCapacity(words.count)
        for word in words where !kept.contains(word) { kept.append(word) }
        return kept
    }
}

extension Question.Barring {
    fileprivate init(_ situation: Situation, understood: Bool) {
        let all = UInt64.max
        let same = situation.audience == .same
        if situation.gender != .woman { women = all }
        if situation.gender != .man { men = all }
        if same { everyone = all }
        if situation.format == .group { oneToOne = all }
        if situation.format == .oneToOne { inGroups = all }
        if situation.childcareNeeded { noChildcare = all }
        if !situation.canBookAhead { bookAhead = all }
        if situation.avoidPapers { asksStatus = all }
        if situation.risk == .r4 { risk = all }
        if !understood { language = all }
    }
}
