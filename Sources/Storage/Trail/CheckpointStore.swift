import Vocabulary

/// How far a trail had come at a moment, signed: whoever rewrites the trail up to there, or cuts it off, would have to
/// sign anew.
public struct TrailCheckpoint: Hashable, Sendable {
    /// The last event there was.
    public let number: Int
    /// Its hash, which stands for all events before it too.
    public let hash: String
    public let at: Moment
    /// Which of the hub's keys signed.
    public let key: String
    /// The Ed25519 signature, in base 64.
    public let signature: String

    public init(number: Int, hash: String, at: Moment, key: String, signature: String) {
        self.number = number
        self.hash = hash
        self.at = at
        self.key = key
        self.signature = signature
    }
}

/// The checkpoints of a hub's trail. They are housekeeping, and no events: else each would call for the next.
public struct CheckpointStore {
    let hub: HubTransaction

    /// Adds one. The same number a second time, as two servers would write it, stays as it was.
    ///
    /// - Returns: whether it is new.
    @discardableResult
    public func add(_ checkpoint: TrailCheckpoint) throws -> Bool {
        try hub.execute(
            """
            INSERT INTO trail_checkpoints (hub_id, number, hash, at, key_id, signature)
            VALUES (\(hub.hub), \(checkpoint.number), \(checkpoint.hash), \(checkpoint.at), \(checkpoint.key),
                    \(checkpoint.signature))
            ON CONFLICT (hub_id, number) DO NOTHING
            """) > 0
    }

    public func latest() throws -> TrailCheckpoint? {
        try hub.row(
            "SELECT * FROM trail_checkpoints WHERE hub_id = \(hub.hub) ORDER BY number DESC LIMIT 1"
        ).map(Self.checkpoint)
    }

    /// All of them, the oldest first.
    public func all() throws -> [TrailCheckpoint] {
        try hub.rows("SELECT * FROM trail_checkpoints WHERE hub_id = \(hub.hub) ORDER BY number")
            .map(Self.checkpoint)
    }

    private static func checkpoint(_ row: Row) throws -> TrailCheckpoint {
        TrailCheckpoint(
            number: try row.integer("number"), hash: try row.text("hash"), at: try row.moment("at"),
            key: try row.text("key_id"), signature: try row.text("signature"))
    }
}

extension HubTransaction {
    public var checkpoints: CheckpointStore { CheckpointStore(hub: self) }
}
