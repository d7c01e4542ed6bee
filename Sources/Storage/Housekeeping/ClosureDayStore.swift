import Vocabulary

/// The days on which a hub is closed.
public struct ClosureDayStore {
    let hub: HubTransaction

    public func all() throws -> ClosureDays {
        ClosureDays(
            try hub.rows("SELECT day FROM closure_days WHERE hub_id = \(hub.hub) ORDER BY day").map {
                try $0.day("day")
            })
    }

    /// Puts these days in place of those that were kept.
    public func replace(with closures: ClosureDays) throws {
        try hub.execute("DELETE FROM closure_days WHERE hub_id = \(hub.hub)")
        for day in closures.days.sorted() {
            try hub.execute("INSERT INTO closure_days (hub_id, day) VALUES (\(hub.hub), \(day))")
        }
    }
}

extension HubTransaction {
    public var closureDays: ClosureDayStore { ClosureDayStore(hub: self) }
}
