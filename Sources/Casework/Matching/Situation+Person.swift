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
        format = person.format
        home = person.limits.home
        horizonKm = person.limits.horizonKilometres
        reach.maxWalkMinutes = person.limits.maxWalkMinutes
        reach.canTravel = person.limits.canTravel
        reach.online = person.limits.canJoinOnline
        maxFee = person.limits.maxFee
        free = person.limits.free
        canBookAhead = person.limits.canBookAhead
        gender = person.gender
        audience = person.audience
        age = person.age
        languages = person.languages
        interpreter.accepts = person.interpreter.accepts
        interpreter.hubLanguages = hubLanguages
        interpreter.excludedCommunities = person.interpreter.excludedCommunities
        childcareNeeded = person.limits.childcareNeeded
        access = person.limits.access
        avoidPapers = person.avoidPapers
        risk = person.risk
        requires = person.requires
        // Whoever gives immigration advice must be regulated for it, whatever the risk (`matching.md`).
        if person.needs.contains(.immigrationAdvice) { requires.append(.immigrationAdviceRegulation) }
        avoid.groups = person.avoid.groups.map { Identifier(rawValue: $0) }
        avoid.communities = person.avoid.communities
        communities = person.communities
        background = person.background
        wantsToVolunteer = person.wantsToVolunteer
    }
}
