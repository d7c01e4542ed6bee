import Vocabulary

/// The slots of all groups in the order of their ids, and for each slot a number in that order.
///
/// Sorting findings by id then compares numbers. The numbers leave gaps, so that a new group takes one
/// between its neighbours; when a gap is used up, all are numbered afresh.
///
///     pages     [ 3  8  1 ] [ 5  0 ] [ 7  2  4 ]      slots, at most 1,024 a page
///     number      2  4  6     8  10    12 14 16       × the gap
struct IDOrder: Sendable {
    private var pages: [[UInt32]] = []
    private(set) var numbers: [UInt32] = []
    private(set) var count = 0

    private static let pageSize = 1024

    /// Takes slots that are already in the order of their ids.
    init(sorted slots: [UInt32], slotCount: Int) {
        numbers = Array(repeating: 0, count: slotCount)
        count = slots.count
        for start in stride(from: 0, to: slots.count, by: IDOrder.pageSize / 2) {
            pages.append(Array(slots[start..<min(start + IDOrder.pageSize / 2, slots.count)]))
        }
        renumber()
    }

    /// The slot of an id.
    func slot(of id: GroupProfile.ID, in ids: IDBook) -> Int? {
        let (page, index) = place(of: id, in: ids)
        guard page < pages.count, index < pages[page].count, ids[Int(pages[page][index])] == id else { return nil }
        return Int(pages[page][index])
    }

    mutating func insert(_ slot: Int, id: GroupProfile.ID, in ids: IDBook) {
        while numbers.count <= slot { numbers.append(0) }
        count += 1
        guard !pages.isEmpty else {
            pages = [[UInt32(slot)]]
            return renumber()
        }
        var (page, index) = place(of: id, in: ids)
        if page == pages.count { (page, index) = (pages.count - 1, pages[pages.count - 1].count) }
        pages[page].insert(UInt32(slot), at: index)
        number(slot, page, index)
        if pages[page].count > IDOrder.pageSize { split(page) }
    }

    mutating func remove(id: GroupProfile.ID, in ids: IDBook) {
        let (page, index) = place(of: id, in: ids)
        guard page < pages.count, index < pages[page].count else { return }
        pages[page].remove(at: index)
        if pages[page].isEmpty { pages.remove(at: page) }
        count -= 1
    }

    /// Slots in the order of their ids.
    var sorted: [UInt32] { Array(pages.joined()) }

    /// Calls `body` with each slot in the order of their ids.
    @inline(__always)
    func visit(_ body: (UInt32) -> Void) {
        for page in pages {
            for slot in page { body(slot) }
        }
    }

    /// Where an id stands or would stand.
    private func place(of id: GroupProfile.ID, in ids: IDBook) -> (page: Int, index: Int) {
        let page = partition(pages.count) { page in ids[Int(pages[page][pages[page].count - 1])] < id }
        guard page < pages.count else { return (page, 0) }
        return (page, partition(pages[page].count) { index in ids[Int(pages[page][index])] < id })
    }

    /// The first place at which `isBefore` is no longer so.
    private func partition(_ count: Int, _ isBefore: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func split(_ page: Int) {
        let half = pages[page].count / 2
        let rest = Array(pages[page][half...])
        pages[page].removeLast(pages[page].count - half)
        pages.insert(rest, at: page + 1)
    }

    /// Numbers a new slot between its neighbours.
    private mutating func number(_ slot: Int, _ page: Int, _ index: Int) {
        let before: UInt32? =
            if index > 0 { numbers[Int(pages[page][index - 1])] } else if page > 0 {
                pages[page - 1].last.map { numbers[Int($0)] }
            } else { 0 }
        let after: UInt32? =
            if index + 1 < pages[page].count { numbers[Int(pages[page][index + 1])] } else if page + 1 < pages.count {
                pages[page + 1].first.map { numbers[Int($0)] }
            } else { nil }
        let low = before ?? 0
        // After the last id there is half of all numbers to go: growing ids take small steps into it.
        let high = after ?? (low > UInt32.max - 2048 ? low : low + 2048)
        guard high - low >= 2 else { return renumber() }
        numbers[slot] = low + (high - low) / 2
    }

    private mutating func renumber() {
        let gap = max(1, UInt32(1 << 31) / UInt32(count + 1))
        var next: UInt32 = 0
        for page in pages {
            for slot in page {
                next += gap
                numbers[Int(slot)] = next
            }
        }
    }
}

/// The ids by slot, in pages of their own: an answer keeps the book, and a change copies one page.
struct IDBook: Sendable {
    private var pages: [[GroupProfile.ID]] = []

    private static let pageSize = 512

    subscript(slot: Int) -> GroupProfile.ID { pages[slot / IDBook.pageSize][slot % IDBook.pageSize] }

    mutating func set(_ id: GroupProfile.ID, at slot: Int) {
        while pages.count <= slot / IDBook.pageSize {
            pages.append(Array(repeating: "", count: IDBook.pageSize))
        }
        pages[slot / IDBook.pageSize][slot % IDBook.pageSize] = id
    }
}
