import People
import Vocabulary

extension AccountStore {
    /// How these members of staff are called; one statement, however many they are.
    public func names(_ ids: some Collection<Identifier<Worker>>) throws -> [Identifier<Worker>: String] {
        let rows = try hub.rows("SELECT id, name FROM accounts WHERE hub_id = \(hub.hub) AND id IN \(list: Array(ids))")
        return Dictionary(try rows.map { (try $0.id("id"), try $0.text("name")) }, uniquingKeysWith: { $1 })
    }

    /// Their names, and the names of their roles.
    public func titles(
        _ ids: some Collection<Identifier<Worker>>
    ) throws -> [Identifier<Worker>: (name: String, role: String)] {
        let rows = try hub.rows(
            "SELECT id, name, role FROM accounts WHERE hub_id = \(hub.hub) AND id IN \(list: Array(ids))")
        return Dictionary(
            try rows.map { (try $0.id("id"), (try $0.text("name"), try $0.text("role"))) }, uniquingKeysWith: { $1 })
    }
}
