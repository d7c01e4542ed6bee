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
        case .coordinator: .register(try register(in: hub, clock: clock, limit: limit))
        case .safeguardingLead: .safeguarding(try SafeguardingDay(in: hub, clock: clock, limit: limit))
        case .administrator: .house(try house(in: hub, clock: clock))
        case .commissioner, .researcher: .nothing
        }
    }

    /// The day of one worker; the whole team's where none is named.
    static func people(
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
        let closures = try hub.closureDays.all()
        let endings = limit == OpenToday.usualLimit ? PeopleDay.endingsShown : limit
        return PeopleDay(
            isTeams: worker == nil,
            walkedWith: try today.walkedWith(by: worker),
            worried: try WorryLine.open(worker: worker, in: hub, limit: limit),
            inDanger: try RiskLine.inDanger(worker: worker, in: hub, limit: limit),
            likenesses: try LikenessLine.waiting(earlierOf: worker, in: hub, limit: limit),
            decided: try DecidedLine.lately(
                newerOf: worker, since: ago(PeopleDay.decisionsForDays), in: hub, limit: limit),
            brokenGlass: worker == nil
                ? try BrokenGlass.unlooked(in: hub, at: now, limit: limit)
                : Lines(
                    try hub.breakGlass.recent(since: ago(PeopleDay.glassForDays), worker: worker, limit: some)
                        .map { BrokenGlass($0, at: now) }, limit: limit),
            searches: worker == nil ? try FrequentSearch.lately(in: hub, clock: clock, limit: limit) : .none,
            waiting: people(try today.waiting(for: worker, limit: some)),
            handedOn: people(try today.handedOn(to: worker, limit: some)),
            replies: referrals(try today.replies(since: ago(PeopleDay.repliesForDays), worker: worker, limit: some)),
            silentReferrals: referrals(try silent(of: worker, in: hub, closures, clock: clock, limit: some)),
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
            withoutWorker: Lines(
                worker == nil ? try today.withoutWorker(limit: some).map(PersonWithoutWorker.init) : [], limit: limit),
            covers: try covers(of: worker, in: hub, clock: clock, limit: limit),
            changes: try ChangesDay(of: worker, in: hub, clock: clock, limit: limit), closures: closures,
            takenBack: referrals(
                try today.takenBack(since: ago(PeopleDay.takenBackForDays), worker: worker, limit: some)),
            lettersToPrint: referrals(try today.lettersToPrint(worker: worker, limit: some)))
    }

    /// Who stands in for whom, what ends first before the others; then what was over lately.
    private static func covers(
        of worker: Identifier<Worker>?, in hub: HubTransaction, clock: Clock, limit: Int
    ) throws -> [CoverLine] {
        let days = PeopleDay.coversOverForDays
        let found = try hub.covers.lately(
            of: worker, from: clock.today.adding(days: -days), since: clock.now.adding(days: -days), limit: coversRead)
        let standing = found.filter { $0.endedAt == nil && $0.lastDay >= clock.today }
        let over = found.filter { !standing.contains($0) }
        return try hub.coverLines(
            Array((standing.reversed() + over).prefix(limit)), on: clock.today, zone: clock.zone, reader: worker)
    }

    private static let coversRead = 200

    /// Groups that have been silent for a week of days that count: one that asked for a pause, or whose letter came
    /// back, is not.
    private static func silent(
        of worker: Identifier<Worker>?, in hub: HubTransaction, _ closures: ClosureDays, clock: Clock, limit: Int
    ) throws -> [TodayStore.ReferralLine] {
        let found = try hub.today.unanswered(
            sentBefore: clock.now.adding(days: -Referral.nudgeAfterDays), worker: worker, limit: silentRead)
        let openings = try hub.groups.openings(of: Array(Set(found.map(\.group))))
        let waits = try AnswerWaits(openings, closures: closures, in: hub, clock: clock)
        return Array(
            found.lazy.filter { line in
                let wait = waits.wait(since: line.at, for: line.group)
                return !wait.isPaused(on: clock.today) && wait.days(to: clock.today) >= Referral.nudgeAfterDays
            }.prefix(limit))
    }

    /// So many silent groups are read, before those that a pause explains are left out.
    private static let silentRead = 2000

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
            narrowed: Lines(
                try today.changedGroupsWithPeople(
                    since: clock.now.adding(days: -ChangesDay.changesForDays), limit: some
                ).map(NarrowedGroup.init), limit: limit),
            linksInDoubt: Lines(try hub.referrals.groupsInDoubt(at: clock.now, limit: some), limit: limit))
    }

    private static func house(in hub: HubTransaction, clock: Clock) throws -> HouseDay {
        let mail = try hub.today.mail()
        return HouseDay(
            mailWaiting: mail.waiting, mailWaitingSince: mail.waitingSince, mailFailed: mail.failed,
            jobsInTrouble: try JobLine.all(in: hub, at: clock.now).filter(\.isInTrouble))
    }
}
