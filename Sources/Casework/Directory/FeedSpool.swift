import Foundation

/// What was fetched of a feed so far, kept in a folder so that a broken run goes on where it stopped.
///
///     progress.json    the next page to ask for, and whether the list is complete
///     listed.ndjson    the records as the list gave them: id and record, one a line, no id twice
///     whole.ndjson     the records as they were fetched one by one
///
/// Lines are only ever added. A line that was cut off by a crash is passed over and fetched again.
final class FeedSpool {
    private let folder: URL
    private(set) var nextPage = 1
    private(set) var listIsComplete = false
    /// The ids in the order of the feed.
    private(set) var ids: [String] = []
    private var listed: [String: Data] = [:]
    private var whole: [String: Data] = [:]

    private struct Progress: Codable {
        var address: String
        var startedAt: Double
        var nextPage: Int
        var listIsComplete: Bool
    }

    private var progress: Progress

    /// Opens what is there of this address, unless it is older than `maximumAge` seconds.
    init(folder: URL, address: URL, now: Date, maximumAge: Double = 86_400) throws {
        self.folder = folder
        progress = Progress(
            address: address.absoluteString, startedAt: now.timeIntervalSince1970, nextPage: 1, listIsComplete: false)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "progress.json")
        if let data = try? Data(contentsOf: file), let stored = try? JSONDecoder().decode(Progress.self, from: data),
            stored.address == address.absoluteString, now.timeIntervalSince1970 - stored.startedAt < maximumAge
        {
            progress = stored
            nextPage = stored.nextPage
            listIsComplete = stored.listIsComplete
            for (id, record) in lines(of: "listed.ndjson") where listed[id] == nil {
                ids.append(id)
                listed[id] = record
            }
            for (id, record) in lines(of: "whole.ndjson") { whole[id] = record }
        } else {
            try? FileManager.default.removeItem(at: folder)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try save()
        }
    }

    var fetched: Int { whole.count }

    /// The ids that were listed and not yet fetched whole.
    var waiting: [String] { ids.filter { whole[$0] == nil } }

    /// Every record: whole where it could be fetched, else as the list gave it.
    var records: [Data] { ids.compactMap { whole[$0] ?? listed[$0] } }

    /// Adds a page of the list. Answers how many of its ids are new.
    func add(page: Int, _ records: [(id: String, record: Data)]) throws -> Int {
        let new = records.filter { listed[$0.id] == nil }
        var text = Data()
        var count = 0
        for (id, record) in new where listed[id] == nil {
            ids.append(id)
            listed[id] = record
            text += Self.line(id, record)
            count += 1
        }
        try append(text, to: "listed.ndjson")
        nextPage = page + 1
        try save()
        return count
    }

    func completeList() throws {
        listIsComplete = true
        try save()
    }

    /// Adds the record as it was fetched by its id. What it leaves out and the list has, such as the
    /// organization, is taken from the list.
    func add(id: String, whole record: [String: Any]) throws {
        var record = record
        if let listed = listed[id], let brief = try? JSONSerialization.jsonObject(with: listed) as? [String: Any] {
            record.merge(brief) { whole, brief in whole is NSNull ? brief : whole }
        }
        let line = try JSONSerialization.data(withJSONObject: record)
        whole[id] = line
        try append(Self.line(id, line), to: "whole.ndjson")
    }

    /// The feed was read to its end: the next run begins anew.
    func remove() { try? FileManager.default.removeItem(at: folder) }

    private func save() throws {
        progress.nextPage = nextPage
        progress.listIsComplete = listIsComplete
        try JSONEncoder().encode(progress).write(to: folder.appending(path: "progress.json"), options: .atomic)
    }

    private func append(_ data: Data, to name: String) throws {
        let file = folder.appending(path: name)
        if !FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) { try Data().write(to: file) }
        let handle = try FileHandle(forWritingTo: file)
        defer { try? handle.close() }
        try handle.seekToEnd()
        try handle.write(contentsOf: data)
    }

    /// The id in base 64, a blank, the record on the same line. Records are written without line breaks.
    private static func line(_ id: String, _ record: Data) -> Data {
        Data(Data(id.utf8).base64EncodedString().utf8) + [0x20] + record + [0x0A]
    }

    private func lines(of name: String) -> [(String, Data)] {
        guard let data = try? Data(contentsOf: folder.appending(path: name)), let end = data.lastIndex(of: 0x0A) else {
            return []
        }
        return data[...end].split(separator: 0x0A).compactMap { line in
            guard let blank = line.firstIndex(of: 0x20),
                let id = Data(base64Encoded: Data(line[..<blank])).map({ String(decoding: $0, as: UTF8.self) })
            else { return nil }
            return (id, Data(line[(blank + 1)...]))
        }
    }
}
