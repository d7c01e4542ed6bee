import Matching
import People
import Vocabulary

extension Situation {
    /// What matching may know of a person: no name, no way to reach them, no words of theirs.
    ///
    /// - Parameter hubLanguages: the languages for which the hub can send an interpreter.
    public init(of person: AboutPerson, today: Day, hubLanguages: [Language]) {
        self.init(today: today, needs: person.needs)
        interests = person.interests
        languages = person.languages
        interpreter.hubLanguages = hubLanguages
        interpreter.excludedCommunities = person.interpreter.excludedCommunities
        horizonKm = person.limits.horizonKilometres
        reach.phone = person.reach.hasPhone
        risk = person.risk
        requires = person.requires
        // Whoever gives immigration advice must be regulated for it, whatever the risk (`matching.md`).
        if person.needs.contains(.immigrationAdvice) { requires.append(.immigrationAdviceRegulation) }
        avoid.groups = person.avoid.groups.map { Identifier(rawValue: $0) }
        avoid.communities = person.avoid.communities
        communities = person.communities
        take(person, today: today)
        take(person.limits)
    }

    /// What somebody was not asked, or would rather not say, is as it is where the field is left out (`matching.md`).
    private mutating func take(_ person: AboutPerson, today: Day) {
        if let wish = person.format.answer { format = wish }
        if let described = person.gender.answer { gender = Gender(described) }
        if let wish = person.audience.answer { audience = wish }
        // The least that they can be: a group for grown-ups is not offered to somebody who may be a child.
        age = person.age.answer?.possible(on: today).lowerBound
        if let accepts = person.interpreter.accepts.answer { interpreter.accepts = accepts }
        if let avoids = person.avoidPapers.answer { avoidPapers = avoids }
        if let wish = person.background.answer { background = wish }
        if let wants = person.wantsToVolunteer.answer { wantsToVolunteer = wants }
    }

    private mutating func take(_ limits: Limits) {
        home = limits.home.answer
        if let minutes = limits.maxWalkMinutes.answer { reach.maxWalkMinutes = minutes }
        if let can = limits.canTravel.answer { reach.canTravel = can }
        if let can = limits.canJoinOnline.answer { reach.online = can }
        if let fee = limits.maxFee.answer { maxFee = fee }
        if let time = limits.free.answer { free = time.windows }
        if let can = limits.canBookAhead.answer { canBookAhead = can }
        if let needed = limits.childcareNeeded.answer { childcareNeeded = needed }
        if let needs = limits.access.answer { access = needs }
    }
}

extension Gender {
    init(_ described: DescribedGender) {
        switch described {
        case .woman: self = .woman
        case .man: self = .man
        case .other: self = .other
        }
    }
}
