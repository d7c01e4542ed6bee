import ArgumentParser
import Foundation
import Matching
import Vocabulary

@main
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures matching on a made-up country.",
        subcommands: [Match.self, Generate.self, Answers.self, Share.self])
}

/// `bench match`: the table of docs/benchmarks.md.
struct Match: ParsableCommand {
    @Option(help: "Sizes to measure, with commas.")
    var groups = "1000,100000,1000000"

    @Option(help: "How many different questions.")
    var questions = 1000

    @Option(help: "How often each question is asked; its median counts.")
    var times = 5

    @Flag(help: "Leaves out the country in which every group is near.")
    var withoutWhole = false

    func run() throws {
        print("| groups | considered | p50 | p99 | build | change one group | bytes a group |")
        print("|---|---|---|---|---|---|---|")
        for size in groups.split(separator: ",").compactMap({ Int($0) }) {
            var country = Country(seed: 1)
            let groups = country.groups(size)
            try measure(groups, country.questions(questions))
        }
        if withoutWhole { return }
        var country = Country(seed: 1)
        try measureWhole(country.groups(100_000), country.questions(50))
    }

    private func measure(_ groups: [GroupProfile], _ questions: [Situation]) throws {
        let before = Memory.used
        let clock = ProcessorClock()
        var index = try DirectoryIndex()
        let built = try clock.measure { index = try DirectoryIndex(groups) }
        let bytes = (Memory.used - before) / max(1, groups.count)
        let (spent, considered) = ask(index, questions)
        let changes = try change(&index, groups)
        print(
            "| \(groups.count) | \(considered) | \(text(spent[spent.count / 2])) | \(text(spent[spent.count * 99 / 100]))"
                + " | \(text(built)) | \(text(changes)) | \(bytes) |")
    }

    /// The median time of each question, ascending, and the median of the groups considered.
    private func ask(_ index: DirectoryIndex, _ questions: [Situation]) -> ([Duration], Int) {
        let clock = ProcessorClock()
        var spent = questions.map { _ in [Duration]() }
        var considered: [Int] = []
        for round in 0..<times {
            for (number, question) in questions.enumerated() {
                let start = clock.now
                let answer = index.match(question, limit: 20)
                spent[number].append(clock.now - start)
                if round == 0 { considered.append(answer.considered) }
            }
        }
        return (spent.map { $0.sorted()[$0.count / 2] }.sorted(), considered.sorted()[considered.count / 2])
    }

    /// The median time of a change of capacity, evidence or pause.
    private func change(_ index: inout DirectoryIndex, _ groups: [GroupProfile]) throws -> Duration {
        let clock = ProcessorClock()
        var spent: [Duration] = []
        for number in 0..<1000 {
            var group = groups[number &* 7919 % groups.count]
            group.agreement.acceptedThisMonth += 1
            group.register.append(.init("dbs", until: Country.today))
            spent.append(try clock.measure { try index.put(group) })
        }
        return spent.sorted()[spent.count / 2]
    }

    /// Every group is near: a country that meets online.
    private func measureWhole(_ groups: [GroupProfile], _ questions: [Situation]) throws {
        let needs = Array(Set(groups.flatMap(\.needs)))
        let index = try DirectoryIndex(groups)
        let wide = questions.map { question in
            var question = question
            question.needs += needs.sorted().filter { !question.needs.contains($0) }
            question.horizonKm = 2000
            return question
        }
        let (spent, considered) = ask(index, wide)
        print(
            "\nhorizon over everything: \(considered) of \(groups.count) considered, p50 \(text(spent[spent.count / 2])), "
                + "p99 \(text(spent[spent.count * 99 / 100]))")
    }

    private func text(_ duration: Duration) -> String {
        let micros = Double(duration.components.attoseconds) / 1e12 + Double(duration.components.seconds) * 1e6
        return micros < 1000 ? String(format: "%.1f µs", micros) : String(format: "%.2f ms", micros / 1000)
    }
}

/// `bench generate`: the same country and questions as files, for the peers and for `kith match`.
struct Generate: ParsableCommand {
    @Option var groups = 100_000
    @Option var questions = 200
    @Argument(help: "A folder.") var folder: String

    func run() throws {
        var country = Country(seed: 1)
        let folder = URL(filePath: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(GroupProfile.directoryJSON(country.groups(groups))).write(to: folder.appending(path: "directory.json"))
        var lines: [UInt8] = []
        for question in country.questions(questions) { lines += question.json + [UInt8(ascii: "\n")] }
        try Data(lines).write(to: folder.appending(path: "questions.ndjson"))
    }
}

/// `bench answers`: what the engine says to generated files, and how long it took, for the peers to compare.
struct Answers: ParsableCommand {
    @Argument(help: "The folder of bench generate.") var folder: String
    @Option var times = 5

    func run() throws {
        let folder = URL(filePath: folder)
        let groups = try Data(contentsOf: folder.appending(path: "directory.json")).withUnsafeBytes {
            try GroupProfile.directory(json: $0)
        }
        let index = try DirectoryIndex(groups)
        let lines = try String(contentsOf: folder.appending(path: "questions.ndjson"), encoding: .utf8).split(
            separator: "\n")
        let clock = ProcessorClock()
        for line in lines {
            let situation = try Array(line.utf8).withUnsafeBytes { try Situation(json: $0) }
            var spent: [Duration] = []
            for _ in 0..<times { spent.append(clock.measure { _ = index.match(situation, limit: 20) }) }
            let answer = index.match(situation, limit: 20)
            let micros = spent.sorted()[times / 2].components.attoseconds / 1_000_000_000_000
            let ids = answer.offers.map { "\"\($0.id)\"" }.joined(separator: ",")
            print("{\"micros\":\(micros),\"considered\":\(answer.considered),\"offers\":[\(ids)]}")
        }
    }
}
