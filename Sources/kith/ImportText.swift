import Casework
import Community
import Foundation
import Interchange
import Vocabulary

/// The answer of `kith import directory`, for people and for programs.
enum ImportText {
    static func words(_ result: DirectoryImport, isDryRun: Bool) -> String {
        let would = isDryRun ? " (nothing was stored)" : ""
        var lines = [
            "added \(result.added.count), changed \(result.changed.count), unchanged \(result.unchanged), "
                + "rejected \(result.report.rejected.count)\(would)"
        ]
        for note in result.report.notes { lines.append("note: \(note)") }
        for rejection in result.report.rejected {
            let id = rejection.id.isEmpty ? "without id" : rejection.id
            let field = rejection.field.isEmpty ? "" : ", \(rejection.field)"
            let place = rejection.place.isEmpty ? "" : " (\(rejection.place))"
            lines.append("rejected: \(rejection.record) \(id)\(field): \(rejection.reason)\(place)")
        }
        for (group, fields) in result.differing {
            let names = fields.map(\.rawValue).joined(separator: ", ")
            lines.append("differs: \(group.name): the source says otherwise of \(names), and your correction was kept")
        }
        for group in result.missing { lines.append("no longer in the source: \(group.name)") }
        for (word, count) in sorted(result.unmapped) { lines.append("no word of ours for \(word) (\(count))") }
        return lines.joined(separator: "\n")
    }

    static func json(_ result: DirectoryImport, isDryRun: Bool) throws -> String {
        let answer = Answer(
            added: result.added.count, changed: result.changed.count,
            differing: result.differing.map {
                .init(fields: $0.fields.map(\.rawValue), id: $0.group.id.rawValue, name: $0.group.name)
            }, dryRun: isDryRun, missing: result.missing.map { .init(id: $0.id.rawValue, name: $0.name) },
            notes: result.report.notes,
            rejected: result.report.rejected.map {
                .init(
                    field: $0.field, id: $0.id, place: $0.place, reason: $0.reason, record: $0.record, whole: $0.whole)
            }, source: result.source, unchanged: result.unchanged,
            unmapped: sorted(result.unmapped).map { .init(count: $0.value, word: $0.key) })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(answer), as: UTF8.self)
    }

    /// Most frequent first, then by word.
    private static func sorted(_ words: [String: Int]) -> [(key: String, value: Int)] {
        words.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    }

    private struct Answer: Encodable {
        struct Difference: Encodable {
            let fields: [String]
            let id: String
            let name: String
        }
        struct Named: Encodable {
            let id: String
            let name: String
        }
        struct Rejected: Encodable {
            let field: String
            let id: String
            let place: String
            let reason: String
            let record: String
            let whole: Bool
        }
        struct Word: Encodable {
            let count: Int
            let word: String
        }
        let added: Int
        let changed: Int
        let differing: [Difference]
        let dryRun: Bool
        let missing: [Named]
        let notes: [String]
        let rejected: [Rejected]
        let source: String
        let unchanged: Int
        let unmapped: [Word]
    }
}
