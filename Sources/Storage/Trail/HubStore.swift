import Vocabulary

/// The hubs of this database: which there are, and how far each directory has come.
public struct HubStore {
    let transaction: Transaction

    public func add(_ hub: Hub, at moment: Moment) throws {
        try transaction.execute(
            """
            INSERT INTO hubs (hub_id, name, area, settings, created_at)
            VALUES (\(hub.id), \(hub.name), \(hub.area), \(try Document.text(hub.settings)), \(moment))
            """)
    }

    public func saveSettings(of hub: Hub) throws {
        try transaction.execute(
            "UPDATE hubs SET settings = \(try Document.text(hub.settings)) WHERE hub_id = \(hub.id)")
    }

    public func find(_ id: Identifier<Hub>) throws -> Hub? {
        try transaction.row("SELECT * FROM hubs WHERE hub_id = \(id)").map(Self.hub)
    }

    public func all() throws -> [Hub] {
        try transaction.rows("SELECT * FROM hubs ORDER BY hub_id").map(Self.hub)
    }

    /// How far the directory of each hub has come.
    public func directoryVersions() throws -> [Identifier<Hub>: Int] {
        let rows = try transaction.rows("SELECT hub_id, directory_version FROM hubs")
        return Dictionary(
            try rows.map { (try $0.id("hub_id"), try $0.integer("directory_version")) }, uniquingKeysWith: { $1 })
    }

    private static func hub(_ row: Row) throws -> Hub {
        Hub(
            id: try row.id("hub_id"), name: try row.text("name"), area: try row.text("area"),
            settings: try Document.value(in: row, "settings"))
    }
}

extension Transaction {
    public var hubs: HubStore { HubStore(transaction: self) }
}
