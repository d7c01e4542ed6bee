import Community
import Foundation
import People
import Testing
import Vocabulary

@testable import Storage

/// Every statement of every store is explained by SQLite. A statement that reads a whole table, or a whole hub
/// where it asks for a few rows, is found here and not by a hub of ten thousand people.
@Suite("Plans of the stores' statements")
struct QueryPlanTests {
    /// Tables that grow with the years: no page may read one of them whole, nor all that a hub has in it.
    private static let growing: Set<String> = [
        "people", "contacts", "consents", "referrals", "attendances", "events", "outbox",
    ]

    /// A use of a store, by the name that a failure shows.
    struct Use: Sendable, CustomTestStringConvertible {
        let name: String
        /// Whether it reads a whole hub on purpose, and so is never used by a page.
        let readsAll: Bool
        let body: @Sendable (HubTransaction) throws -> Void

        init(_ name: String, readsAll: Bool = false, _ body: @escaping @Sendable (HubTransaction) throws -> Void) {
            self.name = name
            self.readsAll = readsAll
            self.body = body
        }

        var testDescription: String { name }
    }

    @Test(arguments: uses)
    func `read no more than they need`(use: Use) async throws {
        let database = try await TestEngine.sqliteInMemory.open()
        try await database.keepHouse("one") { try $0.fill() }
        let plans = try await database.keepHouse("one") { hub -> [(statement: String, step: String)] in
            var asked: [SQL] = []
            hub.transaction.onStatement = { asked.append($0) }
            try use.body(hub)
            hub.transaction.onStatement = nil
            return try asked.flatMap { sql in
                try hub.rows("EXPLAIN QUERY PLAN " + sql).map { (sql.text { "?\($0)" }, try $0.text("detail")) }
            }
        }
        let sorts = plans.contains { $0.step.contains("USE TEMP B-TREE FOR ORDER BY") }
        for (statement, step) in plans {
            // The first rows of an index that is in the wanted order are not the whole of it.
            let stopsEarly = statement.contains("LIMIT") && !sorts && !statement.contains("LIKE")
            #expect(!Self.readsTooMuch(step, wholeHub: use.readsAll || stopsEarly), "\(step)\n\(statement)")
        }
    }

    /// `SCAN people`, or `SEARCH people USING INDEX x (hub_id=?)` and nothing else.
    static func readsTooMuch(_ step: String, wholeHub: Bool) -> Bool {
        let words = step.split(separator: " ").map(String.init)
        guard words.count > 1 else { return false }
        let aliases = ["r": "referrals", "p": "people", "e": "events", "c": "consents", "t": "people"]
        let table = aliases[words[1]] ?? words[1]
        guard growing.contains(table) else { return false }
        if words[0] == "SCAN" { return true }
        return !wholeHub && step.hasSuffix("(hub_id=?)")
    }

    @Test(arguments: [
        ("SCAN people", true), ("SCAN p USING INDEX people_by_name", true), ("SCAN groups", false),
        ("SEARCH people USING INDEX people_of_worker (hub_id=?)", true),
        ("SEARCH people USING INDEX people_of_worker (hub_id=? AND worker_id=?)", false),
        ("USE TEMP B-TREE FOR ORDER BY", false),
    ])
    func `are judged rightly`(step: String, isTooMuch: Bool) {
        #expect(Self.readsTooMuch(step, wholeHub: false) == isTooMuch)
    }

    private static let now = Example.start
    private static let today = Example.today
    private static let worker = Example.worker

