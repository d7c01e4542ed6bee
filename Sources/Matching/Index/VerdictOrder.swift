extension [Verdict] {
    /// The verdicts in the order of their ids.
    ///
    /// Many verdicts are sorted by counting, eleven bits of their number at a time: no two are compared.
    func sortedByOrder() -> [Verdict] {
        guard count > 256 else { return sorted { $0.order < $1.order } }
        var from = self
        var to = self
        for shift in [UInt32(0), 11, 22] {
            var starts = [Int](repeating: 0, count: 2049)
            from.withUnsafeBufferPointer { from in
                starts.withUnsafeMutableBufferPointer { starts in
                    for verdict in from { starts[Int(verdict.order >> shift & 2047) + 1] += 1 }
                    for digit in 1..<2049 { starts[digit] += starts[digit - 1] }
                    to.withUnsafeMutableBufferPointer { to in
                        for verdict in from {
                            let digit = Int(verdict.order >> shift & 2047)
                            to[starts[digit]] = verdict
                            starts[digit] += 1
                        }
                    }
                }
            }
            swap(&from, &to)
        }
        return from
    }
}
