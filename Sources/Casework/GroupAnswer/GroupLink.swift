import Community
import People
import Storage
import Vocabulary

/// What a group's link leads to, and when it leads nowhere.
enum GroupLink {
    /// Days for which a group still sees that it said no.
    static let daysAfterNo = 7

    /// Whether the group may still open the referral. The link itself ends with the person's consent.
    static func isOpen(_ referral: Referral, linkEndsAt: Moment, at now: Moment) -> Bool {
        guard now < linkEndsAt else { return false }
        switch referral.state {
        case .sent, .waitlisted, .accepted, .introduced, .attending: return true
        case .declined: return referral.endedAt.map { now < $0.adding(days: daysAfterNo) } ?? false
        case .draft, .expired, .ended: return false
        }
    }
}

/// Why a group's link or code leads nowhere. One refusal for all reasons: an ended link, one that never
/// was, and one that belongs to somebody else cannot be told apart.
public struct GroupLinkClosed: Error, Equatable, Sendable {
    /// Whom to call: the hub that the link names, open or not.
    public let hub: Hub?

    public init(hub: Hub?) { self.hub = hub }
}

extension Desk {
    /// The hub that a link or a code names, for the page that says whom to call.
    func hubToCall(_ id: Identifier<Hub>?) async throws -> Hub? {
        guard let id else { return nil }
        return try await database.readAll { try $0.hubs.find(id) }
    }
}

extension HubTransaction {
    /// The referral behind a link, with its group.
    ///
    /// - Throws: ``GroupLinkClosed``.
    func referral(behind link: Secret, clock: Clock) throws -> (referral: Referral, group: Group) {
        guard let (referral, end) = try referrals.find(anyTokenHash: link.hash),
            GroupLink.isOpen(referral, linkEndsAt: end, at: clock.now),
            let group = try groups.find(Group.ID(referral.group))
        else { throw GroupLinkClosed(hub: try transaction.hubs.find(hub)) }
        return (referral, group)
    }
}
