import Community
import People
import Vocabulary

/// When groups began to take fewer people, or more: what pauses were, and whom it concerns.
public struct GroupChangeStore {
    let hub: HubTransaction

    public func add(_ change: GroupChange) throws {
        try hub.execute(
            """
            INSERT INTO group_changes (hub_id, id, group_id, was, became, changed_at, changed_by)
            VALUES (\(hub.hub), \(change.id), \(change.group), \(change.was.rawValue), \(change.became.rawValue),
                    \(change.at), \(change.by.rawValue))
            """)
    }

    /// What became of these groups, oldest first.
    public func of(_ groups: [Group.ID]) throws -> [Group.ID: [GroupChange]] {
        let rows = try hub.rows(
            """
            SELECT * FROM group_changes WHERE hub_id = \(hub.hub) AND group_id IN \(list: groups)
            ORDER BY changed_at, id
            """)
        return Dictionary(grouping: try rows.map(Self.change), by: \.group)
    }

    static func change(_ row: Row) throws -> GroupChange {
        guard let was = GroupOpening(rawValue: try row.text("was")),
            let became = GroupOpening(rawValue: try row.text("became")),
            let by = GroupChange.Source(rawValue: try row.text("changed_by"))
        else { throw StorageFault.unreadable(column: "became") }
        return GroupChange(
            id: try row.id("id"), group: try row.id("group_id"), was: was, became: became,
            at: try row.moment("changed_at"), by: by)
    }
}

extension HubTransaction {
    public var groupChanges: GroupChangeStore { GroupChangeStore(hub: self) }
}
