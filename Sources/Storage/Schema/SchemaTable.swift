/// A table of the schema as the migrations describe it. Its names come from our own literals, so that they may
/// stand in a statement.
struct SchemaTable: Hashable, Sendable {
    let name: String
    /// In the order in which they were made.
    let columns: [String]
    /// The columns of the primary key.
    let key: [String]

    var hasHub: Bool { columns.contains("hub_id") }

    /// What no copy of the data holds that is carried away: the keys of people have copies of their own.
    static let keptApart: Set<String> = ["person_keys", "sealing_keys"]

    /// All tables, each after those it refers to.
    static let all: [SchemaTable] = {
        var tables: [SchemaTable] = []
        for statement in Migrations.all.flatMap(\.statements) {
            if let name = statement.firstMatch(of: #/CREATE TABLE (\w+)/#)?.output.1 {
                let columns = statement.matches(of: #/(?m)^ *(\w+) (?:TEXT|BIGINT|DOUBLE PRECISION)\b/#)
                    .map { String($0.output.1) }
                let list = statement.firstMatch(of: #/PRIMARY KEY \(([\w, ]+)\)/#)?.output.1
                let alone = statement.firstMatch(of: #/(\w+) \w+ PRIMARY KEY/#)?.output.1
                let key = (list ?? alone ?? "").split(separator: ", ").map(String.init)
                tables.append(SchemaTable(name: String(name), columns: columns, key: key))
            } else if let added = statement.firstMatch(of: #/ALTER TABLE (\w+) ADD COLUMN (\w+)/#)?.output,
                let index = tables.firstIndex(where: { $0.name == added.1 })
            {
                let table = tables[index]
                tables[index] = SchemaTable(
                    name: table.name, columns: table.columns + [String(added.2)], key: table.key)
            }
        }
        return tables
    }()
}
