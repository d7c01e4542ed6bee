import Vocabulary

/// The numbers of a group that are read one group at a time, in 32 bytes: two rows to a cache line.
///
///     ┌─ x ─┬─ y ─┬─ z ─┬ sessions ┬ accuracy ┬ welcome ·· room · unknown ┐
///     0     4     8     12         24         28        24 bits   4    4
struct GroupRow: Sendable {
    /// Where it meets.
    var point = RoundedPoint.nowhere
    var sessions = RowSessions()
    /// How many metres the true place may be from the point.
    var accuracy: Int32 = 0
    private var parts: Int32 = 4 << 8

    init() {}

    init(_ group: UnsafePointer<GroupProfile>) {
        if let place = group.pointee.location { point = RoundedPoint(place) }
        accuracy = Int32(group.pointee.accuracyM)
        let agreement = group.pointee.agreement
        var (welcome, room) = (Int32(4), Int32(0))
        if let score = group.pointee.welcome { welcome = Int32((2 * score).rounded(.down)) }
        if agreement.monthlyLimit > 0 { room = Int32(10 * agreement.leftThisMonth / agreement.monthlyLimit) }
        parts = welcome << 8 | room << 4 | GroupRow.bits(of: group.pointee.unknown)
    }

    /// The two parts of the score that do not depend on the person.
    var welcome: Int32 { parts >> 8 }
    var room: Int32 { parts >> 4 & 15 }

    func isUnknown(_ fact: GroupProfile.Unknown) -> Bool { parts & GroupRow.bit(of: fact) != 0 }

    private static func bits(of facts: Set<GroupProfile.Unknown>) -> Int32 {
        facts.isEmpty ? 0 : facts.reduce(0) { $0 | bit(of: $1) }
    }

    private static func bit(of fact: GroupProfile.Unknown) -> Int32 {
        switch fact {
        case .access: 1
        case .childcare: 2
        case .cost: 4
        case .papers: 8
        }
    }
}

extension GroupProfile.Agreement {
    fileprivate var leftThisMonth: Int { max(0, monthlyLimit - acceptedThisMonth) }

    /// How many people it takes out of one cohort: the least of its places, its month and its own limit.
    var cohortPlaces: Int { min(leftThisMonth, places, cohort ?? places) }
}
