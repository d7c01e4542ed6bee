import Foundation
import Reference
import Testing
import Vocabulary

struct ReferenceDataTests {
    let data: ReferenceData

    init() throws { data = try ReferenceData.load() }

    @Test func `the packs that come with the program are without fault`() {
        #expect(ReferenceData.check().faults == [])
        #expect(ReferenceData.check().packs.count == 12)
    }

    @Test func `a need is found by its code and by the words of others`() {
        #expect(data.needs["belonging"]?.name == "Meeting people and belonging")
        #expect(data.needs.code(forWord: "ESOL") == "english")
        #expect(data.needs.code(forWord: "food-banks") == "food")
        #expect(data.needs.code(forWord: "Support") == nil)
        #expect(data.needs.name(of: "gone") == "gone")
    }

    @Test(arguments: [
        ("Urdu", "ur"), ("اردو", "ur"), ("urd", "ur"), ("ur-PK", "ur"), ("Français", "fr"), ("zh-Hans", "zh-Hans"),
        ("British Sign Language", "bfi"), ("Tiếng Việt", "vi"), ("tiếng việt", "vi"),
    ])
    func `a language is found by its tag, its names and its codes`(word: String, tag: String) {
        #expect(data.languages.language(forWord: word)?.rawValue == tag)
    }

    @Test func `a language with two meanings stays unmapped`() {
        #expect(data.languages.language(forWord: "Kurdish") == nil)
        #expect(data.languages.language(forWord: "Chinese") == nil)
        #expect(data.languages.language(forWord: "") == nil)
    }

    @Test func `the languages that the pages and the people need are there`() {
        let wanted = """
            en ar fa ps ckb ku ti am so uk ur bn fr es pt ro pl sq vi zh-Hans pa gu hi ta tr ru yo ig sw ha om ml ne si \
            ka hy bg hu lt lv sk cs it de nl el rom bfi
            """
        for tag in wanted.split(separator: " ") {
            #expect(data.languages[Language(rawValue: String(tag))] != nil, "\(tag)")
        }
        #expect(data.languages["bfi"]?.isSigned == true)
    }

    @Test func `every standard that matching asks for is explained with its evidence`() {
        for code in Risk.r4.requiredStandards + ["immigration-advice-regulation", "quality-mark"] {
            #expect(data.standards[code]?.evidence != nil, "\(code)")
        }
    }

    @Test func `every risk level has its meaning`() {
        #expect(data.risks.map(\.risk) == Risk.allCases)
        #expect(data.meaning(of: .r4).advice.contains("999"))
    }

    @Test func `days are found by their abbreviations, and an unclear one is not guessed`() {
        #expect(data.day(forWord: "Weds") == .wednesday)
        #expect(data.day(forWord: "mo") == .monday)
        #expect(data.day(forWord: "T") == nil)
        #expect(data.day(forWord: "3") == nil)
    }
}

struct FoldedWordTests {
    @Test(arguments: [
        ("  Café/drop-in ", "cafe drop in"), ("Women's", "womens"), ("women’s", "womens"), ("A&E", "a e"), ("—", ""),
        ("ÉCOLE", "ecole"), ("हिन्दी", "हिन्दी"),
    ])
    func `case, marks and punctuation do not tell words apart`(word: String, folded: String) {
        #expect(FoldedWord(word).text == folded.decomposedStringWithCompatibilityMapping)
    }
}
