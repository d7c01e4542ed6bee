import People
import Storage
import Vocabulary

@testable import Casework

extension TestDesk {
    var teamLead: Actor { worker("lead-1", .teamLead) }

    /// An account for each of the actors that tests use, and the address of each: `worker-1@example.org`.
    func addStaff(
        _ ids: [(Identifier<Worker>, String, Role)] = [
            ("worker-1", "Rosa", .linkWorker), ("worker-2", "Sam", .linkWorker), ("lead-1", "Ada", .teamLead),
        ]
    ) async throws {
        try await desk.database.keepHouse(hub) { hub in
            for (id, name, role) in ids {
                try hub.accounts.add(
                    Account(
                        id: id, name: name, email: "\(id)@example.org", role: role.rawValue,
                        createdAt: TestDesk.start))
            }
        }
    }

    /// The same worker as they are signed in on this day, with whom they stand in for.
    func signedIn(_ actor: Actor) async throws -> Actor {
        let today = clock.clock.today
        let covering = try await desk.database.read(hub) { hub in
            try actor.worker.map { try hub.covers.inForce(by: $0, on: today) } ?? []
        }
        return Actor(
            hub: hub, identity: actor.identity, hasSecondStep: actor.hasSecondStep, covering: covering)
    }

    /// Who walks with these people now, in their order.
    func workers(of people: [Person.ID]) async throws -> [Identifier<Worker>?] {
        try await desk.database.read(hub) { hub in try people.map { try hub.people.find($0)?.worker } }
    }
}
