import Foundation
import Interchange
import Testing
import Vocabulary

struct JSONReadingTests {
    private func read(_ json: String) throws -> DirectoryReading { try Words.reader.read(json: Data(json.utf8)) }

    private func one(_ fields: String) throws -> ServiceRecord {
        let reading = try read(
            #"{"id": "s1", "name": "Kitchen", "status": "active", "organization": {"id": "o1", "name": "Open Table"}, \#(fields)}"#
        )
        return try #require(reading.services.first)
    }

    private static let kitchen =
        #"{"id": "s1", "name": "Kitchen", "status": "active", "organization": {"id": "o1", "name": "Open Table"}}"#
    private static let garden =
        #"{"id": "s2", "name": "Garden", "status": "active", "organization": {"id": "o1", "name": "Open Table"}}"#

    @Test(arguments: [
        "[\(kitchen), \(garden)]",
        "{\"total_items\": 99, \"contents\": [\(kitchen),\n\(garden)], \"empty\": false}",
        "{\"services\": [\(kitchen), \(garden)]}",
        "\(kitchen)\n\(garden)\n",
        "\u{FEFF}\(kitchen)\r\n\r\n\(garden)",
    ])
    func `an array, a page and lines hold the same services`(json: String) throws {
        let reading = try read(json)
        #expect(reading.services.map(\.id) == ["s1", "s2"])
        #expect(reading.services.first?.organisation?.name == "Open Table")
        #expect(reading.report == ReadingReport())
    }

    @Test func `one service is read alone, in UTF-16 too`() throws {
        #expect(try read(Self.kitchen).services.count == 1)
        let wide = try #require(Self.kitchen.data(using: .utf16))
        let reading = try Words.reader.read(json: wide)
        #expect(reading.services.map(\.name) == ["Kitchen"])
        #expect(reading.report.notes == ["the file is written in UTF-16 and was read as that"])
    }

