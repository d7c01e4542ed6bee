import Community
import People
import Storage
import Vocabulary

/// What a group is sent: an invitation to look, and never a fact about the person. Mail is read by others,
/// and letters lie on tables.
public struct ReferralLetter: Sendable {
    public let hub: Hub
    public let group: Group
    /// The address that opens the referral.
    public let link: String
    /// The address where the short code is typed.
    public let codePage: String
    /// What to type there.
    public let code: String
    /// The last day on which link and code work.
    public let lastDay: Day
    /// When the wait for an answer ends; nil once there is one.
    public let answerBy: Day?

    /// The letter's sentences on paper.
    public var paragraphs: [String] {
        [
            "Someone we know would like to join you. They said that we may tell you a few things about them.",
            "Please look, and tell us: yes, not yet, or no. You can also ask us to pause.",
        ]
    }

    /// How to reach the hub, and its name.
    public var closing: String {
        let ways = [
            hub.settings.phone.isEmpty ? nil : "call \(hub.settings.phone)",
            hub.settings.email.isEmpty ? nil : "write to \(hub.settings.email)",
        ]
        .compactMap(\.self)
        let question = ways.isEmpty ? "" : "Questions? Please \(ways.joined(separator: " or ")).\n\n"
        return "\(question)Thank you,\n\(hub.name)"
    }
}

extension Desk {
    /// Makes a new link and a new short code for the referral, in place of any it had.
    func newLetter(
        for referral: Referral, to group: Group, until lastDay: Day, in transaction: HubTransaction
    ) throws -> ReferralLetter {
        guard let hub = try transaction.transaction.hubs.find(transaction.hub) else { throw Access.Refusal.notFound }
        let token = secrets.token(for: transaction.hub)
        let code = secrets.shortCode()
        try transaction.referrals.setLink(
            of: referral.id, tokenHash: token.hash, codeHash: Secret.hash(of: code),
            endsAt: lastDay.adding(days: 1).start(in: clock.zone))
        return ReferralLetter(
            hub: hub, group: group, link: "\(baseURL)/r/\(token.text)", codePage: "\(baseURL)/r", code: code,
            lastDay: lastDay,
            answerBy: referral.state == .sent
                ? referral.sentAt?.day(in: clock.zone).adding(days: Referral.expiresAfterDays) : nil)
    }
}
