import Community
import People
import Storage
import Vocabulary

/// What somebody's day is made of, by what they are there for.
public enum TodayBoard: Sendable {
    case people(PeopleDay)
    case register(RegisterDay)
    case safeguarding(SafeguardingDay)
    case house(HouseDay)
    /// Roles that have no daily work here: commissioners and researchers.
    case nothing
}

/// Some lines, and whether there are more.
public struct Lines<Line: Sendable>: Sendable {
    public let shown: [Line]
    public let hasMore: Bool

    /// - Parameter found: one line more than `limit` was asked for, which tells whether there are more.
    public init(_ found: [Line], limit: Int) {
        shown = Array(found.prefix(limit))
        hasMore = found.count > limit
    }

    public var isEmpty: Bool { shown.isEmpty }
}

/// The day of somebody who walks with people: people, not tables.
public struct PeopleDay: Sendable {
    /// Whether it is the whole team's day, as a team lead sees it.
    public let isTeams: Bool
    public let walkedWith: Int
    /// A group is worried about them, and no lead has closed it.
    public let worried: Lines<WorryLine>
    /// People in immediate danger.
    public var inDanger: Lines<RiskLine> = Lines([], limit: 0)
    /// Records that may be of one person.
    public var likenesses: Lines<LikenessLine> = Lines([], limit: 0)
    /// What was decided about records that waited for a look, in the last ``decisionsForDays`` days: for the worker of the
    /// newer record.
    public var decided: Lines<DecidedLine> = Lines([], limit: 0)
    /// Somebody opened their record because it could not wait: of a worker's own people in the last ``glassForDays``
    /// days, of the team's whatever no lead has looked into.
    public var brokenGlass: Lines<BrokenGlass> = Lines([], limit: 0)
    /// Who searched for records of others more often than an emergency takes: for the team lead.
    public var searches: Lines<FrequentSearch> = Lines([], limit: 0)
    public let waiting: Lines<PersonLine>
    /// Handed to whoever walks with them now, and nobody was in touch since.
    public var handedOn: Lines<PersonLine> = Lines([], limit: 0)
    public let replies: Lines<ReferralLine>
    /// Sent at least ``Referral/nudgeAfterDays`` days ago, and no answer.
    public let silentReferrals: Lines<ReferralLine>
    public let attendanceUnknown: Lines<ReferralLine>
    public let silentPeople: Lines<PersonLine>
    /// What matters to them is known, and no group was ever asked for them.
    public let withoutGroup: Lines<PersonLine>
    /// What the team suggests when it shared places out.
    public var suggestions: Lines<SuggestedGroup> = Lines([], limit: 0)
    public let endings: Lines<Ending>
    /// What people asked for on their own pages.
    public let requests: Lines<RequestLine>
    /// With whom nobody walks: for the team lead.
    public var withoutWorker: Lines<PersonWithoutWorker> = Lines([], limit: 0)
    /// Who stands in for whom: what concerns the worker, and for the team lead all of it.
    public var covers: [CoverLine] = []
    /// What ended or changed without anybody here doing it.
    public var changes = ChangesDay()
    public var closures = ClosureDays.none
    /// Whom people took back their yes to on their own pages, in the last ``takenBackForDays`` days.
    public var takenBack: Lines<ReferralLine> = Lines([], limit: 0)
    /// Links that were closed because a group's contact changed, and that have to be printed anew.
    public var lettersToPrint: Lines<ReferralLine> = Lines([], limit: 0)

    /// Days without contact after which a person stands on Today.
    public static let silentAfterDays = 21
    /// Days after which it is asked whether somebody came.
    public static let attendanceAfterDays = 7
    /// Endings on the register are only for information here: that many lines on Today.
    public static let endingsShown = 3
    /// Days for which an answer stays on Today.
    public static let repliesForDays = 14
    /// Days for which it stays on Today that a record waits no more.
    public static let decisionsForDays = 7
    /// Days for which a record that was opened in an emergency stays on Today.
    public static let glassForDays = 14
    /// Days for which it stays on Today that somebody stands in for nobody any more.
    public static let coversOverForDays = 7
    /// Days for which a yes that was taken back stays on Today.
    public static let takenBackForDays = 14
}

/// Evidence or an agreement of a group that ends soon.
public struct Ending: Hashable, Sendable {
    public let group: Group.ID
    public let name: String
    /// Nil where the agreement ends.
    public let standard: StandardCode?
    public let until: Day

    static func soon(in hub: HubTransaction, from today: Day, days: Int, limit: Int) throws -> [Ending] {
        let last = today.adding(days: days)
        let evidence = try hub.groups.evidenceEnding(from: today, to: last, limit: limit).compactMap { found in
            found.evidence.until.map {
                Ending(group: found.group, name: found.name, standard: found.evidence.standard, until: $0)
            }
        }
        let agreements = try hub.groups.agreementsEnding(from: today, to: last, limit: limit).map {
            Ending(group: $0.group, name: $0.name, standard: nil, until: $0.until)
        }
        return (evidence + agreements).map { (FoldedName.text($0.name), $0) }
            .sorted { ($0.1.until, $0.0, $0.1.group) < ($1.1.until, $1.0, $1.1.group) }.map(\.1)
    }
}

/// The day of somebody who keeps the directory and the register.
public struct RegisterDay: Sendable {
    public let endings: Lines<Ending>
    public let answers: Lines<AnsweredGroup>
    public let neverAsked: Lines<GroupLine>
    public let neverAskedCount: Int
    public let differences: Lines<GroupLine>
    /// Groups that closed or paused, with people in them or waiting.
    public var narrowed: Lines<NarrowedGroup> = .none
    /// Groups whose links are with somebody who is not their contact any more.
    public var linksInDoubt: Lines<ReferralStore.DoubtedGroup> = Lines([], limit: 0)

    public static let endingWithinDays = 30
    public static let answersForDays = 14
}

/// The day of somebody who keeps accounts, the mail and the jobs going, and sees no person.
public struct HouseDay: Sendable {
    public let mailWaiting: Int
    public let mailWaitingSince: Moment?
    public let mailFailed: Int
    /// The jobs by the clock that broke off or that no server took.
    public let jobsInTrouble: [JobLine]
}