    static let uses: [Use] =
        groups + people + referrals + trail + accounts + [
            Use("outbox.page") { _ = try $0.outbox.page(limit: 20, offset: 20) },
            Use("outbox.countFailed") { _ = try $0.outbox.countFailed() },
            Use("outbox.count", readsAll: true) { _ = try $0.outbox.count() },
            Use("outbox.due") { _ = try $0.outbox.due(at: now, limit: 20) },
            Use("outbox.takeDue") { _ = try $0.outbox.takeDue(at: now) },
            Use("outbox.settle") { hub in
                let mail = OutgoingMail(
                    id: "m", kind: "referral", recipient: "", subject: "", body: "", createdAt: now, nextAt: now)
                _ = try hub.outbox.settle(mail, taken: mail)
            },
            Use("outbox.latest") { _ = try $0.outbox.latest(limit: 20) },
            Use("outbox.find") { _ = try $0.outbox.find("m") },
            Use("jobs") { hub in
                try hub.jobs.add(["mail"], at: now)
                _ = try hub.jobs.all()
                let lease = try #require(try hub.jobs.take("mail", by: "one", at: now, until: now.adding(seconds: 1)))
                _ = try hub.jobs.extend(lease, until: now)
                _ = try hub.jobs.breakOff(lease, problem: "p", at: now, pauses: [1])
                _ = try hub.jobs.finish(lease, counts: [:], at: now, nextAt: now)
                _ = try hub.jobs.bringForward("mail", to: now)
            },
            Use("submissions.result") { _ = try $0.submissions.result(of: "s") },
            Use("submissions.forget") { try $0.submissions.forget(before: now) },
        ]

    private static let groups: [Use] = [
        Use("groups.find") { _ = try $0.groups.find("kitchen") },
        Use("groups.find list") { _ = try $0.groups.find(["kitchen", "other"]) },
        Use("groups.find source") { _ = try $0.groups.find(source: "directory.json", foreignID: "f") },
        Use("groups.changed") { _ = try $0.groups.changed(after: 1) },
        Use("groups.names") { _ = try $0.groups.names(["kitchen"]) },
        Use("groups.evidenceEnding") { _ = try $0.groups.evidenceEnding(from: today, to: today, limit: 9) },
        Use("groups.agreementsEnding") { _ = try $0.groups.agreementsEnding(from: today, to: today, limit: 9) },
        Use("groups.save") { hub in
            var group = try #require(try hub.groups.find("kitchen"))
            group.details.name = "New"
            try hub.groups.save(group)
        },
        Use("groups.touch") { try $0.groups.touch("kitchen") },
        Use("agreementRequests") { hub in
            _ = try hub.agreementRequests.find(tokenHash: "t")
            _ = try hub.agreementRequests.find(codeHash: "c")
            _ = try hub.agreementRequests.latest(of: "kitchen")
            try hub.agreementRequests.markAnswered("q", at: now)
        },
    ]

