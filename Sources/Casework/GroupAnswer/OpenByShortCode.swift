import Community
import People
import Storage
import Vocabulary

/// Leads from the short code of a printed letter to the page that its link would have opened.
public struct OpenByShortCode: Sendable {
    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// Where a code leads.
    public enum Door: Hashable, Sendable {
        /// A new link to the referral, beside those it has.
        case referral(Secret)
        /// The question about an agreement, which knows its codes itself.
        case agreement(code: String)
    }

    /// The hubs that letters can come from, by name: where there are several, the letter says which.
    public func hubs() async throws -> [Hub] {
        try await desk.database.readAll { try $0.hubs.all() }.sorted { $0.name < $1.name }
    }

    /// - Parameter typed: as somebody typed it, with or without its hyphen, in any case.
    /// - Throws: ``GroupLinkClosed`` where the code leads nowhere.
    public func callAsFunction(_ typed: String, of hub: Identifier<Hub>) async throws -> Door {
        let desk = desk
        guard let home = try await desk.hubToCall(hub), let code = ShortCode.tidied(typed) else {
            throw GroupLinkClosed(hub: try await desk.hubToCall(hub))
        }
        return try await desk.database.write(hub) { hub in
            let hash = Secret.hash(of: code)
            if let request = try hub.agreementRequests.find(codeHash: hash), request.endsAt > desk.clock.now {
                return .agreement(code: code)
            }
            guard let (referral, end) = try hub.referrals.find(codeHash: hash),
                try GroupLink.isOpen(referral, linkEndsAt: end, at: desk.clock.now)
                    || hub.afterEnd(of: referral, linkEndsAt: end, clock: desk.clock) != nil
            else { throw GroupLinkClosed(hub: home) }
            let link = desk.secrets.token(for: hub.hub)
            try hub.referrals.addLink(to: referral.id, tokenHash: link.hash)
            try hub.record(
                "referral-opened-by-code", of: .referral(referral.id),
                by: Actor(hub: hub.hub, identity: .group(Group.ID(referral.group))), clock: desk.clock,
                person: referral.person)
            return .referral(link)
        }
    }
}
