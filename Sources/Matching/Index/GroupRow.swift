import Vocabulary

/// The numbers of a group that are read one group at a time, in 32 bytes: two rows to a cache line.
///
///     ┌─ x ─┬─ y ─┬─ z ─┬ sessions ┬ welcome ┬ room ┐
///     0     4     8     12         24        28
struct GroupRow: Sendable {
    /// Where it meets.
    var point = RoundedPoint.nowhere
    var sessions = RowSessions()
    /// The two parts of the score that do not depend on the person.
    var welcome: Int32 = 4
    var room: Int32 = 0

    init() {}

    init(_ group: UnsafePointer<GroupProfile>) {
        if let place = group.pointee.location { point = RoundedPoint(place) }
        if let score = group.pointee.welcome { welcome = Int32((2 * score).rounded(.down)) }
        let agreement = group.pointee.agreement
        if agreement.monthlyLimit > 0 { room = Int32(10 * agreement.leftThisMonth / agreement.monthlyLimit) }
    }
}

extension GroupProfile.Agreement {
    fileprivate var leftThisMonth: Int { max(0, monthlyLimit - acceptedThisMonth) }

    /// How many people it takes out of one cohort: the least of its places, its month and its own limit.
    var cohortPlaces: Int { min(leftThisMonth, places, cohort ?? places) }
}
