import Foundation

/// One record of somebody else's source: fields by name, as text, and the records that belong to it.
///
/// A JSON object and a row of a table look the same from here, so that one mapping serves both.
struct ForeignRecord: Sendable {
    enum Fields: Sendable {
        case object([String: JSONValue])
        case row(TableHeader, [String])
    }

    let fields: Fields
    /// Records that other tables attach to this one, by the name that JSON nests them under.
    var attached: [String: [ForeignRecord]] = [:]
    /// Where it stands in the source, for the report.
    let place: String

    init(_ object: [String: JSONValue], place: String) {
        fields = .object(object)
        self.place = place
    }

    init(header: TableHeader, cells: [String], place: String) {
        fields = .row(header, cells)
        self.place = place
    }

    var id: String { text("id") ?? "" }

    /// The text of the first of these fields that has any; white space, empty text and null are none.
    func text(_ names: String...) -> String? {
        for name in names {
            if let text = raw(name).flatMap(ForeignRecord.tidied) { return text }
        }
        return nil
    }

    /// The records of a list, whether nested or attached. What is not a record in it is passed over.
    func records(_ name: String) -> [ForeignRecord] {
        var found = attached[name] ?? []
        if case .object(let members) = fields, let list = members[name] {
            let values = list.list ?? [list]
            found += values.compactMap { $0.object.map { ForeignRecord($0, place: place) } }
        }
        return found
    }

    func record(_ name: String) -> ForeignRecord? { records(name).first }

    /// The texts of a list of texts, or a text that separates them by commas.
    func texts(_ name: String) -> [String] {
        if case .object(let members) = fields, let list = members[name]?.list {
            return list.compactMap { $0.text.flatMap(ForeignRecord.tidied) }
        }
        return text(name).map { $0.split(separator: ",").compactMap { ForeignRecord.tidied(String($0)) } } ?? []
    }

    func has(_ name: String) -> Bool {
        switch fields {
        case .object(let members): members[name] != nil
        case .row(let header, _): header.index[name] != nil
        }
    }

    private func raw(_ name: String) -> String? {
        switch fields {
        case .object(let members): return members[name]?.text
        case .row(let header, let cells):
            guard let index = header.index[name], index < cells.count else { return nil }
            return cells[index]
        }
    }

    /// The text without white space around it; nil where nothing is left, or the word of a database for nothing.
    static func tidied(_ text: String) -> String? {
        if text.isEmpty { return nil }
        // Most values have nothing to trim: looking at two bytes is cheaper than making a new text.
        let bytes = text.utf8
        if let first = bytes.first, let last = bytes.last, first > 0x20, last > 0x20, first < 0x80, last < 0x80 {
            return text == "null" || text == "NULL" ? nil : text
        }
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return trimmed.isEmpty || trimmed == "null" || trimmed == "NULL" ? nil : trimmed
    }
}

/// The names of a table's columns, shared by all of its rows.
final class TableHeader: Sendable {
    let names: [String]
    let index: [String: Int]

    init(_ names: [String]) {
        self.names = names
        index = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
