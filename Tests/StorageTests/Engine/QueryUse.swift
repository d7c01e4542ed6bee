import Community
import People
import Testing
import Vocabulary

@testable import Storage

/// A use of a store, by the name that a failure shows: `people.find list` is one of `find` in `people`.
struct QueryUse: Sendable, CustomTestStringConvertible {
    let name: String
    /// Whether it reads a whole hub on purpose: no page does, unless the use says why.
    let readsAll: Bool
    private let body: @Sendable (HubTransaction) throws -> Void

    init(_ name: String, readsAll: Bool = false, _ body: @escaping @Sendable (HubTransaction) throws -> Void) {
        self.name = name
        self.readsAll = readsAll
        self.body = body
    }

    var testDescription: String { name }

    /// What the use asks the engine, one statement after the other.
    func statements(in hub: HubTransaction) throws -> [SQL] {
        var asked: [SQL] = []
        hub.transaction.onStatement = { asked.append($0) }
        defer { hub.transaction.onStatement = nil }
        try body(hub)
        return asked
    }

    static let now = Example.start
    static let today = Example.today
    static let worker = Example.worker
}

extension HubTransaction {
    /// Some of everything: SQLite plans alike for few and many rows as long as nobody runs ANALYZE. PostgreSQL wants
    /// hundreds, and ANALYZE.
    func fill(people count: Int = 20) throws {
        try groups.add(Example.group())
        for number in 0..<count {
            let person = Example.person(Identifier(rawValue: "p\(number)"))
            try people.add(person)
            let consent: Consent.ID = Identifier(rawValue: "yes-p\(number)")
            try consents.add(Example.consent(consent, of: person.id))
            let referral: Referral.ID = Identifier(rawValue: "r\(number)")
            try referrals.add(Example.referral(referral, .sent, of: person.id, on: consent))
            try attendances.add(
                Attendance(
                    id: Identifier(rawValue: "a\(number)"), referral: referral, on: Example.today, outcome: .came,
                    saidAt: Example.start, byGroup: true))
            try contacts.add(
                Contact(
                    id: Identifier(rawValue: "c\(number)"), person: person.id, at: Example.start, kind: .call,
                    reached: true, note: "", by: Example.worker))
            try outbox.add(
                OutgoingMail(
                    id: Identifier(rawValue: "m\(number)"), kind: "referral", recipient: "k@example.org", subject: "",
                    body: "", createdAt: Example.start, nextAt: Example.start))
            try recordSomething()
        }
    }
}
