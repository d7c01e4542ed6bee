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

/// The records that stand open to a worker because they broke the glass.
public struct ListOwnGlass: Sendable {
    static let limit = 20

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``Access/Refusal/notInRole``.
    public func callAsFunction(by actor: Actor) async throws -> [BrokenGlass] {
        try Access.require(.breakGlass, of: actor)
        guard let worker = actor.worker else { throw Access.Refusal.notInRole }
        let now = desk.clock.now
        return try await desk.database.read(actor.hub) { hub in
            try hub.breakGlass.lasting(of: worker, at: now, limit: Self.limit)
                .map { BrokenGlass($0, at: now) }.filter(\.isOpen)
        }
    }
}

/// A page of every glass that was broken in a hub, newest first, with the reasons: for the leads.
public struct BrokenGlassList: Sendable {
    public let lines: [BrokenGlass]
    public let total: Int
    /// Counted from 1.
    public let page: Int

    public static let pageSize = 25
}

/// Reads the ``BrokenGlassList``.
public struct OverseeBreakGlass: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter page: counted from 1; a page after the last is the last.
    /// - Throws: ``Access/Refusal/notInRole``.
    public func callAsFunction(page: Int, by actor: Actor) async throws -> BrokenGlassList {
        try Access.require(.overseeBreakGlass, of: actor)
        let now = desk.clock.now
        let size = BrokenGlassList.pageSize
        return try await desk.database.read(actor.hub) { hub in
            let total = try hub.breakGlass.count()
            let window = PageWindow(page, of: total, size: size)
            return BrokenGlassList(
                lines: try hub.breakGlass.page(limit: size, offset: window.offset)
                    .map { BrokenGlass($0, at: now) }, total: total, page: window.page)
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
