import People
import Storage
import Testing
import Vocabulary

@Suite("Texts come back as they were")
struct TextTests {
    /// A text from every plane of Unicode that has characters, and what is hard about texts besides.
    static let texts: [String] = [
        "", " ", "'", "''; DROP TABLE people; --", "\"", "\\", "%_\\", "line\nbreak\r\n\ttab",
        "ሰላም", "مرحبا بالعالم", "سلام\u{200C}ها", "Привіт", "ਸਤ ਸ੍ਰੀ ਅਕਾਲ", "你好",
        "e\u{301}", "é", "👩🏾‍🍳👨‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿", "\u{202E}right to left override\u{202C}", "\u{FEFF}mark", "\u{FFFD}",
        "\u{1}\u{1F}\u{7F}", "\u{2028}\u{2029}", "𐎀𐏐", "𠀋𪛖", "𰀀", "\u{E0001}\u{E007F}", "\u{F0000}\u{FFFFD}",
        "\u{100000}\u{10FFFD}", "\u{FFFE}\u{FFFF}\u{1FFFF}",
    ]

    @Test(arguments: TestEngine.allCases)
    func `of every plane of Unicode`(engine: TestEngine) async throws {
        let database = try await engine.open()
        try await database.keepHouse("one") { hub throws in
            for (index, text) in Self.texts.enumerated() {
                var person = Example.person(Identifier(rawValue: "p\(index)"), name: text)
                person.about.hopes = text
                try hub.people.add(person)
            }
        }
        try await database.read("one") { hub throws in
            for (index, text) in Self.texts.enumerated() {
                let person = try #require(try hub.people.find(Identifier(rawValue: "p\(index)")))
                // Bytes, not characters: é in two ways is equal to Swift and not to us.
                #expect(Array(person.about.callName.utf8) == Array(text.utf8))
                #expect(Array(person.about.hopes.utf8) == Array(text.utf8))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `of any scalars, five hundred times`(engine: TestEngine) async throws {
        let database = try await engine.open()
        let seed: UInt64 = 20_261_123
        var state = seed
        func random(_ below: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % below
        }
        let texts = (0..<500).map { _ in
            var text = String.UnicodeScalarView()
            for _ in 0..<Int(random(40)) {
                if let scalar = Unicode.Scalar(UInt32(random(0x11_0000 - 1) + 1)) { text.append(scalar) }
            }
            return String(text)
        }
        let back = try await database.keepHouse("one") { hub throws in
            try texts.enumerated().map { index, text in
                try hub.submissions.remember("s\(index)", result: text, at: Example.start)
                return try hub.submissions.result(of: "s\(index)") ?? ""
            }
        }
        for (text, other) in zip(texts, back) {
            #expect(Array(text.utf8) == Array(other.utf8), "seed \(seed)")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `of five million letters`(engine: TestEngine) async throws {
        let database = try await engine.open()
        let long = String(repeating: "ውሃ ", count: 1_250_000)
        try await database.keepHouse("one") { try $0.submissions.remember("s", result: long, at: Example.start) }
        #expect(try await database.read("one") { try $0.submissions.result(of: "s") } == long)
    }
}
