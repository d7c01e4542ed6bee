extension Migration {
    static let links = Migration(
        number: 27, name: "who holds a link, a yes that comes back, and an own page opened further",
        statements: [
            // Why the link of a referral needs somebody: ReferralStore.LinkTrouble. Nothing for most.
            "ALTER TABLE referrals ADD COLUMN link_trouble TEXT",
            "CREATE INDEX referrals_by_link_trouble ON referrals (hub_id, link_trouble, group_id)",
            // Where a referral stood when its person took back their yes, to be put back there.
            "ALTER TABLE referrals ADD COLUMN withdrawn_from TEXT",
            // Until when whoever took back their yes on their own page can unsay it. Nothing where somebody else did it.
            "ALTER TABLE consents ADD COLUMN returns_until BIGINT",
            // Since when they would like the group all the same.
            "ALTER TABLE consents ADD COLUMN wished_again_at BIGINT",
            "CREATE INDEX consents_by_withdrawal ON consents (hub_id, withdrawn_at)",
            // Until when the code that was typed once more opens what could do harm.
            "ALTER TABLE own_page_sessions ADD COLUMN open_until BIGINT",
        ])
}
