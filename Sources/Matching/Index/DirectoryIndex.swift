import Vocabulary

/// The groups of a directory, kept so that a question is answered from memory.
///
/// A value: whoever holds it behind a lock changes one group at a time, and the next match sees it.
/// Every group has a slot, and everything about it stands at that slot in one of these:
///
///     slot              0 … laidOut-1                          laidOut … slotCount-1
///                       in the order of the grid's keys        new and moved groups, in any order
///     slices            facts, fee, age, agreement and register: a bit of 64 groups to a word
///     words             one bit a word, 512 groups to a block
///     rows              what is read group by group: place, sessions, parts of the score
///     places, cohortPlaces, keys, order, ids
///
/// A question reads the stretches of slots around the home, and all of the tail. When the tail has grown
/// to an eighth of the whole, the groups are laid out afresh, as an array that is full is copied: a group
/// pays for that a fixed number of times on average. Every other change is made in place.
public struct DirectoryIndex: Sendable {
    var slices = Slices()
    var words = WordColumns()
    var facets = Facets()
    var rows: [GroupRow] = []
    var board = StandardBoard()
    var sessions = SessionBook()
    var longWeeks = LongWeeks()
    var places: [Coordinate] = []
    /// How many people each takes out of one cohort.
    var cohortPlaces: [Int32] = []
    /// The grid's key of every slot; up to ``laidOut`` they ascend.
    var keys: [UInt32] = []
    var order = IDOrder(sorted: [], slotCount: 0)
    var ids = IDBook()
    var laidOut = 0
    private var freeTail: [Int] = []

    /// Refuses two groups with one id, and a group that ``put(_:)`` would refuse.
    public init(_ groups: [GroupProfile] = []) throws(DirectoryFault) {
        // Through a pointer a group is read where it lies; through the array it is copied, with its fourteen lists,
        // for every look at it.
        let fault = groups.withUnsafeBufferPointer { groups in groups.baseAddress.flatMap { lay($0, groups.count) } }
        if let fault { throw fault }
    }

    /// Puts the first groups in their places; none where one is refused or two have one id.
    private mutating func lay(_ groups: UnsafePointer<GroupProfile>, _ count: Int) -> DirectoryFault? {
        for index in 0..<count {
            if let fault = GroupProfile.fault(of: groups + index) { return fault }
        }
        let sorted = DirectoryIndex.byID(groups, count)
        for rank in 1..<max(1, count) where sorted[rank - 1].head == sorted[rank].head {
            let (first, second) = (groups + sorted[rank - 1].index, groups + sorted[rank].index)
            if first.pointee.id != second.pointee.id { continue }
            return DirectoryFault(group: second.pointee.id, field: "id", problem: "is the id of two groups")
        }
        // A key above a rank in one number: to sort the numbers is to sort by both.
        let keys = (0..<count).map { DirectoryIndex.key(of: groups + $0) }
        let laid = sorted.indices.map { UInt64(keys[sorted[$0].index]) << 32 | UInt64($0) }.sorted()
        var slots = [UInt32](repeating: 0, count: count)
        var slotOfRank = slots
        for (slot, place) in laid.enumerated() {
            let rank = Int(place & 0xFFFF_FFFF)
            slots[sorted[rank].index] = UInt32(slot)
            slotOfRank[rank] = UInt32(slot)
        }
        write(groups, keys, at: slots)
        order = IDOrder(sorted: slotOfRank, slotCount: count)
        laidOut = count
        return nil
    }

    /// Reads the groups in their order, and then writes in that of the slots.
    private mutating func write(_ groups: UnsafePointer<GroupProfile>, _ keys: [UInt32], at slots: [UInt32]) {
        makeRoom(for: slots.count)
        var columns: [Int32] = []
        withUnsafeTemporaryAllocation(of: Draft.self, capacity: slots.count) { drafts in
            for (index, slot) in slots.enumerated() {
                drafts.initializeElement(
                    at: Int(slot), to: draft(groups + index, at: Int(slot), key: keys[index], &columns))
            }
            for slot in drafts.indices { write(drafts[slot], columns, at: slot) }
        }
    }

    public var count: Int { order.count }

    var slotCount: Int { rows.count }

    /// Adds a group, or replaces the one that has its id.
    public mutating func put(_ group: GroupProfile) throws(DirectoryFault) {
        try group.check()
        withUnsafePointer(to: group) { place($0) }
    }

