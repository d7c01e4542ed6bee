extension UnsafeBufferPointer<Verdict> {
    /// The verdicts in the order of their ids.
    func sorted(by order: IDOrder) -> [Verdict] {
        if count > order.count / 8 { return walked(through: order) }
        return count > 64 ? sortedInBuckets() : self.sorted { $0.order < $1.order }
    }

    /// Where a good part of the directory was found, all ids are gone through as they stand, and who was found is taken.
    private func walked(through order: IDOrder) -> [Verdict] {
        [Verdict](unsafeUninitializedCapacity: count) { sorted, initialized in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: order.numbers.count) { places in
                places.initialize(repeating: .max)
                for place in indices { places[Int(self[place].slot)] = UInt32(place) }
                var found = 0
                order.visit { slot in
                    let place = places[Int(slot)]
                    if place == .max { return }
                    sorted.initializeElement(at: found, to: self[Int(place)])
                    found &+= 1
                }
                initialized = found
            }
        }
    }

    /// Numbers of ids are spread about evenly. So each verdict is thrown into the bucket in which its number belongs,
    /// mostly alone, and the few that share one are put right by insertion; where many share one, all are sorted as
    /// arrays are.
    private func sortedInBuckets() -> [Verdict] {
        let bounds = orderBounds
        let span = bounds.upperBound - bounds.lowerBound
        // Up to twice as many buckets as there are verdicts.
        let buckets = Swift.min(1 << 16, 1 << (Int.bitWidth - count.leadingZeroBitCount))
        let shift = UInt32(Swift.max(0, (UInt32.bitWidth - span.leadingZeroBitCount) - buckets.trailingZeroBitCount))
        var isEven = true
        let thrown = [Verdict](unsafeUninitializedCapacity: count) { thrown, initialized in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: buckets) { ends in
                ends.initialize(repeating: 0)
                for verdict in self { ends[Int((verdict.order &- bounds.lowerBound) &>> shift)] &+= 1 }
                var (end, largest) = (UInt32(0), UInt32(0))
                for bucket in ends.indices {
                    largest = Swift.max(largest, ends[bucket])
                    end &+= ends[bucket]
                    ends[bucket] = end
                }
                isEven = largest <= 24
                for verdict in self {
                    let bucket = Int((verdict.order &- bounds.lowerBound) &>> shift)
                    ends[bucket] &-= 1
                    thrown.initializeElement(at: Int(ends[bucket]), to: verdict)
                }
            }
            initialized = count
            if isEven { thrown.insertionSort() }
        }
        return isEven ? thrown : thrown.sorted { $0.order < $1.order }
    }

    private var orderBounds: ClosedRange<UInt32> {
        var (low, high) = (UInt32.max, UInt32.min)
        for verdict in self {
            low = Swift.min(low, verdict.order)
            high = Swift.max(high, verdict.order)
        }
        return low...Swift.max(low, high)
    }
}

extension UnsafeMutableBufferPointer<Verdict> {
    /// Quick where nobody stands far from their place.
    @inline(__always)
    fileprivate func insertionSort() {
        for index in indices.dropFirst() {
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
