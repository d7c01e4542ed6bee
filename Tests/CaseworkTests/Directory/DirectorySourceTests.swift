import Casework
import Foundation
import Interchange
import Testing

struct DirectorySourceTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "source-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func path(_ name: String, _ text: String = "id,name,status\n1,Tea,active\n") throws -> String {
        let file = folder.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path(percentEncoded: false)
    }

    @Test(arguments: [
        "https://directory.example/api", "https://directory.example/api/",
        "https://directory.example/api/services?page=3",
    ])
    func `a feed has one name, whatever page of it was copied`(text: String) throws {
        #expect(try DirectorySource(text).name == "https://directory.example/api")
    }

    @Test func `a file is known by its name and never by its path`() throws {
        #expect(try DirectorySource(try path("town.json", "[]")).name == "town.json")
        #expect(try DirectorySource(folder.path(percentEncoded: false)).name == folder.lastPathComponent)
    }

    @Test func `one table stands for its package`() async throws {
        let source = try DirectorySource(try path("services.csv"))
        let desk = try await TestDesk().desk
        let answer = try await ReadDirectorySource(desk: desk)(source, keptIn: folder)
        #expect(answer.reading.services.map(\.name) == ["Tea"])
    }

    @Test func `a link that leads out of the package is not followed`() async throws {
        _ = try path("services.csv")
        let outside = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
        try Data("id,name\n1,Outside\n".utf8).write(to: outside)
        defer { try? FileManager.default.removeItem(at: outside) }
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "organizations.csv"), withDestinationURL: outside)
        let desk = try await TestDesk().desk
        let source = try DirectorySource(folder.path(percentEncoded: false))
        let answer = try await ReadDirectorySource(desk: desk)(source, keptIn: folder)
        #expect(answer.reading.services.first?.organisation == nil)
    }

    @Test func `what is named zip and is none is refused`() async throws {
        let source = try DirectorySource(try path("town.zip", "[]"))
        let desk = try await TestDesk().desk
        await #expect(throws: SourceRefusal.self) {
            try await ReadDirectorySource(desk: desk)(source, keptIn: self.folder)
        }
    }

    @Test(arguments: ["/nowhere/at/all", "", "http://", "ftp://directory.example"])
    func `what is not there is refused`(text: String) {
        #expect(throws: SourceRefusal.self) { try DirectorySource(text) }
    }
}
