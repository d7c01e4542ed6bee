import Vocabulary

/// Forms that were taken once: the same submission again gives the same answer and changes nothing.
public struct SubmissionStore {
    let hub: HubTransaction

    /// Where the first submission with this id led, if there was one.
    public func result(of id: String) throws -> String? {
        try hub.row("SELECT result FROM submissions WHERE hub_id = \(hub.hub) AND id = \(id)")?.text("result")
    }

    public func remember(_ id: String, result: String, at moment: Moment) throws {
        try hub.execute(
            "INSERT INTO submissions (hub_id, id, at, result) VALUES (\(hub.hub), \(id), \(moment), \(result))")
    }

    /// Forgets what is older than `moment`.
    public func forget(before moment: Moment) throws {
        try hub.execute("DELETE FROM submissions WHERE hub_id = \(hub.hub) AND at < \(moment)")
    }
}

extension HubTransaction {
    public var submissions: SubmissionStore { SubmissionStore(hub: self) }
}
