/// The words of 64 groups, to be asked about all of them at once.
struct SliceView {
    private let words: UnsafePointer<UInt64>

    /// A word for each of four standards.
    typealias Four = SIMD4<UInt64>

    init(_ words: UnsafePointer<UInt64>) { self.words = words }

    @inline(__always)
    subscript(_ flag: Flag) -> UInt64 { words[flag.rawValue] }

    /// The flag with this number.
    @inline(__always)
    subscript(flag number: Int) -> UInt64 { words[number] }

    /// The groups whose number is at least `least`.
    /// - Parameter bits: those that are set in the number of any group.
    @inline(__always)
    func atLeast(_ least: UInt64, _ field: Slices.Field, bits: UInt64) -> UInt64 {
        if least &>> UInt64(field.width) != 0 { return 0 }
        var atLeast = UInt64.max
        for bit in SetBits(of: bits | least) {
            let word = words[field.start &+ bit]
            // From the lowest bit up: a bit that differs decides, one that is the same leaves what was known.
            if least &>> UInt64(bit) & 1 != 0 { atLeast &= word } else { atLeast |= word }
        }
        return atLeast
    }

    /// The groups whose last days of four standards are `day` or later, and those that have a last day at all.
    /// - Parameter bits: those that are set in the last day of any group.
    @inline(__always)
    func lasts(until day: UInt64, chunk: Int, bits: UInt64) -> (lasts: Four, isKnown: Four) {
        let start = words + Slices.standards(chunk: chunk)
        func four(_ bit: Int) -> Four {
            UnsafeRawPointer(start + bit &* Slices.lanesInChunk).loadUnaligned(as: Four.self)
        }
        var lasts = Four(repeating: .max)
        for bit in SetBits(of: bits | day) {
            if day &>> UInt64(bit) & 1 != 0 { lasts &= four(bit) } else { lasts |= four(bit) }
        }
        return (lasts, four(LastDay.width))
    }
}
