import Vocabulary

extension Question {
    init(_ situation: Situation, _ index: borrowing DirectoryIndex) {
        let facets = index.facets
        var gathered = GatheredColumns()

        // A need that no group meets keeps its place in the order, and takes no column.
        var scores: [Int32] = []
        var rank = 0
        for (place, need) in situation.needs.enumerated() where !situation.needs[..<place].contains(need) {
            if let column = facets.needs.column(of: need) {
                gathered.add(column)
                scores.append(rank < 4 ? [40, 24, 16, 8][rank] : 4)
            }
            rank += 1
        }
        needs = gathered.close()
        needScores = scores

        let excluded = situation.interpreter.excludedCommunities
        let followed = situation.languages.filter(\.level.canFollow)
        for spoken in followed {
            gathered.add(facets.languages.column(of: spoken.language))
            guard let offer = facets.interpreting(into: spoken.language) else { continue }
            if excluded.isEmpty {
                gathered.add(offer.column)
            } else {
                for interpreter in offer.interpreters
                where interpreter.community.map({ !excluded.contains($0) }) ?? true {
                    gathered.add(interpreter.column)
                }
            }
        }
        follows = gathered.close()
        if !excluded.isEmpty {
            for spoken in followed { gathered.add(facets.interpreting(into: spoken.language)?.column) }
        }
        couldFollow = gathered.close()
        let level = situation.languages.lazy.filter { $0.language == .english }.map(\.level).max() ?? .none
        english = Flag.english(atLeast: level).rawValue
        // Rule (d), which does not depend on the group.
        let hubInterprets =
            situation.interpreter.accepts
            && followed.contains { situation.interpreter.hubLanguages.contains($0.language) }

        for word in situation.access { gathered.add(facets.access.column(of: word)) }
        access = gathered.close()
        accessIsUnknown = access.count < situation.access.count
        for community in situation.avoid.communities { gathered.add(facets.communities.column(of: community)) }
        avoid = gathered.close()
        var avoidedSlots: [Int: UInt64] = [:]
        for id in situation.avoid.groups {
            guard let slot = index.order.slot(of: id, in: index.ids) else { continue }
            avoidedSlots[slot / 64, default: 0] |= 1 << UInt64(slot & 63)
        }
        self.avoidedSlots = avoidedSlots
        for (place, interest) in situation.interests.enumerated()
        where !situation.interests[..<place].contains(interest) {
            gathered.add(facets.interests.column(of: interest))
        }
        interests = gathered.close()
        for spoken in situation.languages where spoken.level == .fluent && spoken.language != .english {
            gathered.add(facets.languages.column(of: spoken.language))
        }
        tongues = gathered.close()
        if situation.background != .noPreference {
            for community in situation.communities { gathered.add(facets.communities.column(of: community)) }
        }
        ownCommunities = gathered.close()
        background = situation.background == .wanted ? 10 : -10
        columns = gathered.columns

        today = LastDay.number(situation.today)
        var chunks: [StandardChunk] = []
        var others: [Int] = []
        var unheard: [StandardCode] = []
        let asked = situation.risk.requiredStandards + situation.requires
        for (place, standard) in asked.enumerated() where !asked[..<place].contains(standard) {
            guard let number = index.board.number(of: standard) else {
                unheard.append(standard)
                continue
            }
            if number >= StandardBoard.laneCount {
                others.append(number)
                continue
            }
            let (chunk, place) = number.quotientAndRemainder(dividingBy: Slices.lanesInChunk)
            let known = chunks.firstIndex { $0.number == chunk }
            if known == nil { chunks.append(StandardChunk(number: chunk, asked: .zero)) }
            chunks[known ?? chunks.count - 1].asked[place] = .max
        }
        self.chunks = chunks
        otherStandards = others
        unheardStandards = unheard

        hasHome = situation.home != nil
        distance = HomeDistance(
            home: situation.home ?? .origin, horizonKm: situation.horizonKm, accuracyM: situation.judgedHomeAccuracyM)
        maxWalk = Int32(clamping: situation.reach.maxWalkMinutes)
        canTravel = situation.reach.canTravel
        online = situation.reach.online ? .max : 0
        phone = situation.reach.phone ? .max : 0
        // A situation that nobody checked is judged all the same: below zero, any fee is too much.
        feeTooHigh = situation.maxFee.amount < 0 ? 0 : UInt64(situation.maxFee.amount) + 1
        ageAndOne = situation.age.map { UInt64(max(0, $0)) + 1 }
        free = situation.free?.map(WeekSpan.init)
        isSignpostable = situation.risk == .r0
        wantsToVolunteer = situation.wantsToVolunteer
        barring = Barring(situation, understood: hubInterprets)
    }
}

extension Situation {
    /// ``homeAccuracyM`` within what ``check()`` allows: a situation that nobody checked is judged all the same.
    var judgedHomeAccuracyM: Int { min(max(0, homeAccuracyM), GroupProfile.largestCount) }
}

/// The columns of a question while they are looked up.
private struct GatheredColumns {
    private(set) var columns: [Int32] = []
    private var start = 0

    init() { columns.reserveCapacity(48) }

    /// Adds a column; a word that no group has has none.
    mutating func add(_ column: Int?) {
        if let column { columns.append(Int32(column)) }
    }

    /// The places of the columns that were added since the last time.
    mutating func close() -> Range<Int> {
        defer { start = columns.count }
        return start..<columns.count
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
