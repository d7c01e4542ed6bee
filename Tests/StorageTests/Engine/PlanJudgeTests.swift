import Foundation
import Testing

@testable import Storage

@Suite("Plans of the engines")
struct PlanJudgeTests {
    // MARK: SQLite

    @Test(arguments: [
        ("SCAN people", true), ("SCAN p USING INDEX people_by_name", true), ("SCAN jobs", false),
        ("SCAN groups", true),
        ("SEARCH people USING INDEX people_of_worker (hub_id=?)", true),
        ("SEARCH people USING INDEX people_of_worker (hub_id=? AND worker_id=?)", false),
        ("SEARCH later USING INDEX referrals_of_person (hub_id=?)", true),
        ("SEARCH other USING INDEX accounts_by_role (hub_id=?)", false),
        ("USE TEMP B-TREE FOR ORDER BY", false),
    ])
    func `of SQLite are judged by the tables that grow`(step: String, isTooMuch: Bool) {
        let statement = "SELECT * FROM people p JOIN referrals later ON 1 JOIN accounts AS other ON 1"
        #expect(PlanJudge.faults(inSQLite: [step], of: statement, readsAll: false).isEmpty == !isTooMuch)
    }

    @Test func `are judged of every table of the schema but those that stay small`() {
        let tables = Set(SchemaTable.all.map(\.name))
        #expect(Set(PlanJudge.small.keys).isSubset(of: tables), "a table stays small that is not there")
        #expect(PlanJudge.small.values.allSatisfy { $0.count > 10 }, "it is not said why")
        #expect(PlanJudge.growing.union(PlanJudge.small.keys) == tables)
        #expect(PlanJudge.growing.count > 30)
    }

    @Test func `of SQLite may read a hub in order, and stop`() {
        let step = "SEARCH events USING INDEX events_pkey (hub_id=?)"
        func faults(_ end: String, with others: [String] = [], readsAll: Bool = false) -> [String] {
            PlanJudge.faults(inSQLite: [step] + others, of: "SELECT * FROM events \(end)", readsAll: readsAll)
        }
        #expect(faults("ORDER BY number DESC LIMIT 1").isEmpty)
        #expect(faults("ORDER BY at LIMIT 1", with: ["USE TEMP B-TREE FOR ORDER BY"]) == [step])
        #expect(faults("WHERE verb LIKE ?1 LIMIT 1") == [step])
        #expect(faults("") == [step])
        #expect(faults("", readsAll: true).isEmpty)
    }

    // MARK: PostgreSQL

    private func scan(
        _ type: String = "Index Scan", of table: String? = "people", by condition: String?, filter: String? = nil,
        as relationship: String = "Outer"
    ) -> String {
        var fields = [
            #""Node Type": "\#(type)""#, #""Parent Relationship": "\#(relationship)""#, #""Parallel Aware": false"#,
            #""Scan Direction": "Forward""#, #""Startup Cost": 0.14"#, #""Total Cost": 8.17"#, #""Plan Rows": 1"#,
        ]
        if let table { fields += [#""Relation Name": "\#(table)""#, #""Alias": "\#(table)""#] }
        if let condition { fields += [#""Index Name": "an_index""#, #""Index Cond": "\#(condition)""#] }
        if let filter { fields.append(#""Filter": "\#(filter)""#) }
        return "{ \(fields.joined(separator: ", ")) }"
    }

    private func node(_ type: String, as relationship: String = "Outer", over plans: String...) -> String {
        #"{ "Node Type": "\#(type)", "Parent Relationship": "\#(relationship)", "Plans": [\#(plans.joined(separator: ", "))] }"#
    }

    private func faults(_ plan: String, readsAll: Bool = false) throws -> Int {
        let json = #"[ { "Plan": \#(plan), "JIT": { "Functions": 2 } } ]"#
        return try PlanJudge.faults(inPostgreSQL: json, readsAll: readsAll).count
    }

    private static let hub = "(hub_id = 'one'::text)"
    private static let person = "((hub_id = 'one'::text) AND (id = 'p1'::text))"

    @Test func `of PostgreSQL must not read a growing table from end to end`() throws {
        #expect(try faults(scan("Seq Scan", by: nil)) == 1)
        #expect(try faults(scan("Seq Scan", by: nil), readsAll: true) == 1)
        #expect(try faults(node("Limit", over: scan("Seq Scan", by: nil))) == 1)
        #expect(try faults(scan("Seq Scan", of: "jobs", by: nil)) == 0)
        #expect(try faults(scan("Index Only Scan", by: nil)) == 1)
    }

    @Test func `of PostgreSQL must not read a whole hub unless the statement means to`() throws {
        #expect(try faults(scan(by: Self.hub)) == 1)
        #expect(try faults(scan(by: Self.hub), readsAll: true) == 0)
        let wall = "((hub_id = current_setting('kith.hub'::text, true)) AND (hub_id = 'one'::text))"
        #expect(try faults(scan(by: wall)) == 1)
        #expect(try faults(scan(by: Self.person)) == 0)
        #expect(try faults(scan(by: "((hub_id = $1) AND (COALESCE(answered_at, ended_at) >= $2))")) == 0)
        #expect(try faults(node("ModifyTable", over: scan(by: Self.hub))) == 1)
    }

    @Test func `of PostgreSQL are not misled by what a text says`() throws {
        #expect(try faults(scan(by: "(hub_id = 'this AND that''s it AND more'::text)")) == 1)
    }

    @Test func `of PostgreSQL may read a hub in order, and stop`() throws {
        #expect(try faults(node("Limit", over: scan(by: Self.hub, filter: "(state <> 'closed'::text)"))) == 0)
        #expect(try faults(node("Limit", over: node("Incremental Sort", over: scan(by: Self.hub)))) == 0)
        #expect(try faults(node("Limit", over: node("Sort", over: scan(by: Self.hub)))) == 1)
        #expect(try faults(node("Aggregate", over: scan(by: Self.hub))) == 1)
        #expect(try faults(node("Limit", over: scan(by: Self.hub, filter: "(name_folded ~~ '%ro%'::text)"))) == 1)
    }

    @Test func `of PostgreSQL must not read a hub again for every row of a join`() throws {
        let outer = scan(by: Self.hub)
        #expect(
            try faults(node("Limit", over: node("Nested Loop", over: outer, scan(by: Self.person, as: "Inner")))) == 0)
        #expect(try faults(node("Limit", over: node("Nested Loop", over: outer, scan(by: Self.hub, as: "Inner")))) == 1)
        #expect(
            try faults(node("Limit", over: node("Hash Join", over: outer, node("Hash", as: "Inner", over: outer)))) == 1
        )
        #expect(try faults(node("Limit", over: node("Result", over: scan(by: Self.hub, as: "SubPlan")))) == 1)
    }

    @Test func `of PostgreSQL find the table of a bitmap above it`() throws {
        func bitmap(_ condition: String) -> String {
            let part = scan("Bitmap Index Scan", of: nil, by: condition)
            let whole = node("BitmapOr", over: part)
            return #"{ "Node Type": "Bitmap Heap Scan", "Relation Name": "events", "Plans": [\#(whole)] }"#
        }
        #expect(try faults(bitmap(Self.person)) == 0)
        #expect(try faults(bitmap(Self.hub)) == 1)
        #expect(try faults(node("Limit", over: bitmap(Self.hub))) == 1)
    }

    @Test func `of PostgreSQL that are no plan are refused`() {
        #expect(throws: (any Error).self) { try PlanJudge.faults(inPostgreSQL: "{}", readsAll: false) }
    }
}
