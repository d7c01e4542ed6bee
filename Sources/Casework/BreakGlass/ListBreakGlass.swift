import People
import Storage
import Vocabulary

/// One glass that was broken, with the names of both.
public struct BrokenGlass: Hashable, Sendable {
    public let glass: BreakGlass
    public let personName: String
    public let workerName: String
    public let isOpen: Bool
    /// Who looked into it; nil while nobody did.
    public let lookerName: String?

    init(_ line: BreakGlassStore.Line, at now: Moment) {
        glass = line.glass
        personName = line.personName
        workerName = line.workerName ?? "A colleague"
        isOpen = line.glass.isOpen(at: now)
        lookerName = line.glass.lookedBy.map { _ in line.lookerName ?? "A colleague" }
    }
}

/// What stands on the page of broken glass.
public struct GlassPage: Sendable {
    /// The records that stand open to the reader because they broke the glass.
    public let open: [BrokenGlass]
    /// Whom to call when a record is not what helps.
    public let lead: SafeguardingContact
    /// Whom the reader came for.
    public let wanted: Wanted?

    /// Somebody for whom the page was opened.
    public enum Wanted: Hashable, Sendable {
        /// Their record stands open to the reader anyway.
        case mayLook(Person.ID)
        /// The reader's own Today names them, and only the reason is missing.
        case named(Person.ID, name: String)
    }

    public init(open: [BrokenGlass], lead: SafeguardingContact, wanted: Wanted? = nil) {
        self.open = open
        self.lead = lead
        self.wanted = wanted
    }
}

/// Reads the ``GlassPage``.
public struct ReadGlassPage: Sendable {
    static let limit = 20

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter id: for whom. Where the reader's Today does not name them, it is as if there were no such person.
    /// - Throws: ``Access/Refusal/notInRole``.
    public func callAsFunction(for id: Person.ID? = nil, by actor: Actor) async throws -> GlassPage {
        try Access.require(.breakGlass, of: actor)
        guard let worker = actor.worker else { throw Access.Refusal.notInRole }
        let clock = desk.clock
        return try await desk.database.read(actor.hub) { hub in
            GlassPage(
                open: try hub.breakGlass.lasting(of: worker, at: clock.now, limit: Self.limit)
                    .map { BrokenGlass($0, at: clock.now) }.filter(\.isOpen),
                lead: try hub.safeguardingContact(for: actor),
                wanted: try id.flatMap { try Self.wanted($0, in: hub, by: actor, clock: clock) })
        }
    }

    private static func wanted(
        _ id: Person.ID, in hub: HubTransaction, by actor: Actor, clock: Clock
    ) throws -> GlassPage.Wanted? {
        guard let person = try hub.people.find(id), person.erasedAt == nil else { return nil }
        if try hub.decide(actor, to: .look, with: person, clock: clock).isAllowed { return .mayLook(id) }
        // Whoever is at a high risk without a plan stands by name on the safeguarding lead's Today, and on nobody else's.
        guard actor.role == .safeguardingLead,
            try hub.today.isAtRiskWithoutPlan(id, since: SafeguardingDay.quietSince(clock))
        else { return nil }
        return .named(id, name: person.about.callName)
    }
}

/// A page of every glass that was broken in a hub, newest first, with the reasons, and of every search for a record: for
/// the leads.
public struct BrokenGlassList: Sendable {
    public let lines: [BrokenGlass]
    public let total: Int
    /// Counted from 1.
    public let page: Int
    public let searches: [Search]
    public let searchTotal: Int
    /// Which page of the searches it is, counted from 1.
    public let searchPage: Int

    public static let pageSize = 25

    /// One search, with the name of whoever searched.
    public struct Search: Hashable, Sendable {
        public let workerName: String
        public let at: Moment
        public let found: GlassSearch.Found

        public init(workerName: String, at: Moment, found: GlassSearch.Found) {
            self.workerName = workerName
            self.at = at
            self.found = found
        }
    }
}

/// A colleague who searched more often than an emergency takes, as one line.
public struct FrequentSearch: Hashable, Sendable {
    /// Days for which it stays on the leads' Today.
    public static let forDays = 7

    public let workerName: String
    public let searches: Int
    /// Those that found nobody, or were refused.
    public let inVain: Int
    public let last: Moment

    public init(workerName: String, searches: Int, inVain: Int, last: Moment) {
        self.workerName = workerName
        self.searches = searches
        self.inVain = inVain
        self.last = last
    }

    /// Whoever did so in the last days, whatever came of it.
    static func lately(in hub: HubTransaction, clock: Clock, limit: Int) throws -> Lines<FrequentSearch> {
        let found = try hub.glassSearches.frequent(
            since: clock.now.adding(days: -forDays), moreThan: GlassSearch.usualInAWeek, limit: limit + 1)
        return Lines(
            found.map {
                FrequentSearch(
                    workerName: $0.workerName ?? "A colleague", searches: $0.searches, inVain: $0.inVain, last: $0.last)
            }, limit: limit)
    }
}

/// Reads the ``BrokenGlassList``.
public struct OverseeBreakGlass: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameters:
    ///   - page: counted from 1; a page after the last is the last.
    ///   - searches: which page of the searches, counted likewise.
    /// - Throws: ``Access/Refusal/notInRole``.
    public func callAsFunction(page: Int, searches: Int = 1, by actor: Actor) async throws -> BrokenGlassList {
        try Access.require(.overseeBreakGlass, of: actor)
        let now = desk.clock.now
        let size = BrokenGlassList.pageSize
        return try await desk.database.read(actor.hub) { hub in
            let total = try hub.breakGlass.count()
            let window = PageWindow(page, of: total, size: size)
            let searchTotal = try hub.glassSearches.count()
            let searchWindow = PageWindow(searches, of: searchTotal, size: size)
            return BrokenGlassList(
                lines: try hub.breakGlass.page(limit: size, offset: window.offset)
                    .map { BrokenGlass($0, at: now) }, total: total, page: window.page,
                searches: try hub.glassSearches.page(limit: size, offset: searchWindow.offset).map {
                    BrokenGlassList.Search(
                        workerName: $0.workerName ?? "A colleague", at: $0.search.at, found: $0.search.found)
                }, searchTotal: searchTotal, searchPage: searchWindow.page)
        }
    }
}

/// A lead says that they have read the reason of a broken glass and looked into it. It leaves Today, and stays in the list.
public struct LookAtBrokenGlass: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// Done twice, it is done.
    ///
    /// - Throws: `BreakGlass.Refusal/theirOwn`, ``Access/Refusal``.
    public func callAsFunction(_ id: BreakGlass.ID, by actor: Actor) async throws {
        try Access.require(.overseeBreakGlass, of: actor)
        guard let lead = actor.worker else { throw Access.Refusal.notInRole }
        try await desk.database.write(actor.hub) { [clock = desk.clock] hub in
            guard var glass = try hub.breakGlass.find(id) else { throw Access.Refusal.notFound }
            guard try glass.look(by: lead, at: clock.now) else { return }
            try hub.breakGlass.saveLook(at: glass)
            try hub.record(
                "break-glass-looked-into", of: .person(glass.person), by: actor, clock: clock, person: glass.person)
        }
    }
}
