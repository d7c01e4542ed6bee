import Foundation
import Testing
import Vocabulary

@Suite("Languages")
struct LanguageTests {
    @Test(arguments: [
        ("en", "en"), ("EN", "en"), ("en-gb", "en-GB"), ("zh_hans", "zh-Hans"), ("ZH-HANT-tw", "zh-Hant-TW"),
        ("ckb", "ckb"), ("sr-Latn-RS", "sr-Latn-RS"), ("de-1996", "de-1996"), ("es-419", "es-419"),
    ])
    func `are written as the standard recommends`(written: String, tidy: String) {
        #expect(Language(tag: written)?.rawValue == tidy)
    }

    @Test(arguments: [
        "", "e", "english", "e1", "en-", "-en", "en--gb", "en-toolongapart", "en gb", "en-GB!", "日本", "é", "en\n",
    ])
    func `that are no tags are not read`(text: String) {
        #expect(Language(tag: text) == nil)
    }

    @Test func `know their direction by their main part`() {
        for tag in ["ar", "fa", "ps", "ckb", "ur", "ar-EG"] { #expect(Language(rawValue: tag).isRightToLeft) }
        for tag in ["en", "ku", "ti", "zh-Hans", ""] { #expect(!Language(rawValue: tag).isRightToLeft) }
    }

    @Test func `levels are in order, and the upper two follow a session`() {
        #expect(LanguageLevel.allCases.sorted() == [.none, .basic, .conversational, .fluent])
        #expect(LanguageLevel.allCases.filter(\.canFollow) == [.conversational, .fluent])
    }
}

@Suite("Places")
struct CoordinateTests {
    @Test(arguments: [(91.0, 0.0), (-90.1, 0), (0, 180.1), (0, -181), (.nan, 0), (0, .nan), (.infinity, 0)])
    func `that are not on the earth are refused`(latitude: Double, longitude: Double) {
        #expect(Coordinate(latitude: latitude, longitude: longitude) == nil)
    }

    @Test func `that are not on the earth are refused in files`() {
        for bad in [#"{"latitude":91,"longitude":0}"#, #"{"latitude":0,"longitude":181}"#, #"{"latitude":"0"}"#] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(Coordinate.self, from: Data(bad.utf8)) }
        }
    }

    @Test func `are as far apart as the sphere says`() throws {
        func place(_ latitude: Double, _ longitude: Double) throws -> Coordinate {
            try #require(Coordinate(latitude: latitude, longitude: longitude))
        }
        // A degree of the equator, a quarter of a meridian, half way round, and nothing.
        #expect(abs(try place(0, 0).distance(to: place(0, 1)) - 111_195.08) < 0.01)
        #expect(abs(try place(0, 0).distance(to: place(90, 0)) - 10_007_557.22) < 0.01)
        #expect(abs(try place(0, 0).distance(to: place(0, 180)) - 20_015_114.44) < 0.01)
        #expect(try place(54.6, -0.9).distance(to: place(54.6, -0.9)) == 0)
        // Over the date line it is near.
        #expect(abs(try place(0, 179.5).distance(to: place(0, -179.5)) - 111_195.08) < 0.01)
    }

    @Test func `a distance is the same there and back, and never shorter by way of a third place`() throws {
        var state: UInt64 = 42
        func random(_ range: ClosedRange<Double>) -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return range.lowerBound + Double(state >> 11) / Double(1 << 53) * (range.upperBound - range.lowerBound)
        }
        for _ in 0..<2000 {
            let places = try (0..<3).map { _ in
                try #require(Coordinate(latitude: random(-90...90), longitude: random(-180...180)))
            }
            let there = places[0].distance(to: places[1])
            #expect(abs(there - places[1].distance(to: places[0])) < 0.000_1)
            #expect(there <= places[0].distance(to: places[2]) + places[2].distance(to: places[1]) + 0.001)
        }
    }

    @Test(arguments: [(0.0, 0), (0.1, 1), (61.5, 1), (61.6, 2), (1000, 17), (10_000, 163)])
    func `a walk takes 1.3 times the line at 80 metres a minute, rounded up`(metres: Double, minutes: Int) {
        #expect(Coordinate.walkMinutes(metres: metres) == minutes)
    }
}

@Suite("Other words of all rooms")
struct VocabularyTests {
    @Test(arguments: [(0, "£0"), (5, "£0.05"), (50, "£0.50"), (100, "£1"), (250, "£2.50"), (123_456, "£1234.56")])
    func `money is written as people write it`(pence: Int, text: String) {
        #expect(Pence(pence).description == text)
    }

    @Test func `risk adds standards level by level`() {
        #expect(
            Risk.r0.requiredStandards == [
                "safeguarding-policy", "registered-body", "liability-insurance", "data-protection",
            ])
        #expect(Risk.r2.requiredStandards.count == 10)
        #expect(Risk.r3.requiredStandards.last == "modern-slavery-training")
        #expect(Risk.allCases.map(\.level) == [0, 1, 2, 3, 4])
        for (lower, higher) in zip(Risk.allCases, Risk.allCases.dropFirst()) {
            #expect(Set(lower.requiredStandards).isSubset(of: Set(higher.requiredStandards)))
        }
    }

    @Test func `ages are open at both ends, ends included`() {
        #expect(AgeRange.open.contains(0))
        #expect(AgeRange(from: 18, to: 25).contains(18))
        #expect(AgeRange(from: 18, to: 25).contains(25))
        #expect(!AgeRange(from: 18, to: 25).contains(26))
        #expect(!AgeRange(from: 18, to: nil).contains(17))
    }

    @Test func `ids and codes sort by their bytes, not by a country's alphabet`() {
        let ids: [Identifier<Worker>] = ["a", "B", "é", "z", "Z", "ä", "10", "9"]
        #expect(ids.sorted().map(\.rawValue) == ["10", "9", "B", "Z", "a", "z", "ä", "é"])
        #expect((["é", "z"] as [NeedCode]).sorted() == ["z", "é"])
    }

    @Test func `ids and codes are plain texts in files`() throws {
        let json = try JSONEncoder().encode(["a"] as [Identifier<Worker>])
        #expect(String(decoding: json, as: UTF8.self) == #"["a"]"#)
        #expect(try JSONDecoder().decode([NeedCode].self, from: Data(#"["english"]"#.utf8)) == ["english"])
    }

    @Test func `random ids are UUIDs in lower case, and never the same`() throws {
        let ids = (0..<1000).map { _ in IdentifierSource.random.next(Worker.self).rawValue }
        #expect(Set(ids).count == 1000)
        for id in ids.prefix(20) {
            #expect(UUID(uuidString: id) != nil)
            #expect(id == id.lowercased())
        }
    }

    private enum Worker {}
}
