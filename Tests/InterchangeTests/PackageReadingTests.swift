import Foundation
import Interchange
import Testing
import Vocabulary

struct PackageReadingTests {
    /// A package as HSDS 1.1 has them: numbered ids, `services_at_location.csv`, hours with am and pm.
    private static let old: [String: String] = [
        "organizations.csv":
            "id,name,description,email,url\n1,Open Table,We cook,hello@example.org,https://example.org\n",
        "services.csv":
            "id,organization_id,name,status,interpretation_services,fees\n1,1,Kitchen,active,,\n2,1,\"Garden, \"\"big\"\"\",active,,Free\n",
        "locations.csv": "id,organization_id,name,latitude,longitude\n7,1,Hall,52.95,-1.15\n",
        "services_at_location.csv": "id,service_id,location_id,description\n70,1,7,\n71,2,7,\n",
        "physical_addresses.csv":
            "id,location_id,address_1,city,state_province,postal_code,country\n5,7,1 Lamp Street,Lowmoor,Lowshire,LO1 1AA,GB\n",
        "phones.csv": "id,location_id,service_id,number,type\n1,,1,01632 960001,voice\n",
        "regular_schedules.csv":
            "id,service_id,location_id,weekday,opens_at,closes_at\n1,1,7,Thursday,9:00am,12:30pm\n2,2,,2,09:00:00,10:00:00\n",
        "languages.csv": "id,service_id,language\n1,1,English\n2,1,Urdu\n",
        "services_taxonomy.csv": "id,service_id,taxonomy_id\n1,1,F\n",
        "taxonomy.csv": "id,name,parent_id,parent_name,vocabulary\nF,Food,,,Town\n",
        "accessibility_for_disabilities.csv": "id,location_id,accessibility,details\n1,7,disabled_parking,\n",
        "eligibility.csv": "id,service_id,eligibility\n1,1,adult\n",
    ]

    @Test func `a package of version 1 is put together`() throws {
        let reading = try Words.reader.read(package: Package.files(Self.old))
        #expect(reading.report == ReadingReport())
        let kitchen = try #require(reading.services.first)
        #expect(kitchen.name == "Kitchen")
        #expect(kitchen.organisation?.name == "Open Table")
        #expect(kitchen.phones == ["01632 960001"])
        #expect(kitchen.languages == ["en", "ur"])
        #expect(kitchen.needs == ["food"])
        #expect(kitchen.terms.map(\.taxonomy) == ["Town"])
        #expect(kitchen.eligibility == "adult")
        let place = try #require(kitchen.places.first)
        #expect(place.lines == ["Hall", "1 Lamp Street", "Lowmoor LO1 1AA"])
        #expect(place.access == ["parking"])
        #expect(place.sessions.map(\.window.description) == ["TH 09:00-12:30"])
        let garden = reading.services[1]
        #expect(garden.name == "Garden, \"big\"")
        #expect(garden.sessions.map(\.window.description) == ["TU 09:00-10:00"])
        #expect(garden.fee == .zero)
    }

    @Test(arguments: ["\u{FEFF}", ""], ["\r\n", "\n", "\r"])
    func `marks and line ends of every system are read`(mark: String, end: String) throws {
        var tables = Self.old
        for (name, text) in tables { tables[name] = mark + text.replacing("\n", with: end) }
        #expect(try Words.reader.read(package: Package.files(tables)).services.map(\.id) == ["1", "2"])
    }

