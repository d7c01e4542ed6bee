import Community
import People
import Vocabulary

/// Links that somebody has to look after: a volunteer leaves, and the old mailbox would still open a person for months.
extension ReferralStore {
    /// Why a link needs somebody.
    public enum LinkTrouble: String, CaseIterable, Sendable {
        /// The group has another contact than when the link was sent.
        case contactChanged = "contact-changed"
        /// It was closed for that, and the new contact has no address: a letter has to be printed.
        case toPrint = "to-print"
    }

    /// A live link of a group, without a word about whom it leads to.
    public struct HeldLink: Hashable, Sendable {
        public let referral: Referral.ID
        public let state: Referral.State
        public let sentAt: Moment
        public let endsAt: Moment

        public init(referral: Referral.ID, state: Referral.State, sentAt: Moment, endsAt: Moment) {
            self.referral = referral
            self.state = state
            self.sentAt = sentAt
            self.endsAt = endsAt
        }
    }

    /// A group whose links are with somebody who is not its contact any more.
    public struct DoubtedGroup: Hashable, Sendable {
        public let group: Group.ID
        public let name: String
        public let links: Int

        public init(group: Group.ID, name: String, links: Int) {
            self.group = group
            self.name = name
            self.links = links
        }
    }

    private static let live = Referral.State.allCases.filter { $0.isOpen && $0 != .draft }.map(\.rawValue)

    /// Marks every link of a group: it is with a contact who is none any more. Those that wait to be printed anew do so
    /// still.
    func doubtLinks(of group: Group.ID) throws {
        try hub.execute(
            """
            UPDATE referrals SET link_trouble = \(LinkTrouble.contactChanged.rawValue)
            WHERE hub_id = \(hub.hub) AND group_id = \(group) AND token_hash IS NOT NULL AND link_trouble IS NULL
            """)
    }

    /// The links of a group that are with somebody else, and that work now. The oldest first.
    public func linksInDoubt(of group: Group.ID, at moment: Moment, limit: Int) throws -> [HeldLink] {
        try hub.rows(
            """
            SELECT id, state, sent_at, link_ends_at FROM referrals
            WHERE hub_id = \(hub.hub) AND group_id = \(group) AND link_trouble = \(LinkTrouble.contactChanged.rawValue)
              AND link_ends_at > \(moment) AND sent_at IS NOT NULL AND state IN \(list: Self.live)
            ORDER BY sent_at, id LIMIT \(limit)
            """
        ).map { row in
            guard let state = Referral.State(rawValue: try row.text("state")) else {
                throw StorageFault.unreadable(column: "state")
            }
            return HeldLink(
                referral: try row.id("id"), state: state, sentAt: try row.moment("sent_at"),
                endsAt: try row.moment("link_ends_at"))
        }
    }

    /// The groups that have such links, to referrals or to a question about their agreement, by name.
    public func groupsInDoubt(at moment: Moment, limit: Int) throws -> [DoubtedGroup] {
        let doubted = LinkTrouble.contactChanged.rawValue
        return try hub.rows(
            """
            SELECT held.group_id, g.name, COUNT(*) AS n FROM (
                SELECT r.group_id FROM referrals r
                WHERE r.hub_id = \(hub.hub) AND r.link_trouble = \(doubted) AND r.link_ends_at > \(moment)
                  AND r.sent_at IS NOT NULL AND r.state IN \(list: Self.live)
                UNION ALL
                SELECT a.group_id FROM agreement_requests a
                WHERE a.hub_id = \(hub.hub) AND a.link_trouble = \(doubted) AND a.ends_at > \(moment)
            ) held
            JOIN groups g ON g.hub_id = \(hub.hub) AND g.id = held.group_id
            GROUP BY held.group_id, g.name ORDER BY g.name, held.group_id LIMIT \(limit)
            """
        ).map { DoubtedGroup(group: try $0.id("group_id"), name: try $0.text("name"), links: try $0.integer("n")) }
    }

    /// Somebody decided: the links go on, with whoever holds them.
    ///
    /// - Returns: how many that were.
    @discardableResult
    public func trustLinks(of group: Group.ID) throws -> Int {
        try hub.execute(
            """
            UPDATE referrals SET link_trouble = NULL
            WHERE hub_id = \(hub.hub) AND group_id = \(group) AND link_trouble = \(LinkTrouble.contactChanged.rawValue)
            """)
    }

    /// Whether the link is with somebody who is the group's contact no more, or was closed for that.
    public func isLinkInTrouble(of referral: Referral.ID) throws -> Bool {
        try hub.row(
            """
            SELECT id FROM referrals
            WHERE hub_id = \(hub.hub) AND id = \(referral) AND link_trouble IS NOT NULL
            """) != nil
    }

    /// What is left of a group's links to a contact of before works for nobody: only a new letter opens it again.
    public func closeLinksLeft(of group: Group.ID) throws {
        try hub.execute(
            """
            UPDATE referrals SET link_trouble = \(LinkTrouble.toPrint.rawValue)
            WHERE hub_id = \(hub.hub) AND group_id = \(group) AND link_trouble = \(LinkTrouble.contactChanged.rawValue)
            """)
    }

    /// Closes the link at once, every way into it, until a letter is printed anew.
    public func closeLinkUntilPrinted(of referral: Referral.ID, at moment: Moment) throws {
        try hub.execute(
            """
            UPDATE referrals SET link_ends_at = \(moment), link_trouble = \(LinkTrouble.toPrint.rawValue)
            WHERE hub_id = \(hub.hub) AND id = \(referral) AND token_hash IS NOT NULL
            """)
    }
}
