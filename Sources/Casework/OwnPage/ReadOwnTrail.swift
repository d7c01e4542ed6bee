import Community
import People
import Storage
import Vocabulary

/// A page of who looked at somebody's record and what was done with it, for themselves.
public struct OwnTrail: Sendable {
    public let lines: [Line]
    public let total: Int
    /// Counted from 1.
    public let page: Int

    public static let pageSize = 25
    /// The reasons of so many openings in an emergency are read, the newest: nobody has more.
    static let reasonsRead = 200

    /// What the person did at their own page themselves, which they know.
    static let left = ["own-page-opened"]

    public struct Line: Sendable {
        public let at: Moment
        public let who: Who
        public let verb: String
        public let detail: [String: String]
        /// The group that it is about, where it is about one.
        public let groupName: String?
        /// Why a colleague's record could not wait, in the words of whoever opened it.
        public let reason: String?

        public init(
            at: Moment, who: Who, verb: String, detail: [String: String], groupName: String?, reason: String? = nil
        ) {
            self.at = at
            self.who = who
            self.verb = verb
            self.detail = detail
            self.groupName = groupName
            self.reason = reason
        }

        /// One word of the detail.
        public subscript(_ key: TrailVerb.Key) -> String? { detail[key.rawValue] }
    }

    public enum Who: Hashable, Sendable {
        case worker(name: String, Role?)
        case group
        case you
        /// What runs by the clock, or a command of whoever keeps the server.
        case program
    }
}

/// Reads for a person what the trail says about them.
public struct ReadOwnTrail: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public func callAsFunction(page: Int, by actor: Actor) async throws -> OwnTrail {
        let size = OwnTrail.pageSize
        return try await ReadOwnRecord(desk: desk).read(by: actor) { hub, person in
            let total = try hub.events.count(of: person.id, but: OwnTrail.left)
            let window = PageWindow(page, of: total, size: size)
            let events = try hub.events.page(
                of: person.id, but: OwnTrail.left, limit: size, offset: window.offset)
            return OwnTrail(lines: try Self.lines(of: events, in: hub), total: total, page: window.page)
        }
    }

    /// All of it, newest first: for a copy to take away.
    public func all(by actor: Actor) async throws -> [OwnTrail.Line] {
        try await ReadOwnRecord(desk: desk).read(by: actor) { hub, person in
            try Self.lines(of: try hub.events.concerning(person.id, limit: MakeOwnDownload.most), in: hub)
        }
    }

    /// With the names of everybody and of the groups, in a number of statements that does not grow.
    static func lines(of events: [Event], in hub: HubTransaction) throws -> [OwnTrail.Line] {
        let workers = Set(
            events.filter { $0.actor.kind == .worker }.map { Identifier<Worker>(rawValue: $0.actor.id) })
        let titles = try hub.accounts.titles(workers)
        let referrals = try hub.referrals.groups(
            of: events.filter { $0.subject.kind == "referral" }.map { Referral.ID(rawValue: $0.subject.id) })
        let names = try hub.groups.names(Array(Set(referrals.values)))
        let reasons = try reasons(for: events, in: hub)
        return events.map { event in
            let who: OwnTrail.Who
            switch event.actor.kind {
            case .worker:
                let title = titles[Identifier(rawValue: event.actor.id)]
                who = .worker(
                    name: title?.name ?? "Somebody who worked here", title.flatMap { Role(rawValue: $0.role) })
            case .group: who = .group
            case .person: who = .you
            case .job, .command: who = .program
            }
            return OwnTrail.Line(
                at: event.at, who: who, verb: event.verb, detail: event.detail,
                groupName: referrals[Referral.ID(rawValue: event.subject.id)].flatMap { names[$0] },
                reason: event[.glass].flatMap { reasons[BreakGlass.ID(rawValue: $0)] })
        }
    }

    /// The trail does not hold why the glass was broken: it is read where it is kept, for the person it is about.
    private static func reasons(for events: [Event], in hub: HubTransaction) throws -> [BreakGlass.ID: String] {
        guard let person = events.first(where: { $0[.glass] != nil })?.person else { return [:] }
        let glasses = try hub.breakGlass.of(person, limit: OwnTrail.reasonsRead)
        return Dictionary(glasses.map { ($0.id, $0.reason) }, uniquingKeysWith: { first, _ in first })
    }
}
