import Community
import Foundation
import Storage
import Vocabulary

/// Everything the hub knows of one group.
public struct GroupRecord: Sendable {
    public let group: Group
    public let load: Load
    /// Nil below three answers.
    public let welcome: Double?
    /// The newest question to the group.
    public let lastRequest: AgreementRequest?
    /// What happened to it, newest first.
    public let history: [Happening]
    /// The links that are with somebody who is not its contact any more, for whoever may decide about them.
    public var linksInDoubt: Lines<ReferralStore.HeldLink> = Lines([], limit: 0)
    /// The same for questions about its agreement: whoever holds one answers for the group.
    public var questionsInDoubt: Lines<AgreementRequest> = Lines([], limit: 0)
    /// For each level of risk, what is missing and what ended: empty lists mean that people at that
    /// risk can be referred.
    public let gaps: [(risk: Risk, missing: [StandardCode], expired: [StandardCode])]

    /// One event of the trail, as far as a page shows it.
    public struct Happening: Sendable {
        public let at: Moment
        /// Such as `evidence-added`.
        public let verb: String
        public let byGroup: Bool
    }
}

/// Loads a ``GroupRecord``.
public struct ReadGroup: Sendable {
    /// How many links that are with somebody else are listed; all of them are decided about at once.
    static let linksShown = 25

    private let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``Access/Refusal``.
    public func callAsFunction(_ id: Group.ID, by actor: Actor) async throws -> GroupRecord {
        try Access.require(.seeDirectory, of: actor)
        let today = desk.clock.today
        let now = desk.clock.now
        let monthStart = today.startOfMonth.start(in: desk.clock.zone)
        return try await desk.database.read(actor.hub) { hub in
            guard let found = try hub.groups.find(id) else { throw Access.Refusal.notFound }
            let mayKeep = Access.allows(actor, .keepDirectory)
            let group = mayKeep ? found : found.shownOpenly
            return GroupRecord(
                group: group, load: try hub.referrals.load(of: id, monthStart: monthStart),
                welcome: try hub.referrals.welcome(of: [id])[id],
                lastRequest: try hub.agreementRequests.latest(of: id),
                history: try hub.events.about(.group(id), limit: 30).map {
                    .init(at: $0.at, verb: $0.verb, byGroup: $0.actor.kind == .group)
                },
                linksInDoubt: Lines(
                    mayKeep ? try hub.referrals.linksInDoubt(of: id, at: now, limit: Self.linksShown + 1) : [],
                    limit: Self.linksShown),
                questionsInDoubt: Lines(
                    mayKeep ? try hub.agreementRequests.inDoubt(of: id, at: now, limit: Self.linksShown + 1) : [],
                    limit: Self.linksShown),
                gaps: Risk.allCases.filter { $0 != .r4 }.map { risk in
                    let gaps = group.register.gaps(in: risk.requiredStandards, on: today)
                    return (risk, gaps.missing, gaps.expired)
                })
        }
    }
}
