import Vocabulary

/// What 64 groups are, sliced: one word holds one bit of each of them, so that 64 are judged by one instruction.
///
///     word    0…23       24…53   54…83     84…113   114…135     136…227       …   412…503
///             24 flags │ fee   │ from age │ to age │ agreement │ standards   │ … │ standards
///                                                                0 to 3            12 to 15
///
/// A number lies across its words, the lowest bit in the first. Whether each of 64 numbers is at least another is
/// told by one *and* or one *or* for each bit of that number (bit-sliced comparison: O'Neil and Quass, Improved
/// query performance with variant indexes, 1997). The words of four standards take turns, so that four are compared
/// at once; after the bits of their last days come the words of who has them at all.
struct Slices: Sendable {
    /// Where a number stands among the words, and how many bits it has.
    struct Field: Sendable {
        let start: Int
        let width: Int
    }

    static let fee = Field(start: 24, width: 30)
    /// The youngest age; 0 where there is none.
    static let fromAge = Field(start: 54, width: 30)
    /// The first age that is too old; read only where ``Flag/hasOldest`` is set.
    static let tooOld = Field(start: 84, width: 30)
    static let agreement = Field(start: 114, width: LastDay.width)

    /// How many standards are compared at once.
    static let lanesInChunk = 4
    static let wordsInChunk = (LastDay.width + 1) * lanesInChunk

    /// Where the words of four standards begin.
    static func standards(chunk: Int) -> Int { 136 + chunk * wordsInChunk }

    static let stride = standards(chunk: StandardBoard.laneCount / lanesInChunk)

    private(set) var words: [UInt64] = []
    /// The bits that are set in the fee, in the ages and in the last days of any group: no other need be looked at.
    private(set) var feeBits: UInt64 = 0
    private(set) var ageBits: UInt64 = 0
    private(set) var dayBits: UInt64 = 0

    /// Makes room for the slots below `count`.
    mutating func reserve(slots count: Int) {
        let missing = (count + 63) / 64 * Slices.stride - words.count
        if missing > 0 { words.append(contentsOf: repeatElement(0, count: missing)) }
    }

    func contains(_ flag: Flag, _ slot: Int) -> Bool {
        words[slot / 64 * Slices.stride + flag.rawValue] & (1 << UInt64(slot & 63)) != 0
    }

    mutating func clear(_ slot: Int) {
        let start = slot / 64 * Slices.stride
        let others = ~(1 << UInt64(slot & 63) as UInt64)
        words.withUnsafeMutableBufferPointer { words in
            for index in start..<start + Slices.stride { words[index] &= others }
        }
    }

    /// Writes a group at a cleared slot.
    mutating func set(_ draft: Draft, at slot: Int) {
        feeBits |= UInt64(draft.fee)
        ageBits |= UInt64(draft.fromAge | draft.tooOld)
        dayBits |= UInt64(draft.agreement | draft.standards.bitsOfAny)
        let start = slot / 64 * Slices.stride
        let bit: UInt64 = 1 << UInt64(slot & 63)
        words.withUnsafeMutableBufferPointer { words in
            func write(_ number: UInt64, from first: Int) {
                for place in SetBits(of: number) { words[start + first + place] |= bit }
            }
            write(draft.flags, from: 0)
            write(UInt64(draft.fee), from: Slices.fee.start)
            write(UInt64(draft.fromAge), from: Slices.fromAge.start)
            write(UInt64(draft.tooOld), from: Slices.tooOld.start)
            write(UInt64(draft.agreement), from: Slices.agreement.start)
            let standards = draft.standards
            for lane in 0..<StandardBoard.laneCount where standards[lane] != LastDay.missing {
                let first =
                    start + Slices.standards(chunk: lane / Slices.lanesInChunk) + lane % Slices.lanesInChunk
                for place in SetBits(of: UInt64(standards[lane] | 1 << UInt32(LastDay.width))) {
                    words[first + place * Slices.lanesInChunk] |= bit
                }
            }
        }
    }

    /// The same groups, each at the slot that `destinations` gives for its old one.
    func moved(to destinations: [UInt32], slots: Int) -> Slices {
        var moved = Slices()
        moved.reserve(slots: slots)
        (moved.feeBits, moved.ageBits, moved.dayBits) = (feeBits, ageBits, dayBits)
        for (slot, destination) in destinations.enumerated() where destination != UInt32.max {
            let from = slot / 64 * Slices.stride
            let to = Int(destination) / 64 * Slices.stride
            for word in 0..<Slices.stride {
                moved.words[to + word] |= (words[from + word] >> UInt64(slot & 63) & 1) << UInt64(destination & 63)
            }
        }
        return moved
    }
}

extension StandardBoard.Lanes {
    fileprivate var bitsOfAny: UInt32 {
        let eight = lowHalf | highHalf
        let four = eight.lowHalf | eight.highHalf
        return four[0] | four[1] | four[2] | four[3]
    }
}

/// The last day of an agreement or of a standard, as a number of 22 bits that compares as the days do.
///
///     0 missing │ 49,008 the first day of the year 1 … 786,432 that of 2020 … 3,701,066 the last of 9999 │ no end
///
/// The days of our time and "no end" have few bits that are set, since each is written by itself.
enum LastDay {
    static let width = 22
    static let missing: UInt32 = 0
    static let noEnd: UInt32 = 0b1111 << 18
    /// The number of 1970-01-01: 2020-01-01 has the number 0b11 << 18.
    private static let epoch = 0b11 << 18 - 18_262

    static func number(_ day: Day?) -> UInt32 { day.map(number) ?? noEnd }

    /// Days that no calendar of ours has are taken for the nearest that it has.
    static func number(_ day: Day) -> UInt32 { UInt32(min(max(1, Int(day.number) + epoch), Int(noEnd) - 1)) }
}
