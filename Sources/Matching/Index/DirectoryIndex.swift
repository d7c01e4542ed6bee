import Vocabulary

/// The groups of a directory, kept so that a question is answered from memory.
///
/// A value: whoever holds it behind a lock changes one group at a time, and the next match sees it.
/// Every group has a slot, and everything about it stands at that slot in one of these:
///
///     slot              0 … laidOut-1                          laidOut … slotCount-1
///                       in the order of the grid's keys        new and moved groups, in any order
///     flags             one bit a fact, 64 groups side by side
///     words             one bit a word, 512 groups to a block
///     rows              numbers: place, agreement, fee, age, sessions
///     board             the register: 16 standards side by side
///     places, keys, order, ids
///
/// A question reads the stretches of slots around the home, and all of the tail. When the tail has grown
/// to an eighth of the whole, the groups are laid out afresh, as an array that is full is copied: a group
/// pays for that a fixed number of times on average. Every other change is made in place.
public struct DirectoryIndex: Sendable {
    var flags = FlagWords()
    var words = WordColumns()
    var facets = Facets()
    var rows: [GroupRow] = []
    var board = StandardBoard()
    var sessions = SessionList()
    var places: [Coordinate] = []
    /// The grid's key of every slot; up to ``laidOut`` they ascend.
    var keys: [UInt32] = []
    var order = IDOrder(sorted: [], slotCount: 0)
    var ids = IDBook()
    var laidOut = 0
    private var freeTail: [Int] = []

    /// Refuses two groups with one id, and a group that ``put(_:)`` would refuse.
    public init(_ groups: [GroupProfile] = []) throws(DirectoryFault) {
        // Through the bare buffer a group is read where it lies; through the array it is copied, with its
        // fourteen lists, for every look at it.
        let fault = groups.withUnsafeBufferPointer { groups in lay(groups) }
        if let fault { throw fault }
    }

    /// Puts the first groups in their places; where a group is at fault, none.
    private mutating func lay(_ groups: UnsafeBufferPointer<GroupProfile>) -> DirectoryFault? {
        for index in groups.indices {
            do throws(DirectoryFault) { try groups[index].check() } catch { return error }
        }
        let sorted = DirectoryIndex.byID(groups)
        for (first, second) in zip(sorted, sorted.dropFirst()) where groups[first].id == groups[second].id {
            return DirectoryFault(group: groups[first].id, field: "id", problem: "is the id of two groups")
        }
        // A key above a rank in one number: to sort the numbers is to sort by both.
        let laid = sorted.enumerated().map { UInt64(Grid.key(of: groups[$0.element])) << 32 | UInt64($0.offset) }
            .sorted()
        makeRoom(for: groups.count)
        var slotOfRank = [UInt32](repeating: 0, count: groups.count)
        for (slot, place) in laid.enumerated() {
            let rank = Int(place & 0xFFFF_FFFF)
            write(groups[sorted[rank]], at: slot, key: UInt32(place >> 32))
            slotOfRank[rank] = UInt32(slot)
        }
        order = IDOrder(sorted: slotOfRank, slotCount: groups.count)
        laidOut = groups.count
        return nil
    }

    public var count: Int { order.count }

    var slotCount: Int { rows.count }

    /// Adds a group, or replaces the one that has its id.
    public mutating func put(_ group: GroupProfile) throws(DirectoryFault) {
        try group.check()
        let key = Grid.key(of: group)
        if let slot = order.slot(of: group.id, in: ids) {
            if keys[slot] == key {
                erase(slot)
                return write(group, at: slot, key: key)
            }
            vacate(slot, id: group.id)
        }
        let slot = freeTail.popLast() ?? slotCount
        makeRoom(for: slot + 1)
        write(group, at: slot, key: key)
        order.insert(slot, id: group.id, in: ids)
        if slotCount - laidOut > max(1024, laidOut / 8) { layOut() }
    }

    /// Takes a group out. Says whether it was there.
    @discardableResult
    public mutating func remove(_ id: GroupProfile.ID) -> Bool {
        guard let slot = order.slot(of: id, in: ids) else { return false }
        vacate(slot, id: id)
        return true
    }

