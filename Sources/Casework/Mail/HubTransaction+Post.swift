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
        let address = recipient.filter { !$0.isWhitespace }
        guard !address.isEmpty else { return false }
        let now = desk.clock.now
        try outbox.add(
            OutgoingMail(
                id: desk.ids.next(), kind: letter.kind.rawValue, recipient: address, subject: letter.subject,
                body: letter.body, createdAt: now, nextAt: now, referral: referral))
        return true
    }

    /// The hub that this transaction belongs to, with its settings.
    func ownHub() throws -> Hub {
        guard let hub = try transaction.hubs.find(hub) else { throw StorageFault.unreadable(column: "hub_id") }
        return hub
    }
}
