import People
import Storage
import Vocabulary

/// Says who stands in for a worker on named days. Both are told by mail, and the lead's Today shows it.
public struct ArrangeCover: Sendable {
    public enum Refusal: Error, Equatable, Sendable {
        /// One of the two does not walk with people here, or has left.
        case notAColleague
    }

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter worker: who is away; nobody but a team lead names somebody else than themselves.
    /// - Throws: ``Refusal``, ``Cover/Refusal``, ``Access/Refusal``.
    public func callAsFunction(
        of worker: Identifier<Worker>, by colleague: Identifier<Worker>, from first: Day, to last: Day,
        submission: String, by actor: Actor
    ) async throws {
        try Access.require(.arrangeCover, of: actor)
        guard Access.mayArrangeCover(actor, for: worker), let arranger = actor.worker else {
            throw Access.Refusal.notFound
        }
        let cover = try Cover(
            id: desk.ids.next(), of: worker, by: colleague, from: first, to: last, arrangedBy: arranger,
            at: desk.clock.now, today: desk.clock.today)
        _ = try await desk.database.write(actor.hub) { [desk] hub in
            try hub.once(submission, for: "cover \(worker)", clock: desk.clock) {
                let here = try Colleague.all(in: hub)
                guard here.contains(where: { $0.id == worker }), here.contains(where: { $0.id == colleague }) else {
                    throw Refusal.notAColleague
                }
                try hub.covers.add(cover)
                try hub.record(
                    "cover-arranged", of: .cover(cover.id), by: actor, clock: desk.clock,
                    detail: [
                        "of": worker.rawValue, "by": colleague.rawValue, "from": first.description,
                        "until": last.description,
                    ])
                try hub.tell(of: cover, beginning: true, desk: desk)
                return cover.id.rawValue
            }
        }
    }
}

/// Ends a cover before its last day: the people are seen by their own worker alone from then on.
public struct EndCover: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``Cover/Refusal/alreadyOver``, ``Access/Refusal``.
    public func callAsFunction(_ id: Cover.ID, submission: String, by actor: Actor) async throws {
        try Access.require(.arrangeCover, of: actor)
        _ = try await desk.database.write(actor.hub) { [desk] hub in
            guard var cover = try hub.covers.find(id),
                // Whoever stands in may always stop doing so.
                Access.mayArrangeCover(actor, for: cover.worker) || cover.by == actor.worker
            else { throw Access.Refusal.notFound }
            return try hub.once(submission, for: "end-cover \(id)", clock: desk.clock) {
                try cover.end(at: desk.clock.now, today: desk.clock.today)
                try hub.end(cover, by: actor, desk: desk)
                return id.rawValue
            }
        }
    }
}

extension HubTransaction {
    /// Stores that a cover has ended, writes it down, and tells both.
    func end(_ cover: Cover, by actor: Actor, desk: Desk) throws {
        try covers.saveEnd(of: cover)
        try record("cover-ended", of: .cover(cover.id), by: actor, clock: desk.clock)
        try tell(of: cover, beginning: false, desk: desk)
    }

    fileprivate func tell(of cover: Cover, beginning: Bool, desk: Desk) throws {
        let home = try ownHub()
        guard let away = try accounts.find(cover.worker), let here = try accounts.find(cover.by) else { return }
        for account in [away, here] where account.isOpen {
            try post(
                Letter.cover(cover, of: away, by: here, to: account, from: home, begins: beginning), to: account.email,
                desk: desk)
        }
    }
}
