import Vocabulary

/// The register of every group: for each standard, the last day on which it holds.
///
///     lane      0 safeguarding-policy │ 1 registered-body │ … 10 modern-slavery-training │ 11…15 others
///     group 7   2026-12-31            │ no end            │ …  missing                   │ …
///
/// The first sixteen standards have a lane each in the ``Slices``. Standards beyond the sixteen are rare and kept
/// here, by group.
struct StandardBoard: Sendable {
    typealias Lanes = SIMD16<UInt32>

    static let laneCount = 16

    /// The standards in the order of their numbers; the first sixteen have a lane each.
    private(set) var standards: [StandardCode] = []
    private var numbers = WordNumbers<StandardCode>()
    private(set) var others: [Int: [Int: UInt32]] = [:]

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
        var lanes = Lanes(repeating: LastDay.missing)
        for evidence in register {
            let number = number(adding: evidence.standard)
            let until = LastDay.number(evidence.until)
            if number < StandardBoard.laneCount {
                lanes[number] = max(lanes[number], until)
            } else {
                others[slot, default: [:]][number] = max(others[slot]?[number] ?? LastDay.missing, until)
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
