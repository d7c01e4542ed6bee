import Community
import Storage
import Vocabulary

/// Writes down what a group keeps to itself, or that it no longer does.
public struct SetDiscretion: Sendable {
    private let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter discretion: nil for a group whose address anybody may know.
    /// - Throws: ``Access/Refusal``.
    public func callAsFunction(_ discretion: Discretion?, of id: Group.ID, by actor: Actor) async throws {
        try Access.require(.keepDirectory, of: actor)
        try await desk.database.write(actor.hub) { [desk] hub in
            guard var group = try hub.groups.find(id) else { throw Access.Refusal.notFound }
            let before = group
            guard group.discretion != discretion else { return }
            group.discretion = discretion
            try hub.save(group, was: before, by: actor, desk: desk)
            try hub.record(
                "group-discretion-set", of: .group(id), by: actor, clock: desk.clock,
                detail: ["keeps": discretion?.rawValue ?? "nothing"])
        }
    }
}