    private static let people: [Use] = [
        Use("people.find") { _ = try $0.people.find("p1") },
        Use("people.find list") { _ = try $0.people.find(["p1", "p2"]) },
        Use("people.inHands of a worker") {
            _ = try $0.people.inHands(of: worker, states: [.active, .paused], limit: 9)
        },
        Use("people.inHands of nobody") { _ = try $0.people.inHands(of: nil, states: [.received], limit: 9) },
        Use("people.countInHands") { _ = try $0.people.countInHands(of: worker, states: [.active]) },
        Use("people.silent") { _ = try $0.people.silent(since: now, worker: worker, limit: 9) },
        // A name is looked for anywhere in it, which no index of both engines can do.
        Use("people.named of a worker", readsAll: true) { _ = try $0.people.named("ro", worker: worker, limit: 9) },
        Use("people.named", readsAll: true) { _ = try $0.people.named("ro", worker: nil, limit: 9) },
        Use("people.save") { hub in try hub.people.save(try #require(try hub.people.find("p1"))) },
        Use("contacts.of") { _ = try $0.contacts.of("p1") },
        Use("consents") { hub in
            let consent = try #require(try hub.consents.find("yes-p1"))
            _ = try hub.consents.of("p1")
            try hub.consents.saveWithdrawal(of: consent)
        },
    ]

    private static let referrals: [Use] = [
        Use("referrals.find") { _ = try $0.referrals.find("r1") },
        Use("referrals.find token") { _ = try $0.referrals.find(tokenHash: "t") },
        Use("referrals.find code") { _ = try $0.referrals.find(codeHash: "c") },
        Use("referrals.find any token") { _ = try $0.referrals.find(anyTokenHash: "t") },
        Use("referrals.unreminded") { _ = try $0.referrals.unreminded(sentBefore: now) },
        Use("referrals.of a person") { _ = try $0.referrals.of("p1") },
        Use("referrals.of people") { _ = try $0.referrals.of(["p1", "p2"]) },
        Use("referrals.of a group") { _ = try $0.referrals.of("kitchen", states: [.sent], limit: 9) },
        Use("referrals.inHands") { _ = try $0.referrals.inHands(of: worker, states: [.sent, .accepted], limit: 9) },
        Use("referrals.answered") { _ = try $0.referrals.answered(since: now, worker: worker, limit: 9) },
        Use("referrals.unanswered") { _ = try $0.referrals.unanswered(sentBefore: now, limit: 9) },
        Use("referrals.load") { _ = try $0.referrals.load(of: "kitchen", monthStart: now) },
        Use("referrals.loads of some") { _ = try $0.referrals.loads(of: ["kitchen"], monthStart: now) },
        // When the index in memory is made, once a month and when the program starts.
        Use("referrals.loads of all", readsAll: true) { _ = try $0.referrals.loads(monthStart: now) },
        Use("referrals.welcome") { _ = try $0.referrals.welcome(of: ["kitchen"]) },
        Use("referrals.welcome of all", readsAll: true) { _ = try $0.referrals.welcome(of: nil) },
        Use("referrals.save and link") { hub in
            try hub.referrals.save(try #require(try hub.referrals.find("r1")))
            try hub.referrals.setLink(of: "r1", tokenHash: "t", codeHash: "c", endsAt: now)
            try hub.referrals.closeLink(of: "r1", at: now)
            _ = try hub.referrals.linkEnd(of: "r1")
        },
        Use("attendances.of") { _ = try $0.attendances.of(["r1"]) },
        Use("solvedBarriers") { _ = try $0.solvedBarriers.between("p1", and: "kitchen") },
    ]

    private static let accounts: [Use] = [
        Use("accounts") { hub in
            _ = try hub.accounts.find("worker-1")
            _ = try hub.transaction.accountAddresses.find("mina@example.org")
        },
        Use("setupLinks") { hub in
            _ = try hub.setupLinks.find(tokenHash: "t")
            _ = try hub.setupLinks.use(tokenHash: "t", at: now)
        },
        Use("staffSessions") { hub in
            _ = try hub.staffSessions.find("s")
            _ = try hub.staffSessions.all(of: "worker-1")
            try hub.staffSessions.note("s", seenAt: now)
            try hub.staffSessions.removeAll(of: "worker-1", but: nil)
        },
        Use("tries") { _ = try $0.transaction.tries.failures(of: "s", since: now) },
    ]

    private static let trail: [Use] = [
        Use("events.append") { try $0.recordSomething() },
        Use("events.concerning") { _ = try $0.events.concerning("p1") },
        Use("events.about") { _ = try $0.events.about(Example.subject) },
        Use("events.count", readsAll: true) { _ = try $0.events.count() },
        Use("events.firstFault") { _ = try $0.events.firstFault() },
    ]
}

extension HubTransaction {
    /// Some of everything: SQLite plans alike for few and many rows as long as nobody runs ANALYZE.
    fileprivate func fill() throws {
        try groups.add(Example.group())
        for number in 0..<20 {
            let person = Example.person(Identifier(rawValue: "p\(number)"))
            try people.add(person)
            let consent: Consent.ID = Identifier(rawValue: "yes-p\(number)")
            try consents.add(Example.consent(consent, of: person.id))
            try referrals.add(
                Example.referral(Identifier(rawValue: "r\(number)"), .sent, of: person.id, on: consent))
            try contacts.add(
                Contact(
                    id: Identifier(rawValue: "c\(number)"), person: person.id, at: Example.start, kind: .call,
                    reached: true, note: "", by: Example.worker))
            try recordSomething()
        }
    }
}
