import Community
import People
import Storage
import Vocabulary

/// Writes down what was agreed with another hub.
public struct RecordHubAgreement: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// What stands on the paper that was signed.
    public struct Paper: Hashable, Sendable {
        public let with: Identifier<Hub>
        public let facts: Set<HubAgreement.Fact>
        public let firstDay: Day
        public let lastDay: Day
        public let signedHere: String
        public let signedThere: String

        public init(
            with other: Identifier<Hub>, facts: Set<HubAgreement.Fact>, firstDay: Day, lastDay: Day,
            signedHere: String, signedThere: String
        ) {
            with = other
            self.facts = facts
            self.firstDay = firstDay
            self.lastDay = lastDay
            self.signedHere = signedHere
            self.signedThere = signedThere
        }
    }

    /// - Throws: ``HubAgreement/Refusal``, ``Access/Refusal``.
    public func callAsFunction(_ paper: Paper, submission: String, by actor: Actor) async throws {
        try Access.require(.keepHubAgreements, of: actor)
        let agreement = try HubAgreement(
            id: desk.ids.next(), from: actor.hub, to: paper.with, facts: paper.facts, firstDay: paper.firstDay,
            lastDay: paper.lastDay, signedHere: paper.signedHere.trimmed, signedThere: paper.signedThere.trimmed)
        _ = try await desk.database.write(actor.hub) { [clock = desk.clock] hub in
            try hub.once(submission, for: "hub-agreement", clock: clock) {
                try hub.hubAgreements.add(agreement)
                try hub.record(
                    "hub-agreement-made", of: .hubAgreement(agreement.id), by: actor, clock: clock,
                    detail: [
                        "with": agreement.to.rawValue,
                        "facts": agreement.facts.map(\.rawValue).sorted().joined(separator: " "),
                    ])
                return agreement.id.rawValue
            }
        }
    }
}

/// Ends an agreement before its last day. What is under way under it closes the same day.
public struct EndHubAgreement: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``HubAgreement/Refusal/alreadyOver``, ``Access/Refusal``.
    public func callAsFunction(_ id: HubAgreement.ID, submission: String, by actor: Actor) async throws {
        try Access.require(.keepHubAgreements, of: actor)
        _ = try await desk.database.write(actor.hub) { [clock = desk.clock] hub in
            guard var agreement = try hub.hubAgreements.find(id) else { throw Access.Refusal.notFound }
            return try hub.once(submission, for: "end-hub-agreement \(id)", clock: clock) {
                try agreement.end(on: clock.today)
                try hub.hubAgreements.saveEnd(of: agreement)
                try hub.record("hub-agreement-ended", of: .hubAgreement(id), by: actor, clock: clock)
                return id.rawValue
            }
        }
    }
}

/// A page of what was agreed with other hubs.
public struct HubAgreementList: Sendable {
    public let agreements: [HubAgreement]
    public let total: Int
    /// Counted from 1.
    public let page: Int

    public static let pageSize = 25
}

/// Reads the ``HubAgreementList``.
public struct ListHubAgreements: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter page: counted from 1; a page after the last is the last.
    /// - Throws: ``Access/Refusal/notInRole``.
    public func callAsFunction(page: Int, by actor: Actor) async throws -> HubAgreementList {
        try Access.require(.keepHubAgreements, of: actor)
        let size = HubAgreementList.pageSize
        return try await desk.database.read(actor.hub) { hub in
            let total = try hub.hubAgreements.count()
            let shown = min(max(1, page), max(1, (total + size - 1) / size))
            return HubAgreementList(
                agreements: try hub.hubAgreements.page(limit: size, offset: (shown - 1) * size), total: total,
                page: shown)
        }
    }
}

extension HubTransaction {
    /// Begins a handover of a person of this hub, which nothing but an agreement in force allows.
    ///
    /// - Throws: ``Handover/Refusal/noAgreement``.
    func handover(of person: Person.ID, to other: Identifier<Hub>, clock: Clock) throws -> Handover {
        try Handover(
            of: person, from: hub, to: other, under: try hubAgreements.with(other, on: clock.today), at: clock.now,
            today: clock.today)
    }
}
