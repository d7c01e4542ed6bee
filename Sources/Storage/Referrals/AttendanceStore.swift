import People
import Vocabulary

/// What was said about sessions after a referral was accepted.
public struct AttendanceStore {
    let hub: HubTransaction

    public func add(_ attendance: Attendance) throws {
        try hub.execute(
            """
            INSERT INTO attendances (hub_id, id, referral_id, on_day, outcome, said_at, by_group)
            VALUES (\(hub.hub), \(attendance.id), \(attendance.referral), \(attendance.on),
                    \(attendance.outcome.rawValue), \(attendance.saidAt), \(attendance.byGroup))
            """)
    }

    /// What was said last about these, newest first. Somebody who has come every week for years has hundreds.
    public func of(_ referrals: [Referral.ID], limit: Int = 200) throws -> [Attendance] {
        try hub.rows(
            """
            SELECT * FROM attendances WHERE hub_id = \(hub.hub) AND referral_id IN \(list: referrals)
            ORDER BY said_at DESC, id LIMIT \(limit)
            """
        ).map(Self.attendance)
    }

    /// What the group said last about one day: whether they came, or that it is worried, which is no answer to that.
    public func saidByGroup(on day: Day, of referral: Referral.ID, worried: Bool = false) throws -> Attendance? {
        let what: SQL = worried ? "outcome = 'worried'" : "outcome <> 'worried'"
        return try hub.row(
            """
            SELECT * FROM attendances
            WHERE hub_id = \(hub.hub) AND referral_id = \(referral) AND on_day = \(day) AND by_group = 1 AND \(what)
            ORDER BY said_at DESC, id LIMIT 1
            """
        ).map(Self.attendance)
    }

    private static func attendance(_ row: Row) throws -> Attendance {
        guard let outcome = Attendance.Outcome(rawValue: try row.text("outcome")) else {
            throw StorageFault.unreadable(column: "outcome")
        }
        return Attendance(
            id: try row.id("id"), referral: try row.id("referral_id"), on: try row.day("on_day"), outcome: outcome,
            saidAt: try row.moment("said_at"), byGroup: try row.truth("by_group"))
    }
}

extension HubTransaction {
    public var attendances: AttendanceStore { AttendanceStore(hub: self) }
}
