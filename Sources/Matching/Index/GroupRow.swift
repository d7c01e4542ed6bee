import Vocabulary

/// The numbers of a group that every question reads, in 64 bytes: one look, one or two cache lines.
///
///     ┌─ x ─┬─ y ─┬─ z ─┬ until ┬ fee ┬ age from ┬ age to ┬ sessions at, count ┬ welcome ┬ room ┐
///     0     8     16    24      28    32         36       40         44        48        52
struct GroupRow: Sendable {
    /// Where it meets, as a point on the unit sphere; (0, 0, 0) without a place.
    var x = 0.0
    var y = 0.0
    var z = 0.0
    /// The last day of the agreement, as a day number; the largest number for no end.
    var agreementUntil: Int32 = .max
    var fee: Int32 = 0
    var ageFrom: Int32 = .min
    var ageTo: Int32 = .max
    /// Where its sessions begin in the list of all sessions.
    var sessionStart: UInt32 = 0
    var sessionCount: UInt32 = 0
    /// The two parts of the score that do not depend on the person.
    var welcome: Int32 = 4
    var room: Int32 = 0
    /// How many people it takes out of one cohort: the least of its places, its month and its own limit.
    var cohortPlaces: Int32 = 0

    init() {}

    init(_ group: GroupProfile) {
        if let place = group.location {
            let point = UnitPoint(place)
            (x, y, z) = (point.x, point.y, point.z)
        }
        if let until = group.agreement.until { agreementUntil = until.number }
        fee = Int32(group.fee.amount)
        if let from = group.age.from { ageFrom = Int32(from) }
        if let to = group.age.to { ageTo = Int32(to) }
        if let score = group.welcome { welcome = Int32((2 * score).rounded(.down)) }
        let limit = group.agreement.monthlyLimit
        let left = max(0, limit - group.agreement.acceptedThisMonth)
        if limit > 0 { room = Int32(10 * left / limit) }
        cohortPlaces = Int32(min(left, group.agreement.places, group.agreement.cohort ?? left))
    }
}

/// One session in 25 bits: the day, the start and the end in minutes.
struct PackedSession: Sendable {
    let bits: UInt32

    init(_ window: WeeklyWindow) {
        bits = UInt32(window.day.index) << 22 | UInt32(window.from.minutes) << 11 | UInt32(window.to.minutes)
    }

    @inline(__always) var day: Int { Int(bits >> 22) }
    @inline(__always) var from: Int { Int(bits >> 11 & 2047) }
    @inline(__always) var to: Int { Int(bits & 2047) }
}
