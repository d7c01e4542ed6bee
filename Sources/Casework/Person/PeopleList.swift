import People
import Storage
import Vocabulary

/// A page of the people in a worker's hands.
public struct PeopleList: Sendable {
    public let people: [Person]
    public let total: Int
    /// Counted from 1.
    public let page: Int

    public static let pageSize = 25

    /// Which people are asked for.
    public enum Show: String, CaseIterable, Sendable {
        /// Those the worker walks with, and those of a colleague for whom they stand in; for a team lead the whole team's.
        case mine
        /// Those nobody has taken on.
        case nobodys
        /// Those whose journey ended.
        case past

        var states: [Case.State] { Case.State.allCases.filter { isEnded($0) == (self == .past) } }

        private func isEnded(_ state: Case.State) -> Bool { state == .closed || state == .transferred }
    }
}

/// Finds people by name.
public struct ListPeople: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    public func callAsFunction(
        _ show: PeopleList.Show, search: String, page: Int, by actor: Actor
    ) async throws -> PeopleList {
        try Access.require(.walkWithPeople, of: actor)
        guard let worker = actor.worker else { throw Access.Refusal.notInRole }
        let hands: PersonStore.Hands =
            switch show {
            case .nobodys: .nobodys
            case .mine where actor.role != .teamLead && !actor.covering.isEmpty:
                .ofAny([worker] + actor.covering.map(\.worker))
            case .mine, .past: actor.role == .teamLead ? .anybodys : .of(worker)
            }
        // Nobody's name is longer: what comes after cannot be found anyway.
        let wanted = String(search.prefix(AboutLimit.name))
        let page = min(max(1, page), 100_000)
        return try await desk.database.read(actor.hub) { hub in
            PeopleList(
                people: try hub.people.page(
                    hands, states: show.states, search: wanted, limit: PeopleList.pageSize,
                    offset: (page - 1) * PeopleList.pageSize),
                total: try hub.people.count(hands, states: show.states, search: wanted), page: page)
        }
    }
}
