import Storage

/// What becomes of each table when somebody is erased: the one list, held against the schema by a test.
///
/// A table with a column `person_id` that is not named here is emptied of the person: what a later feature adds goes by
/// itself. A table without such a column has to be named, or the test fails.
enum ErasureRules {
    /// Tables of people whose rows stay, emptied or as they are, and why.
    static let staying: [String: String] = [
        "consents": "A referral rests on it. Only for which group it was, and when, is left.",
        "referrals":
            "It is counted: which group, which state, when. What the group was told and its links are gone.",
        "events": "The trail holds numbers and names of fields, never what stood in them. Without it nobody could "
            + "prove that nothing was hidden.",
        "erasures": "This receipt itself.",
        "kept_parts": "Which part stays by law, and on which ground.",
    ]

    /// Tables that hold nothing of one person, or that belong to them by another way than a number in a column.
    static let others: [String: String] = [
        "people": "The number, the day they came and how it ended. Every fact is gone.",
        "attendances": "It is counted: on which day somebody came to a group.",
        "referral_links": "Links of groups to what they were told.",
        "referral_codes": "Codes of printed letters to groups.",
        "drafts": "Half-written forms about them, of a program before.",
        "held_forms": "Forms of staff who were signed out, for an hour, shut by a key that only their browsers have.",
        "submissions": "Forms that were taken and name them.",
        "hubs": "About the hub.", "groups": "About groups.", "evidence": "About groups.",
        "agreement_requests": "About groups.", "group_changes": "About groups.", "closure_days": "About the hub.",
        "cohort_plans": "When places were shared out, and by whom. Whom they were for is in another table.",
        "accounts": "About staff.", "account_addresses": "About staff.", "setup_links": "About staff.",
        "staff_sessions": "About staff.",
        "failed_tries": "Hashes of addresses in the network, for a day.",
        "jobs": "About the program.", "server_settings": "About the program.",
        "sealing_keys": "About the keys of the hub.", "trail_checkpoints": "About the trail: numbers and hashes.",
        "second_steps": "About staff.", "recovery_codes": "About staff.", "half_sign_ins": "About staff.",
        "sign_in_links": "About staff.", "provider_links": "About staff.", "provider_subjects": "About staff.",
        "known_devices": "About staff.",
        "hub_agreements": "About hubs.", "covers": "About staff.",
        "glass_searches": "About staff: who searched in an emergency, never for whom.",
        "person_links": "That two records may be one person.",
        "likenesses": "That two records looked alike.",
        "retention": "Numbers only.",
    ]
}

/// What was removed of somebody who was erased, and what stays and why. Names of tables and numbers: it may be given to
/// anybody.
public struct ErasureReceipt: Codable, Hashable, Sendable {
    public static let schemaVersion = 1

    public let version: Int
    public let number: String
    public let because: String
    public let doneAt: String
    public let lines: [Line]
    /// The parts that stay by law, with their ground.
    public let kept: [String: String]

    public struct Line: Codable, Hashable, Sendable {
        public let table: String
        /// Rows that are gone.
        public let removed: Int
        /// Rows that are there without what stood in them.
        public let emptied: Int
        /// Rows that are as they were.
        public let kept: Int
        /// Why something is left; empty where nothing is.
        public let why: String

        public init(table: String, removed: Int = 0, emptied: Int = 0, kept: Int = 0, why: String = "") {
            self.table = table
            self.removed = removed
            self.emptied = emptied
            self.kept = kept
            self.why = why
        }
    }
}
