import Community
import Matching
import People
import Storage
import Vocabulary

/// Everything a worker needs before a person is referred to a group: what stands between them, what is
/// solved already, and whether social prescribing was explained.
public struct Preparation: Sendable {
    public let person: Person
    public let standing: Standing
    /// How each barrier is solved, in the worker's words.
    public let solved: [ReasonCode: String]
    /// The person's open referrals that were sent, to any group.
    public let open: [Referral]
    /// The draft for this group, if there is one.
    public let draft: Referral?
    /// Why nothing can be sent for them yet; nil where it can.
    public let hold: ReferralHold?
    public let today: Day

    /// The barriers of which nobody said how they are solved.
    public var unsolved: [ReasonCode] { standing.barriers.filter { solved[$0] == nil } }

    /// A referral to this group is open already.
    public var openHere: Referral? { open.first { $0.group == standing.group.id.rawValue } }

    /// As many are open as is usual, and the person did not ask for more.
    public var isAtLimit: Bool { !person.wantsMoreAtOnce && open.count >= Referral.usualOpenLimit }
}

/// Gathers a ``Preparation``.
public struct PrepareReferral: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Throws: ``DraftReferral/Refusal/erasureWaits(on:)``, ``Access/Refusal``.
    public func callAsFunction(of person: Person.ID, to group: Group.ID, by actor: Actor) async throws -> Preparation {
        try Access.require(.walkWithPeople, of: actor)
        let desk = desk
        return try await desk.database.write(actor.hub) { hub in
            let found = try hub.person(person, for: actor)
            try hub.refuseWhileErasureWaits(of: person, clock: desk.clock)
            let standing = try desk.standing(of: found, with: group, in: hub, for: actor)
            try hub.recordLook(at: found, by: actor, clock: desk.clock, part: "referral")
            let referrals = try hub.referrals.open(of: person)
            return Preparation(
                person: found, standing: standing, solved: try hub.solved(between: person, and: group),
                open: referrals.filter { $0.state != .draft },
                draft: referrals.first { $0.state == .draft && $0.group == group.rawValue },
                hold: try hub.hold(on: found, for: actor), today: desk.clock.today)
        }
    }
}

extension HubTransaction {
    func solved(between person: Person.ID, and group: Group.ID) throws -> [ReasonCode: String] {
        var solved: [ReasonCode: String] = [:]
        for (code, how) in try solvedBarriers.between(person, and: group) {
            if let code = ReasonCode(rawValue: code) { solved[code] = how }
        }
        return solved
    }
}
