import People
import Vocabulary

/// What the second step of an account rests on: the sealed secret that its owner's phone knows too.
public struct StoredSecondStep: Hashable, Sendable {
    public let account: Identifier<Worker>
    /// The key with which the secret is sealed.
    public let keyID: String
    /// The sealed secret in base64.
    public let sealed: String
    /// The number of the newest half minute whose code was used.
    public let lastStep: Int
    public let setUpAt: Moment

    public init(account: Identifier<Worker>, keyID: String, sealed: String, lastStep: Int, setUpAt: Moment) {
        self.account = account
        self.keyID = keyID
        self.sealed = sealed
        self.lastStep = lastStep
        self.setUpAt = setUpAt
    }
}

/// The second steps of a hub's accounts, and the recovery codes that stand in for a lost phone.
public struct SecondStepStore {
    let hub: HubTransaction

    /// Sets up the second step of an account that has none; false where it has one.
    public func add(_ step: StoredSecondStep) throws -> Bool {
        try hub.execute(
            """
            INSERT INTO second_steps (hub_id, account_id, key_id, sealed, last_step, set_up_at)
            VALUES (\(hub.hub), \(step.account), \(step.keyID), \(step.sealed), \(step.lastStep), \(step.setUpAt))
            ON CONFLICT (hub_id, account_id) DO NOTHING
            """) == 1
    }

    public func find(_ account: Identifier<Worker>) throws -> StoredSecondStep? {
        try hub.row("SELECT * FROM second_steps WHERE hub_id = \(hub.hub) AND account_id = \(account)").map(Self.step)
    }

    /// The accounts that have one.
    public func accounts() throws -> Set<Identifier<Worker>> {
        Set(
            try hub.rows("SELECT account_id FROM second_steps WHERE hub_id = \(hub.hub)").map {
                try $0.id("account_id")
            })
    }

    /// Those that are sealed with another key than this one, a few at a time.
    public func all(notUnder key: String, limit: Int) throws -> [StoredSecondStep] {
        try hub.rows(
            """
            SELECT * FROM second_steps WHERE hub_id = \(hub.hub) AND key_id <> \(key)
            ORDER BY account_id LIMIT \(limit)
            """
        ).map(Self.step)
    }

    /// Marks the code of this half minute as used; false where it, or a later one, was used before.
    public func use(_ number: Int, of account: Identifier<Worker>) throws -> Bool {
        try hub.execute(
            """
            UPDATE second_steps SET last_step = \(number)
            WHERE hub_id = \(hub.hub) AND account_id = \(account) AND last_step < \(number)
            """) == 1
    }

    /// Keeps the same secret, sealed with another key.
    public func reseal(_ account: Identifier<Worker>, as sealed: String, with key: String) throws {
        try hub.execute(
            """
            UPDATE second_steps SET sealed = \(sealed), key_id = \(key)
            WHERE hub_id = \(hub.hub) AND account_id = \(account)
            """)
    }

    /// Ends the second step of an account with its recovery codes; false where it had none.
    public func remove(_ account: Identifier<Worker>) throws -> Bool {
        try hub.execute("DELETE FROM recovery_codes WHERE hub_id = \(hub.hub) AND account_id = \(account)")
        return try hub.execute(
            "DELETE FROM second_steps WHERE hub_id = \(hub.hub) AND account_id = \(account)") == 1
    }

    // MARK: Recovery codes

    /// Puts these in place of all that the account had.
    public func replaceRecoveryCodes(of account: Identifier<Worker>, with hashes: [String]) throws {
        try hub.execute("DELETE FROM recovery_codes WHERE hub_id = \(hub.hub) AND account_id = \(account)")
        for hash in hashes {
            try hub.execute(
                "INSERT INTO recovery_codes (hub_id, account_id, code_hash) VALUES (\(hub.hub), \(account), \(hash))")
        }
    }

    /// Uses a recovery code up; false where there is none like it.
    public func useRecoveryCode(_ hash: String, of account: Identifier<Worker>) throws -> Bool {
        try hub.execute(
            """
            DELETE FROM recovery_codes
            WHERE hub_id = \(hub.hub) AND account_id = \(account) AND code_hash = \(hash)
            """) == 1
    }

    public func countRecoveryCodes(of account: Identifier<Worker>) throws -> Int {
        try hub.row(
            "SELECT COUNT(*) AS n FROM recovery_codes WHERE hub_id = \(hub.hub) AND account_id = \(account)"
        )?.integer("n") ?? 0
    }

    private static func step(_ row: Row) throws -> StoredSecondStep {
        StoredSecondStep(
            account: try row.id("account_id"), keyID: try row.text("key_id"), sealed: try row.text("sealed"),
            lastStep: try row.integer("last_step"), setUpAt: try row.moment("set_up_at"))
    }
}

extension HubTransaction {
    public var secondSteps: SecondStepStore { SecondStepStore(hub: self) }
}
