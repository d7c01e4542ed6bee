import Community
import People
import Storage
import Vocabulary

/// The day of the safeguarding lead: whoever may be in danger, and whatever was to protect them and does so no more.
public struct SafeguardingDay: Sendable {
    /// Groups that are worried about somebody, about anybody of the hub.
    public let worried: Lines<WorryLine>
    /// People in immediate danger.
    public let inDanger: Lines<RiskLine>
    /// People at a high risk for whom nothing is under way: no open referral, and nobody in touch for
    /// ``withoutPlanAfterDays`` days.
    public let withoutPlan: Lines<RiskLine>
    /// Records that were opened because it could not wait, and that no lead has looked into.
    public let brokenGlass: Lines<BrokenGlass>
    /// Who searched for records of others more often than an emergency takes.
    public let searches: Lines<FrequentSearch>
    /// Evidence that has ended, at groups to which somebody goes who needs it.
    public let ended: Lines<EndedEvidence>

    /// Days without contact after which somebody at a high risk is without a plan, where no referral is open either.
    public static let withoutPlanAfterDays = 14

    public init(
        worried: Lines<WorryLine>, inDanger: Lines<RiskLine>, withoutPlan: Lines<RiskLine>,
        brokenGlass: Lines<BrokenGlass>, searches: Lines<FrequentSearch> = Lines([], limit: 0),
        ended: Lines<EndedEvidence>
    ) {
        self.worried = worried
        self.inDanger = inDanger
        self.withoutPlan = withoutPlan
        self.brokenGlass = brokenGlass
        self.searches = searches
        self.ended = ended
    }

    init(in hub: HubTransaction, clock: Clock, limit: Int) throws {
        let some = limit + 1
        self.init(
            worried: try WorryLine.open(worker: nil, in: hub, limit: limit),
            inDanger: try RiskLine.inDanger(worker: nil, in: hub, limit: limit),
            withoutPlan: Lines(
                try hub.today.atRiskWithoutPlan(since: Self.quietSince(clock), limit: some).map(RiskLine.init),
                limit: limit),
            brokenGlass: try BrokenGlass.unlooked(in: hub, at: clock.now, limit: limit),
            searches: try FrequentSearch.lately(in: hub, clock: clock, limit: limit),
            ended: Lines(
                try hub.today.endedWithPeopleInside(today: clock.today, limit: some).map(EndedEvidence.init),
                limit: limit))
    }
}

extension SafeguardingDay {
    /// Whoever nobody was in touch with since then is without a plan, where no referral is open either.
    static func quietSince(_ clock: Clock) -> Moment { clock.now.adding(days: -withoutPlanAfterDays) }
}

/// A worry that stands open, as one line.
public struct WorryLine: Hashable, Sendable {
    public let worry: Worry
    public let name: String
    /// Nil while nobody walks with them.
    public let workerName: String?
    public let groupName: String
    /// The number to call; empty where the group has none, or keeps it to itself.
    public let groupPhone: String
    /// Whom to call where the number of the group may not be shown; nil where a list does not say it.
    public let lead: SafeguardingContact?

    public init(
        worry: Worry, name: String, workerName: String?, groupName: String, groupPhone: String,
        lead: SafeguardingContact? = nil
    ) {
        self.lead = lead
        self.worry = worry
        self.name = name
        self.workerName = workerName
        self.groupName = groupName
        self.groupPhone = groupPhone
    }

    init(_ line: WorryStore.Line) {
        self.init(
            worry: line.worry, name: line.personName, workerName: line.workerName, groupName: line.groupName,
            groupPhone: line.groupPhone)
    }

    static func open(worker: Identifier<Worker>?, in hub: HubTransaction, limit: Int) throws -> Lines<WorryLine> {
        Lines(try hub.worries.open(worker: worker, limit: limit + 1).map(WorryLine.init), limit: limit)
    }
}

/// Somebody whose risk is high, as one line.
public struct RiskLine: Hashable, Sendable {
    public let person: Person.ID
    public let name: String
    /// Nil while nobody walks with them.
    public let workerName: String?
    /// They came to us, or somebody was last in touch with them, then.
    public let since: Moment

