import People
import Storage
import Vocabulary

extension HubTransaction {
    /// Puts a letter into the outbox, in the transaction of what it tells about.
    ///
    /// - Parameter referral: the referral that the letter leads to: while it waits, it can be stopped with it.
    /// - Returns: false where there is no address: the letter has to go on paper, or somebody calls.
    @discardableResult
    func post(
        _ letter: Letter, to recipient: String, about referral: Referral.ID? = nil, desk: Desk
    ) throws -> Bool {
        try posted(letter, to: recipient, about: referral, desk: desk) != nil
    }

    /// The same, for whoever wants to know which letter it is; nil where there is no address.
    ///
    /// - Parameter moment: it waits until then; nil for a letter that leaves at once.
    func posted(
        _ letter: Letter, to recipient: String, about referral: Referral.ID? = nil, notBefore moment: Moment? = nil,
        desk: Desk
    ) throws -> OutgoingMail.ID? {
        let address = recipient.filter { !$0.isWhitespace }
        guard !address.isEmpty else { return nil }
        let now = desk.clock.now
        let id: OutgoingMail.ID = desk.ids.next()
        // What cannot be mailed is said at once, not when a server has refused it.
        if let referral, MailAddress(address) == nil {
            try letterCameBack(referral, clock: desk.clock)
            return nil
        }
        try outbox.add(
            OutgoingMail(
                id: id, kind: letter.kind.rawValue, recipient: address, subject: letter.subject,
                body: letter.body, createdAt: now, nextAt: moment ?? now, referral: referral))
        return id
    }

    /// The hub that this transaction belongs to, with its settings.
    func ownHub() throws -> Hub {
        guard let hub = try transaction.hubs.find(hub) else { throw StorageFault.unreadable(column: "hub_id") }
        return hub
    }
}
