import Casework
import Community
import Foundation
import Interchange
import Storage
import Testing
import Vocabulary

struct ExportDirectoryTests {
    private let town: TestDesk
    private let command: Actor

    init() async throws {
        town = try await TestDesk()
        command = Actor(hub: town.hub, identity: .command("export directory"))
        try await town.addGroup("kitchen") { group in
            group.details.organisation = "Open Table"
            group.details.summary = "We cook, \"all\" of us"
            group.details.contact = GroupContact(
                name: "Fictional Volunteer", email: "kitchen@example.org", phone: "01632 960001", website: "example.org"
            )
            group.details.place = Place(
                lines: ["Hall", "1 Lamp Street", "Lowmoor LO1 1AA"],
                coordinate: Coordinate(latitude: 52.95, longitude: -1.15))
            group.details.sessions = [
                GroupSession(
                    WeeklyWindow(day: .thursday, from: TimeOfDay(minutes: 600)!, to: TimeOfDay(minutes: 1440)!)!)
            ]
            group.details.languages = ["en", "so"]
            group.details.access = .said(["step-free"])
            group.details.interpreting = [InterpretingOffer(language: "ur", community: nil)]
            group.details.fee = .said(Pence(250))
            group.details.age = AgeRange(from: 18, to: nil)
            group.details.online = true
        }
    }

    private func read(_ files: [(name: String, data: Data)]) throws -> DirectoryReading {
        let reader = DirectoryReader(words: DirectoryWords(town.desk.reference), today: town.clock.clock.today)
        if files.count == 1 { return try reader.read(json: files[0].data) }
        return try reader.read(package: files.map { PackageFile(name: $0.name, data: $0.data) })
    }

    @Test(arguments: ExportDirectory.Format.allCases)
    func `what is written is read back the same`(format: ExportDirectory.Format) async throws {
        let files = try await ExportDirectory(desk: town.desk)(as: format, by: command)
        let reading = try read(files)
        #expect(reading.report == ReadingReport())
        let service = try #require(reading.services.first)
        #expect(service.name == "Thursday kitchen")
        #expect(service.description == "We cook, \"all\" of us")
        #expect(service.organisation?.name == "Open Table")
        #expect(service.email == "kitchen@example.org")
        #expect(service.website == "https://example.org")
        #expect(service.phones == ["01632 960001"])
        #expect(service.needs == ["belonging", "english"])
        #expect(service.languages == ["en", "so"])
        #expect(service.interpreting == ["ur"])
        #expect(service.fee == Pence(250))
        #expect(service.ages == AgeRange(from: 18, to: nil))
        #expect(service.online)
        #expect(service.sessions.map { "\($0.day.rawValue) \($0.from)-\($0.to)" } == ["TH 10:00-24:00"])
        let place = try #require(service.places.first)
        #expect(place.coordinate == Coordinate(latitude: 52.95, longitude: -1.15))
        #expect(place.access == ["step-free"])
        #expect(place.postcode == "LO1 1AA")
        #expect(place.city == "Lowmoor")
    }

    @Test(arguments: ExportDirectory.Format.allCases)
    func `what nobody has said is written nowhere, and what was said comes back`(
        format: ExportDirectory.Format
    ) async throws {
        try await town.addGroup("silent") { $0 = Group(id: "silent", details: GroupDetails(name: "A silent club")) }
        try await town.addGroup("said") {
            $0.details.name = "B said club"
            $0.details.audience = .said(.everyone)
            $0.details.byPhone = true
            $0.details.sessions = [
                GroupSession(
                    WeeklyWindow(day: .monday, from: TimeOfDay(minutes: 600)!, to: TimeOfDay(minutes: 660)!)!,
                    isOpen: true, until: Day("2036-03-31"))
            ]
        }
        let reading = try read(try await ExportDirectory(desk: town.desk)(as: format, by: command))
        let silent = try #require(reading.services.first { $0.name == "A silent club" })
        #expect(silent.fee == nil && silent.asksForPapers == nil && silent.audience == nil && silent.languages.isEmpty)
        #expect(silent.eligibility == nil && silent.requiredDocuments.isEmpty && !silent.online && !silent.byPhone)
        let said = try #require(reading.services.first { $0.name == "B said club" })
        #expect(said.fee == .zero && said.asksForPapers == false && said.audience == .everyone)
        #expect(said.byPhone && !said.online)
        #expect(said.sessions.map(\.isOpen) == [true] && said.sessions.map(\.until) == [Day("2036-03-31")])
    }

    @Test func `a volunteer's name, the register and the agreement stay here`() async throws {
        let files = try await ExportDirectory(desk: town.desk)(as: .orukJSON, by: command)
        let text = String(decoding: try #require(files.first?.data), as: UTF8.self)
        #expect(!text.contains("Fictional Volunteer"))
        #expect(!text.contains("A volunteer"))
        #expect(!text.contains("trauma"))
        #expect(!text.contains("null"))
    }

    @Test func `ids are UUIDs and the same every time`() async throws {
        let export = ExportDirectory(desk: town.desk)
        let first = try await export(as: .orukJSON, by: command)
        #expect(try await export(as: .orukJSON, by: command).map(\.data) == first.map(\.data))
        let service = try #require(try read(first).services.first)
        #expect(StableID.isUUID(service.id))
    }

    @Test func `a package zips and unzips`() async throws {
        let files = try await ExportDirectory(desk: town.desk)(as: .hsdsCSV, by: command)
        #expect(files.first?.name == "datapackage.json")
        let reader = DirectoryReader(words: DirectoryWords(town.desk.reference), today: town.clock.clock.today)
        #expect(try reader.read(file: try ZipArchive.packed(files)).services.count == 1)
    }

    @Test func `an empty directory is an empty page`() async throws {
        let empty = try await TestDesk()
        let files = try await ExportDirectory(desk: empty.desk)(as: .orukJSON, by: command)
        #expect(try read(files).services.isEmpty)
    }
}
