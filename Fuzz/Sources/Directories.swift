// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

@testable import Interchange

extension Target {
    /// A directory as JSON. Cutting it apart agrees with Foundation, and what was read can be written and read again.
    static let directoryJSON = Target(name: "directory-json") { data in
        splitsAsFoundation(data)
        survivesWriting(try reader.read(file: data))
    }

    /// A data package: files one after the other, each begun by 0x1C and its name on a line.
    static let tables = Target(name: "tables") { data in
        let files = data.split(separator: 0x1C, omittingEmptySubsequences: false).map { part in
            let line = part.prefix { $0 != 0x0A }
            return PackageFile(
                name: String(decoding: line, as: UTF8.self), data: Data(part.dropFirst(line.count + 1)))
        }
        for file in files { try file.read { rowsAreTheSameInPieces(Data($0)) } }
        survivesWriting(try reader.read(package: files))
    }

    /// A zipped package.
    static let zip = Target(name: "zip") { data in
        survivesWriting(try reader.read(zip: data))
    }

    nonisolated(unsafe) private static let reader: DirectoryReader = {
        var limits = ReadingLimits()
        limits.source = 8 << 20
        return DirectoryReader(words: Words.town, today: Words.today, limits: limits)
    }()

    private static let writer = OpenReferralWriter(
        names: .init(
            language: { $0.rawValue },
            access: { code in
                ["step-free": "wheelchair access", "hearing-loop": "induction loops", "parking": "disabled parking"][
                    code.rawValue] ?? code.rawValue
            }, region: "Lowmoorshire"))

    private static func splitsAsFoundation(_ data: Data) {
        // A NUL makes Foundation guess UTF-16 or UTF-32; ours have become UTF-8 before they are cut.
        guard data.first == UInt8(ascii: "["), !data.contains(0), String(validating: data, as: UTF8.self) != nil,
            let list = try? JSONSerialization.jsonObject(with: data) as? [Any]
        else { return }
        let splitter = JSONSplitter(bytes: data)
        let ranges = try? splitter.elements(ofArrayAt: data.startIndex)
        expect(ranges?.count == list.count, "the splitter finds as many elements as Foundation")
        for range in ranges ?? [] {
            expect(JSONValue(bytes: data[range]) != nil, "each element is JSON by itself")
        }
    }

    /// Everything that can be read can be written, and reads as the same services.
    private static func survivesWriting(_ reading: DirectoryReading) {
        guard let json = try? writer.json(reading.services), let package = try? writer.package(reading.services) else {
            return expect(false, "what was read can be written")
        }
        guard !reading.services.isEmpty else { return }
        let fromJSON = try? reader.read(json: json)
        expect(fromJSON?.services.count == reading.services.count, "as many services are read from our JSON")
        let fromTables = try? reader.read(package: package.map { PackageFile(name: $0.name, data: $0.data) })
        expect(fromTables?.services.count == reading.services.count, "as many services are read from our tables")
        let names = reading.services.map(\.name)
        expect(fromJSON?.services.map(\.name) == names, "they keep their names in JSON")
        expect(fromTables?.services.map(\.name) == names, "they keep their names in tables")
        // What is written is read as just that: written once more, it is the same to the byte.
        expect(fromJSON.flatMap { try? writer.json($0.services) } == json, "JSON is the same when it is written again")
        let again = fromTables.flatMap { try? writer.package($0.services) }
        expect(again?.map(\.name) == package.map(\.name), "tables have the same names when they are written again")
        expect(again?.map(\.data) == package.map(\.data), "tables are the same when they are written again")
    }

    private static func rowsAreTheSameInPieces(_ data: Data) {
        let whole = rows(of: data, piece: data.count, limit: 1 << 20)
        for piece in [1, 7] {
            let pieces = rows(of: data, piece: piece, limit: 1 << 20)
            expect(
                whole.map(\.cells) == pieces.map(\.cells) && whole.map(\.line) == pieces.map(\.line)
                    && whole.map(\.fault) == pieces.map(\.fault),
                "rows are the same in pieces of \(piece)")
        }
        // With values that are too long, only that it ends and loses no good row after them.
        _ = rows(of: data, piece: 7, limit: 16)
        for row in whole where row.fault == nil {
            let line = Data(CSVText.line(row.cells).utf8)
            expect(
                rows(of: line, piece: line.count, limit: 1 << 22).map { $0.cells.map(CSVText.plain) } == [row.cells],
                "a row is read as it was written")
        }
    }

    private static func rows(of data: Data, piece: Int, limit: Int) -> [CSVParser.Row] {
        var parser = CSVParser(fieldLimit: limit)
        var rows: [CSVParser.Row] = []
        data.withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                let end = min(bytes.count, start + max(1, piece))
                parser.feed(UnsafeRawBufferPointer(rebasing: bytes[start..<end])) { rows.append($0) }
                start = end
            }
        }
        parser.finish { rows.append($0) }
        return rows
    }
}
