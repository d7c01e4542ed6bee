extension [Verdict] {
    /// Puts the verdicts in the order of their ids.
    ///
    /// Many verdicts are sorted by counting, eleven bits of their number at a time: no two are compared.
    mutating func sortByOrder() {
        guard count > 256 else { return sort { $0.order < $1.order } }
        var counts = [[Int]](repeating: [Int](repeating: 0, count: 2048), count: 3)
        for verdict in self {
            for digit in 0..<3 { counts[digit][Int(verdict.order >> UInt32(11 * digit) & 2047)] += 1 }
        }
        for digit in 0..<3 {
            var next = 0
            for value in 0..<2048 { (counts[digit][value], next) = (next, next + counts[digit][value]) }
            self = [Verdict](unsafeUninitializedCapacity: count) { sorted, initialized in
                counts[digit].withUnsafeMutableBufferPointer { starts in
                    for verdict in self {
                        let value = Int(verdict.order >> UInt32(11 * digit) & 2047)
                        sorted.initializeElement(at: starts[value], to: verdict)
                        starts[value] += 1
                    }
                }
                initialized = count
            }
        }
    }
}
