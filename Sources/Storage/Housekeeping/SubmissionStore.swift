import Vocabulary

/// Forms that were taken once: the same submission again gives the same answer and changes nothing.
public struct SubmissionStore {
    let hub: HubTransaction

    /// Where the first submission with this id led, if there was one.
    public func result(of id: String) throws -> String? {
        try hub.row("SELECT result FROM submissions WHERE hub_id = \(hub.hub) AND id = \(id)")?.text("result")
    }

    /// Remembers a form that was not taken yet.
    ///
    /// Ask ``result(of:)`` in the same `Database.write`, which lets one writer of a hub in at a time: of the same form
    /// sent twice at once, the second finds the answer of the first. Anywhere else the second is refused by its key.
    public func remember(_ id: String, result: String, at moment: Moment) throws {
        try hub.execute(
            "INSERT INTO submissions (hub_id, id, at, result) VALUES (\(hub.hub), \(id), \(moment), \(result))")
    }

    /// Forgets what is older than `moment`, and returns how many that were.
    @discardableResult
    public func forget(before moment: Moment) throws -> Int {
        try hub.execute("DELETE FROM submissions WHERE hub_id = \(hub.hub) AND at < \(moment)")
    }
}

extension HubTransaction {
    public var submissions: SubmissionStore { SubmissionStore(hub: self) }
}
