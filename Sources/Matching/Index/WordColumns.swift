/// For every word of every list, one bit a group: does the group have the word?
///
/// The bits of 512 groups lie together in a block of one cache line. A word that none of these groups
/// has shares the empty block 0, so that a rare word costs four bytes for every 512 groups.
///
///     directory     column: 0   1   2   3 …            pool
///     groups 0…511        [ 7 | 0 | 2 | 0 … ]   ──▶    block 7: 8 words of 64 groups
///     groups 512…1023     [ 3 | 9 | 0 | 0 … ]          block 0: always empty
///
/// One row of the directory is all that one block of groups knows: forgetting a group reads one row.
struct WordColumns: Sendable {
    private(set) var pool = [UInt64](repeating: 0, count: WordColumns.wordsInBlock)
    private(set) var directory: [UInt32] = []
    /// How many columns a row of the directory has room for.
    private(set) var stride = 64
    private(set) var columnCount = 0

    static let wordsInBlock = 8
    static let slotsInBlock = 512

    mutating func addColumn() -> Int {
        if columnCount == stride { widen() }
        columnCount += 1
        return columnCount - 1
    }

    private mutating func widen() {
        let rows = directory.count / stride
        var wider = [UInt32](repeating: 0, count: rows * stride * 2)
        for row in 0..<rows {
            for column in 0..<stride { wider[row * stride * 2 + column] = directory[row * stride + column] }
        }
        directory = wider
        stride *= 2
    }

    /// Makes room for the slots below `count`.
    mutating func reserve(slots count: Int) {
        let rows = (count + WordColumns.slotsInBlock - 1) / WordColumns.slotsInBlock
        let missing = rows * stride - directory.count
        if missing > 0 { directory.append(contentsOf: repeatElement(0, count: missing)) }
    }

    mutating func set(_ column: Int, _ slot: Int) {
        let entry = slot / WordColumns.slotsInBlock * stride + column
        if directory[entry] == 0 {
            directory[entry] = UInt32(pool.count / WordColumns.wordsInBlock)
            pool.append(contentsOf: repeatElement(0, count: WordColumns.wordsInBlock))
        }
        pool[word(slot, entry)] |= 1 << UInt64(slot & 63)
    }

    func contains(_ column: Int, _ slot: Int) -> Bool {
        pool[word(slot, slot / WordColumns.slotsInBlock * stride + column)] & (1 << UInt64(slot & 63)) != 0
    }

    /// Forgets every word of a group.
    mutating func clear(_ slot: Int) {
        let row = slot / WordColumns.slotsInBlock * stride
        for entry in row..<row + columnCount where directory[entry] != 0 {
            pool[word(slot, entry)] &= ~(1 << UInt64(slot & 63))
        }
    }

    private func word(_ slot: Int, _ entry: Int) -> Int {
        Int(directory[entry]) * WordColumns.wordsInBlock + (slot / 64) % WordColumns.wordsInBlock
    }

    /// The same columns with every group at the slot that `destinations` gives for its old one.
    func moved(to destinations: [UInt32], slots: Int) -> WordColumns {
        var moved = WordColumns()
        moved.stride = stride
        moved.columnCount = columnCount
        moved.pool.reserveCapacity(pool.count)
        moved.reserve(slots: slots)
        for entry in directory.indices where directory[entry] != 0 {
            let (row, column) = entry.quotientAndRemainder(dividingBy: stride)
            for index in 0..<WordColumns.wordsInBlock {
                var bits = pool[Int(directory[entry]) * WordColumns.wordsInBlock + index]
                let first = row * WordColumns.slotsInBlock + index * 64
                while bits != 0 {
                    let destination = destinations[first + bits.trailingZeroBitCount]
                    bits &= bits - 1
                    if destination != UInt32.max { moved.set(column, Int(destination)) }
                }
            }
        }
        return moved
    }
}
