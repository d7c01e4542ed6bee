/// Gathers what could not be taken over while a source is read.
final class Findings {
    private(set) var report = ReadingReport()
    private var counts: [String: Int] = [:]
    private var seenNotes: Set<String> = []

    /// How many rejections of one kind are told one by one; a source that is wrong throughout says so once.
    private static let most = 1000

    func reject(
        _ record: String, id: String, field: String, _ reason: String, at place: String, whole: Bool = true
    ) {
        let kind = "\(record).\(field)"
        counts[kind, default: 0] += 1
        guard counts[kind, default: 0] <= Self.most else { return }
        report.rejected.append(
            .init(
                record: record, id: Findings.short(id), field: field, reason: reason, place: place, whole: whole))
    }

    func note(_ text: String) {
        if seenNotes.insert(text).inserted { report.notes.append(text) }
    }

    /// The report, with the number of those that were not told one by one.
    func finished() -> ReadingReport {
        var report = report
        for (kind, count) in counts.sorted(by: { $0.key < $1.key }) where count > Self.most {
            report.notes.append("\(count - Self.most) more of \(kind) were left out and are not listed")
        }
        return report
    }

    /// Text of the source for a report: never more than a line of it.
    static func short(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count > 80 ? line.prefix(79) + "…" : line
    }
}
