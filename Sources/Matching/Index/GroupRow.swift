import Vocabulary

/// The numbers of a group that every question reads, in 128 bytes: two cache lines side by side.
///
///     ┌─ sixteen standards ─┬─ x ─┬─ y ─┬─ z ─┬ until ┬ fee ┬ age ┬ sessions ┬ welcome ┬ room ┬ cohort ┐
///     0                     64    72    80    88      92    96    104        116       120    124
///
/// The lanes of the register come first and bring the alignment: no row begins in the middle of a line.
struct GroupRow: Sendable {
    /// The last day of each standard: see ``StandardBoard``.
    var standards = StandardBoard.Lanes(repeating: StandardBoard.missing)
    /// Where it meets, as a point on the unit sphere; (0, 0, 0) without a place.
    var x = 0.0
    var y = 0.0
    var z = 0.0
    /// The last day of the agreement, as a day number; the largest number for no end.
    var agreementUntil: Int32 = .max
    var fee: Int32 = 0
    var ageFrom: Int32 = .min
    var ageTo: Int32 = .max
    var sessions = RowSessions()
    /// The two parts of the score that do not depend on the person.
    var welcome: Int32 = 4
    var room: Int32 = 0
    /// How many people it takes out of one cohort: the least of its places, its month and its own limit.
    var cohortPlaces: Int32 = 0

    init() {}

    init(_ group: UnsafePointer<GroupProfile>) {
        if let place = group.pointee.location {
            let point = UnitPoint(place)
            (x, y, z) = (point.x, point.y, point.z)
        }
        if let until = group.pointee.agreement.until { agreementUntil = until.number }
        fee = Int32(group.pointee.fee.amount)
        if let from = group.pointee.age.from { ageFrom = Int32(from) }
        if let to = group.pointee.age.to { ageTo = Int32(to) }
        if let score = group.pointee.welcome { welcome = Int32((2 * score).rounded(.down)) }
        let limit = group.pointee.agreement.monthlyLimit
        let left = max(0, limit - group.pointee.agreement.acceptedThisMonth)
        if limit > 0 { room = Int32(10 * left / limit) }
        cohortPlaces = Int32(min(left, group.pointee.agreement.places, group.pointee.agreement.cohort ?? left))
    }
}
