import Foundation

@testable import Storage

/// Finds in an engine's plan of a statement what reads more than it needs: a whole table that grows with the years, or
/// all that a hub has in it. One function an engine; the uses of the stores that they judge are the same.
enum PlanJudge {
    /// Tables that stay small, and why. Every other table of the schema grows: a new one is judged until it stands here.
    static let small: [String: String] = [
        "hubs": "One row a hub, of which a server has a handful.",
        "accounts": "The team of a hub.",
        "second_steps": "One row an account.",
        "recovery_codes": "Ten rows an account.",
        "provider_links": "One row an account.",
        "setup_links": "One row an account.",
        "sign_in_links": "One row an account.",
        "staff_sessions": "Those that stand open: each sign-in removes what has ended.",
        "own_page_sessions": "Those that stand open: each opening removes what has ended.",
        "half_sign_ins": "They last for minutes, and are forgotten after a day.",
        "failed_tries": "Forgotten after a day.",
        "jobs": "One row a hub and kind of job.",
        "retention": "One row a hub.",
        "sealing_keys": "One row a hub.",
        "server_settings": "One row a setting.",
        "closure_days": "Some days a year.",
        "drafts": "What a team began and did not send, forgotten after two weeks.",
    ]

    /// Tables that grow with the years: no page may read one of them whole, nor all that a hub has in it.
    static let growing = Set(SchemaTable.all.map(\.name)).subtracting(small.keys)

    // MARK: SQLite

    /// What reads too much in the steps of `EXPLAIN QUERY PLAN`.
    ///
    /// - Parameter readsAll: whether the statement reads a whole hub on purpose.
    static func faults(inSQLite steps: [String], of statement: String, readsAll: Bool) -> [String] {
        let sorts = steps.contains { $0.contains("USE TEMP B-TREE FOR ORDER BY") }
        // The first rows of an index that is in the wanted order are not the whole of it.
        let stopsEarly = statement.contains("LIMIT") && !sorts && !statement.contains("LIKE")
        let tables = tables(in: statement)
        return steps.filter { readsTooMuch($0, tables: tables, wholeHub: readsAll || stopsEarly) }
    }

    /// `SCAN people`, or `SEARCH people USING INDEX x (hub_id=?)` and nothing else.
    private static func readsTooMuch(_ step: String, tables: [String: String], wholeHub: Bool) -> Bool {
        let words = step.split(separator: " ").map(String.init)
        guard words.count > 1, words[0] == "SCAN" || words[0] == "SEARCH" else { return false }
        guard growing.contains(tables[words[1]] ?? words[1]) else { return false }
        if words[0] == "SCAN" { return true }
        return !wholeHub && step.hasSuffix("(hub_id=?)")
    }

    /// The tables of a statement by the names that it gives them: `FROM referrals r` is `r: referrals`.
    private static func tables(in statement: String) -> [String: String] {
        let named = statement.matches(of: /(?:FROM|JOIN)\s+(\w+)\s+(?:AS\s+)?(\w+)/)
        return Dictionary(named.map { (String($0.2), String($0.1)) }, uniquingKeysWith: { first, _ in first })
    }

    // MARK: PostgreSQL

    /// What reads too much in the answer of `EXPLAIN (FORMAT JSON)`.
    ///
    /// Ask with `SET LOCAL enable_seqscan = off`, so that a table of few rows does not hide a missing index, with
    /// `enable_hashjoin` and `enable_mergejoin` off, which read the whole of a small hub by choice and not by need, and
    /// of tables that are filled and analysed: of an empty one PostgreSQL takes any index that begins with the hub.
    ///
    /// - Throws: where the text is no such answer.
    static func faults(inPostgreSQL json: String, readsAll: Bool) throws -> [String] {
        try JSONDecoder().decode([Explained].self, from: Data(json.utf8)).flatMap {
            faults(in: $0.plan, of: nil, readsAll: readsAll, stopsEarly: false)
        }
    }

    private struct Explained: Decodable {
        let plan: Node

        enum CodingKeys: String, CodingKey { case plan = "Plan" }
    }

    /// One step of a plan, with the steps whose rows it takes.
    private struct Node: Decodable {
        let type: String
        let relation: String?
        let index: String?
        let condition: String?
        let filter: String?
        let relationship: String?
        let plans: [Node]?

        enum CodingKeys: String, CodingKey {
            case type = "Node Type"
            case relation = "Relation Name"
            case index = "Index Name"
            case condition = "Index Cond"
            case filter = "Filter"
            case relationship = "Parent Relationship"
            case plans = "Plans"
        }

        /// Nothing but the hub is looked for.
        var asksForWholeHub: Bool {
            guard let condition else { return true }
            // The wall around a hub may stand here as well: the hub once more.
            return condition.replacing(/'(?:[^']|'')*'/, with: "''").split(separator: " AND ")
                .allSatisfy { $0.drop { $0 == "(" }.hasPrefix("hub_id = ") }
        }

        /// Whether it gives rows on as they come: a sort reads everything first.
        var passesOn: Bool { !["Sort", "Aggregate", "Hash", "Materialize", "WindowAgg", "Unique"].contains(type) }

        var searchesInText: Bool { filter?.contains("~~") ?? false }
    }

    /// - Parameters:
    ///   - table: the table of a bitmap that is made below its own node.
    ///   - stopsEarly: whether somebody above takes some rows and no more.
    private static func faults(in node: Node, of table: String?, readsAll: Bool, stopsEarly: Bool) -> [String] {
        let table = node.relation ?? table
        let place = "\(node.type) of \(table ?? "?") by \(node.index ?? "nothing"): \(node.condition ?? "all")"
        var faults: [String] = []
        if let table, growing.contains(table) {
            switch node.type {
            case "Seq Scan": faults.append(place)
            case "Index Scan", "Index Only Scan", "Bitmap Index Scan":
                let mayReadHub = readsAll || (stopsEarly && !node.searchesInText && node.type != "Bitmap Index Scan")
                if node.condition == nil || (node.asksForWholeHub && !mayReadHub) { faults.append(place) }
            default: break
            }
        }
        let stops = (stopsEarly || node.type == "Limit") && node.passesOn
        return faults
            + (node.plans ?? []).flatMap { below in
                // The inner side of a join is read again for every row, and a subplan for itself.
                Self.faults(
                    in: below, of: table, readsAll: readsAll, stopsEarly: stops && below.relationship == "Outer")
            }
    }
}
