import Casework
import Testing

@testable import Web

/// Asks the whole site: every route, as every role, for every relationship, and compares with ``AccessTable``.
@Suite("Who may ask for what", .serialized)
struct AccessTableTests {
    private static let house = Task { try await AccessHouse() }

    @Test func `every route has a line in the table, and every line a route`() async throws {
        let house = try await Self.house.value
        var known: [String] = []
        for route in house.routes where try await house.ask(route, as: nil, .there).status != 405 {
            known.append(route)
        }
        let written = AccessTable.rows.map(\.route)
        #expect(Set(written).count == written.count, "a route stands in the table twice")
        for route in Set(known).subtracting(written).sorted() {
            Issue.record(
                """
                \(route) has no line in Tests/WebTests/Access/AccessTable.swift. Add Row("\(route)", …) with the rule \
                that fits it, name its parameters in AccessHouse.address if they are new, and write docs/access.md anew: \
                KITH_WRITE_DOCS=1 swift test --filter AccessDocumentTests
                """)
        }
        #expect(Set(written).subtracting(known).sorted() == [], "lines of the table that no route answers")
    }

    /// Those whose forms change the same things wait for each other; the others do not.
    private static let lanes: [[Role?]] = [
        [.linkWorker, .teamLead], [.safeguardingLead, .coordinator, .administrator], [nil, .commissioner, .researcher],
    ]

    @Test func `each answers each role as the table says, and what is forbidden like what is not there`() async throws {
        #expect(Set(Self.lanes.joined()) == Set([nil] + Role.allCases.map(Optional.some)))
        let house = try await Self.house.value
        try await withThrowingTaskGroup { group in
            for lane in Self.lanes {
                group.addTask {
                    for row in AccessTable.rows {
                        for role in lane { try await Self.check(row, as: role, in: house) }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private static func check(_ row: AccessTable.Row, as role: Role?, in house: AccessHouse) async throws {
        let ties = AccessTable.ties(of: row)
        // What there never was, as this role sees it: everything that is refused must look the same.
        let nothing = try await ties.contains(.unknown) ? house.ask(row.route, as: role, .unknown) : nil
        for tie in ties {
            let got =
                if tie == .unknown, let nothing { nothing } else { try await house.ask(row.route, as: role, tie) }
            let expected = AccessTable.expected(row.rule, role, tie)
            let who = "\(row.route) as \(role?.rawValue ?? "nobody"), \(tie.rawValue)"
            #expect(
                got.answer == expected,
                "\(who): \(got.answer?.rawValue ?? "neither") (\(got.status)), and the table says \(expected)")
            if let nothing, expected == .hidden {
                #expect(got.status == nothing.status, "\(who)")
                #expect(got.body == nothing.body, "\(who) can be told from what there never was")
            }
            if row.route.hasPrefix("POST"), got.answer == .opens { try await house.putBack(role, tie) }
        }
    }
}
