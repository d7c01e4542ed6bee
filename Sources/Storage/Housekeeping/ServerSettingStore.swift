import Vocabulary

/// What the servers of one database must agree on. It belongs to no hub and is about nobody.
public struct ServerSettingStore {
    let transaction: Transaction

    /// The value of this name, which is `value` from now on where there was none: the first server to ask decides.
    public func value(of name: String, orElse value: String) throws -> String {
        try transaction.execute(
            "INSERT INTO server_settings (name, value) VALUES (\(name), \(value)) ON CONFLICT (name) DO NOTHING")
        return try transaction.row("SELECT value FROM server_settings WHERE name = \(name)")?.text("value") ?? value
    }

    /// Puts a value in place of whatever there is.
    public func replace(_ name: String, by value: String) throws {
        try transaction.execute(
            """
            INSERT INTO server_settings (name, value) VALUES (\(name), \(value))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
    }
}

extension Transaction {
    public var serverSettings: ServerSettingStore { ServerSettingStore(transaction: self) }
}
