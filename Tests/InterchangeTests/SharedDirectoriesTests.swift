import Foundation
import Interchange
import Testing
import Vocabulary

/// Real directories, where this machine has them.
@Suite(.enabled(if: Shared.folder != nil, "the shared data is not on this machine"))
struct SharedDirectoriesTests {
    private let folder: URL

    init() throws { folder = try #require(Shared.folder) }

    @Test func `the whole directory of a city is read`() throws {
        let file = try Data(contentsOf: folder.appendingPathComponent("directories/manchester.oruk-3.0.json"))
        let reading = try Words.reader.read(file: file)
        #expect(reading.services.count == 58)
        #expect(reading.report == ReadingReport())
        #expect(reading.services.allSatisfy { $0.places.count == 1 && $0.places[0].coordinate != nil })
        #expect(reading.services.reduce(0) { $0 + $1.sessions.count } > 200)
    }

    @Test(arguments: ["hsds-3.0-examples", "uk-profile-examples"])
    func `every example of a service is read`(version: String) throws {
        let examples = folder.appendingPathComponent("openreferral/\(version)")
        for name in ["service_full", "service_list", "service_at_location_full", "service_at_location_list"] {
            let reading = try Words.reader.read(file: Data(contentsOf: examples.appendingPathComponent("\(name).json")))
            #expect(reading.services.map(\.name) == ["Community Counselling"], "\(name)")
        }
        let reading = try Words.reader.read(package: try Shared.package(examples.appendingPathComponent("csv")))
        let service = try #require(reading.services.first)
        #expect(service.organisation?.name == "Example Organization Inc.")
        #expect(service.places.first?.lines.first == "MyCity Civic Center")
        #expect(service.ages == AgeRange(from: 12, to: 100))
    }

    @Test func `a package in one JSON text is read as its tables`() throws {
        let file = try Data(contentsOf: folder.appendingPathComponent("openreferral/hsds-3.0-examples/tabular.json"))
        let service = try #require(try Words.reader.read(file: file).services.first)
        #expect(service.languages == ["ur"])
        #expect(service.interpreting.count == 3)
    }

    @Test(arguments: ["taxonomy", "taxonomy_list", "taxonomy_term", "taxonomy_term_list", "organization_list"])
    func `an example of something else is refused with its kind`(name: String) throws {
        for version in ["hsds-3.0-examples", "uk-profile-examples"] {
            let file = try Data(contentsOf: folder.appendingPathComponent("openreferral/\(version)/\(name).json"))
            #expect(throws: SourceRefusal.self, "\(version) \(name)") { try Words.reader.read(file: file) }
        }
    }
}
