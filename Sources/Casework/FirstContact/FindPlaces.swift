import Community
import People
import Storage
import Vocabulary

/// Known places of the hub's area: where groups meet. A person's starting point is chosen from them, or
/// typed as numbers, so that no map service is ever told where anyone lives.
public struct FindPlaces: Sendable {
    public struct KnownPlace: Hashable, Sendable {
        /// The group that meets there.
        public let name: String
        public let lines: [String]
        public let coordinate: Coordinate
    }

    static let limit = 40

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter search: any part of the name of the group that meets there; empty for the first by name.
    public func callAsFunction(_ search: String, by actor: Actor) async throws -> [KnownPlace] {
        try Access.require(.walkWithPeople, of: actor)
        let wanted = String(search.prefix(AboutLimit.name))
        let groups = try await desk.database.read(actor.hub) { hub in
            try hub.groups.page(of: .all, search: wanted, limit: Self.limit, offset: 0)
        }
        var seen: Set<Coordinate> = []
        return groups.compactMap { group in
            guard let place = group.openDetails.place, let coordinate = place.coordinate,
                seen.insert(coordinate).inserted
            else { return nil }
            return KnownPlace(name: group.details.name, lines: place.lines, coordinate: coordinate)
        }
    }
}

/// Groups by name, for the list of those that a person keeps away from.
public struct FindGroupsByName: Sendable {
    public struct Found: Hashable, Sendable {
        public let id: Group.ID
        public let name: String
    }

    static let limit = 20

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// The groups that match, and before them those of `chosen`, whatever they are called.
    public func callAsFunction(_ search: String, chosen: [Group.ID], by actor: Actor) async throws -> [Found] {
        try Access.require(.walkWithPeople, of: actor)
        let wanted = String(search.prefix(AboutLimit.name))
        return try await desk.database.read(actor.hub) { hub in
            let found =
                wanted.isEmpty
                ? [] : try hub.groups.page(of: .all, search: wanted, limit: Self.limit, offset: 0).map(\.id)
            let ids = chosen + found.filter { !chosen.contains($0) }
            // Two groups of one name are told apart: keeping away from the wrong one is dangerous.
            let names = try hub.groups.names(ids)
            return ids.compactMap { id in names[id].map { Found(id: id, name: $0) } }
        }
    }
}
