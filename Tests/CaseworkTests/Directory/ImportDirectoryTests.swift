import Casework
import Community
import Foundation
import Interchange
import Storage
import Testing
import Vocabulary

struct ImportDirectoryTests {
    private let town: TestDesk
    private let importer: ImportDirectory
    private let command: Actor

    init() async throws {
        town = try await TestDesk()
        importer = ImportDirectory(desk: town.desk)
        command = Actor(hub: town.hub, identity: .command("import directory"))
    }

    private static let kitchen = """
        {"id": "7", "name": "Kitchen", "status": "active", "description": "We cook", "minimum_age": 18, "fees": "£2",
         "organization": {"id": "1", "name": "Open Table"}, "last_modified": "2026-05-01",
         "languages": [{"code": "so"}], "interpretation_services": "Urdu on Mondays",
         "attributes": [{"taxonomy_term": {"id": "t", "name": "ESOL"}}, {"taxonomy_term": {"id": "u", "name": "Support"}}],
         "schedules": [{"freq": "WEEKLY", "byday": "TH", "opens_at": "10:00", "closes_at": "12:00"}],
         "service_at_locations": [
           {"id": "a", "location": {"id": "l", "location_type": "physical", "name": "Hall", "latitude": 52.95, "longitude": -1.15,
             "addresses": [{"address_1": "1 Lamp Street", "city": "Lowmoor", "postal_code": "LO1 1AA"}],
             "accessibility": [{"description": "Wheelchair access"}]}},
           {"id": "b", "location": {"id": "m", "location_type": "physical", "name": "Barn"},
            "schedules": [{"freq": "WEEKLY", "byday": "FR", "opens_at": "14:00", "closes_at": "15:00"}]}]}
        """
    private static let garden = """
        {"id": "8", "name": "Garden", "status": "temporarily closed", "organization": {"id": "1", "name": "Open Table"}}
        """

    private func read(_ json: String...) throws -> DirectoryReading {
        let reader = DirectoryReader(words: DirectoryWords(town.desk.reference), today: town.clock.clock.today)
        return try reader.read(json: Data("[\(json.joined(separator: ","))]".utf8))
    }

    private func groups() async throws -> [String: Group] {
        let all = try await town.desk.database.read(town.hub) { try $0.groups.all() }
        return Dictionary(uniqueKeysWithValues: all.map { ($0.details.name, $0) })
    }

    @Test func `a service becomes a group for each of its places`() async throws {
        let result = try await importer(try read(Self.kitchen, Self.garden), from: "town.json", by: command)
        #expect(result.added.count == 3)
        let stored = try await groups()
        let hall = try #require(stored["Kitchen, Hall"]).details
        #expect(hall.organisation == "Open Table")
        #expect(hall.needs == ["english"])
        #expect(hall.languages == ["so", "en"])
        #expect(hall.interpreting.map(\.language) == ["ur"])
        #expect(hall.access == .said(["step-free"]))
        #expect(hall.fee == .said(Pence(200)))
        #expect(hall.age == AgeRange(from: 18, to: nil))
        #expect(hall.sessions.map(\.day) == [.thursday])
        #expect(hall.place?.lines == ["Hall", "1 Lamp Street", "Lowmoor LO1 1AA"])
        #expect(stored["Kitchen, Barn"]?.details.sessions.map(\.day) == [.thursday, .friday])
        #expect(stored["Garden"]?.details.status == .paused)
    }

    @Test func `where a directory is silent nothing is made up`() async throws {
        try await importer(try read(Self.garden), from: "town.json", by: command)
        let garden = try #require(try await groups()["Garden"]).details
        #expect(garden.fee == .notKnown && garden.childcare == .notKnown && garden.access == .notKnown)
        #expect(garden.asksStatus == .notKnown && garden.audience == .notKnown && garden.english == .notKnown)
        #expect(garden.format == .notKnown && garden.languages.isEmpty)
        let again = try await importer(try read(Self.garden), from: "town.json", by: command)
        #expect(again.unchanged == 1)
    }

    @Test func `what a directory says is taken as it says it`() async throws {
        let said = """
            {"id": "9", "name": "Club", "status": "active", "organization": {"id": "1", "name": "Open Table"},
             "fees": "Free", "eligibility_description": "Women only",
             "required_documents": [{"document": "None"}],
             "schedules": [{"freq": "WEEKLY", "byday": "TH", "opens_at": "10:00", "closes_at": "12:00",
               "valid_to": "2036-03-31", "attending_type": "phone"}]}
            """
        try await importer(try read(said), from: "town.json", by: command)
        let club = try #require(try await groups()["Club"]).details
        #expect(club.fee == .said(.zero) && club.audience == .said(.women) && club.asksStatus == .said(false))
        #expect(club.byPhone && !club.online && club.sessions.map(\.until) == [Day("2036-03-31")])
        #expect(!club.summary.contains("Bring:"))
    }

