extension Migration {
    static let contacts = Migration(
        number: 34, name: "who holds a question about an agreement, and people who were handed to somebody",
        statements: [
            // As for the link of a referral: ReferralStore.LinkTrouble. Nothing for most.
            "ALTER TABLE agreement_requests ADD COLUMN link_trouble TEXT",
            "CREATE INDEX agreement_requests_by_trouble ON agreement_requests (hub_id, link_trouble, group_id)",
            // Since when a colleague's person is somebody's, who is told so until they were in touch.
            "ALTER TABLE people ADD COLUMN handed_on_at BIGINT",
            "CREATE INDEX people_by_handing ON people (hub_id, handed_on_at, id) WHERE handed_on_at IS NOT NULL",
        ])
}
