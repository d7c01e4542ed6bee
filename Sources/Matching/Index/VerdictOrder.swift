extension [Verdict] {
    /// Puts the verdicts in the order of their ids.
    ///
    /// Numbers of ids are spread about evenly. So each verdict is thrown into the bucket in which its number belongs,
    /// with about two others, and only the buckets are sorted.
    mutating func sortByOrder() {
        guard count > 64, let bounds = orderBounds else { return sort { $0.order < $1.order } }
        let span = bounds.upperBound - bounds.lowerBound
        // As many buckets as there are verdicts, or half as many.
        let buckets = Swift.min(1 << 15, 1 << (Int.bitWidth - count.leadingZeroBitCount - 1))
        let shift = UInt32(Swift.max(0, (UInt32.bitWidth - span.leadingZeroBitCount) - buckets.trailingZeroBitCount))
        self = [Verdict](unsafeUninitializedCapacity: count) { sorted, initialized in
            withUnsafeBufferPointer { verdicts in
                withUnsafeTemporaryAllocation(of: UInt32.self, capacity: buckets + 1) { ends in
                    ends.initialize(repeating: 0)
                    for verdict in verdicts { ends[Int((verdict.order &- bounds.lowerBound) &>> shift)] &+= 1 }
                    var end: UInt32 = 0
                    for bucket in ends.indices {
                        end &+= ends[bucket]
                        ends[bucket] = end
                    }
                    for verdict in verdicts.reversed() {
                        let bucket = Int((verdict.order &- bounds.lowerBound) &>> shift)
                        ends[bucket] &-= 1
                        sorted.initializeElement(at: Int(ends[bucket]), to: verdict)
                    }
                    // Now each end has become the beginning of its bucket.
                    for bucket in 0..<buckets {
                        UnsafeMutableBufferPointer(rebasing: sorted[Int(ends[bucket])..<Int(ends[bucket + 1])])
                            .sortFewByOrder()
                    }
                }
            }
            initialized = count
        }
    }

    private var orderBounds: ClosedRange<UInt32>? {
        guard var low = first?.order else { return nil }
        var high = low
        for verdict in self {
            low = Swift.min(low, verdict.order)
            high = Swift.max(high, verdict.order)
        }
        return low...high
    }
}

extension UnsafeMutableBufferPointer<Verdict> {
    /// Sorts a handful by insertion; a bucket that many were thrown into, as the numbers were not even, as arrays are.
    @inline(__always)
    fileprivate func sortFewByOrder() {
        guard count > 1 else { return }
        guard count <= 24 else {
            let sorted = self.sorted { $0.order < $1.order }
            for index in indices { self[index] = sorted[index] }
            return
        }
        for index in 1..<count {
            let verdict = self[index]
            var place = index
            while place > 0, self[place - 1].order > verdict.order {
                self[place] = self[place - 1]
                place &-= 1
            }
            self[place] = verdict
        }
    }
}
