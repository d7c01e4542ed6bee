import Foundation
import Interchange
import Vocabulary

/// A few words of a fictional town, enough to show what is mapped and what is not.
enum Words {
    static let town = DirectoryWords(
        language: { languages[fold($0)] },
        need: { needs[fold($0)] },
        interest: { ["cooking": "cooking", "football": "football"][fold($0)] },
        community: { fold($0) == "somali" ? "somali" : nil },
        day: { days[fold($0)] },
        fold: fold,
        accessPhrases: [
            ("wheelchair access", "step-free"), ("induction loops", "hearing-loop"), ("disabled parking", "parking"),
        ],
        languagePhrases: languages.map { ($0.key, $0.value) }.filter { $0.phrase.count > 2 })

    private static let languages: [String: Language] = [
        "en": "en", "english": "en", "ur": "ur", "urdu": "ur", "pl": "pl", "polish": "pl", "sk": "sk", "slovak": "sk",
        "es": "es", "spanish": "es", "ti": "ti", "tigrinya": "ti", "so": "so", "somali": "so",
    ]

    private static let needs: [String: NeedCode] = [
        "food": "food", "food banks": "food", "english": "english", "esol": "english", "advice": "advice",
        "housing": "housing",
    ]

    private static let days: [String: Weekday] = [
        "mo": .monday, "monday": .monday, "tu": .tuesday, "tue": .tuesday, "we": .wednesday, "th": .thursday,
        "thursday": .thursday, "fr": .friday, "sa": .saturday, "su": .sunday,
    ]

    static func fold(_ text: String) -> String {
        String(text.lowercased().map { $0.isLetter || $0.isNumber ? $0 : " " })
            .split(separator: " ").joined(separator: " ")
    }

    // 2026-11-23, a Monday.
    static let today = Day(number: 20_780)

    static var reader: DirectoryReader { DirectoryReader(words: town, today: today) }
}

/// Builds the files of a package in memory.
enum Package {
    static func files(_ tables: [String: String]) -> [PackageFile] {
        tables.map { PackageFile(name: $0.key, data: Data($0.value.utf8)) }.sorted { $0.name < $1.name }
    }
}

/// Data that is shared by all who build this: beside the checkout, or where `KITH_SHARED_DATA` says.
enum Shared {
    static let folder: URL? = {
        let checkout = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let beside = checkout.appending(path: "../shared/data").standardizedFileURL
        let named = ProcessInfo.processInfo.environment["KITH_SHARED_DATA"].map { URL(filePath: $0) }
        return [named, beside].compactMap(\.self).first { FileManager.default.fileExists(atPath: $0.path) }
    }()

    static func package(_ folder: URL) throws -> [PackageFile] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).map {
            PackageFile(name: $0.lastPathComponent, data: try Data(contentsOf: $0))
        }
    }
}
