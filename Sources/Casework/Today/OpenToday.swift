import Community
import People
import Storage
import Vocabulary

/// Puts the day of an actor together: the same number of statements, whatever the size of the hub.
public struct OpenToday: Sendable {
    /// Lines in one section of the page; the rest is a page of its own.
    public static let usualLimit = 8
    /// Lines on the page of one section.
    public static let wholeLimit = 200

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter limit: the most lines in one section.
    public func callAsFunction(limit: Int = OpenToday.usualLimit, by actor: Actor) async throws -> TodayBoard {
        guard let role = actor.role else { throw Access.Refusal.notInRole }
        return try await desk.database.read(actor.hub) { [desk] hub in
            try Self.board(for: role, of: actor, in: hub, clock: desk.clock, limit: limit)
        }
    }

    static func board(
        for role: Role, of actor: Actor, in hub: HubTransaction, clock: Clock, limit: Int
    ) throws -> TodayBoard {
        switch role {
        case .linkWorker: .people(try people(of: actor.worker, in: hub, clock: clock, limit: limit))
        case .teamLead: .people(try people(of: nil, in: hub, clock: clock, limit: limit))
        case .coordinator, .safeguardingLead: .register(try register(in: hub, clock: clock, limit: limit))
        case .administrator: .house(try house(in: hub, clock: clock))
        case .commissioner, .researcher: .nothing
        }
    }

    private static func people(
        of worker: Identifier<Worker>?, in hub: HubTransaction, clock: Clock, limit: Int
    ) throws -> PeopleDay {
        let today = hub.today
        let now = clock.now
        let some = limit + 1
        func ago(_ days: Int) -> Moment { now.adding(days: -days) }
        func people(_ found: [TodayStore.PersonLine]) -> Lines<PersonLine> {
            Lines(found.map(PersonLine.init), limit: limit)
        }
        func referrals(_ found: [TodayStore.ReferralLine]) -> Lines<ReferralLine> {
            Lines(found.map(ReferralLine.init), limit: limit)
        }
        let endings = limit == OpenToday.usualLimit ? PeopleDay.endingsShown : limit
        return PeopleDay(
            isTeams: worker == nil,
            walkedWith: try today.walkedWith(by: worker),
            worried: referrals(try today.worried(since: ago(PeopleDay.worriesForDays), worker: worker, limit: some)),
            brokenGlass: Lines(
                try hub.breakGlass.recent(since: ago(PeopleDay.glassForDays), worker: worker, limit: some)
                    .map { BrokenGlass($0, at: now) }, limit: limit),
            waiting: people(try today.waiting(for: worker, limit: some)),
            replies: referrals(try today.replies(since: ago(PeopleDay.repliesForDays), worker: worker, limit: some)),
            silentReferrals: referrals(
                try today.unanswered(sentBefore: ago(Referral.nudgeAfterDays), worker: worker, limit: some)),
            attendanceUnknown: referrals(
                try today.attendanceUnknown(since: ago(PeopleDay.attendanceAfterDays), worker: worker, limit: some)),
            silentPeople: people(try today.silent(since: ago(PeopleDay.silentAfterDays), worker: worker, limit: some)),
            withoutGroup: people(try today.withoutGroup(worker: worker, limit: some)),
            suggestions: Lines(
                try hub.cohortPlans.suggestions(since: clock.suggestionsSince, worker: worker, limit: some)
                    .map(SuggestedGroup.init), limit: limit),
            endings: Lines(
                try Ending.soon(in: hub, from: clock.today, days: RegisterDay.endingWithinDays, limit: endings + 1),
                limit: endings),
            requests: Lines(
                try hub.personRequests.open(worker: worker, limit: some).map(RequestLine.init), limit: limit),
            takenBack: referrals(
                try today.takenBack(since: ago(PeopleDay.takenBackForDays), worker: worker, limit: some)),
            lettersToPrint: referrals(try today.lettersToPrint(worker: worker, limit: some)))
    }

    private static func register(in hub: HubTransaction, clock: Clock, limit: Int) throws -> RegisterDay {
        let today = hub.today
        let since = clock.now.adding(days: -RegisterDay.answersForDays)
        let some = limit + 1
        func groups(_ filter: GroupFilter) throws -> [GroupLine] {
            try hub.groups.page(of: filter, limit: some, offset: 0).map(GroupLine.init)
        }
        return RegisterDay(
            endings: Lines(
                try Ending.soon(in: hub, from: clock.today, days: RegisterDay.endingWithinDays, limit: some),
                limit: limit),
            answers: Lines(
                try today.agreementAnswers(since: since, limit: some).map(AnsweredGroup.init), limit: limit),
            neverAsked: Lines(try groups(.neverAsked), limit: limit),
            neverAskedCount: try hub.groups.count(of: .neverAsked),
            differences: Lines(try groups(.differing), limit: limit),
            linksInDoubt: Lines(try hub.referrals.groupsInDoubt(at: clock.now, limit: some), limit: limit))
    }

    private static func house(in hub: HubTransaction, clock: Clock) throws -> HouseDay {
        let mail = try hub.today.mail()
        return HouseDay(
            mailWaiting: mail.waiting, mailWaitingSince: mail.waitingSince, mailFailed: mail.failed,
            jobsInTrouble: try JobLine.all(in: hub, at: clock.now).filter(\.isInTrouble))
    }
}
