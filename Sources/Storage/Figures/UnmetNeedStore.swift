import People
import Vocabulary

/// Needs for which the newest search for somebody found no group. They are counted, and never shown one by one.
public struct UnmetNeedStore {
    let hub: HubTransaction

    /// A need, and what stood in the way of every group that meets it.
    public struct Found: Hashable, Sendable {
        public let need: NeedCode
        public let obstacle: String

        public init(need: NeedCode, obstacle: String) {
            self.need = need
            self.obstacle = obstacle
        }
    }

    /// Puts what a search found in place of what the one before did.
    ///
    /// - Parameter district: empty where it is not known.
    public func replace(of person: Person.ID, with found: [Found], in district: String, on day: Day) throws {
        try hub.execute("DELETE FROM unmet_needs WHERE hub_id = \(hub.hub) AND person_id = \(person)")
        guard !found.isEmpty else { return }
        var rows: SQL = ""
        for (index, line) in found.enumerated() {
            if index > 0 { rows += ", " }
            rows += "(\(hub.hub), \(person), \(line.need), \(district), \(line.obstacle), \(day))"
        }
        try hub.execute(
            "INSERT INTO unmet_needs (hub_id, person_id, need, district, obstacle, searched_on) VALUES \(rows)")
    }

    /// What is kept of the newest search for one person: for their own copy.
    public func of(_ person: Person.ID) throws -> [(found: Found, district: String, day: Day)] {
        try hub.rows(
            "SELECT * FROM unmet_needs WHERE hub_id = \(hub.hub) AND person_id = \(person) ORDER BY need"
        ).map {
            (
                Found(need: NeedCode(try $0.text("need")), obstacle: try $0.text("obstacle")),
                try $0.text("district"), try $0.day("searched_on")
            )
        }
    }

    /// Lets go of searches before this day.
    ///
    /// - Returns: how many needs they had found no group for.
    @discardableResult
    public func forget(before day: Day) throws -> Int {
        try hub.execute("DELETE FROM unmet_needs WHERE hub_id = \(hub.hub) AND searched_on < \(day)")
    }

    /// How many people, by need, district and obstacle, since this day.
    public func counts(since day: Day) throws -> [Count] {
        try hub.rows(
            """
            SELECT need, district, obstacle, COUNT(*) AS n FROM unmet_needs
            WHERE hub_id = \(hub.hub) AND searched_on >= \(day) GROUP BY need, district, obstacle
            """
        ).map {
            Count(
                need: NeedCode(try $0.text("need")), district: try $0.text("district"),
                obstacle: try $0.text("obstacle"), people: try $0.integer("n"))
        }
    }

    public struct Count: Hashable, Sendable {
        public let need: NeedCode
        /// Empty where it is not known.
        public let district: String
        public let obstacle: String
        public let people: Int
    }
}

extension HubTransaction {
    public var unmetNeeds: UnmetNeedStore { UnmetNeedStore(hub: self) }
}
