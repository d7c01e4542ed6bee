import Testing

@testable import Casework

@Suite struct SmallNumbersTests {
    @Test(arguments: [
        (0, ToldCount.none), (1, .few), (4, .few), (5, .about(5)), (7, .about(5)), (8, .about(10)), (12, .about(10)),
        (13, .about(15)), (1002, .about(1000)),
    ])
    func `one to four are few, and the rest is told to the nearest five`(count: Int, told: ToldCount) {
        #expect(SmallNumbers.told(count) == told)
        #expect(SmallNumbers.range(of: told).contains(count))
    }

    /// Everybody who reads a table can put in whatever fits what it tells. A hidden row must fit in several ways.
    @Test func `no hidden number comes out by taking the others from the total`() {
        let seed: UInt64 = 20_261_127
        var random = SeededNumbers(seed)
        for round in 0..<500 {
            let counts = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? Int.random(in: 0...5, using: &random) : Int.random(in: 0...23, using: &random)
            }
            let table = SmallNumbers.table(counts.enumerated().map { ($0.offset, $0.element) })
            let ways = Self.ways(table)
            #expect(ways.contains(counts), "what is told is not true: seed \(seed), round \(round), \(counts)")
            for (at, row) in table.rows.enumerated() where row.count == .few {
                let possible = Set(ways.map { $0[at] })
                #expect(
                    possible.count >= SmallNumbers.leastDoubt,
                    "row \(at) of \(counts) is one of \(possible.sorted()): seed \(seed), round \(round)")
            }
        }
    }

    /// All tables that would be told like this one.
    private static func ways(_ table: ToldTable<Int>) -> [[Int]] {
        let all = table.rows.reduce([[]]) { begun, row in
            begun.flatMap { start in SmallNumbers.range(of: row.count).map { start + [$0] } }
        }
        guard let total = table.total else { return all }
        return all.filter { SmallNumbers.range(of: total).contains($0.reduce(0, +)) }
    }

    @Test func `a total is left out where it would give a small number away`() {
        func total(_ counts: Int...) -> ToldCount? {
            SmallNumbers.table(counts.enumerated().map { ($0.offset, $0.element) }).total
        }
        #expect(total(4, 4) == nil, "about 10 of two rows of at most four is four and four")
        #expect(total(1, 1, 1, 1) == nil, "fewer than 5 in four rows is one each")
        #expect(total(3, 40, 20) == .about(65))
        #expect(total(0, 40) == .about(40))
    }

    @Test func `rows that overlap have no total`() {
        #expect(SmallNumbers.table([("a", 40), ("b", 30)], hasTotal: false).total == nil)
    }
}

/// SplitMix64: the same tables on every run.
private struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
