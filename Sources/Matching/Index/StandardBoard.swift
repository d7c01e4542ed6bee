import Vocabulary

/// The register of every group: for each standard, the last day on which it holds.
///
///     lane      0 safeguarding-policy │ 1 registered-body │ … 10 modern-slavery-training │ 11…15 others
///     group 7   20 849                │ no end (max)      │ …  missing (min)             │ …
///
/// The sixteen lanes of a group lie in its row and are compared with today at once. Standards beyond the
/// sixteen are rare and kept aside, by group.
struct StandardBoard: Sendable {
    typealias Lanes = SIMD16<Int32>

    static let missing = Int32.min
    static let noEnd = Int32.max
    static let laneCount = 16
    /// 1, 2, 4 …: a bit for each lane.
    static let powers = Lanes((0..<16).map { Int32(1) << $0 })
    /// The same in the upper half of a number.
    static let upperPowers = Lanes((0..<16).map { Int32(truncatingIfNeeded: 1 << ($0 + 16)) })

    /// The standards in the order of their numbers; the first sixteen have a lane each.
    private(set) var standards: [StandardCode] = []
    private var numbers = WordNumbers<StandardCode>()
    private(set) var others: [Int: [Int: Int32]] = [:]

    init() {
        for standard in Risk.r4.requiredStandards { _ = number(adding: standard) }
    }

    func number(of standard: StandardCode) -> Int? { numbers.number(of: standard) }

    private mutating func number(adding standard: StandardCode) -> Int {
        numbers.number(of: standard) {
            standards.append(standard)
            return standards.count - 1
        }
    }

    mutating func clear(_ slot: Int) { others[slot] = nil }

    /// The lanes of a group; keeps what has no lane. Where a standard stands several times, the entry that lasts
    /// longest counts.
    mutating func set(_ register: [GroupProfile.Evidence], at slot: Int) -> Lanes {
        var lanes = Lanes(repeating: StandardBoard.missing)
        for evidence in register {
            let number = number(adding: evidence.standard)
            let until = evidence.until?.number ?? StandardBoard.noEnd
            if number < StandardBoard.laneCount {
                lanes[number] = max(lanes[number], until)
            } else {
                let known = others[slot]?[number] ?? StandardBoard.missing
                others[slot, default: [:]][number] = max(known, until)
            }
        }
        return lanes
    }

    /// The same board with every group at the slot that `destinations` gives for its old one.
    func moved(to destinations: [UInt32]) -> StandardBoard {
        var moved = self
        moved.others = [:]
        for (slot, rest) in others where destinations[slot] != UInt32.max {
            moved.others[Int(destinations[slot])] = rest
        }
        return moved
    }
}