    private mutating func place(_ group: UnsafePointer<GroupProfile>) {
        let id = group.pointee.id
        let key = DirectoryIndex.key(of: group)
        if let slot = order.slot(of: id, in: ids) {
            if keys[slot] == key {
                erase(slot)
                return write(group, at: slot, key: key)
            }
            vacate(slot, id: id)
        }
        let slot = freeTail.popLast() ?? slotCount
        makeRoom(for: slot + 1)
        write(group, at: slot, key: key)
        order.insert(slot, id: id, in: ids)
        if slotCount - laidOut > max(1024, laidOut / 8) { layOut() }
    }

    /// Takes a group out. Says whether it was there.
    @discardableResult
    public mutating func remove(_ id: GroupProfile.ID) -> Bool {
        guard let slot = order.slot(of: id, in: ids) else { return false }
        vacate(slot, id: id)
        return true
    }

    /// The groups in the order of their ids. Most pairs differ in their first eight bytes, which compare as one number.
    private static func byID(_ groups: UnsafePointer<GroupProfile>, _ count: Int) -> [(head: UInt64, index: Int)] {
        (0..<count).map { (head: head((groups + $0).pointee.id), index: $0) }.sorted { left, right in
            left.head != right.head
                ? left.head < right.head : (groups + left.index).pointee.id < (groups + right.index).pointee.id
        }
    }

    private static func key(of group: UnsafePointer<GroupProfile>) -> UInt32 {
        Grid.key(
            of: group.pointee.location, accuracyM: group.pointee.accuracyM,
            anywhere: group.pointee.online || group.pointee.byPhone)
    }

    /// The first eight bytes of an id as a number that compares as they do.
    private static func head(_ id: GroupProfile.ID) -> UInt64 {
        var head: UInt64 = 0
        let length = min(MemoryLayout.size(ofValue: head), id.rawValue.utf8.count)
        withUnsafeMutableBytes(of: &head) { head in
            let copied: Void? = id.rawValue.utf8.withContiguousStorageIfAvailable { bytes in
                head.copyMemory(from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<length]))
            }
            if copied == nil { head.copyBytes(from: id.rawValue.utf8.prefix(length)) }
        }
        return UInt64(bigEndian: head)
    }

    private mutating func makeRoom(for count: Int) {
        guard count > slotCount else { return }
        slices.reserve(slots: count)
        words.reserve(slots: count)
        rows.append(contentsOf: repeatElement(GroupRow(), count: count - slotCount))
        places.append(contentsOf: repeatElement(Coordinate.origin, count: count - places.count))
        cohortPlaces.append(contentsOf: repeatElement(0, count: count - cohortPlaces.count))
        keys.append(contentsOf: repeatElement(Grid.nowhere, count: count - keys.count))
    }

    /// Writes a group at an erased slot.
    private mutating func write(_ group: UnsafePointer<GroupProfile>, at slot: Int, key: UInt32) {
        var columns: [Int32] = []
        let draft = draft(group, at: slot, key: key, &columns)
        write(draft, columns, at: slot)
    }

    /// Writes what stands at the slot of one group only, and drafts the rest; its columns are added to the list.
    private mutating func draft(
        _ group: UnsafePointer<GroupProfile>, at slot: Int, key: UInt32, _ columns: inout [Int32]
    ) -> Draft {
        let first = columns.count
        facets.add(group, to: &columns, in: &words)
        var row = GroupRow(group)
        row.sessions = longWeeks.add(group.pointee.sessions, &sessions)
        rows[slot] = row
        if let place = group.pointee.location { places[slot] = place }
        cohortPlaces[slot] = Int32(group.pointee.agreement.cohortPlaces)
        keys[slot] = key
        ids.set(group.pointee.id, at: slot)
        return Draft(
            group, board.set(group.pointee.register, at: slot), columns: first..<columns.count)
    }

    private mutating func write(_ draft: Draft, _ columns: [Int32], at slot: Int) {
        slices.set(draft, at: slot)
        for place in draft.columns { words.set(Int(columns[place]), slot) }
    }

    private mutating func erase(_ slot: Int) {
        slices.clear(slot)
        words.clear(slot)
        board.clear(slot)
        longWeeks.remove(rows[slot].sessions, &sessions)
        rows[slot] = GroupRow()
        if longWeeks.isMostlyWaste { longWeeks.tidy(&rows) }
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
            moved.cohortPlaces[slot] = cohortPlaces[old]
            moved.keys[slot] = keys[old]
            moved.ids.set(ids[old], at: slot)
        }
        moved.slices = slices.moved(to: destinations, slots: laid.count)
        moved.words = words.moved(to: destinations, slots: laid.count)
        moved.board = board.moved(to: destinations)
        moved.facets = facets
        moved.sessions = sessions
        moved.longWeeks = longWeeks
        moved.order = IDOrder(sorted: byID.map { destinations[Int($0)] }, slotCount: laid.count)
        moved.laidOut = laid.count
        self = moved
    }
}
