import Community
import Vocabulary

/// What this hub agreed with others to hand over with people who move. The rows belong to the hub that gives.
public struct HubAgreementStore {
    let hub: HubTransaction

    public func add(_ agreement: HubAgreement) throws {
        try hub.execute(
            """
            INSERT INTO hub_agreements (hub_id, id, with_hub, facts, first_day, last_day, signed_here, signed_there,
                                        ended_on)
            VALUES (\(hub.hub), \(agreement.id), \(agreement.to),
                    \(try Document.text(agreement.facts.map(\.rawValue).sorted())), \(agreement.firstDay),
                    \(agreement.lastDay), \(agreement.signedHere), \(agreement.signedThere), \(agreement.endedOn))
            """)
    }

    public func find(_ id: HubAgreement.ID) throws -> HubAgreement? {
        try hub.row("SELECT * FROM hub_agreements WHERE hub_id = \(hub.hub) AND id = \(id)").map(agreement)
    }

    /// Those with one hub that could count on this day.
    public func with(_ other: Identifier<Hub>, on day: Day) throws -> [HubAgreement] {
        try hub.rows(
            """
            SELECT * FROM hub_agreements WHERE hub_id = \(hub.hub) AND last_day >= \(day) AND with_hub = \(other)
            ORDER BY last_day, id
            """
        ).map(agreement)
    }

    /// A page of all, the one that lasts longest first.
    public func page(limit: Int, offset: Int) throws -> [HubAgreement] {
        try hub.rows(
            """
            SELECT * FROM hub_agreements WHERE hub_id = \(hub.hub)
            ORDER BY last_day DESC, id LIMIT \(limit) OFFSET \(offset)
            """
        ).map(agreement)
    }

    public func count() throws -> Int {
        try hub.row("SELECT COUNT(*) AS n FROM hub_agreements WHERE hub_id = \(hub.hub)")?.integer("n") ?? 0
    }

    public func saveEnd(of agreement: HubAgreement) throws {
        try hub.execute(
            "UPDATE hub_agreements SET ended_on = \(agreement.endedOn) WHERE hub_id = \(hub.hub) AND id = \(agreement.id)"
        )
    }

    private func agreement(_ row: Row) throws -> HubAgreement {
        let facts: [String] = try Document.value(in: row, "facts")
        return HubAgreement(
            id: try row.id("id"), from: hub.hub, to: try row.id("with_hub"),
            facts: Set(facts.compactMap(HubAgreement.Fact.init(rawValue:))), firstDay: try row.day("first_day"),
            lastDay: try row.day("last_day"), signedHere: try row.text("signed_here"),
            signedThere: try row.text("signed_there"), endedOn: try row.optionalDay("ended_on"))
    }
}

extension HubTransaction {
    public var hubAgreements: HubAgreementStore { HubAgreementStore(hub: self) }
}
