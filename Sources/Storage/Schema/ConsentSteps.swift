extension Migration {
    static let consent = Migration(
        number: 19, name: "what a yes is for, whose letter waits, and agreements between hubs",
        statements: [
            // Nothing where the yes was given before it was written down.
            "ALTER TABLE consents ADD COLUMN purpose TEXT",
            // The referral that a letter is about, so that it can be stopped while it waits.
            "ALTER TABLE outbox ADD COLUMN referral_id TEXT",
            "CREATE INDEX outbox_of_referral ON outbox (hub_id, referral_id)",
            """
            CREATE TABLE hub_agreements (
                hub_id TEXT NOT NULL REFERENCES hubs (hub_id),
                id TEXT NOT NULL,
                with_hub TEXT NOT NULL,
                facts TEXT NOT NULL,
                first_day TEXT NOT NULL,
                last_day TEXT NOT NULL,
                signed_here TEXT NOT NULL,
                signed_there TEXT NOT NULL,
                ended_on TEXT,
                PRIMARY KEY (hub_id, id)
            )
            """,
            "CREATE INDEX hub_agreements_by_end ON hub_agreements (hub_id, last_day)",
            "CREATE INDEX hub_agreements_with ON hub_agreements (hub_id, with_hub, last_day)",
        ])
}
