/// The places of the bits of a word that are set, from the lowest.
struct SetBits: Sequence, IteratorProtocol {
    private var rest: UInt64

    @inline(__always)
    init(of word: UInt64) { rest = word }

    @inline(__always)
    mutating func next() -> Int? {
        if rest == 0 { return nil }
        let place = rest.trailingZeroBitCount
        rest &= rest &- 1
        return place
    }
}
