/// How many, as it may be told to somebody who must recognise nobody.
public enum ToldCount: Hashable, Sendable {
    case none
    /// Fewer than ``SmallNumbers/fewest``, and not none.
    case few
    /// To the nearest five.
    case about(Int)
}

/// What a table of counts may tell.
public struct ToldTable<Key: Hashable & Sendable>: Sendable {
    public let rows: [Row]
    /// Nil where a total would say more about one row than the row does.
    public let total: ToldCount?

    public struct Row: Hashable, Sendable {
        public let key: Key
        public let count: ToldCount
    }
}

/// Keeps small numbers out of figures, so that nobody is found in them.
///
/// One to four people are "fewer than 5". Everything else is told to the nearest five, each number and each total by
/// itself, so that no row comes out by taking the others from the total. That is the manner of England's hospital
/// statistics, which hide small numbers and round the rest to five; their own limit is higher, ours is the one that the
/// hub agreed to. Where a total would still narrow a hidden row down to fewer than three numbers, the total is left out.
public enum SmallNumbers {
    public static let fewest = 5
    static let step = 5
    /// A hidden row must still be one of so many numbers.
    static let leastDoubt = 3

    public static func told(_ count: Int) -> ToldCount {
        switch count {
        case ...0: .none
        case ..<fewest: .few
        default: .about((count + step / 2) / step * step)
        }
    }

    /// - Parameter counts: rows that no one is in twice; for rows that overlap there is no total to speak of.
    public static func table<Key>(_ counts: [(key: Key, count: Int)], hasTotal: Bool = true) -> ToldTable<Key> {
        let rows = counts.map { ToldTable<Key>.Row(key: $0.key, count: told($0.count)) }
        let total = told(counts.map(\.count).reduce(0, +))
        let isSafe = doubt(about: rows.map(\.count), total: total) >= leastDoubt
        return ToldTable(rows: rows, total: hasTotal && isSafe ? total : nil)
    }

    /// How many numbers the most exposed hidden row can still be, for somebody who knows all that is told.
    ///
    /// Each row lies in a range, and so does the total: what a row can be is what the others leave of the total.
    static func doubt(about rows: [ToldCount], total: ToldCount) -> Int {
        let ranges = rows.map(range)
        let sum = (low: ranges.map(\.lowerBound).reduce(0, +), high: ranges.map(\.upperBound).reduce(0, +))
        let all = range(of: total)
        return zip(rows, ranges).compactMap { row, range in
            guard row == .few else { return nil }
            let low = max(range.lowerBound, all.lowerBound - (sum.high - range.upperBound))
            let high = min(range.upperBound, all.upperBound - (sum.low - range.lowerBound))
            return high - low + 1
        }.min() ?? Int.max
    }

    /// What a count can be that is told so.
    static func range(of told: ToldCount) -> ClosedRange<Int> {
        switch told {
        case .none: 0...0
        case .few: 1...(fewest - 1)
        case .about(let number): max(fewest, number - step / 2)...(number + step / 2)
        }
    }
}
