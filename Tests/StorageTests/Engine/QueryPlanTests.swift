import Foundation
import Testing
import Vocabulary

@testable import Storage

/// Every statement of every store is explained by its engine. A statement that reads a whole table, or a whole hub
/// where it asks for a few rows, is found here and not by a hub of ten thousand people.
@Suite("Plans of the stores' statements")
struct QueryPlanTests {
    /// What is done with the stores, on whichever engine.
    static let uses: [QueryUse] = QueryUse.directory + QueryUse.people + QueryUse.referrals + QueryUse.house

    @Test func `read no more than they need`() async throws {
        let database = try await TestEngine.sqliteInMemory.open()
        try await database.keepHouse("one") { try $0.fill() }
        for use in Self.uses {
            let faults = try await faults(of: use, in: database)
            #expect(faults.isEmpty, "\(use.name)\n\(faults.joined(separator: "\n\n"))")
        }
    }

    /// What the judge finds, and nothing of what the use did is left for the next.
    private func faults(of use: QueryUse, in database: Database) async throws -> [String] {
        do {
            return try await database.keepHouse("one") { hub in
                throw TakenBack(
                    faults: try use.statements(in: hub).flatMap { sql -> [String] in
                        let steps = try hub.rows("EXPLAIN QUERY PLAN " + sql).map { try $0.text("detail") }
                        let text = sql.text { "?\($0)" }
                        return PlanJudge.faults(inSQLite: steps, of: text, readsAll: use.readsAll)
                            .map { "\($0)\n\(text)" }
                    })
            }
        } catch let taken as TakenBack { return taken.faults }
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