    /// Indices of the groups in the order of their ids.
    private static func byID(_ groups: UnsafeBufferPointer<GroupProfile>) -> [Int] {
        // Most pairs differ in their first eight bytes, which compare as one number.
        let keyed = groups.indices.map { index in
            (
                head: groups[index].id.rawValue.utf8.prefix(8).enumerated().reduce(0 as UInt64) { head, byte in
                    head | UInt64(byte.element) << (56 - 8 * UInt64(byte.offset))
                }, index: index
            )
        }
        return keyed.sorted { left, right in
            left.head != right.head ? left.head < right.head : groups[left.index].id < groups[right.index].id
        }.map(\.index)
    }

    private mutating func makeRoom(for count: Int) {
        guard count > slotCount else { return }
        flags.reserve(slots: count)
        words.reserve(slots: count)
        board.reserve(slots: count)
        rows.append(contentsOf: repeatElement(GroupRow(), count: count - slotCount))
        places.append(contentsOf: repeatElement(Coordinate.origin, count: count - places.count))
        keys.append(contentsOf: repeatElement(Grid.nowhere, count: count - keys.count))
    }

    /// Writes a group at an erased slot.
    private mutating func write(_ group: GroupProfile, at slot: Int, key: UInt32) {
        flags.set(group, at: slot)
        facets.set(group, at: slot, in: &words)
        board.set(group, at: slot)
        rows[slot] = GroupRow(group)
        (rows[slot].sessionStart, rows[slot].sessionCount) = sessions.add(group.sessions)
        if let place = group.location { places[slot] = place }
        keys[slot] = key
        ids.set(group.id, at: slot)
    }

    private mutating func erase(_ slot: Int) {
        flags.clear(slot)
        words.clear(slot)
        board.clear(slot)
        sessions.remove(count: rows[slot].sessionCount)
        rows[slot] = GroupRow()
        if sessions.isMostlyWaste { sessions.tidy(&rows) }
    }

    /// Erases a slot that its group leaves. Its key stays where the keys must ascend.
    private mutating func vacate(_ slot: Int, id: GroupProfile.ID) {
        order.remove(id: id, in: ids)
        erase(slot)
        if slot >= laidOut { freeTail.append(slot) }
    }

    /// Puts every group where the grid wants it.
    private mutating func layOut() {
        let byID = order.sorted
        let laid = byID.indices.map { UInt64(keys[Int(byID[$0])]) << 32 | UInt64($0) }.sorted()
        var destinations = [UInt32](repeating: .max, count: slotCount)
        var moved = try? DirectoryIndex()
        moved?.makeRoom(for: laid.count)
        guard var moved else { return }
        for (slot, place) in laid.enumerated() {
            let old = Int(byID[Int(place & 0xFFFF_FFFF)])
            destinations[old] = UInt32(slot)
            moved.rows[slot] = rows[old]
            moved.places[slot] = places[old]
            moved.keys[slot] = keys[old]
            moved.ids.set(ids[old], at: slot)
        }
        moved.flags = flags.moved(to: destinations, slots: laid.count)
        moved.words = words.moved(to: destinations, slots: laid.count)
        moved.board = board.moved(to: destinations, slots: laid.count)
        moved.facets = facets
        moved.sessions = sessions
        moved.order = IDOrder(sorted: byID.map { destinations[Int($0)] }, slotCount: laid.count)
        moved.laidOut = laid.count
        self = moved
    }
}

/// The sessions of all groups in one list; a group knows where its own begin.
struct SessionList: Sendable {
    private(set) var packed: [PackedSession] = []
    private var waste = 0

    mutating func add(_ windows: [WeeklyWindow]) -> (start: UInt32, count: UInt32) {
        let start = packed.count
        for window in windows { packed.append(PackedSession(window)) }
        return (UInt32(start), UInt32(windows.count))
    }

    /// Leaves the sessions of a group behind; nothing points to them any more.
    mutating func remove(count: UInt32) { waste += Int(count) }

    var isMostlyWaste: Bool { waste > 4096 && waste > packed.count / 2 }

    mutating func tidy(_ rows: inout [GroupRow]) {
        var kept: [PackedSession] = []
        kept.reserveCapacity(packed.count - waste)
        for index in rows.indices {
            let start = Int(rows[index].sessionStart)
            rows[index].sessionStart = UInt32(kept.count)
            kept += packed[start..<start + Int(rows[index].sessionCount)]
        }
        packed = kept
        waste = 0
    }
}
