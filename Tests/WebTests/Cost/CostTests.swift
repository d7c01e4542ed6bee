import Casework
import HTTPTypes
import Testing

@testable import Web

/// How often a page asks the store must not depend on how much there is: a hub of a thousand people is served like one
/// of ten.
@Suite("What pages and forms cost", .serialized)
struct CostTests {
    /// The two hubs, filled once for both tests, and each with its index in memory.
    static let hubs = Task { () async throws -> (few: FilledHub, many: FilledHub) in
        let hubs = (few: try await FilledHub(rows: 10), many: try await FilledHub(rows: 1000))
        try await hubs.few.warm()
        try await hubs.many.warm()
        return hubs
    }

    /// Nobody reads further, on a phone least of all.
    private static let longestPage = 150_000

    /// One address, asked for by one role, in the small hub and in the large one.
    private struct Line: CustomStringConvertible {
        let address: String
        let role: Role?
        let few: Cost
        let many: Cost

        var grows: Bool {
            many.statements > few.statements || few.status != many.status || many.length > CostTests.longestPage
        }

        var description: String {
            let numbers = "\(few.statements) → \(many.statements)"
            return "\(numbers)\t\(many.status)\t\(many.length / 1000) kB\t\(role?.rawValue ?? "nobody")\t\(address)"
        }
    }

    private struct Cost {
        let status: Int
        let statements: Int
        let length: Int
    }

    @Test func `no page asks more often when there is more to ask for`() async throws {
        let (few, many) = try await Self.hubs.value
        // Links hold tokens, which the hubs do not share: their addresses stand at the same place in both lists.
        for (small, large) in zip(Rounds(hub: few).addresses(), Rounds(hub: many).addresses()) {
            #expect(!large.addresses.isEmpty, "\(large.route) has a parameter that the rounds do not know")
            for (at, address) in zip(small.addresses, large.addresses) {
                try await check(route: large.route, few: (few, at), many: (many, address))
            }
        }
    }

    private func check(
        route: String, few: (hub: FilledHub, address: String), many: (hub: FilledHub, address: String)
    ) async throws {
        var lines: [Line] = []
        for role in [nil] + Role.allCases.map(Optional.some) {
            lines.append(
                Line(
                    address: many.address, role: role, few: try await cost(of: few.address, as: role, in: few.hub),
                    many: try await cost(of: many.address, as: role, in: many.hub)))
        }
        // The path takes forms only: nothing is shown there.
        if lines.allSatisfy({ $0.many.status == 405 }) { return }
        let statuses = lines.map { String($0.many.status) }.joined(separator: " ")
        let shown = Rounds.leadingOn.contains(route) ? 303 : Rounds.hidden.contains(route) ? 404 : 200
        #expect(
            lines.dropFirst(shown == 303 && route != OwnAddress.leave ? 1 : 0).contains { $0.many.status == shown },
            "nobody gets to see \(many.address) of \(route): \(statuses)")
        let growing = lines.filter(\.grows).map(\.description)
        #expect(growing.isEmpty, "statements at 10 and at 1000 rows:\n\(growing.joined(separator: "\n"))")
    }

    private func cost(of address: String, as role: Role?, in hub: FilledHub) async throws -> Cost {
        // Whoever is nobody for staff's pages is the person for their own.
        let isOwn = role == nil && address.hasPrefix(OwnAddress.home)
        let browser = isOwn ? hub.ownBrowser(at: address) : hub.browser(as: role)
        let (page, statements) = try await hub.counting { try await browser.send(.get, address) }
        return Cost(status: page.status, statements: statements, length: page.html.utf8.count)
    }
}