    @Test func `an imported group keeps its source and cannot be referred to`() async throws {
        try await importer(try read(Self.kitchen), from: "town.json", by: command)
        let group = try #require(try await groups()["Kitchen, Hall"])
        #expect(group.agreement == nil)
        #expect(group.register.entries.isEmpty)
        #expect(group.provenance?.source == "town.json")
        #expect(group.provenance?.foreignID == "7 at a")
        #expect(group.provenance?.changedAtSource == "2026-05-01")
        #expect(group.provenance?.unmapped == ["attributes: Support", "fees: £2"])
    }

    @Test func `importing twice changes nothing, not even the trail`() async throws {
        let reading = try read(Self.kitchen, Self.garden)
        try await importer(reading, from: "town.json", by: command)
        let before = try await groups()
        let events = try await town.desk.database.read(town.hub) { try $0.events.count() }
        town.clock.move(days: 3)
        let again = try await importer(reading, from: "town.json", by: command)
        #expect(again.added.isEmpty && again.changed.isEmpty && again.unchanged == 3)
        #expect(try await groups() == before)
        #expect(try await town.desk.database.read(town.hub) { try $0.events.count() } == events)
    }

    @Test func `what the source changed is taken over`() async throws {
        try await importer(try read(Self.garden), from: "town.json", by: command)
        let id = try await groups()["Garden"]?.id
        let result = try await importer(
            try read(Self.garden.replacing("Garden", with: "Big garden")), from: "town.json", by: command)
        #expect(result.changed.map(\.id) == [id])
        #expect(try await groups()["Big garden"]?.id == id)
    }

    @Test func `what a coordinator corrected is kept and shown as a difference`() async throws {
        try await importer(try read(Self.garden), from: "town.json", by: command)
        let group = try #require(try await groups()["Garden"])
        var wanted = group.details
        wanted.name = "Our garden"
        try await CorrectGroup(desk: town.desk)(group.id, to: wanted, version: group.version, by: town.coordinator)
        let fresh = try read(
            Self.garden.replacing("\"Garden\"", with: "\"Bigger garden\", \"description\": \"Now with bees\""))
        let result = try await importer(fresh, from: "town.json", by: command)
        let stored = try #require(try await groups()["Our garden"])
        #expect(stored.details.summary == "Now with bees")
        #expect(stored.provenance?.atSource.name == "Bigger garden")
        #expect(result.differing.map(\.fields) == [[.name]])
        let again = try await importer(fresh, from: "town.json", by: command)
        #expect(again.unchanged == 1)
        #expect(again.differing.count == 1)
    }

    @Test func `a dry run says the same and stores nothing`() async throws {
        let result = try await importer(try read(Self.kitchen), from: "town.json", isDryRun: true, by: command)
        #expect(result.added.count == 2)
        #expect(try await groups().isEmpty)
    }

    @Test func `a service that is gone from the source is named and not closed`() async throws {
        try await importer(try read(Self.kitchen, Self.garden), from: "town.json", by: command)
        let result = try await importer(try read(Self.kitchen), from: "town.json", by: command)
        #expect(result.missing.map(\.name) == ["Garden"])
        #expect(try await groups()["Garden"] != nil)
    }

    @Test func `words that no list knows are counted`() async throws {
        let result = try await importer(try read(Self.kitchen), from: "town.json", by: command)
        #expect(result.unmapped == ["attributes: Support": 2, "fees: £2": 2])
    }

    @Test func `the same directory under a new name is recognised by its UUIDs`() async throws {
        let json = Self.garden.replacing("\"8\"", with: "\"bf5e24c5-24f8-5418-b567-4eff3d0d3b7e\"")
        try await importer(try read(json), from: "may.json", by: command)
        let same = try await importer(try read(json), from: "june.json", by: command)
        #expect(same.unchanged == 1)
        let result = try await importer(
            try read(json.replacing("temporarily closed", with: "active")), from: "july.json", by: command)
        #expect(result.added.isEmpty)
        #expect(result.changed.count == 1)
        #expect(try await groups()["Garden"]?.provenance?.source == "july.json")
        #expect(try await groups()["Garden"]?.id == "bf5e24c5-24f8-5418-b567-4eff3d0d3b7e")
    }

    @Test func `numbered ids of two sources are two groups`() async throws {
        try await importer(try read(Self.garden), from: "north", by: command)
        let result = try await importer(try read(Self.garden), from: "south", by: command)
        #expect(result.added.count == 1)
    }

    @Test func `only those who keep the directory may import`() async throws {
        let reading = try read(Self.garden)
        await #expect(throws: Access.Refusal.notInRole) {
            try await self.importer(reading, from: "town.json", by: self.town.linkWorker)
        }
    }

    @Test func `texts too long to correct and signs that cannot be stored are cut`() async throws {
        let name = String(repeating: "n", count: 300) + "\\u0000"
        try await importer(try read(Self.garden.replacing("Garden", with: name)), from: "town.json", by: command)
        let stored = try #require(try await groups().values.first)
        #expect(stored.details.name.count == 200)
        var wanted = stored.details
        wanted.online = true
        try await CorrectGroup(desk: town.desk)(stored.id, to: wanted, version: stored.version, by: town.coordinator)
    }
}