    @Test func `a service at a location is its service at that place`() throws {
        let reading = try read(
            #"""
            [{"id": "a", "service": \#(Self.kitchen), "location": {"id": "l1", "location_type": "physical", "name": "Hall"}},
             {"id": "b", "service": \#(Self.kitchen), "location": {"id": "l2", "location_type": "physical", "name": "Barn"}}]
            """#)
        #expect(reading.services.count == 1)
        #expect(reading.services.first?.places.map(\.name) == ["Hall", "Barn"])
        #expect(reading.report.rejected.isEmpty)
    }

    @Test func `the services of an organization are run by it`() throws {
        let reading = try read(
            #"{"id": "o1", "name": "Open Table", "website": "https://example.org", "services": [{"id": "s", "name": "Tea", "status": "active"}]}"#
        )
        #expect(reading.services.map(\.name) == ["Tea"])
        #expect(reading.services.first?.organisation?.name == "Open Table")
    }

    @Test(arguments: [
        (
            #"[{"id": "t", "name": "Topics", "description": "x", "version": "1"}]"#,
            "it holds no services but taxonomies"
        ),
        (#"{"version": "3.0", "profile": "x", "openapi_url": "x"}"#, "the front page of a feed"),
        ("hello", "neither JSON"), ("", "is empty"), ("[{\"id\": 1", "not whole JSON"), ("[{]", "not whole JSON"),
        ("{}", "none of its records"), ("<html></html>", "neither JSON"),
        ("{\"contents\": [{\"id\": \"x", "not whole JSON"),
    ])
    func `what is no directory is refused as a whole`(json: String, words: String) {
        let refusal = #expect(throws: SourceRefusal.self) { try read(json) }
        #expect(refusal?.problem.contains(words) == true, "\(refusal?.problem ?? "")")
    }

    @Test func `an empty page is read as nothing`() throws {
        #expect(try read(#"{"contents": [], "empty": true}"#).services.isEmpty)
        #expect(try read("[]").services.isEmpty)
    }

    @Test func `one bad record never loses the others`() throws {
        let reading = try read(
            #"[\#(Self.kitchen), {"id": "x", "name": null, "status": "active"}, null, {"id": "y" "name"}, {"name": "No id", "status": "active"}, \#(Self.kitchen), \#(Self.garden)]"#
        )
        #expect(reading.services.map(\.id) == ["s1", "s2"])
        let told = Set(reading.report.rejected.map { "\($0.place): \($0.id) \($0.field)" })
        #expect(told == ["record 2: x name", "record 3:  ", "record 4:  ", "record 5:  id", "record 6: s1 id"])
    }

    @Test func `a record that is too large is left out and the rest is read`() throws {
        var limits = ReadingLimits()
        limits.record = 1000
        let reader = DirectoryReader(words: Words.town, today: Words.today, limits: limits)
        let big = #"{"id": "big", "name": "\#(String(repeating: "x", count: 5000))", "status": "active"}"#
        let reading = try reader.read(json: Data("[\(big),\(Self.garden)]".utf8))
        #expect(reading.services.map(\.id) == ["s2"])
        #expect(reading.report.rejected.count == 1)
    }

    @Test func `weekly schedules become times, and all others stay in words`() throws {
        let service = try one(
            #"""
            "schedules": [
              {"freq": "WEEKLY", "byday": "TH,MO", "opens_at": "10:00:00", "closes_at": "12:00Z"},
              {"freq": "weekly", "byday": ["TU"], "opens_at": "9:00am", "closes_at": "5pm"},
              {"freq": "MONTHLY", "byday": "2TU", "opens_at": "10:00", "closes_at": "12:00"},
              {"freq": "WEEKLY", "interval": 2, "byday": "WE", "opens_at": "10:00", "closes_at": "12:00"},
              {"freq": "WEEKLY", "byday": "FR", "opens_at": "22:00", "closes_at": "02:00"},
              {"freq": "WEEKLY", "byday": "FR", "opens_at": "19:00", "closes_at": "00:00"},
              {"freq": "WEEKLY", "byday": "SA", "opens_at": "10:00"},
              {"freq": "WEEKLY", "byday": "SU", "opens_at": "10:00", "closes_at": "11:00", "valid_to": "2026-01-31"},
              {"description": "Every full moon"}]
            """#)
        #expect(
            service.sessions.map { "\($0.day.rawValue) \($0.from)-\($0.to)" } == [
                "MO 10:00-12:00", "TU 09:00-17:00", "TH 10:00-12:00", "FR 19:00-24:00",
            ])
        #expect(service.timesInWords.count == 6)
        #expect(service.timesInWords.contains("Every full moon"))
        #expect(service.unmapped.filter { $0.field == "schedules" }.count == 6)
    }

    @Test func `an impossible time is reported and never guessed`() throws {
        let reading = try read(
            #"{"id": "s", "name": "Tea", "status": "active", "organization": {"id": "o", "name": "O"}, "schedules": [{"id": "x", "freq": "WEEKLY", "byday": "MO", "opens_at": "25:00", "closes_at": "26:00"}, {"id": "z", "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "10:00", "valid_from": "31/12/2026"}]}"#
        )
        #expect(reading.services.first?.sessions == [])
        #expect(reading.report.rejected.map(\.id) == ["x", "z"])
        #expect(reading.report.rejected.map(\.field) == ["opens_at", "valid_from"])
    }

    @Test func `languages and interpreting are understood, and unknown words kept`() throws {
        let service = try one(
            #"""
            "languages": [{"name": "Urdu", "code": "ur"}, {"language": "English, Spanish and Klingon"}, {"id": "only"}],
            "interpretation_services": "Interpreters in Urdu, Polish, and Slovak. Not in Somali."
            """#)
        #expect(service.languages == ["ur", "en", "es"])
        #expect(service.interpreting == ["ur", "pl", "sk"] || Set(service.interpreting) == ["ur", "pl", "sk"])
        #expect(service.unmapped == [Unmapped(field: "languages", word: "Klingon")])
    }

    @Test func `terms become needs, interests and communities, and the rest is listed`() throws {
        let service = try one(
            #"""
            "attributes": [{"taxonomy_term": {"id": "1", "name": "Food Banks"}}, {"taxonomy_term": {"id": "2", "name": "Advice & Housing"}},
              {"taxonomy_term": {"id": "3", "name": "Support"}}, {"taxonomy_term": {"id": "4", "name": "Somali"}}, {"taxonomy_term": {"id": "5", "name": "Cooking / Juggling"}}]
            """#)
        #expect(service.needs == ["food", "advice", "housing"])
        #expect(service.interests == ["cooking"])
        #expect(service.communities == ["somali"])
        #expect(service.unmapped.map(\.word) == ["Support", "Cooking / Juggling"])
    }

    @Test func `access is read from sentences that take nothing back`() throws {
        let service = try one(
            #"""
            "service_at_locations": [{"id": "a", "location": {"id": "l", "location_type": "physical", "latitude": 52.9, "longitude": -1.1,
              "accessibility": [{"description": "There are induction loops. There is no disabled parking; Wheelchair access is possible."}]}}]
            """#)
        let place = try #require(service.places.first)
        #expect(place.access == ["hearing-loop", "step-free"])
        #expect(service.unmapped.map(\.word) == ["There is no disabled parking"])
        #expect(place.coordinate == Coordinate(latitude: 52.9, longitude: -1.1))
    }

    @Test(arguments: [
        (#""latitude": 100, "longitude": 1"#, "latitude"), (#""latitude": 1, "longitude": 181"#, "longitude"),
        (#""latitude": 0, "longitude": 0"#, "latitude"), (#""latitude": "north", "longitude": 2"#, "latitude"),
    ])
    func `a place that is not on the earth has no coordinate`(fields: String, field: String) throws {
        let reading = try read(
            #"{"id": "s", "name": "Tea", "status": "active", "organization": {"id": "o", "name": "O"}, "service_at_locations": [{"id": "a", "location": {"id": "l", "location_type": "physical", \#(fields)}}]}"#
        )
        #expect(reading.services.first?.places.first?.coordinate == nil)
        #expect(reading.report.rejected.map(\.field) == [field])
        #expect(reading.report.rejected.first?.whole == false)
    }

    @Test(arguments: [
        (#""cost_options": [{"amount": 2.5}, {"amount": "£4.20"}]"#, 420), (#""cost_options": [{"amount": 0}]"#, 0),
        (#""fees": "Free of charge.""#, 0), (#""fees_description": "£2 a session, £15 a term""#, 1500),
        (#""cost_options": [{"amount": 9, "valid_to": "2022-12-31"}], "fees": "free""#, 0),
    ])
    func `the dearest price in force is the fee`(fields: String, pence: Int) throws {
        #expect(try one(fields).fee == Pence(pence))
    }

    @Test func `a price in words or foreign money is left to the coordinator`() throws {
        let words = try one(
            #""fees": "Ask us", "cost_options": [{"amount": 3, "currency": "EUR"}, {"option": "Members"}]"#)
        #expect(words.fee == nil)
        #expect(words.unmapped.map(\.word) == ["3 EUR", "Members", "Ask us"])
    }

    @Test func `a document that shows identity is noticed, and any other is listed`() throws {
        let service = try one(
            #""required_documents": [{"document": "Passport or driving licence"}, {"document": "Proof of address"}]"#)
        #expect(service.asksForPapers == true)
        #expect(service.unmapped.map(\.word) == ["Proof of address"])
    }

    @Test func `ages are read, and a range upside down is reported`() throws {
        #expect(try one(#""minimum_age": 12, "maximum_age": "100""#).ages == AgeRange(from: 12, to: 100))
        #expect(try one(#""minimum_age": 50, "maximum_age": 18"#).ages == .open)
        #expect(try one(#""minimum_age": -3"#).ages == .open)
    }

    @Test func `a service without its organization is kept and said to lack it`() throws {
        let reading = try read(#"[{"id": "s", "name": "Tea", "status": "active", "organization": null}]"#)
        #expect(reading.services.first?.organisation == nil)
        #expect(reading.report.rejected.map(\.field) == ["organization"])
        #expect(reading.report.rejected.map(\.whole) == [false])
    }

    @Test func `a status that nobody knows is not taken for active`() throws {
        let reading = try read(
            #"[{"id": "s", "name": "Tea", "status": "maybe", "organization": {"id": "o", "name": "O"}}]"#)
        #expect(reading.services.first?.status == .inactive)
        #expect(reading.services.first?.unmapped == [Unmapped(field: "status", word: "maybe")])
    }
}
