import Foundation

/// Takes nested records of HSDS 3.0 apart into the tables of a data package.
struct PackageTables {
    private var rows: [String: [[String: JSONValue]]] = [:]
    private var seen: Set<String> = []

    /// What a nested record is called as a table, and the column by which it points at the record around it.
    private static let nested: [String: (table: String, link: String)] = [
        "phones": ("phones", "service_id"), "schedules": ("schedules", "service_id"),
        "languages": ("languages", "service_id"), "cost_options": ("cost_options", "service_id"),
        "required_documents": ("required_documents", "service_id"), "attributes": ("attributes", "link_id"),
        "service_at_locations": ("service_at_location", "service_id"), "addresses": ("addresses", "location_id"),
        "accessibility": ("accessibility", "location_id"),
    ]

    /// What a record holds one of, and the column in which it keeps its id.
    private static let single: [String: (table: String, link: String)] = [
        "organization": ("organizations", "organization_id"), "location": ("locations", "location_id"),
        "taxonomy_term": ("taxonomy_terms", "taxonomy_term_id"), "taxonomy_detail": ("taxonomies", "taxonomy_id"),
    ]

    mutating func add(_ object: [String: JSONValue], to table: String, links: [String: JSONValue]) {
        guard let id = object["id"]?.text, seen.insert("\(table) \(id)").inserted else { return }
        var row = links
        // In one order each time, so that the same services give the same files.
        for (name, value) in object.sorted(by: { $0.key < $1.key }) {
            if let single = Self.single[name], let inner = value.object {
                row[single.link] = inner["id"]
                add(inner, to: single.table, links: [:])
            } else if let nested = Self.nested[name], let elements = value.list {
                let link = table == "service_at_location" ? "service_at_location_id" : nested.link
                for element in elements.compactMap(\.object) {
                    add(element, to: nested.table, links: [link: .text(id)])
                }
            } else {
                row[name] = value
            }
        }
        rows[table, default: []].append(row)
    }

    /// The files, `datapackage.json` first, tables by name.
    func files() throws -> [(name: String, data: Data)] {
        var files: [(name: String, data: Data)] = []
        var resources: [JSONValue] = []
        for (table, rows) in rows.sorted(by: { $0.key < $1.key }) {
            let columns = Set(rows.flatMap(\.keys)).sorted { ($0 != "id" ? 1 : 0, $0) < ($1 != "id" ? 1 : 0, $1) }
            var text = CSVText.line(columns)
            for row in rows { text += CSVText.line(columns.map { Self.cell(row[$0]) }) }
            files.append(("\(table).csv", Data(text.utf8)))
            let fields = columns.map { column in
                let isNumber = rows.contains { row in if case .number = row[column] { true } else { false } }
                return JSONValue.object(["name": .text(column), "type": .text(isNumber ? "number" : "string")])
            }
            resources.append(
                .object([
                    "name": .text(table), "path": .text("\(table).csv"), "profile": .text("tabular-data-resource"),
                    "format": .text("csv"), "mediatype": .text("text/csv"), "encoding": .text("utf-8"),
                    "schema": .object(["fields": .list(fields), "primaryKey": .text("id")]),
                ]))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let description = JSONValue.object([
            "name": .text("human_services_data"), "profile": .text("tabular-data-package"), "version": .text("3.0.0"),
            "resources": .list(resources),
        ])
        files.insert(("datapackage.json", try encoder.encode(description)), at: 0)
        return files
    }

    private static func cell(_ value: JSONValue?) -> String {
        guard case .number(let number, _) = value else { return value?.text ?? "" }
        return number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    }
}
