import Community
import People
import Storage
import Vocabulary

/// Tells a worker where a group is that keeps its address to itself: once it has accepted their person, and they go there.
public struct OpenAddress: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public enum Refusal: Error, Equatable, Sendable {
        /// The group has not accepted the person, or does not have them any more.
        case notAccepted(Referral.State)
    }

    /// What the group lets this one worker know.
    public struct Address: Hashable, Sendable {
        public let group: String
        public let lines: [String]
        public let phone: String
    }

    /// The look is an event of the person and of the group.
    ///
    /// - Throws: ``Refusal``, ``Access/Refusal``.
    public func callAsFunction(_ id: Referral.ID, by actor: Actor) async throws -> Address {
        try Access.require(.walkWithPeople, of: actor)
        return try await desk.database.write(actor.hub) { [clock = desk.clock] hub in
            let (referral, person) = try hub.referral(id, for: actor)
            // Not the team lead, and nobody who broke the glass: whoever does not go there need not know.
            guard try hub.decide(actor, to: .change, with: person, clock: clock).relationship == .ownWorker,
                let group = try hub.groups.find(Group.ID(referral.group))
            else { throw Access.Refusal.notFound }
            guard referral.state.holdsPlace else { throw Refusal.notAccepted(referral.state) }
            try hub.record(
                "group-address-opened", of: .group(group.id), by: actor, clock: clock, person: person.id)
            return Address(
                group: group.details.name, lines: group.details.place?.lines ?? [], phone: group.details.contact.phone)
        }
    }
}
