import Community
import Matching
import People
import Storage
import Vocabulary

/// What stands between one person and one group today, told apart by whether somebody can solve it.
///
///     gate      risk standards agreement full paused audience age papers avoid   the facts have to change
///     barriers  childcare reach cost time booking language interpreter access format   the worker says how it is solved
///
/// See docs/adr/0009: there is no permission, role or form field that opens the gate.
public struct Standing: Sendable {
    public let group: Group
    public let walkMinutes: Int?
    /// The group is closed.
    public let isClosed: Bool
    /// The group meets none of the needs that the person named.
    public let meetsNoNeed: Bool
    /// What the gate holds for, as the asking worker may see it.
    public let gate: [Reason]
    /// A reason of the gate is left out of ``gate``: it is between the person and their own worker.
    public let keepsReasonPrivate: Bool
    /// What somebody can solve, in the order of the rules.
    public let barriers: [ReasonCode]
    /// What is good to know before somebody goes there.
    public let cautions: [Caution]
    /// The person may be told of the group, and is not referred.
    public let isSignpost: Bool

    /// Nothing stands in the way.
    public var isOffer: Bool { isOpen && barriers.isEmpty }

    /// The gate does not hold: what is left can be solved.
    public var isOpen: Bool { !isClosed && !meetsNoNeed && gate.isEmpty && !keepsReasonPrivate }

    init(group: Group, explanation: Explanation, seesPrivateReasons: Bool) {
        self.group = group
        isClosed = explanation.omissions.contains(.closed)
        meetsNoNeed = explanation.omissions.contains(.meetsNoNeed)
        let reasons: [Reason]
        switch explanation.verdict {
        case .offer(let offer):
            reasons = []
            walkMinutes = offer.walkMinutes
            cautions = offer.cautions
            isSignpost = false
        case .signpost(let finding):
            reasons = finding.reasons
            walkMinutes = finding.walkMinutes
            cautions = []
            isSignpost = explanation.wasConsidered
        case .blocked(let finding):
            reasons = finding.reasons
            walkMinutes = finding.walkMinutes
            cautions = []
            isSignpost = false
        }
        let holding = reasons.filter { !$0.code.isBarrier }
        gate = holding.filter { seesPrivateReasons || !$0.code.isPrivate }
        keepsReasonPrivate = gate.count < holding.count
        barriers = reasons.map(\.code).filter(\.isBarrier)
    }

    /// - Throws: ``Refusal`` unless the gate is open and every barrier is solved.
    func requireOpen(solved: [ReasonCode: String]) throws(Refusal) {
        guard isOpen else { throw .gate(gate.map(\.code)) }
        let left = barriers.filter { solved[$0]?.isEmpty ?? true }
        guard left.isEmpty else { throw .unsolved(left) }
    }

    public enum Refusal: Error, Equatable, Sendable {
        /// The gate holds. The codes are those that the worker may see: none where the reason is private.
        case gate([ReasonCode])
        /// Nobody has said yet how these are solved.
        case unsolved([ReasonCode])
    }
}

extension ReasonCode {
    /// Whether a worker can solve it for one person, and then refer them (docs/adr/0009).
    public var isBarrier: Bool {
        switch self {
        case .childcare, .reach, .cost, .time, .booking, .language, .interpreter, .access, .format: true
        case .paused, .risk, .standards, .agreement, .full, .audience, .age, .papers, .avoid: false
        }
    }
}

extension Desk {
    /// What stands between the person and the group, asked of the index inside this transaction.
    ///
    /// Ask before the transaction changes anything: the index must never take in what may still be rolled back.
    ///
    /// - Throws: ``Access/Refusal/notFound`` when there is no such group.
    func standing(
        of person: Person, with group: Group.ID, in hub: HubTransaction, for actor: Actor
    ) throws -> Standing {
        guard let found = try hub.groups.find(group) else { throw Access.Refusal.notFound }
        let situation = try situation(of: person, in: hub)
        let explanation = try directories.ask(in: hub, clock: clock) { index in
            index.explain(Identifier(rawValue: group.rawValue), for: situation)
        }
        guard let explanation else { throw Access.Refusal.notFound }
        return Standing(
            group: found, explanation: explanation,
            seesPrivateReasons: try hub.seesPrivateReasons(actor, of: person))
    }

    /// What matching may know of the person today.
    func situation(of person: Person, in hub: HubTransaction) throws -> Situation {
        let languages = try hub.transaction.hubs.find(hub.hub)?.settings.interpreterLanguages ?? []
        var situation = Situation(of: person.about, today: clock.today, hubLanguages: languages)
        try hub.addAvoidedByLinked(to: &situation, of: person)
        return situation
    }
}

extension Actor {
    /// Only the person's own worker sees what the person keeps away from.
    func isOwnWorker(of person: Person) -> Bool { person.worker != nil && person.worker == worker }
}
