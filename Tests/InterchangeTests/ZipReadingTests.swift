import CZip
import Foundation
import Interchange
import Testing

struct ZipReadingTests {
    /// An archive in memory, made by libzip.
    private func archive(_ files: [(name: String, text: String)]) throws -> Data {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).zip")
        defer { try? FileManager.default.removeItem(at: path) }
        var problem: Int32 = 0
        let zip = try #require(zip_open(path.path, ZIP_CREATE | ZIP_TRUNCATE, &problem))
        let copies = files.map { strdup($0.text) }
        for (file, copy) in zip2(files, copies) {
            let source = zip_source_buffer(zip, copy, zip_uint64_t(file.text.utf8.count), 0)
            #expect(zip_file_add(zip, file.name, source, ZIP_FL_OVERWRITE) >= 0)
        }
        #expect(zip_close(zip) == 0)
        for copy in copies { free(copy) }
        return try Data(contentsOf: path)
    }

    private func zip2<A, B>(_ a: [A], _ b: [B]) -> [(A, B)] { Array(zip(a, b)) }

    @Test func `a zipped package is read from whatever folder it lies in`() throws {
        let data = try archive([
            ("town/services.csv", "id,name,status\n1,Tea,active\n"), ("__MACOSX/town/._services.csv", "junk"),
            ("town/datapackage.json", #"{"resources": [{"name": "services", "path": "services.csv"}]}"#),
        ])
        #expect(try Words.reader.read(file: data).services.map(\.name) == ["Tea"])
    }

    @Test func `a path that leads outside the package is not read`() throws {
        let data = try archive([
            ("services.csv", "id,name,status\n1,Tea,active\n"), ("../../organizations.csv", "id,name\n1,Evil\n"),
        ])
        let reading = try Words.reader.read(file: data)
        #expect(reading.services.map(\.name) == ["Tea"])
        #expect(reading.report.notes.contains { $0.contains("outside the package") })
    }

    @Test func `what is no archive is refused`() throws {
        let junk = Data([0x50, 0x4B, 0x03, 0x04]) + Data(repeating: 7, count: 500)
        let refusal = #expect(throws: SourceRefusal.self) { try Words.reader.read(file: junk) }
        #expect(refusal?.problem.contains("zip") == true)
    }
}
