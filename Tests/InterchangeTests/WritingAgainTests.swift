import Foundation
import Testing
import Vocabulary

@testable import Interchange

/// What is exported, read and exported again is the same to the byte: nobody who passes a directory on changes it.
struct WritingAgainTests {
    private static let writer = OpenReferralWriter(
        names: .init(
            language: { $0.rawValue },
            access: { code in
                ["step-free": "wheelchair access", "hearing-loop": "induction loops", "parking": "disabled parking"][
                    code.rawValue] ?? code.rawValue
            }, region: "Lowmoorshire"))

    private static func tables(_ services: [ServiceRecord]) throws -> [String: String] {
        let files = try writer.package(services).map { ($0.name, String(decoding: $0.data, as: UTF8.self)) }
        return Dictionary(uniqueKeysWithValues: files)
    }

    /// Writes, reads and writes again, as JSON and as tables. Answers what came back from the tables.
    @discardableResult
    private static func written(twice services: [ServiceRecord]) throws -> [ServiceRecord] {
        let json = try writer.json(services)
        let fromJSON = try Words.reader.read(json: json).services
        #expect(fromJSON.map(\.name) == services.map(\.name))
        #expect(String(decoding: try writer.json(fromJSON), as: UTF8.self) == String(decoding: json, as: UTF8.self))
        let first = try tables(services)
        let fromTables = try Words.reader.read(package: Package.files(first)).services
        #expect(fromTables.map(\.name) == services.map(\.name))
        let second = try tables(fromTables)
        #expect(second.keys.sorted() == first.keys.sorted())
        for (name, text) in first { #expect(second[name] == text, "\(name)") }
        return fromTables
    }

    private static func service(_ members: String) -> String {
        #"{"id": "1", "name": "Tea", "status": "active", \#(members)}"#
    }

    @Test func `a term keeps its id and its code however often it is written`() throws {
        let package = Package.files([
            "services.csv": "id,name,status\n1,Tea,active\n2,Bread,active\n",
            "taxonomy_terms.csv":
                "id,code,name,taxonomy_id\nF,,Food,t\ne0a5c8d2-0000-4000-8000-00000000000A,B2,Baking,t\n",
            "taxonomies.csv": "id,name\nt,Town\n",
            "attributes.csv":
                "id,link_id,link_entity,taxonomy_term_id\n1,1,service,F\n2,2,service,F\n3,2,service,e0a5c8d2-0000-4000-8000-00000000000A\n",
        ])
        let read = try Words.reader.read(package: package).services
        let again = try Self.written(twice: read)
        #expect(again[0].terms.map(\.code) == ["F"])
        #expect(again[1].terms.map(\.code) == ["F", "B2"])
        #expect(again[1].terms.map(\.id).last == "e0a5c8d2-0000-4000-8000-00000000000a")
        #expect(again[0].terms[0].id == again[1].terms[0].id)
        #expect(again.flatMap(\.terms).allSatisfy { $0.taxonomy == "Town" })
    }

    @Test(arguments: [
        // Terms without an id are told apart by their names.
        #""attributes": [{"label": "Food"}, {"label": "Cooking"}, {"value": "Food"}]"#,
        #""attributes": [{"taxonomy_term": {"id": "1", "name": "A"}}, {"taxonomy_term": {"id": "1", "name": "B"}}]"#,
        #""attributes": [{"taxonomy_term": {"name": "A"}}, {"taxonomy_term": {"name": "A", "taxonomy": "Kith"}}]"#,
        // Addresses that are none give way to the next that is one.
        #""email": "ask us", "organization": {"id": "o", "name": "O", "email": "o@example.org"}"#,
        #""url": "ask us", "organization": {"id": "o", "name": "O", "website": "example.org"}"#,
        #""contacts": [{"email": "nobody"}, {"email": "c@example.org"}]"#,
        #""phones": [{"number": "\" 01632 960001\""}, {"number": "n\"ull"}, {"number": "\"\""}]"#,
        // The whole day, and every other way to midnight.
        #""schedules": [{"byday": "MO", "opens_at": "00:00", "closes_at": "24:00"}]"#,
        #""schedules": [{"byday": "MO", "opens_at": "00:00", "closes_at": "00:00"}]"#,
        #""schedules": [{"byday": "MO", "opens_at": "18:00", "closes_at": "midnight"}, {"description": "and so on"}]"#,
        // Places without an address, without an id, and one in capitals.
        #""service_at_locations": [{"location": {"name": "Hall", "description": "Hall, behind the mill"}}]"#,
        #""service_at_locations": [{"location": {"description": "Behind the mill"}}]"#,
        #""service_at_locations": [{"location": {"name": "Hall", "addresses": [{"address_1": "1 Lamp Street"}]}}]"#,
        #""service_at_locations": [{"location": {"name": "A"}}, {"location": {"name": "B"}}]"#,
        #""service_at_locations": [{"id": "a", "location": {"id": "x"}}, {"id": "b", "location": {"id": "x"}}]"#,
        """
        "service_at_locations": [{"id": "E0A5C8D2-0000-4000-8000-00000000000A", "location": {"id": "x"}},
        {"id": "e0a5c8d2-0000-4000-8000-00000000000a", "location": {"id": "y"}}]
        """,
        #""languages": [{"name": "Polish and Urdu"}], "interpretation_services": "Slovak", "fees": "£3 or free""#,
        #""required_documents": [{"document": "Passport"}, {"document": "Passport"}]"#,
    ])
    func `a service is written the same again`(members: String) throws {
        try Self.written(twice: try Words.reader.read(json: Data(Self.service(members).utf8)).services)
    }

    @Test func `services of one organisation read its first description, and no other's`() throws {
        let json = """
            [{"id": "1", "name": "Tea", "organization": {"id": "o", "name": "O", "email": "o@example.org"}},
            {"id": "2", "name": "Bread", "organization": {"id": "o", "name": "Other"}},
            {"id": "3", "name": "Jam", "status": "active"}, {"id": "4", "name": "Cake", "organization": {"name": "P"}},
            {"id": "5", "name": "Soup", "organization": {"name": "Q"}}, {"id": "6", "name": "o", "status": "active"}]
            """
        let again = try Self.written(twice: try Words.reader.read(json: Data(json.utf8)).services)
        #expect(again.map { $0.organisation?.name } == ["O", "O", "Jam", "P", "Q", "o"])
        #expect(again.map(\.email) == ["o@example.org", "o@example.org", nil, nil, nil, nil])
    }

    @Test func `two services at one place keep the same hours, and places without an id stay apart`() throws {
        let spot =
            #""service_at_locations": [{"location": {"id": "x"}, "schedules": [{"byday": "MO", "opens_at": "10:00", "closes_at": "11:00"}]}]"#
        let loose = #""service_at_locations": [{"location": {"name": "Hall \#("N")"}}]"#
        let json = """
            [{"id": "1", "name": "Tea", \(spot)}, {"id": "2", "name": "Bread", \(spot)},
            {"id": "3", "name": "Jam", \(loose)}, {"id": "4", "name": "Cake", \(loose.replacing("N", with: "M"))}]
            """
        let again = try Self.written(twice: try Words.reader.read(json: Data(json.utf8)).services)
        #expect(again.map { $0.places.first?.sessions.count } == [1, 1, 0, 0])
        #expect(again.map { $0.places.first?.name } == [nil, nil, "Hall N", "Hall M"])
    }

    @Test func `a service whose id comes in capitals and in small letters is one`() throws {
        let id = "e0a5c8d2-0000-4000-8000-00000000000a"
        let json =
            #"[{"id": "\#(id)", "name": "Tea", "status": "active"}, {"id": "\#(id.uppercased())", "name": "Tea again", "status": "active"}]"#
        let reading = try Words.reader.read(json: Data(json.utf8))
        #expect(reading.services.map(\.name) == ["Tea"])
        #expect(reading.report.rejected.contains { $0.field == "id" })
    }
}
