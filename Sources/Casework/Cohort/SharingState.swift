import Community
import Matching
import People
import Storage
import Vocabulary

/// The newest plan with all that decides about its lines now, read in a number of statements that does not depend on how
/// many people there are.
struct SharingState {
    let plan: CohortPlan
    let lines: [CohortPlan.Line]
    let people: [Person.ID: Person]
    let troubles: [Person.ID: SharingTrouble]
    let situations: [Person.ID: Situation]
    /// How many places each group has left for this plan, what the plan itself gives away not taken off.
    let room: [Group.ID: Int]
    private let places: SharingRoom

    /// Only the lines of people whom the actor may look at.
    ///
    /// - Returns: nil where there is no plan.
    init?(in hub: HubTransaction, desk: Desk, actor: Actor) throws {
        guard let plan = try hub.cohortPlans.latest(since: desk.clock.suggestionsSince) else { return nil }
        let all = try hub.cohortPlans.lines(of: plan.id)
        let people = Dictionary(
            try hub.people.find(all.map(\.person)).filter {
                $0.erasedAt == nil && Access.decide(actor, to: .look, with: $0, of: hub.hub).isAllowed
            }.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let lines = all.filter { people[$0.person] != nil }
        let situations = try desk.situations(of: Array(people.values), in: hub)
        let waiting = try hub.cohortPlans.waiting(among: lines.map(\.person))
        let places = try SharingRoom(in: hub, since: desk.clock.suggestionsSince)
        (troubles, room) = try desk.directories.ask(in: hub, clock: desk.clock) { index, notes in
            var room: [Group.ID: Int] = [:]
            for group in lines.compactMap(\.group).map(Group.ID.init(rawValue:)) {
                room[group] = places.left(of: group, in: index, notes)
            }
            var left = room
            var troubles: [Person.ID: SharingTrouble] = [:]
            for line in lines where line.takesPlace {
                guard let group = line.group.map(Group.ID.init(rawValue:)), let situation = situations[line.person],
                    let person = people[line.person]
                else { continue }
                if !waiting.contains(line.person) || !person.care.isOpen {
                    troubles[line.person] = .noLongerWaits
                } else if case .offer = index.explain(group.inIndex, for: situation)?.verdict {
                    left[group, default: 0] -= 1
                    if left[group, default: 0] < 0 { troubles[line.person] = .noRoom }
                } else {
                    let isOwn = actor.isOwnWorker(of: person)
                    troubles[line.person] = .noLongerFits(
                        index.explain(group.inIndex, for: situation)?.reasons.filter { isOwn || !$0.isPrivate } ?? [])
                }
            }
            return (troubles, room)
        }
        self.plan = plan
        self.lines = lines
        self.people = people
        self.situations = situations
        self.places = places
    }

    /// How many places any group has left for this plan.
    func room(of group: Group.ID, in index: DirectoryIndex, _ notes: DirectoryNotes) -> Int {
        places.left(of: group, in: index, notes)
    }

    /// How many places of a group the plan leaves to one person: all that the others in it do not take.
    func left(of group: Group.ID, room: Int, but person: Person.ID) -> Int {
        room - lines.count { $0.person != person && $0.takesPlace && $0.group == group.rawValue }
    }

    func kind(of line: CohortPlan.Line) -> SharingBoard.Show {
        if !plan.isConfirmed, troubles[line.person] != nil { return .changed }
        switch line.mark {
        case .leftOut: return .leftOut
        case .held: return .held
        case .proposed, .chosen: return line.group == nil ? .nothing : .given
        }
    }
}

extension Explanation {
    /// Why the group is no offer; empty where it is one.
    fileprivate var reasons: [ReasonCode] {
        switch verdict {
        case .offer: []
        case .signpost(let finding), .blocked(let finding): finding.reasons.map(\.code)
        }
    }
}

extension Identifier where Owner == Group {
    /// The same id as matching knows it.
    var inIndex: GroupProfile.ID { GroupProfile.ID(rawValue: rawValue) }
}

extension Clock {
    /// Suggestions from before this moment no longer stand.
    var suggestionsSince: Moment { now.adding(days: -CohortPlan.suggestedForDays) }

    /// What was set aside, or said no, before this moment may be proposed again.
    var setAsideSince: Moment { now.adding(days: -CohortPlan.setAsideForDays) }
}

extension Desk {
    /// What matching may know of several people, with one look at the hub.
    func situations(of people: [Person], in hub: HubTransaction) throws -> [Person.ID: Situation] {
        let languages = try hub.transaction.hubs.find(hub.hub)?.settings.interpreterLanguages ?? []
        let takenBack = try hub.consents.takenBack(of: people.map(\.id))
        return Dictionary(
            people.map { person in
                var situation = Situation(of: person.about, today: clock.today, hubLanguages: languages)
                situation.avoid.groups += takenBack[person.id, default: []].map(\.inIndex)
                situation.waitingDays = max(0, clock.today.days(since: person.createdAt.day(in: clock.zone)))
                return (person.id, situation)
            }, uniquingKeysWith: { $1 })
    }
}
