import Foundation
import People
import Storage
import Vocabulary

/// One cover with the names of both.
public struct CoverLine: Hashable, Sendable {
    public let cover: Cover
    public let workerName: String
    public let byName: String
    /// How many people the worker who is away walks with.
    public let people: Int
    public let isInForce: Bool
    /// Whether it is the reader who stands in.
    public let isReaders: Bool
    /// The last day on which somebody stood in; nil where it goes on or is to come.
    public let overSince: Day?

    public init(
        cover: Cover, workerName: String, byName: String, people: Int, isInForce: Bool, isReaders: Bool = false,
        overSince: Day? = nil
    ) {
        self.cover = cover
        self.workerName = workerName
        self.byName = byName
        self.people = people
        self.isInForce = isInForce
        self.isReaders = isReaders
        self.overSince = overSince
    }
}

/// What is arranged, and what can be: for the worker themselves, and for a team lead everybody's.
public struct CoverPlans: Sendable {
    public let lines: [CoverLine]
    /// For whom the reader may arrange it: nobody but themselves unless they lead the team.
    public let away: [Colleague]
    public let colleagues: [Colleague]
}

/// Reads the ``CoverPlans``.
public struct ReadCovers: Sendable {
    static let limit = 100

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``Access/Refusal/notInRole``.
    public func callAsFunction(by actor: Actor) async throws -> CoverPlans {
        try Access.require(.arrangeCover, of: actor)
        let today = desk.clock.today
        return try await desk.database.read(actor.hub) { [desk] hub in
            let all = try Colleague.all(in: hub)
            let whose = actor.role == .teamLead ? nil : actor.worker
            return CoverPlans(
                lines: try hub.coverLines(
                    try hub.covers.standing(of: whose, on: today, limit: Self.limit), on: today, zone: desk.clock.zone,
                    reader: whose),
                away: all.filter { Access.mayArrangeCover(actor, for: $0.id) }, colleagues: all)
        }
    }

    /// The day of a worker for whom the actor stands in today.
    ///
    /// - Throws: ``Access/Refusal/notFound`` where they do not, or do no longer.
    public func day(of worker: Identifier<Worker>, limit: Int = OpenToday.usualLimit, by actor: Actor) async throws -> (
        line: CoverLine, day: PeopleDay
    ) {
        try Access.require(.walkWithPeople, of: actor)
        let clock = desk.clock
        return try await desk.database.read(actor.hub) { hub in
            guard let known = actor.cover(of: worker), let cover = try hub.covers.find(known.id),
                cover.isInForce(on: clock.today),
                let line = try hub.coverLines([cover], on: clock.today, zone: clock.zone, reader: actor.worker).first
            else { throw Access.Refusal.notFound }
            return (line, try OpenToday.people(of: worker, in: hub, clock: clock, limit: limit))
        }
    }
}

extension HubTransaction {
    /// These covers with the names of both, and how many people it is about: three statements, however many there are.
    ///
    /// - Parameter reader: the worker who reads them; nil for a team lead, who opens every person's page anyway.
    func coverLines(
        _ covers: [Cover], on day: Day, zone: TimeZone, reader: Identifier<Worker>?
    ) throws -> [CoverLine] {
        let names = try accounts.names(Set(covers.flatMap { [$0.worker, $0.by] }))
        let counts = try people.countWalkedWith(by: Set(covers.map(\.worker)))
        return covers.map {
            CoverLine(
                cover: $0, workerName: names[$0.worker] ?? "A colleague", byName: names[$0.by] ?? "A colleague",
                people: counts[$0.worker] ?? 0, isInForce: $0.isInForce(on: day),
                isReaders: $0.by == reader,
                overSince: $0.endedAt?.day(in: zone) ?? ($0.lastDay < day ? $0.lastDay : nil))
        }
    }
}
