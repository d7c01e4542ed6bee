import Community
import People
import Storage
import Vocabulary

/// The two ways into a referral for a group: the link of a mail, and the short code of a printed letter.
/// Neither the letter nor the mail holds a fact about the person.
public struct ReferralLetter: Sendable {
    public let referral: Referral.ID
    public let hub: Hub
    public let group: Group
    /// The address that opens the referral.
    public let link: String
    /// The address where the short code is typed.
    public let codePage: String
    /// What to type there.
    public let code: String
    /// The last day of the wait for an answer; nil once the group answered.
    public let answerBy: Day?
    /// The last day on which link and code work.
    public let lastDay: Day
}

extension Desk {
    /// Makes a new link and a new short code for the referral, in place of any it had.
    func newLetter(
        for referral: Referral, to group: Group, until lastDay: Day, in transaction: HubTransaction
    ) throws -> ReferralLetter {
        let token = secrets.token(for: transaction.hub)
        let code = secrets.shortCode()
        try transaction.referrals.setLink(
            of: referral.id, tokenHash: token.hash, codeHash: Secret.hash(of: code),
            endsAt: lastDay.adding(days: 1).start(in: clock.zone))
        let wait = referral.state == .sent ? try transaction.wait(of: referral, at: group, clock: clock) : nil
        return ReferralLetter(
            referral: referral.id, hub: try transaction.ownHub(), group: group, link: link(toReferral: token),
            codePage: addressForCodes,
            code: code, answerBy: wait?.lastDay, lastDay: lastDay)
    }
}

extension HubTransaction {
    /// Puts the letter into the outbox. False when the group cannot be mailed: then it is printed.
    @discardableResult
    func post(_ letter: ReferralLetter, desk: Desk) throws -> Bool {
        try post(
            Letter.referral(to: letter.group, from: letter.hub, link: letter.link, answerBy: letter.answerBy),
            to: letter.group.details.contact.email, about: letter.referral, desk: desk)
    }
}
