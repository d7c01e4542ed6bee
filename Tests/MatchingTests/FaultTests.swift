import Matching
import Testing
import Vocabulary

/// What a bad file is told, and that it is told of the group and the field.
@Suite struct FaultTests {
    private func fault(directory json: String) -> String? {
        do {
            _ = try DirectoryIndex(try Read.directory(json))
            return nil
        } catch let fault as DirectoryFault {
            return fault.description
        } catch { return "another error" }
    }

    private func fault(situation json: String) -> String? {
        do {
            _ = try Read.situation(json)
            return nil
        } catch let fault as SituationFault {
            return fault.description
        } catch { return "another error" }
    }

    @Test(arguments: [
        (#""fee": -1"#, "fee must not be negative"),
        (#""accuracyM": -1"#, "accuracyM must not be negative"),
        (#""accuracyM": 0.5"#, "accuracyM must be a whole number"),
        (#""accuracyM": 1000000001"#, "accuracyM is too large"),
        (#""byPhone": "yes""#, "byPhone must be true or false"),
        (#""unknown": ["cost", "fee"]"#, "unknown[1] is none of access, childcare, cost, papers"),
        (
            #""sessions": [{"day": "MO", "from": "10:00", "to": "12:00", "until": "2026-13-01"}]"#,
            "sessions[0].until is not a day: write it as 2026-11-23"
        ),
        (
            #""sessions": [{"day": "MO", "from": "10:00", "to": "12:00", "open": 1}]"#,
            "sessions[0].open must be true or false"
        ),
        (#""fee": 1.5"#, "fee must be a whole number"),
        (#""fee": "2""#, "fee must be a number"),
        (#""agreement": {"monthlyLimit": -4}"#, "agreement.monthlyLimit must not be negative"),
        (#""agreement": {"places": -1}"#, "agreement.places must not be negative"),
        (#""agreement": {"agreed": 1}"#, "agreement.agreed must be true or false"),
        (#""agreement": {"until": "2027-02-30"}"#, "agreement.until is not a day: write it as 2026-11-23"),
        (#""status": "sleeping""#, "status is none of active, paused, closed"),
        (#""audience": "Women""#, "audience is none of everyone, women, men"),
        (#""english": "good""#, "english is none of none, basic, conversational, fluent"),
        (#""childcare": "maybe""#, "childcare is none of provided, welcome, none"),
        (#""format": "choir""#, "format is none of group, one-to-one"),
        (#""location": {"latitude": 90.1, "longitude": 0}"#, "location.latitude must be from -90 to 90"),
        (#""location": {"latitude": 0, "longitude": -180.5}"#, "location.longitude must be from -180 to 180"),
        (#""location": {"latitude": 0}"#, "location.longitude is missing"),
        (
            #""sessions": [{"day": "XX", "from": "10:00", "to": "12:00"}]"#,
            "sessions[0].day is none of MO, TU, WE, TH, FR, SA, SU"
        ),
        (
            #""sessions": [{"day": "MO", "from": "10:00", "to": "12:00"}, {"day": "MO", "from": "10:00", "to": "10:00"}]"#,
            "sessions[1].to must be after the start"
        ),
        (
            #""sessions": [{"day": "MO", "from": "9:00", "to": "12:00"}]"#,
            "sessions[0].from is not a time of day: write it as 09:30"
        ),
        (#""sessions": [{"day": "MO", "from": "09:00"}]"#, "sessions[0].to is missing"),
        (
            #""register": [{"standard": "dbs", "until": "soon"}]"#,
            "register[0].until is not a day: write it as 2026-11-23"
        ),
        (#""register": [{"until": null}]"#, "register[0].standard is missing"),
        (#""interpreting": [{"community": "syrian"}]"#, "interpreting[0].language is missing"),
        (#""needs": ["a", null]"#, "needs[1] must be text"),
        (#""needs": "english""#, "needs must be a list"),
        (#""age": {"from": "18"}"#, "age.from must be a number"),
        (#""welcome": "high""#, "welcome must be a number"),
        (#""online": true, "online": false"#, "online stands twice"),
    ])
    func `a bad group is named with its field`(field: String, problem: String) {
        let good = #"{"id": "g0", "name": "Good"}"#
        #expect(fault(directory: "[\(good), {\"id\": \"g7\", \(field)}]") == "group g7: \(problem)")
        // The id may stand behind the fault.
        #expect(fault(directory: "[\(good), {\(field), \"id\": \"g7\"}]") == "group g7: \(problem)")
    }

    @Test func `what is passed over has to be JSON too`() {
        for text in [#""\ud800""#, #""\x""#, #"{"\ud800": 1}"#, #"["\u12"]"#] {
            #expect(fault(directory: "[{\"id\": \"g7\", \"later\": \(text)}]")?.contains("is not JSON") == true)
        }
        let bytes = Array(#"[{"id": "g7", "later": "x"}]"#.utf8).map { $0 == UInt8(ascii: "x") ? 0xFF : $0 }
        #expect(throws: DirectoryFault.self) { try bytes.withUnsafeBytes { try GroupProfile.directory(json: $0) } }
    }

    @Test(arguments: [
        ("", "is not JSON"), ("{}", "the directory must be an array of groups"),
        ("[{}]", "group number 1: id is missing"),
        (#"[{"id": null}]"#, "group number 1: id is missing"), (#"[{"id": ""}]"#, "id must not be empty"),
        (#"[{"id": 7}]"#, "group number 1: id must be text"), ("[1]", "group number 1: must be an object"),
        (#"[{"id": "a"}, {"id": "b"}, {"id": "a"}]"#, "group a: id is the id of two groups"),
        (#"[{"id": "a"}] x"#, "something follows the end"), (#"[{"id": "a"}"#, "a comma is expected"),
        (#"[{"id": "a"#, "a text does not end"), (#"[{"id": "a", "x": 01}]"#, "a number begins with 0"),
        (#"[{"id": "\ud800"}]"#, "half of a character"), (#"[{"id": "\q"}]"#, "an escape that does not exist"),
        ("[" + String(repeating: #"{"x":["#, count: 400), "nested too deeply"),
    ])
    func `a directory that is not one is refused`(json: String, problem: String) {
        let found = fault(directory: json)
        let isTold = found?.contains(problem) == true || (json.isEmpty && found != nil)
        #expect(isTold, "\(found ?? "no fault")")
    }

    @Test(arguments: [
        ("{}", "today is missing"), (#"{"today": "2026-11-23"}"#, "needs must name at least one need"),
        (#"{"today": "2026-11-23", "needs": []}"#, "needs must name at least one need"),
        (#"{"today": "23.11.2026", "needs": ["a"]}"#, "today is not a day: write it as 2026-11-23"),
        (#"{"today": "2026-11-23", "needs": ["a"], "risk": "R5"}"#, "risk is none of R0, R1, R2, R3, R4, unjudged"),
        (#"{"today": "2026-11-23", "needs": ["a"], "horizonKm": -1}"#, "horizonKm must not be negative"),
        (#"{"today": "2026-11-23", "needs": ["a"], "homeAccuracyM": -1}"#, "homeAccuracyM must not be negative"),
        (#"{"today": "2026-11-23", "needs": ["a"], "homeAccuracyM": 1e17}"#, "homeAccuracyM is too large"),
        (
            #"{"today": "2026-11-23", "needs": ["a"], "reach": {"phone": "yes"}}"#,
            "reach.phone must be true or false"
        ),
        (#"{"today": "2026-11-23", "needs": ["a"], "maxFee": -1}"#, "maxFee must not be negative"),
        (
            #"{"today": "2026-11-23", "needs": ["a"], "languages": [{"language": "ti", "level": "good"}]}"#,
            "languages[0].level is none of none, basic, conversational, fluent"
        ),
        (
            #"{"today": "2026-11-23", "needs": ["a"], "free": [{"day": "MO", "from": "12:00", "to": "10:00"}]}"#,
            "free[0].to must be after the start"
        ),
        (
            #"{"today": "2026-11-23", "needs": ["a"], "home": {"latitude": 91, "longitude": 0}}"#,
            "home.latitude must be from -90 to 90"
        ),
        ("[]", "the situation must be an object"),
    ])
    func `a bad situation is told its field`(json: String, problem: String) {
        #expect(fault(situation: json) == problem)
    }

    @Test func `what is left out, null or not known has the value of the page`() throws {
        let plain = try Read.directory(#"[{"id": "a", "name": "A"}]"#)
        #expect(plain == [GroupProfile(id: "a", name: "A")])
        let nulls =
            #"[{"name": "A", "later": {"x": [1, "]", {}]}, "status": null, "age": null, "welcome": null, "id": "a"}]"#
        #expect(try Read.directory(nulls) == plain)
        let situation = try Read.situation(#"{"today": "2026-11-23", "needs": ["a"], "free": null, "reach": {}}"#)
        #expect(situation == Situation(today: try #require(Day("2026-11-23")), needs: ["a"]))
        #expect(situation.free == nil && situation.horizonKm == 10 && situation.avoidPapers)
        #expect(situation.risk == nil && situation.reach.phone && situation.homeAccuracyM == 0)
        #expect(
            try Read.situation(#"{"today": "2026-11-23", "needs": ["a"], "risk": "unjudged"}"#) == situation)
    }

    @Test func `escapes, marks and numbers are read as JSON has them`() throws {
        let json =
            "\u{FEFF}" + #"[{"id": "\u00e9\ud83d\ude00\"\\\/\n", "name": "Café", "fee": 2e2, "welcome": 45e-1}]"#
            + "\r\n"
        let group = try Read.directory(json)[0]
        #expect(group.id.rawValue == "é😀\"\\/\n" && group.name == "Café")
        #expect(group.fee == Pence(200) && group.welcome == 4.5)
    }
}
