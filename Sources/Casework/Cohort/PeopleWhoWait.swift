import People
import Storage
import Vocabulary

/// Those whom the next proposal is about, who have been here longest first.
struct PeopleWhoWait {
    let people: [Person]
    /// How many wait as well and have no need written down: nobody can say which group would be one for them.
    let withoutNeeds: Int

    init(in hub: HubTransaction, desk: Desk, actor: Actor) throws {
        let waiting = try hub.cohortPlans.waiting(since: desk.clock.suggestionsSince, limit: CohortPlan.most)
        let found = try hub.people.find(waiting).filter {
            Access.decide(actor, to: .change, with: $0, of: hub.hub).isAllowed
        }
        people = found.filter { !$0.about.needs.isEmpty }
        withoutNeeds = found.count - people.count
    }
}