    @Test func `other encodings are recognised and said`() throws {
        var files = Package.files(Self.old).filter { $0.name != "services.csv" && $0.name != "organizations.csv" }
        let services = "id,organization_id,name,status\n1,1,Café Zoë,active\n"
        files.append(PackageFile(name: "services.csv", data: try #require(services.data(using: .utf16LittleEndian))))
        files.append(
            PackageFile(name: "organizations.csv", data: try #require("id,name\n1,Straße\n".data(using: .isoLatin1))))
        let reading = try Words.reader.read(package: files)
        #expect(reading.services.map(\.name) == ["Café Zoë"])
        #expect(reading.services.first?.organisation?.name == "Straße")
        #expect(reading.report.notes.contains("organizations.csv is not UTF-8; it was read as Windows-1252"))
        #expect(reading.report.notes.contains("services.csv is written in UTF-16 and was read as that"))
    }

    @Test func `rows that point at nothing or come twice are reported by id and field`() throws {
        var tables = Self.old
        tables["services.csv"]? += "2,1,Again,active,,\n3,99,Lost,active,,\n,1,Nameless,active,,\n4,1,,active,,\n"
        tables["phones.csv"]? += "2,,88,01632 960002,voice\n"
        tables["services_at_location.csv"]? += "72,1,55,\n"
        let reading = try Words.reader.read(package: Package.files(tables))
        #expect(reading.services.map(\.id) == ["1", "2", "3"])
        let told = Set(reading.report.rejected.map { "\($0.record) \($0.id) \($0.field)" })
        #expect(
            told == [
                "service 2 id", "service  id", "service 4 name", "service 3 organization_id", "phone 2 service_id",
                "service at location 72 location_id",
            ])
        #expect(
            reading.report.rejected.first { $0.id == "2" && $0.record == "service" }?.place == "services.csv, line 4")
    }

    @Test func `an unknown column, a missing file and a path outside are noted and lose nothing`() throws {
        var tables = Self.old
        tables["services.csv"] = "id,organization_id,name,status,mood\n1,1,Kitchen,active,good\n"
        tables["datapackage.json"] =
            #"{"resources": [{"name": "contacts", "path": "contacts.csv"}, {"name": "services", "path": "services.csv"}, {"name": "phones", "path": "../../phones.csv"}]}"#
        let reading = try Words.reader.read(package: Package.files(tables))
        #expect(reading.services.count == 1)
        #expect(reading.report.notes.contains { $0.contains("mood") })
        #expect(reading.report.notes.contains { $0.contains("contacts.csv") })
        #expect(reading.report.notes.contains { $0.contains("outside the package") })
    }

    @Test func `a value of a megabyte spoils its own row only`() throws {
        var tables = Self.old
        let long = String(repeating: "x", count: 2 << 20)
        tables["services.csv"]? += "3,1,\"\(long)\",active,,\n4,1,\(long),active,,\n5,1,Last,active,,\n"
        let reading = try Words.reader.read(package: Package.files(tables))
        #expect(reading.services.map(\.id) == ["1", "2", "5"])
        #expect(reading.report.rejected.map(\.field) == ["name", "name"])
        #expect(reading.report.rejected.map(\.id) == ["3", "4"])
    }

    @Test func `a quotation mark that is never closed spoils its own row only`() throws {
        var tables = Self.old
        tables["services.csv"]? += "3,1,\"Broken,active,,\n4,1,Good,active,,\n5,1,Better,active,,\n"
        let reading = try Words.reader.read(package: Package.files(tables))
        #expect(reading.services.map(\.id) == ["1", "2", "4", "5"])
        #expect(reading.report.rejected.map(\.reason) == ["a quotation mark is opened and never closed"])
    }

    @Test func `a line with too many values is reported`() throws {
        var tables = Self.old
        tables["services.csv"]? += "3,1,Bread, butter,active,,x\n"
        let reading = try Words.reader.read(package: Package.files(tables))
        #expect(reading.services.map(\.id) == ["1", "2"])
        #expect(reading.report.rejected.count == 1)
    }

    @Test(arguments: [
        (["organizations.csv": "id,name\n1,A\n"], "no services.csv"),
        (["services.csv": ""], "no services that can be read"),
        (["services.csv": "a,b\n1,2\n"], "no columns id and name"), ([:], "no services.csv"),
    ])
    func `what is no package is refused as a whole`(tables: [String: String], words: String) {
        let refusal = #expect(throws: SourceRefusal.self) { try Words.reader.read(package: Package.files(tables)) }
        #expect(refusal?.problem.contains(words) == true)
    }

    @Test func `only the topmost package of a folder is read`() throws {
        let services = "id,name,status\n"
        let reading = try Words.reader.read(
            package: Package.files([
                "town/services.csv": services + "1,Tea,active\n", "town/old/services.csv": services + "2,Old,active\n",
                "elsewhere/organizations.csv": "id,name\n1,A\n", "notes.csv": "a,b\n1,2\n",
            ]))
        #expect(reading.services.map(\.name) == ["Tea"])
        #expect(reading.report.notes.isEmpty)
    }

    @Test func `a table by another name is read where datapackage says so`() throws {
        let reading = try Words.reader.read(
            package: Package.files([
                "datapackage.json": #"{"resources": [{"name": "services", "path": "data/all.csv"}]}"#,
                "data/all.csv": "id,name,status\n1,Tea,active\n",
            ]))
        #expect(reading.services.map(\.name) == ["Tea"])
    }

    @Test func `semicolons and tabs separate as well`() throws {
        let reading = try Words.reader.read(
            package: Package.files([
                "services.csv": "id;name;status\n1;Tea, coffee;active\n", "organizations.csv": "id\tname\n1\tA\n",
            ]))
        #expect(reading.services.map(\.name) == ["Tea, coffee"])
    }
}

extension WeeklyWindow {
    fileprivate var description: String { "\(day.rawValue) \(from)-\(to)" }
}
