import Casework
import Foundation
import Testing

/// `docs/access.md` is the table, for those who do not read Swift.
struct AccessDocumentTests {
    private static let document = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../docs/access.md").standardizedFileURL

    @Test func `the table in the documents is the one that is tested`() throws {
        if ProcessInfo.processInfo.environment["KITH_WRITE_DOCS"] == "1" {
            try Self.current.write(to: Self.document, atomically: true, encoding: .utf8)
        }
        let written = try String(contentsOf: Self.document, encoding: .utf8)
        #expect(written == Self.current, "write it anew: KITH_WRITE_DOCS=1 swift test --filter AccessDocumentTests")
    }

    private static var current: String {
        """
        # Who may ask for what

        Made from `Tests/WebTests/Access/AccessTable.swift` by `KITH_WRITE_DOCS=1 swift test --filter AccessDocumentTests`.
        A test asks the whole site, every route as every role for every relationship, and fails when an answer differs or
        a route is missing. Why it is so: [0028](adr/0028-access-is-decided-with-why.md).

        What is not for somebody answers exactly like what does not exist: the same status, the same bytes.

        ## A person's record

        The rules of routes about one person, by role and relationship. ● opens, · as if there were nothing. Whoever is
        not signed in is asked to sign in.

        \(ruleTables)

        ## Routes

        | route | who |
        |---|---|
        \(AccessTable.rows.map { "| `\($0.route)` | \(words($0)) |" }.joined(separator: "\n"))

        """
    }

    private static let rules: [(rule: AccessTable.Rule, name: String, meaning: String)] = [
        (.look, "look", "Seeing the record."),
        (.contact, "contact", "Writing down a contact, taking back a yes: what whoever is there must be able to do."),
        (.keepByLaw, "keep by law", "Writing down what has to stay when the rest is deleted: for leads."),
        (.change, "change", "Everything else: changing, referring."),
        (.handOn, "hand on", "Saying who walks with them from now on."),
        (.standsIn, "stands in", "The day of a colleague who is away."),
        (.ownWorker, "own worker", "Where a group is that keeps its address to itself."),
        (.judge, "judge", "Saying whether two records are of one person: the tie is to the earlier of the two."),
        (.ownGlass, "own glass", "Closing a record that one opened because it could not wait."),
    ]

    private static var ruleTables: String {
        rules.map { rule, name, meaning in
            let ties = AccessTable.ties(of: AccessTable.Row("", rule))
            let head = "| \(name) | \(ties.map(\.rawValue).joined(separator: " | ")) |"
            let line = "|---|" + ties.map { _ in "---|" }.joined()
            let rows = Role.allCases.map { role in
                let cells = ties.map { AccessTable.expected(rule, role, $0) == .opens ? "●" : "·" }
                return "| \(role.rawValue) | \(cells.joined(separator: " | ")) |"
            }
            return "**\(name).** \(meaning)\n\n" + ([head, line] + rows).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    private static func words(_ row: AccessTable.Row) -> String {
        switch row.rule {
        case .anybody: "anybody"
        case .machine: "this machine, or the token of the figures"
        case .signedIn: "every role"
        case .roles(let roles): Role.allCases.filter(roles.contains).map(\.rawValue).joined(separator: ", ")
        case .link: "whoever holds a link that works"
        case .ownPage: "the person who opened their own page with their code"
        case .look, .contact, .keepByLaw, .change, .handOn, .standsIn, .ownWorker, .judge, .ownGlass:
            "**" + (rules.first { $0.rule == row.rule }?.name ?? "") + "**"
        }
    }
}
