import Foundation
import Testing
import Vocabulary

@testable import Storage

/// Every statement of every store is explained by its engine. A statement that reads a whole table, or a whole hub
/// where it asks for a few rows, is found here and not by a hub of ten thousand people.
@Suite("Plans of the stores' statements")
struct QueryPlanTests {
    /// What is done with the stores, on whichever engine.
    static let uses: [QueryUse] =
        QueryUse.directory + QueryUse.people + QueryUse.referrals + QueryUse.house
        + QueryUse.access
        + QueryUse.ownPages
        + QueryUse.cohorts
        + QueryUse.colleagues

    @Test(arguments: TestEngine.allCases.filter { $0 != .sqliteFile })
    func `read no more than they need`(engine: TestEngine) async throws {
        let database = try await engine.open()
        try await database.keepHouse("one") { hub in
            guard engine == .postgresql else { return try hub.fill() }
            try hub.fill(people: 600)
            try hub.execute("ANALYZE")
        }
        for use in Self.uses {
            let faults = try await faults(of: use, in: database, engine)
            #expect(faults.isEmpty, "\(use.name)\n\(faults.joined(separator: "\n\n"))")
        }
    }

    /// What the judge finds, and nothing of what the use did is left for the next.
    private func faults(of use: QueryUse, in database: Database, _ engine: TestEngine) async throws -> [String] {
        do {
            return try await database.keepHouse("one") { hub in
                let asked = try use.statements(in: hub)
                throw TakenBack(faults: try asked.flatMap { try Self.faults(of: $0, use, in: hub, engine) })
            }
        } catch let taken as TakenBack { return taken.faults }
    }

    private static func faults(
        of sql: SQL, _ use: QueryUse, in hub: HubTransaction, _ engine: TestEngine
    ) throws -> [String] {
        let text = sql.text { "?\($0)" }
        let faults: [String]
        if engine == .postgresql {
            for setting in ["enable_seqscan", "enable_hashjoin", "enable_mergejoin"] {
                _ = try hub.rows("SELECT set_config(\(setting), 'off', true) AS setting")
            }
            let plan = try hub.row("EXPLAIN (FORMAT JSON) " + sql)?.text("QUERY PLAN") ?? ""
            faults = try PlanJudge.faults(inPostgreSQL: plan, readsAll: use.readsAll)
        } else {
            let steps = try hub.rows("EXPLAIN QUERY PLAN " + sql).map { try $0.text("detail") }
            faults = PlanJudge.faults(inSQLite: steps, of: text, readsAll: use.readsAll)
        }
        return faults.map { "\($0)\n\(text)" }
    }

    private struct TakenBack: Error { let faults: [String] }

    /// A new method that nobody looks at is how a slow page begins.
    @Test func `are of every public method of every store`() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Sources/Storage")
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        var methods: [String: Set<String>] = [:]
        var stores: [String: String] = [:]
        for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for found in text.matches(of: /public var (\w+): (\w+Store) \{/) {
                stores[String(found.2)] = String(found.1)
            }
            // The functions after the name of a store are its own, up to the next type.
            for part in text.split(separator: /(?=\n(?:public struct|public extension|extension) )/) {
                guard let type = part.firstMatch(of: /(?:struct|extension) (\w+Store)\b/) else { continue }
                for method in part.matches(of: /\n    public func (\w+)/) {
                    methods[String(type.1), default: []].insert(String(method.1))
                }
            }
        }
        #expect(stores.count > 15, "the stores were not found")
        let used = Set(Self.uses.map { $0.name.prefix { $0 != " " } })
        for (type, names) in methods where type != "ConsistencyStore" {
            let store = try #require(stores[type], "\(type) cannot be reached")
            for name in names.sorted() {
                #expect(used.contains("\(store).\(name)"), "no use of \(store).\(name) is explained")
            }
        }
    }
}
