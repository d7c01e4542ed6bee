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
    /// The person took back their yes to the group: it is not offered again until they wish for it.
    public let isTakenBack: Bool
    /// What somebody can solve, in the order of the rules.
    public let barriers: [ReasonCode]
    /// What is good to know before somebody goes there.
    public let cautions: [Caution]
    /// The person may be told of the group, and is not referred.
    public let isSignpost: Bool

    /// Nothing stands in the way.
    public var isOffer: Bool { isOpen && barriers.isEmpty }

    /// The gate does not hold: what is left can be solved.
    public var isOpen: Bool { !isClosed && !meetsNoNeed && !isTakenBack && gate.isEmpty && !keepsReasonPrivate }

    /// - Parameter isTakenBack: the group is kept from the person for that, and for nothing that they keep away from.
    init(group: Group, explanation: Explanation, seesPrivateReasons: Bool, isTakenBack: Bool = false) {
        self.group = group
        self.isTakenBack = isTakenBack
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
        let holding = reasons.filter { !$0.code.isBarrier && !(isTakenBack && $0.code == .avoid) }
        gate = holding.filter { seesPrivateReasons || !$0.code.isPrivate }
        keepsReasonPrivate = gate.count < holding.count
        barriers = reasons.map(\.code).filter(\.isBarrier)
    }

    /// - Throws: ``Refusal`` unless the gate is open and every barrier is solved.
    func requireOpen(solved: [ReasonCode: String]) throws(Refusal) {
        guard !isTakenBack else { throw .takenBack }
        guard isOpen else { throw .gate(gate.map(\.code)) }
        let left = barriers.filter { solved[$0]?.isEmpty ?? true }
        guard left.isEmpty else { throw .unsolved(left) }
    }

    public enum Refusal: Error, Equatable, Sendable {
        /// The gate holds. The codes are those that the worker may see: none where the reason is private.
        case gate([ReasonCode])
        /// Nobody has said yet how these are solved.
        case unsolved([ReasonCode])
        /// The person took back their yes to this group, and did not wish for it again.
        case takenBack
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
    /// - Parameter mindsTakenBack: whether a yes that was taken back counts; not where that is just being unsaid.
    /// - Throws: ``Access/Refusal/notFound`` when there is no such group.
    func standing(
        of person: Person, with group: Group.ID, in hub: HubTransaction, for actor: Actor, mindsTakenBack: Bool = true
    ) throws -> Standing {
        guard let found = try hub.groups.find(group) else { throw Access.Refusal.notFound }
        let takenBack = mindsTakenBack ? try hub.groupsTakenBack(by: person) : []
        let situation = try situation(of: person, takenBack: takenBack, in: hub)
        let explanation = try directories.ask(in: hub, clock: clock) { index in
            index.explain(Identifier(rawValue: group.rawValue), for: situation)
        }
        guard let explanation else { throw Access.Refusal.notFound }
        return Standing(
            group: found, explanation: explanation,
            seesPrivateReasons: try hub.seesPrivateReasons(actor, of: person), isTakenBack: takenBack.contains(group))
    }

    /// What matching may know of the person today. A group that they took back their yes to is kept from them.
    func situation(of person: Person, in hub: HubTransaction) throws -> Situation {
        try situation(of: person, takenBack: try hub.groupsTakenBack(by: person), in: hub)
    }

    func situation(of person: Person, takenBack: Set<Group.ID>, in hub: HubTransaction) throws -> Situation {
        let languages = try hub.transaction.hubs.find(hub.hub)?.settings.interpreterLanguages ?? []
        var situation = Situation(of: person.about, today: clock.today, hubLanguages: languages)
        situation.avoid.groups += takenBack.map(\.inIndex)
        try hub.addAvoidedByLinked(to: &situation, of: person)
        return situation
    }
}

extension HubTransaction {
    /// The groups that the person took back their yes to. One that they keep away from anyhow is none of them: why is
    /// theirs.
    func groupsTakenBack(by person: Person) throws -> Set<Group.ID> {
        let avoided = Set(person.about.avoid.groups.map(Group.ID.init(rawValue:)))
        return (try consents.takenBack(of: [person.id])[person.id] ?? []).subtracting(avoided)
    }
}

extension Actor {
    /// Only the person's own worker sees what the person keeps away from.
    func isOwnWorker(of person: Person) -> Bool { person.worker != nil && person.worker == worker }
}
