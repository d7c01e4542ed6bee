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
                GroupLink.isOpen(referral, linkEndsAt: end, at: desk.clock.now)
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

/// Short codes as people type them.
public enum ShortCode {
    /// The code as it was made: `K3V9 2MTZ` and `k3v92mtz` become `k3v9-2mtz`, and a letter that looks like
    /// a digit becomes it. Nil unless eight signs are left.
    public static func tidied(_ typed: String) -> String? {
        var signs: [UInt8] = []
        for byte in typed.lowercased().utf8 {
            switch byte {
            case UInt8(ascii: "o"): signs.append(UInt8(ascii: "0"))
            case UInt8(ascii: "i"), UInt8(ascii: "l"): signs.append(UInt8(ascii: "1"))
            case UInt8(ascii: " "), UInt8(ascii: "-"): continue
            case _ where SecretSource.alphabet.contains(byte): signs.append(byte)
            default: return nil
            }
        }
        guard signs.count == 8 else { return nil }
        return String(decoding: signs.prefix(4), as: UTF8.self) + "-" + String(decoding: signs.suffix(4), as: UTF8.self)
    }
}
