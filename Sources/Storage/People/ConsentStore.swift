import People
import Vocabulary

/// What people agreed to have told to whom.
public struct ConsentStore {
    let hub: HubTransaction

    public func add(_ consent: Consent) throws {
        try hub.execute(
            """
            INSERT INTO consents (hub_id, id, person_id, group_id, scope, purpose, given_at, until_day, manner,
                                  withdrawn_at, returns_until)
            VALUES (\(hub.hub), \(consent.id), \(consent.person), \(consent.group),
                    \(try Document.text(consent.scope.map(\.rawValue).sorted())), \(consent.purpose?.rawValue),
                    \(consent.givenAt), \(consent.until), \(try Document.text(consent.manner)), \(consent.withdrawnAt),
                    \(consent.returnsUntil))
            """)
    }

    public func find(_ id: Consent.ID) throws -> Consent? {
        try hub.row("SELECT * FROM consents WHERE hub_id = \(hub.hub) AND id = \(id)").map(Self.consent)
    }

    /// Newest first.
    public func of(_ person: Person.ID) throws -> [Consent] {
        try hub.rows(
            """
            SELECT * FROM consents WHERE hub_id = \(hub.hub) AND person_id = \(person) ORDER BY given_at DESC, id
            """
        ).map(Self.consent)
    }

    /// Those that count on this day, newest first.
    public func counting(of person: Person.ID, on day: Day, limit: Int) throws -> [Consent] {
        try hub.rows(
            """
            SELECT * FROM consents WHERE hub_id = \(hub.hub) AND person_id = \(person) AND withdrawn_at IS NULL
              AND until_day >= \(day) ORDER BY given_at DESC, id LIMIT \(limit)
            """
        ).map(Self.consent)
    }

    /// Saves that it was taken back, or that this was unsaid.
    public func saveWithdrawal(of consent: Consent) throws {
        try hub.execute(
            """
            UPDATE consents SET withdrawn_at = \(consent.withdrawnAt), returns_until = \(consent.returnsUntil)
            WHERE hub_id = \(hub.hub) AND id = \(consent.id)
            """)
    }

    public func saveRenewal(of consent: Consent) throws {
        try hub.execute(
            """
            UPDATE consents SET until_day = \(consent.until), manner = \(try Document.text(consent.manner)),
                end_told_at = NULL
            WHERE hub_id = \(hub.hub) AND id = \(consent.id)
            """)
    }

    /// Those that ended after `first` and before `day`, that nobody took back, and whose group has not heard of it, the
    /// first to end first.
    public func endedUntold(after first: Day, before day: Day, limit: Int) throws -> [Consent] {
        try hub.rows(
            """
            SELECT * FROM consents WHERE hub_id = \(hub.hub) AND until_day > \(first) AND until_day < \(day)
              AND withdrawn_at IS NULL AND end_told_at IS NULL
            ORDER BY until_day, id LIMIT \(limit)
            """
        ).map(Self.consent)
    }

    /// Notes that the end was told.
    public func noteEndTold(of consent: Consent.ID, at moment: Moment) throws {
        try hub.execute(
            "UPDATE consents SET end_told_at = \(moment) WHERE hub_id = \(hub.hub) AND id = \(consent)")
    }

    static func consent(_ row: Row) throws -> Consent {
        let scope: [String] = try Document.value(in: row, "scope")
        return Consent(
            id: try row.id("id"), person: try row.id("person_id"), group: try row.text("group_id"),
            scope: Set(scope.compactMap(SharedFact.init(rawValue:))),
            for: try row.optionalText("purpose").flatMap(Consent.Purpose.init(rawValue:)),
            givenAt: try row.moment("given_at"), until: try row.day("until_day"),
            manner: try Document.value(in: row, "manner"),
            withdrawnAt: try row.optionalMoment("withdrawn_at"),
            returnsUntil: try row.optionalMoment("returns_until"))
    }
}

extension HubTransaction {
    public var consents: ConsentStore { ConsentStore(hub: self) }
}
