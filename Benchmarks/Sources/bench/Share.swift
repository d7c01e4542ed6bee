import ArgumentParser
import Foundation
import Matching

/// `bench share`: places shared out among many people, timed, and the same graph as a file for a peer.
struct Share: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Measures the sharing out of places.")

    @Option var people = 10_000
    @Option var groups = 2_000
    @Option(help: "How many groups each person could get.") var candidates = 20
    @Option(help: "How many groups one person gets at most.") var perPerson = 1
    @Option(help: "Places for a hundred people.") var placesPerHundred = 90
    @Option var seed: UInt64 = 1
    @Option(help: "How often; the median counts.") var times = 3
    @Option(help: "A file for the graph and what was found, as JSON.") var out: String?

    func run() throws {
        let graph = SharingGraph(
            people: people, groups: groups, candidates: candidates, placesPerHundred: placesPerHundred, seed: seed)
        let clock = ContinuousClock()
        var spent: [Duration] = []
        var given: [[Int]] = []
        for _ in 0..<times {
            spent.append(
                clock.measure {
                    var sharing = Sharing(
                        places: graph.places, wishes: graph.wishes, ranks: graph.ranks, perPerson: perPerson)
                    given = sharing.solve()
                })
        }
        let median = spent.sorted()[times / 2]
        let seconds = Double(median.components.seconds) + Double(median.components.attoseconds) / 1e18
        let found = Found(
            seconds: seconds, served: given.count { !$0.isEmpty },
            rankSum: given.indices.reduce(0) { $0 + (given[$1].isEmpty ? 0 : graph.ranks[$1]) },
            score: given.indices.reduce(0) { sum, person in
                given[person].reduce(sum) { $0 + graph.wishes[person][$1].score }
            }, peakBytes: Memory.peak)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        print(String(decoding: try encoder.encode(found), as: UTF8.self))
        if let out {
            let file = File(
                places: graph.places, ranks: graph.ranks, perPerson: perPerson,
                targets: graph.wishes.map { $0.map(\.group) }, scores: graph.wishes.map { $0.map(\.score) },
                found: found)
            try encoder.encode(file).write(to: URL(filePath: out))
        }
    }

    private struct Found: Codable {
        let seconds: Double
        let served: Int
        let rankSum: Int
        let score: Int
        let peakBytes: Int
    }

    private struct File: Codable {
        let places: [Int]
        let ranks: [Int]
        let perPerson: Int
        let targets: [[Int]]
        let scores: [[Int]]
        let found: Found
    }
}

/// People and groups around a ring of towns: each person could get groups near them, so that neighbours compete.
struct SharingGraph {
    let places: [Int]
    let wishes: [[Sharing.Wish]]
    /// Those who come first stand first.
    let ranks: [Int]

    init(people: Int, groups: Int, candidates: Int, placesPerHundred: Int, seed: UInt64) {
        var random = SeededNumbers(seed: seed)
        var places = [Int](repeating: 0, count: groups)
        for _ in 0..<people * placesPerHundred / 100 { places[Int.random(in: 0..<groups, using: &random)] += 1 }
        self.places = places
        // Five levels of risk and a hundred days of waiting.
        let standing = (0..<people).map { _ in
            random.pick([0, 0, 0, 1, 1, 2, 3]) * 101 + Int.random(in: 0...100, using: &random)
        }.sorted(by: >)
        let steps = Dictionary(
            zip(Set(standing).sorted(), 1...), uniquingKeysWith: { first, _ in first })
        ranks = standing.map { steps[$0] ?? 1 }
        let reach = min(groups, candidates * 3)
        wishes = (0..<people).map { _ in
            let home = Int.random(in: 0..<groups, using: &random)
            var near = (0..<reach).map { ($0 + home) % groups }
            near.shuffle(using: &random)
            return near.prefix(candidates).map {
                Sharing.Wish(group: $0, score: Int.random(in: 20...160, using: &random))
            }
        }
    }
}
