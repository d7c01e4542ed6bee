extension Migration {
    static let answers = Migration(
        number: 9, name: "more links to a referral, and the outbox by state",
        statements: [
            // A reminder and a typed code lead to the same referral as the first link, which goes on working.
            """
            CREATE TABLE referral_links (
                hub_id TEXT NOT NULL,
                token_hash TEXT NOT NULL,
                referral_id TEXT NOT NULL,
                PRIMARY KEY (hub_id, token_hash),
                FOREIGN KEY (hub_id, referral_id) REFERENCES referrals (hub_id, id)
            )
            """,
            "CREATE INDEX referral_links_of_referral ON referral_links (hub_id, referral_id)",
        ])
}
