import Vocabulary

/// The register of every group: for each standard, the last day on which it holds.
///
///     lane      0 safeguarding-policy │ 1 registered-body │ … 10 modern-slavery-training │ 11…15 others
///     group 7   20 849                │ no end (max)      │ …  missing (min)             │ …
///
/// All sixteen lanes are compared with today at once. Standards beyond the sixteen are rare and kept
/// aside, by group.
struct StandardBoard: Sendable {
    typealias Lanes = SIMD16<Int32>

    static let missing = Int32.min
    static let noEnd = Int32.max
    static let laneCount = 16
    /// 1, 2, 4 …: a bit for each lane.
    static let powers = Lanes((0..<16).map { Int32(1) << $0 })

    private(set) var lanes: [Lanes] = []
    /// The standards in the order of their numbers; the first sixteen have a lane each.
    private(set) var standards: [StandardCode] = []
    private var numbers: [StandardCode: Int] = [:]
    private(set) var others: [Int: [Int: Int32]] = [:]

    init() {
        for standard in Risk.r4.requiredStandards { _ = number(adding: standard) }
    }

    func number(of standard: StandardCode) -> Int? { numbers[standard] }

    private mutating func number(adding standard: StandardCode) -> Int {
        if let number = numbers[standard] { return number }
        numbers[standard] = standards.count
        standards.append(standard)
        return standards.count - 1
    }

    /// Makes room for the slots below `count`.
    mutating func reserve(slots count: Int) {
        if count > lanes.count {
            lanes.append(contentsOf: repeatElement(Lanes(repeating: StandardBoard.missing), count: count - lanes.count))
        }
    }

    mutating func clear(_ slot: Int) {
        lanes[slot] = Lanes(repeating: StandardBoard.missing)
        others[slot] = nil
    }

    /// Where a standard stands several times, the entry that lasts longest counts.
    mutating func set(_ group: GroupProfile, at slot: Int) {
        for evidence in group.register {
            let number = number(adding: evidence.standard)
            let until = evidence.until?.number ?? StandardBoard.noEnd
            if number < StandardBoard.laneCount {
                lanes[slot][number] = max(lanes[slot][number], until)
            } else {
                let known = others[slot]?[number] ?? StandardBoard.missing
                others[slot, default: [:]][number] = max(known, until)
            }
        }
    }

    /// The same board with every group at the slot that `destinations` gives for its old one.
    func moved(to destinations: [UInt32], slots: Int) -> StandardBoard {
        var moved = self
        moved.lanes = Array(repeating: Lanes(repeating: StandardBoard.missing), count: slots)
        moved.others = [:]
        for (slot, destination) in destinations.enumerated() where destination != UInt32.max {
            moved.lanes[Int(destination)] = lanes[slot]
            if let rest = others[slot] { moved.others[Int(destination)] = rest }
        }
        return moved
    }
}
