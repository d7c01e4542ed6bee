/// A language by its BCP 47 tag in the case that the standard recommends: `en`, `ckb`, `zh-Hans`.
public struct Language: Spelled, Sendable {
    public let rawValue: String

    /// Keeps the text as it is: use ``init(tag:)`` for text from outside.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Nil unless the text has the shape of a tag: letters and digits in parts of at most eight,
    /// the first of two or three letters. `EN-gb` becomes `en-GB`, `zh_hans` becomes `zh-Hans`.
    public init?(tag: String) {
        let parts = tag.split(separator: tag.contains("_") ? "_" : "-", omittingEmptySubsequences: false)
        guard let first = parts.first, (2...3).contains(first.count), first.allSatisfy({ $0.isASCII && $0.isLetter })
        else { return nil }
        var tidy = [first.lowercased()]
        for part in parts.dropFirst() {
            guard (1...8).contains(part.count), part.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
                return nil
            }
            switch part.count {
            case 2: tidy.append(part.uppercased())
            case 4 where part.allSatisfy(\.isLetter):
                tidy.append(part.prefix(1).uppercased() + part.dropFirst().lowercased())
            default: tidy.append(part.lowercased())
            }
        }
        self.rawValue = tidy.joined(separator: "-")
    }

    public static let english = Language(rawValue: "en")

    /// Whether the language is written from right to left in the script this tag stands for.
    public var isRightToLeft: Bool {
        ["ar", "fa", "ps", "ckb", "ur", "he", "yi", "sd", "ug", "dv"].contains(
            rawValue.split(separator: "-").first.map(String.init) ?? "")
    }
}

extension Language: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension Language: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(rawValue: value) }
}

extension Language: CustomStringConvertible {
    public var description: String { rawValue }
}

/// How well a language is spoken, or how much of it is needed to take part.
public enum LanguageLevel: String, CaseIterable, Codable, Sendable, Comparable {
    case none, basic, conversational, fluent

    public var rank: Int {
        switch self {
        case .none: 0
        case .basic: 1
        case .conversational: 2
        case .fluent: 3
        }
    }

    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    /// Enough to follow a session in it: conversational or fluent (`matching.md`, Language).
    public var canFollow: Bool { self >= .conversational }
}

/// A language that a person has, and how well.
public struct SpokenLanguage: Hashable, Sendable, Codable {
    public let language: Language
    public let level: LanguageLevel

    public init(_ language: Language, _ level: LanguageLevel) {
        self.language = language
        self.level = level
    }
}
