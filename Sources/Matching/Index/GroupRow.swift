import Vocabulary

/// The numbers of a group that are read one group at a time, in 48 bytes.
///
///     ┌─ x ─┬─ y ─┬─ z ─┬ sessions ┬ welcome ┬ room ┬ cohort ┐
///     0     8     16    24         36        40     44
struct GroupRow: Sendable {
    /// Where it meets, as a point on the unit sphere; (0, 0, 0) without a place.
    var x = 0.0
    var y = 0.0
    var z = 0.0
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
        if let score = group.pointee.welcome { welcome = Int32((2 * score).rounded(.down)) }
        let limit = group.pointee.agreement.monthlyLimit
        let left = max(0, limit - group.pointee.agreement.acceptedThisMonth)
        if limit > 0 { room = Int32(10 * left / limit) }
        cohortPlaces = Int32(min(left, group.pointee.agreement.places, group.pointee.agreement.cohort ?? left))
    }
}