    public init(person: Person.ID, name: String, workerName: String?, since: Moment) {
        self.person = person
        self.name = name
        self.workerName = workerName
        self.since = since
    }

    init(_ line: TodayStore.RiskLine) {
        self.init(person: line.person, name: line.name, workerName: line.workerName, since: line.since)
    }

    static func inDanger(worker: Identifier<Worker>?, in hub: HubTransaction, limit: Int) throws -> Lines<RiskLine> {
        Lines(try hub.today.inDanger(worker: worker, limit: limit + 1).map(RiskLine.init), limit: limit)
    }
}

/// Evidence that has ended, with how many people it was for, as one line.
public struct EndedEvidence: Hashable, Sendable {
    public let group: Group.ID
    public let name: String
    public let standard: StandardCode
    /// The last day on which it counted.
    public let until: Day
    public let people: Int

    public init(group: Group.ID, name: String, standard: StandardCode, until: Day, people: Int) {
        self.group = group
        self.name = name
        self.standard = standard
        self.until = until
        self.people = people
    }

    init(_ line: TodayStore.EndedEvidence) {
        self.init(
            group: line.group, name: line.name, standard: line.standard, until: line.until, people: line.people)
    }
}

/// Two records that may be of one person, as one line of whoever has to look.
public struct LikenessLine: Hashable, Sendable {
    public let id: Likeness.ID
    /// As the newer record calls them.
    public let name: String
    public let foundAt: Moment
    /// Nobody looked for so long that the leads were told again.
    public let isOverdue: Bool

    public init(id: Likeness.ID, name: String, foundAt: Moment, isOverdue: Bool) {
        self.id = id
        self.name = name
        self.foundAt = foundAt
        self.isOverdue = isOverdue
    }

    static func waiting(
        earlierOf worker: Identifier<Worker>?, in hub: HubTransaction, limit: Int
    ) throws -> Lines<LikenessLine> {
        let found = try hub.likenesses.waiting(earlierOf: worker, limit: limit + 1).map { line in
            LikenessLine(
                id: line.likeness.id, name: line.name, foundAt: line.likeness.foundAt,
                isOverdue: line.likeness.toldAgainAt != nil)
        }
        return Lines(found, limit: limit)
    }
}

extension BrokenGlass {
    /// Of the whole hub, the oldest first: what nobody looked into waits longest.
    static func unlooked(in hub: HubTransaction, at now: Moment, limit: Int) throws -> Lines<BrokenGlass> {
        Lines(try hub.breakGlass.unlooked(limit: limit + 1).map { BrokenGlass($0, at: now) }, limit: limit)
    }
}

/// A record that waited for a look and waits no more, as one line of its worker.
public struct DecidedLine: Hashable, Sendable {
    public let person: Person.ID
    public let name: String
    public let decision: Likeness.Decision
    public let decidedAt: Moment
    /// Whoever walks with the earlier record, where it is the same person; nil where nobody does.
    public let colleague: String?

    public init(
        person: Person.ID, name: String, decision: Likeness.Decision, decidedAt: Moment, colleague: String?
    ) {
        self.person = person
        self.name = name
        self.decision = decision
        self.decidedAt = decidedAt
        self.colleague = colleague
    }

    static func lately(
        newerOf worker: Identifier<Worker>?, since moment: Moment, in hub: HubTransaction, limit: Int
    ) throws -> Lines<DecidedLine> {
        // The team's Today has those that wait.
        guard let worker else { return Lines([], limit: limit) }
        let found = try hub.likenesses.decided(newerOf: worker, since: moment, limit: limit + 1)
        return Lines(
            found.compactMap { line in
                guard let decision = line.likeness.decision, let at = line.likeness.decidedAt else { return nil }
                return DecidedLine(
                    person: line.likeness.newer, name: line.name, decision: decision, decidedAt: at,
                    // Of two people, nothing of the other is told.
                    colleague: decision == .same ? line.earlierWorkerName : nil)
            }, limit: limit)
    }
}
