import Community
import People
import Storage
import Vocabulary

/// A page of the referrals of one person that are over, newest first.
public struct PastReferrals: Sendable {
    public let person: Person
    public let referrals: [PersonRecord.ReferralEntry]
    public let total: Int
    /// Counted from 1.
    public let page: Int
}

/// Reads on where the person's own page stops, and writes down that it was looked at.
public struct ReadPastReferrals: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// - Parameter page: counted from 1; a page after the last is the last.
    /// - Throws: ``Access/Refusal/notFound`` for an unknown person and for somebody else's alike.
    public func callAsFunction(_ id: Person.ID, page: Int, by actor: Actor) async throws -> PastReferrals {
        try Access.require(.lookAtPeople, of: actor)
        let size = PersonRecord.pastPageSize
        return try await desk.database.write(actor.hub) { [desk] hub in
            let person = try hub.person(id, for: actor, to: .look, clock: desk.clock)
            try hub.recordLook(at: person, by: actor, clock: desk.clock, part: "referrals")
            let total = try hub.referrals.countPast(of: id)
            let shown = min(max(1, page), max(1, (total + size - 1) / size))
            let referrals = try hub.referrals.past(of: id, limit: size, offset: (shown - 1) * size)
            let names = try hub.groups.names(referrals.map { Group.ID(rawValue: $0.group) })
            return PastReferrals(
                person: person,
                referrals: referrals.map {
                    PersonRecord.ReferralEntry(
                        referral: $0, groupName: names[Group.ID(rawValue: $0.group)] ?? "A group", attendances: [])
                }, total: total, page: shown)
        }
    }
}
